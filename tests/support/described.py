"""The gateway held to its own description (OpenAPI) by Schemathesis: requests of its making, and what was wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.engine import Status, events, from_schema

__all__ = ["Asked", "ask_as_described"]

SEED = 20261128
CHECKS: dict[str, Any] = {
    # What fits may be refused all the same: a payload that no button of ours carries, a card that nobody has.
    "positive_data_acceptance": {"enabled": False},
    # Who has no right link, or asks too often, is told that first.
    "negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429]},
}


@dataclass
class Asked:
    """What came of it: a line for each difference, and the statuses of each operation (`GET /health/live`)."""

    wrong: list[str] = field(default_factory=list)
    statuses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    requests: int = 0


def ask_as_described(
    description: Mapping[str, Any],
    url: str,
    *,
    headers: Mapping[str, str],
    examples: int,
    operations: Iterable[Mapping[str, Any]] = (),
) -> Asked:
    """Ask every described operation.

    `headers` go with every request; `examples` bounds what is made up for an operation beside the edges of its
    parameters; `operations` are settings of some of them, in Schemathesis's own words.
    """
    config = schemathesis.Config.from_dict(
        {
            "seed": SEED,
            "base-url": url,
            "headers": dict(headers),
            "operations": [dict(each) for each in operations],
            "generation": {"max-examples": examples, "deterministic": True, "database": "none", "no-shrink": True},
            "phases": {"stateful": {"enabled": False}},
            "checks": CHECKS,
            "request-timeout": 30,
            "max-stream-events": 1,
            "continue-on-failure": True,
        }
    )
    asked = Asked()
    for event in from_schema(schemathesis.openapi.from_dict(dict(description), config=config)).execute():
        if isinstance(event, events.ScenarioFinished):
            asked.requests += len(event.recorder.interactions)
            for interaction in event.recorder.interactions.values():
                # Other methods are tried at the same address, and OPTIONS is answered to everybody.
                if interaction.response is not None and str(event.label).startswith(interaction.request.method):
                    asked.statuses[str(event.label)].add(interaction.response.status_code)
            for checks in event.recorder.checks.values():
                asked.wrong += [_line(event.label, check) for check in checks if check.status == Status.FAILURE]
        elif isinstance(event, events.NonFatalError):
            asked.wrong.append(f"{event.label}: {event.value!r}")
        elif isinstance(event, events.FatalError):
            raise event.exception
    asked.wrong = sorted(set(asked.wrong))
    return asked


def _line(operation: str | None, check: Any) -> str:
    failure = check.failure_info.failure
    return f"{operation}: {check.name}: {failure.title}: {failure.message} [{check.failure_info.code_sample}]"
