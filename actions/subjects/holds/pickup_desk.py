"""The desk where a reservation is collected: its hours on a day, and whether it has closed by then."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.choices import librarian
from actions.subjects.library_info.hours_told import day_hours, next_opening
from crm.library_info import directory
from language.dates import find_dates, find_times
from language.normalise import fold
from library.values import Hold, HoldState

__all__ = ["after_desk", "desk_closed", "desk_hours", "warn_of_desk"]

_DESK = "circulation"


async def warn_of_desk(turn: Turn, holds: Sequence[Hold]) -> None:
    """Say of ready reservations whose last day finds the desk closed when it is open for the last time before."""
    for hold in holds:
        if hold.state is HoldState.READY and hold.ready_until is not None and hold.ready_until > turn.today:
            await desk_closed(turn, hold, hold.ready_until)


async def desk_closed(turn: Turn, hold: Hold, day: date) -> bool:
    """Say that the desk is closed on a day, or already today, and when it opens next; False where it is open."""
    branch = await _pickup(turn, hold)
    if branch is None or hold.ready_until is None:
        return False
    now = turn.store.clock.now().astimezone(branch.zone)
    found = await directory.opening(turn.store, branch.id, day, _DESK)
    over = day == now.date() and bool(found.spans) and all(closes <= now.time() for _, closes in found.spans)
    if found.is_open and not over:
        return False
    moment = max(now, now.replace(hour=23, minute=59) + timedelta(days=(day - now.date()).days))
    then = await directory.next_opening(turn.store, branch.id, moment, _DESK)
    again = then is not None and then.date() <= hold.ready_until
    # Where it does not open any more behind that day, it may be open before it.
    before = None if again else await _open_before(turn, hold, branch, day)
    turn.say(
        "utter_hold_desk_over" if over else "utter_hold_desk_closed",
        title=hold.title,
        day=as_date(day),
        branch=branch.name,
        until=as_date(hold.ready_until),
        hours=day_hours(found),
        opens=nested("utter_part_next_opening", opens=next_opening(then, turn.today))
        if again
        else before or nested("utter_part_desk_not_again"),
        choices=[] if again or before else [librarian()],
    )
    return True


async def after_desk(turn: Turn, hold: Hold, day: date) -> bool:
    """Tell whether one is to come at a time of day at which the desk has closed on that day."""
    times, branch = find_times(turn.text), await _pickup(turn, hold)
    if len(times) != 1 or branch is None or len(find_dates(turn.text, turn.today)) > 1:
        return False
    before, behind = fold(turn.text[: times[0].start]), fold(turn.text[times[0].end :])
    if _COMES_AT.search(before) is None and _COMES_THEN.match(behind) is None:
        return False
    found = await directory.opening(turn.store, branch.id, day, _DESK)
    return bool(found.spans) and all(closes <= times[0].time for _, closes in found.spans)


# "He could come today after work, at around half past five": nobody else does anything between, and nothing ends then.
_COMES_AT = re.compile(
    r"\b(?:i|we|he|she|they|husband|wife|son|daughter|brother|sister|mother|father|friend)(?:'(?:ll|m|s|d|re))? (?:(?:can|could|will|would|may|might|only|is|am|are|to|be able to|have to) ){0,3}(?:come|comes|coming|be there|get there|arrive|arrives)\b(?:(?!\b(?:i|we|he|she|they|you|my|until|before|from|since|finish|told|called)\b)[^.?!;]){0,30} at(?: about| around)? ?$"
)
_COMES_THEN = re.compile(r" ?(?:می ?رسم|میرسه|می ?آیم|میام|میاد|بیام|بیاد)(?!\w)")


async def _open_before(turn: Turn, hold: Hold, branch: directory.Branch, day: date) -> Fact:
    """Say when the desk is open from now until a day that is asked about; None where it is not."""
    now = turn.store.clock.now().astimezone(branch.zone)
    for ahead in range(max(0, (day - now.date()).days)):
        on = now.date() + timedelta(days=ahead)
        found = await directory.opening(turn.store, branch.id, on, _DESK)
        if found.spans and (ahead or any(closes > now.time() for _, closes in found.spans)):
            return await desk_hours(turn, hold, on)
    return None


async def _pickup(turn: Turn, hold: Hold) -> directory.Branch | None:
    code = hold.pickup.code if hold.pickup else None
    return next((one for one in await directory.branches(turn.store) if one.code == code), None)


async def desk_hours(turn: Turn, hold: Hold, day: date) -> Fact:
    """Say how long the desk is open on a day, where a reservation is collected; None where that is not known."""
    branch = await _pickup(turn, hold)
    if branch is None:
        return None
    found = await directory.opening(turn.store, branch.id, day, _DESK)
    name = {0: "utter_part_desk_today", 1: "utter_part_desk_tomorrow"}.get(
        (day - turn.today).days, "utter_part_desk_on"
    )
    return nested(name, hours=day_hours(found), day=as_date(day))
