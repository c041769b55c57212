"""The contract of edge-patron: what the fake may answer, and what it is asked, by FOLIO's own schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

FOLDER = Path(__file__).with_name("schemas")
FORMATS = FormatChecker(formats=())
UUID = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$"
# Named by the schemas, and not among them: the form of a UUID, and batches, which nobody asks for.
ELSEWHERE = {
    "raml-util/schemas/uuid.schema": {"type": "string", "pattern": UUID},
    "batch-request-status-response.json": {"not": {}},
}
ACCOUNT = "GET /patron/account/{id}"
POINTS = "GET /patron/account/{id}/instance/{instance}/allowed-service-points"
RENEWAL = "POST /patron/account/{id}/item/{item}/renew"
PLACE = "POST /patron/account/{id}/instance/{instance}/hold"
CANCEL = "POST /patron/account/{id}/hold/{hold}/cancel"

# Of each operation: the status and the schema of its answer, the schema of what is sent, and what may be asked along.
OPERATIONS: Mapping[str, tuple[int, str, str | None, frozenset[str]]] = {
    ACCOUNT: (200, "account", None, frozenset({"includeLoans", "includeHolds", "includeCharges"})),
    POINTS: (200, "allowed-service-points-response", None, frozenset()),
    RENEWAL: (201, "loan", None, frozenset()),
    PLACE: (201, "hold", "hold", frozenset()),
    CANCEL: (201, "hold", "hold-cancellation", frozenset()),
}
# edge-patron passes on mod-patron's refusals (422), and says 408 where that is silent; its RAML speaks of neither.
REFUSED = frozenset({400, 401, 404, 408, 422, 429, 500, 503})


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


class Broken(AssertionError):
    """The fake, or our client, keeps the contract not."""


def check_answer(operation: str, status: int, body: object) -> None:
    """See that an answer is one that edge-patron may give; raises Broken."""
    right, schema, _, _ = OPERATIONS[operation]
    if status in REFUSED:
        if not (isinstance(body, dict) and isinstance(body.get("errorMessage"), str)):
            raise Broken(f"{operation} {status}: a refusal has a message")
        return
    if status != right:
        raise Broken(f"{operation} never answers {status}")
    _check(schema, body, f"{operation} {status}")


def wrong_question(operation: str, query: Mapping[str, str], body: object) -> str:
    """Say what is malformed about a request; empty when nothing is."""
    _, _, schema, known = OPERATIONS[operation]
    for name, value in query.items():
        if name not in known or value not in ("true", "false"):
            return f"unknown parameter {name}={value}"
    if schema is not None:
        errors = list(_validator(schema).iter_errors(body))
        return f"{errors[0].json_path}: {errors[0].message}" if errors else ""
    return "" if body is None else "it takes no body"


def _check(schema: str, body: object, where: str) -> None:
    for error in _validator(schema).iter_errors(body):
        raise Broken(f"{where}: {error.json_path}: {error.message}")


@cache
def _validator(schema: str) -> Draft4Validator:
    return Draft4Validator({"$ref": f"{schema}.json"}, registry=_registry(), format_checker=FORMATS)


@cache
def _registry() -> Registry[Any]:
    named = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    resources = [(name, Resource(document, DRAFT4)) for name, document in {**named, **ELSEWHERE}.items()]
    return Registry().with_resources(resources)
