"""Loans that a message speaks of by when they are due: the two that are due first, those of this week."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.describing import Named
from actions.dialogue.turn import Turn
from language.dates import find_dates
from language.requests.selecting import find_selection
from library.values import Loan

__all__ = ["selected"]


def selected[T: Named](turn: Turn, things: Sequence[T], words: str | None = None) -> tuple[T, ...] | None:
    """Give the loans that a turn, or some words of it, speak of by their last day.

    None where nothing is said of that; nothing where it fits none of them, or more than were spoken of.
    """
    selection = None if turn.is_payload else find_selection(turn.text if words is None else words)
    dated = [(one.due_date, one) for one in things if isinstance(one, Loan)]
    if selection is None or not dated or len(dated) < len(things):
        return None
    if selection.kind == "within":
        days = find_dates(selection.words, turn.today)
        if not days:
            # A day that is not understood names none of them, and never all.
            return ()
        first, last = days[0].first, days[0].last
        within = [
            one
            for due, one in dated
            if (due < first if selection.before else due <= last and (selection.by or due >= first))
        ]
        return _exactly(within, selection.count)
    latest = selection.kind == "last"
    days_in_order = sorted((due for due, _ in dated), reverse=latest)
    edge = days_in_order[min(selection.count or 1, len(days_in_order)) - 1]
    return _exactly([one for due, one in dated if (due >= edge if latest else due <= edge)], selection.count)


def _exactly[T: Named](found: Sequence[T], count: int) -> tuple[T, ...]:
    """Give what was found; nothing where it is not as many as were spoken of, since nobody said which."""
    return tuple(found) if not count or count == len(found) else ()
