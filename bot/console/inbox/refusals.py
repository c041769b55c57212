"""Refused steps of a conversation: somebody else has it, or it is over."""

from __future__ import annotations

from litestar.response import Template

from bot.console.frame.visit import Visit
from crm.errors import Conflict, TakenBySomebody

__all__ = ["told_conflict", "why_not"]


def why_not(error: Conflict) -> tuple[str, dict[str, str]]:
    """Give the text that says why, and its values."""
    if isinstance(error, TakenBySomebody):
        return "desk.bad.taken", {"name": error.holder}
    if (error.what, error.state) == ("message", "sent"):
        return "desk.bad.sent_before", {}
    return ("desk.bad.unclaimed" if error.state == "waiting_staff" else "desk.bad.ended"), {}


def told_conflict(visit: Visit, error: Conflict, *, back: str) -> Template:
    """Make the page that says it."""
    problem, values = why_not(error)
    return visit.page("inbox/taken.html", status=409, problem=problem, problem_values=values, back_to=back)
