"""Refused steps of a conversation: somebody else has it, or it is over."""

from __future__ import annotations

from litestar.response import Template

from bot.console.frame.pages import page
from bot.console.frame.session import Reader
from crm.errors import Conflict, Taken

__all__ = ["told_conflict", "why_not"]


def why_not(error: Conflict) -> tuple[str, dict[str, str]]:
    """Give the text that says why, and its values."""
    if isinstance(error, Taken):
        return "desk.bad.taken", {"name": error.holder}
    return ("desk.bad.unclaimed" if error.state == "waiting_staff" else "desk.bad.ended"), {}


def told_conflict(reader: Reader, error: Conflict, *, back: str) -> Template:
    """Make the page that says it."""
    problem, values = why_not(error)
    return page(reader, "inbox/taken.html", status=409, problem=problem, problem_values=values, back_to=back)
