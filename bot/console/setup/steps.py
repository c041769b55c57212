"""The steps of a set-up as the console shows them: done, left out, or to do, with the page on which it is done."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.library_info.setting_up import SKIPPED_NEVER, STEPS, SetupProgress, progress

__all__ = ["SetupStep", "left", "steps"]

_WHERE = {
    "library": ("/console/places/library", Permission.EDIT_PLACES),
    "branches": ("/console/places", Permission.EDIT_PLACES),
    "hours": ("/console/places", Permission.EDIT_PLACES),
    "desk": ("/console/places", Permission.EDIT_PLACES),
    "holidays": ("/console/places/holidays", Permission.EDIT_PLACES),
    "rules": ("/console/places/rules", Permission.EDIT_PLACES),
    "facts": ("/console/places/facts", Permission.EDIT_PLACES),
    "catalogue": ("/console/imports", Permission.IMPORT),
    "patrons": ("/console/imports", Permission.IMPORT),
    "staff": ("/console/staff", Permission.MANAGE_STAFF),
    # Nothing of it can be set on a page: the page says how.
    "channels": ("", Permission.EDIT_PLACES),
}
# What a library system has by itself that checks cards.
_ELSEWHERE = frozenset({"patrons"})


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step: its words are the texts `setup.<key>` and `setup.<key>_text`."""

    key: str
    is_done: bool
    is_skipped: bool
    path: str
    may_do: bool
    may_skip: bool
    count: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to do."""
        return not (self.is_done or self.is_skipped)


async def steps(visit: Visit) -> list[SetupStep]:
    """Give every step in order."""
    found = await progress(visit.store)
    return [_step(visit, key, found) for key in STEPS]


def left(every: list[SetupStep]) -> int:
    """Count the steps that are still to do."""
    return sum(step.is_open for step in every)


def _step(visit: Visit, key: str, found: SetupProgress) -> SetupStep:
    settings = visit.console.settings
    elsewhere = not settings.checks_cards and key in _ELSEWHERE
    done = key in found.done or elsewhere
    if key == "channels":
        done = bool(settings.messengers or settings.sites)
    path, permission = _WHERE[key]
    return SetupStep(
        key,
        is_done=done,
        is_skipped=key in found.skipped and not done,
        path=path if visit.may(permission) else "",
        may_do=visit.may(permission),
        may_skip=key not in SKIPPED_NEVER,
        count=found.counts.get(key, 0),
    )
