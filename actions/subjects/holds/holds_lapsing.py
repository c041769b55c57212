"""Reservations that are kept for a few days more: what stays reserved is told with the day on which it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.subjects.holds import hold_days
from language.dates import find_dates
from library.values import HoldState

__all__ = ["tell_lapsing"]

# What ends so soon is told, though nobody asked: of so many at most.
_SOON, _MOST = timedelta(days=2), 2


async def tell_lapsing(turn: Turn) -> None:
    """Tell until when ready reservations that end soon are kept, or whether the day that is named is early enough."""
    if turn.is_payload or turn.patron is None:
        return
    own = await own_things(turn)
    ready = [one for one in own.holds if one.state is HoldState.READY and one.ready_until is not None]
    soon = [one for one in ready if (one.ready_until or date.max) <= turn.today + _SOON]
    for hold in sorted(soon, key=lambda one: one.ready_until or date.max)[:_MOST]:
        only = replace(own, named_holds=(hold,))
        if not (find_dates(turn.text, turn.today) and await hold_days.collect(turn, only)):
            await hold_days.until(turn, only)
