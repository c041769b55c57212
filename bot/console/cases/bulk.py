"""What is done to several cases of a list at once, each step as if it were taken on the case's own page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.console.frame.fields import ChoiceField, HiddenField, ManyField
from bot.console.frame.forms import Form
from bot.console.frame.visit import Visit
from crm.cases.answers import close_case
from crm.cases.work import assign
from crm.errors import Conflict, InvalidValue, NotFound
from crm.records.values import CASE_RESOLUTIONS

__all__ = ["NOBODY", "BulkForm", "Done", "carry_out", "refuse_odd"]

# As many as a page has at most.
MOST = 100
# In place of a name: whoever has them now loses them.
NOBODY = "none"


class BulkForm(Form):
    """Cases, each as `number:version` that was seen, and what is to become of them: given to somebody, or closed."""

    pick = ManyField("cases.number", at_most=MOST)
    does = HiddenField()
    to = ChoiceField("cases.bulk.to", empty="cases.choose")
    resolution = ChoiceField("cases.resolution", CASE_RESOLUTIONS, "cases.resolution.", empty="cases.choose")

    @property
    def seen(self) -> list[tuple[str, int]]:
        """Give the cases with the versions that were seen; nobody has seen a zeroth."""
        pairs = (each.rpartition(":") for each in self.pick.data)
        return [
            (number, int(version) if version.isdecimal() and len(version) < 10 else 0) for number, _, version in pairs
        ]


@dataclass(frozen=True, slots=True)
class Done:
    """How many were changed, and the numbers of those that were left as they are."""

    changed: int
    left: tuple[str, ...]


def refuse_odd(form: BulkForm) -> None:
    """Mark what is wrong with a form: neither giving nor closing, to whom or how not chosen, or no case picked."""
    match form.does.data:
        case "close":
            if not form.resolution.data:
                form.wrong("resolution", "cases.bad.resolution")
        case "give":
            if not form.to.data:
                form.wrong("to", "cases.bad.give_to")
        case _:
            form.wrong("page", "cases.bad.does")
    if not form.pick.data:
        form.wrong("page", "list.pick_none")


async def carry_out(visit: Visit, form: BulkForm) -> Done:
    """Give the cases to somebody, or close them and tell their patrons, one by one.

    What a colleague has changed meanwhile, and what cannot become so, is left as it is.
    """
    step = _closing(visit, form.resolution.data) if form.does.data == "close" else _giving(visit, form.to.data)
    if form.does.data == "close":
        await visit.console.wording.refresh(visit.store)
    changed, left = 0, []
    for number, version in dict(form.seen).items():
        try:
            await step(number, version)
            changed += 1
        except (Conflict, InvalidValue, NotFound):
            left.append(number)
    if changed:
        visit.console.events.publish()
    return Done(changed, tuple(left))


def _giving(visit: Visit, to: str) -> Callable[[str, int], Awaitable[object]]:
    name = visit.reader.username if to == "me" else None if to == NOBODY else to
    return lambda number, version: assign(visit.store, number, name, version=version, by=visit.reader.actor)


def _closing(visit: Visit, resolution: str) -> Callable[[str, int], Awaitable[object]]:
    return lambda number, version: close_case(
        visit.store,
        number,
        resolution,
        version=version,
        by=visit.reader.actor,
        ending=visit.console.wording.case_closed,
    )
