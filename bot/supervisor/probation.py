"""Probation of a published model: one whose engine keeps dying is replaced by the previous model."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from bot.supervisor.choice import Chosen
from bot.supervisor.service import SupervisedProcess
from process.logs import tail

__all__ = ["Probation"]

# One death can be bad luck, such as a machine without memory for a moment.
DEATHS = 3
# An engine that has done well for so long does not die of its model.
SECONDS = 1800.0


@dataclass(frozen=True)
class Probation:
    """The first time of a published model: what it is, and until when it is looked at."""

    chosen: Chosen
    ends: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def is_lost(self, engine: SupervisedProcess) -> bool:
        """Tell whether its engine dies again and again."""
        return engine.deaths >= DEATHS and time.monotonic() < self.ends

    def reason(self, engine: SupervisedProcess) -> str:
        """Say what happened, for the log, the trail and the page."""
        return (
            f"after publication {self.chosen.serial} its engine died {engine.deaths} times: "
            f"{tail(engine.log) or 'it said nothing'} (log: {engine.log})"
        )
