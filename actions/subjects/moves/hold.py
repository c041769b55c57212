"""What is asked of one's own reservations: the place, when and where, until when, whether one may come."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_count, nested
from actions.facts.lines import hold_line
from actions.rasa.registry import HANDLERS
from actions.subjects.holds import hold_days, hold_told, holds_asked, pickup_desk
from actions.subjects.moves.own import holds_meant, of_own, one_hold
from actions.subjects.moves.questions import HouseQuestion
from actions.subjects.moves.told import closest_terms
from language.dates import find_dates, find_times
from language.normalise import fold
from library.values import Hold, HoldState

__all__ = ["KEPT", "stand", "told"]

KEPT = HouseQuestion(
    "hold",
    "کتاب رزروشده چند روز نگه داشته می‌شود؟",
    "How long is a reserved book kept for me?",
    "kept|days|نگه|روز",
)
_HOW_LONG = re.compile(
    r"\bhow (?:many days|long)\b|\b(?:days|time) (?:do|will|would) i (?:have|get)\b|چند روز|چقدر|تا کی|\b(?:chand ruz|chand rooz|ta key)\b"
)
_KEPT_FOR_ME = re.compile(
    r"\b(?:you|they|the (?:library|desk)) (?:\w+ )?(?:keep|hold|save)\b|\bbe (?:kept|held)\b"
    r"|نگه ?ش? ?می ?دار(?:ین|ید|ن|ند|ه|د)(?!\w)|\bnegah(?:esh)? ?midar(?:in|id|an|e)\b"
)
_TONIGHT = ("today", "tonight", "this evening", "امروز", "امشب", "emrooz", "emruz", "emshab")


@of_own("hold.place")
async def place(turn: Turn, own: OwnThings) -> bool:
    """Say which place it has in the queue; of several, the places of them all."""
    meant = _pending(holds_meant(turn, own)) or _pending(own.holds)
    hold = one_hold(turn, own, meant)
    if hold is not None:
        turn.point("hold", hold.id, "hold_status")
    if hold is not None and await holds_asked.place(turn, own):
        return True
    return await stand(turn, own)


@of_own("hold.when")
async def when(turn: Turn, own: OwnThings) -> bool:
    """Say what is known of when it comes: the place, and when a copy is due back; a day is promised to nobody."""
    waiting = [one for one in own.holds if one.state is not HoldState.READY]
    hold = one_hold(turn, own, waiting or own.holds)
    if hold is None:
        return await stand(turn, own)
    if hold.state is HoldState.PENDING and hold.position is not None:
        told(turn, [hold])
        turn.say(
            "utter_hold_when",
            title=hold.title,
            position=hold.position,
            before=_before(hold.position),
            copies=await hold_told.copies(turn, hold),
        )
        return True
    turn.point("hold", hold.id, "hold_status")
    return await holds_asked.coming(turn, own)


@of_own("hold.now")
async def now(turn: Turn, own: OwnThings) -> bool:
    """Say where it is now, or that it has come."""
    hold = one_hold(turn, own)
    if hold is None:
        return await stand(turn, own)
    turn.point("hold", hold.id, "hold_status")
    return await holds_asked.coming(turn, own)


@of_own("hold.until")
async def until(turn: Turn, own: OwnThings) -> bool:
    """Say until when it is kept; which have to be collected today, where that is asked."""
    hold = _meant(turn, own)
    if hold is not None:
        turn.point("hold", hold.id, "hold_status")
        if await hold_days.until(turn, own):
            return True
    said = fold(turn.text)
    waits = (
        hold.state is not HoldState.READY
        if hold is not None
        else all(one.state is not HoldState.READY for one in own.holds)
    )
    if waits and _HOW_LONG.search(said) and await KEPT.tell(turn):
        # "How many days will it be kept once it is there?" has a rule, whatever is ready now.
        return True
    if any(word in said for word in _TONIGHT) and await hold_days.today(turn, own):
        return True
    return await ready(turn, own)


@of_own("hold.longer")
async def longer(turn: Turn, own: OwnThings) -> bool:
    """Say that it can't be kept longer, and until when it is."""
    return await hold_days.longer(turn, own) or await stand(turn, own)


@of_own("hold.ready")
async def ready(turn: Turn, own: OwnThings) -> bool:
    """Say which are ready, and until when they are kept; or how far the others are."""
    found = [one for one in own.holds if one.state is HoldState.READY]
    if not own.holds:
        turn.say("utter_holds_none")
        return True
    meant = holds_meant(turn, own)
    if len(meant) == 1 and meant[0].state is not HoldState.READY:
        return await when(turn, own)
    told(turn, found or own.holds)
    turn.say("utter_holds_ready" if found else "utter_holds_none_ready", holds=_lines(found or own.holds))
    await pickup_desk.warn_of_desk(turn, found)
    return True


@of_own("hold.come")
async def come(turn: Turn, own: OwnThings) -> bool:
    """Say whether it can be collected on that day, or now, and how long the desk is open."""
    hold = _meant(turn, own)
    if hold is None:
        return await ready(turn, own)
    turn.point("hold", hold.id, "hold_status")
    if hold.state is not HoldState.READY:
        return await holds_asked.coming(turn, own)
    if find_dates(turn.text, turn.today):
        return await hold_days.collect(turn, own)
    said = f" {fold(turn.text)} "
    if find_times(turn.text) or any(word in said for word in (" now ", " الان ", " حالا ", " alan ", " عصر", " شب")):
        return await hold_days.collect(turn, own, turn.today)
    return await hold_days.until(turn, own)


@of_own("hold.limit")
async def limit(turn: Turn, own: OwnThings) -> bool:
    """Say how many reservations there may be, and how many more."""
    rule = closest_terms(await turn.library.lending_terms(turn.patron_id), "book")
    if rule is None:
        return False
    turn.did("hold_status", topic="limit", result="told")
    left = max(0, rule.max_holds - len(own.holds))
    turn.say("utter_hold_room" if left else "utter_hold_room_full", out=len(own.holds), most=rule.max_holds, left=left)
    return True


@of_own("hold.others")
async def others(turn: Turn, own: OwnThings) -> bool:
    """Say how many are before; who they are is nobody's to know."""
    hold = one_hold(turn, own, _pending(own.holds))
    if hold is None or hold.position is None:
        turn.intent = "others_loans"
        await HANDLERS["others_loans"].handler(turn)
        return True
    told(turn, [hold])
    turn.say("utter_hold_others", title=hold.title, before=_before(hold.position))
    return True


@of_own("hold.days")
async def days(turn: Turn, own: OwnThings) -> bool:
    """Say for how long it is lent once it is collected; "till when do you keep it for me?" asks until when it waits."""
    if _KEPT_FOR_ME.search(fold(turn.text)):
        return await until(turn, own)
    hold = one_hold(turn, own)
    title = await turn.library.title(hold.title_id) if hold is not None else None
    rule = closest_terms(
        await turn.library.lending_terms(turn.patron_id), title.kind if title is not None and title.kind else "book"
    )
    if rule is None or not rule.lends:
        return False
    if hold is not None:
        told(turn, [hold])
    turn.say(
        "utter_hold_days",
        title=nested("utter_part_title", title=hold.title) if hold is not None else nested("utter_part_hold_anything"),
        days=as_count(rule.loan_days, "day"),
        renewals=nested("utter_part_terms_renewals", renewals=as_count(rule.max_renewals, "renewal"))
        if rule.max_renewals
        else nested("utter_part_terms_no_renewal"),
    )
    return True


def _meant(turn: Turn, own: OwnThings) -> Hold | None:
    """Give the reservation that is meant; of those not named the one that is ready."""
    return one_hold(turn, own, [one for one in own.holds if one.state is HoldState.READY] or own.holds)


def _pending(holds: Sequence[Hold]) -> list[Hold]:
    return [one for one in holds if one.state is HoldState.PENDING]


def _before(position: int) -> Fact:
    if position == 1:
        return nested("utter_part_hold_nobody")
    return nested("utter_part_hold_before", count=as_count(position - 1, "person"))


def _lines(holds: Sequence[Hold]) -> dict[str, Fact]:
    return {
        "list": [hold_line(one) for one in holds],
        "line": "utter_line_hold_only" if len(holds) == 1 else "utter_line_hold",
    }


async def stand(turn: Turn, own: OwnThings) -> bool:
    """Tell how each of them stands, where none is meant more than the others."""
    if not own.holds:
        turn.say("utter_holds_none")
        return True
    meant = holds_meant(turn, own) or own.holds
    told(turn, meant)
    turn.say("utter_holds_one" if len(meant) == 1 else "utter_holds", count=len(meant), holds=_lines(meant))
    return True


def told(turn: Turn, holds: Sequence[Hold]) -> None:
    """Keep which reservations the turn has told of."""
    turn.intent = "hold_status"
    ids = [one.id for one in holds]
    if len(ids) == 1:
        turn.point("hold", ids[0], "hold_status")
    else:
        turn.show("hold", ids)
    turn.did("hold_status", kind="hold", things=ids, title=holds[0].title if len(ids) == 1 else "", result="told")
