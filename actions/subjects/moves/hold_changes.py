"""Orders about one's own reservations, and what becomes of them: cancelled, moved, put first, paused, exchanged."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.holding_back import asks_first, forbids
from actions.dialogue.own_things import OwnThings
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.values import values_of
from actions.dialogue.waiting_deeds import deed_of
from actions.dialogue.wording import word_count
from actions.facts.choices import choice, librarian, no, yes
from actions.facts.lines import hold_line, titles_listed
from actions.rasa.registry import HANDLERS, PatronReply
from actions.subjects.holds import hold_days, hold_told, holds_asked
from actions.subjects.holds.holds_moved import branch_meant, move_hold, stays
from actions.subjects.moves.hold import told
from actions.subjects.moves.own import ask_which, holds_meant, of_own, one_hold
from actions.subjects.moves.questions import HouseQuestion
from actions.subjects.moves.rules import tell_rule
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.hold_changes import (
    asks_what_is_lost,
    speaks_of_branch,
    speaks_of_cancelling,
    speaks_of_missing,
)
from language.requests.deeds.ordering import orders_to_move
from language.requests.deeds.said_again import parts_of
from language.requests.own.own_holds import speaks_of_lapsing
from language.requests.speech.denials import denies
from language.requests.speech.request import read_request
from language.requests.speech.yes_and_no import puts_off
from library.values import Hold, HoldState, Title

__all__ = ["NOT_COLLECTED", "lose", "wishes_elsewhere"]

NOT_COLLECTED = HouseQuestion(
    "hold", "اگر رزروم را نگیرم چه می‌شود؟", "What happens if I do not collect my reservation?", "collect|نگیر|نیا"
)
_MOST_EDITIONS = 4
# So few words are no story.
_FEW = 4


@of_own("hold.cancel")
async def cancel(turn: Turn, own: OwnThings) -> bool:
    """Ask for the yes to cancel what is meant; which, where several may be."""
    turn.intent = "cancel_hold"
    if read_request(turn.text, "cancel").left_out and orders_to_cancel(turn.text):
        # "Cancel this one, that one stays": the handler knows what is to be left alone.
        await HANDLERS["cancel_hold"].handler(turn)
        return True
    meant = holds_meant(turn, own)
    asked = (turn.slot("pending") or {}).get("args", {}).get("holds") or []
    # "Kelidar, I was told I would be next" orders nothing, though the question waits.
    orders = word_count(turn.text) <= _FEW or orders_to_cancel(turn.text)
    if orders and _is_waited_for(turn, "cancel_hold") and all(hold.id in asked for hold in meant):
        return await run_pending(turn, PatronReply("yes"))
    hold = meant[0] if len(meant) == 1 else None if meant else own.hold(turn)
    if hold is not None:
        turn.entities = {"ref": [f"hold:{hold.id}"]}
    elif len(meant) > 1 and len(meant) == len(own.holds):
        turn.entities = {"which": ["all"]}
    await HANDLERS["cancel_hold"].handler(turn)
    return True


@of_own("hold.move")
async def move(turn: Turn, own: OwnThings) -> bool:
    """Have it collected at another branch; a mere question is asked back."""
    if _is_waited_for(turn, "move_hold") and await branch_meant(turn) is None:
        turn.intent = "hold"
        return await run_pending(turn, PatronReply("yes"))
    if not await _is_to_move(turn):
        if not own.holds or not wishes_elsewhere(turn):
            return False
        # Read so, and said of another place: which, and whether, is asked.
        turn.intent = "hold"
        await move_hold(turn, asks=True)
        return True
    if await holds_asked.move(turn, own):
        return True
    if hold_told.is_placing(turn) or not own.holds:
        return False
    if await branch_meant(turn) is None and denies(turn.text):
        return False
    turn.intent = "hold"
    await move_hold(turn)
    return True


_OTHER_PLACE = re.compile(
    r"\b(?:other|another|different|closer|nearer|little|small(?:er)?|big(?:ger)?|main) (?:one|branch|library|place)\b|\bwhere (?:i|we) (?:take|get|collect|fetch|pick)\b"
    r"|(?<!\w)(?:اون ?یکی|یکی دیگه|یه|یک)? ?(?:شعبه|کتابخونه|کتابخانه|جای)(?:ی|ٔ|ه)? ?(?:دیگه|دیگر|نزدیک ?تر\w{0,2}|کوچیکه|بزرگه)(?!\w)"
    r"|\b(?:shobe|ketabkhune|jaye?) ?(?:ye )?(?:dige|nazdik ?tar)\b"
)
_LIKELY_ENOUGH = 0.45


def wishes_elsewhere(turn: Turn) -> bool:
    """Tell whether it was read as being moved and speaks of another place; what is denied wishes for nothing."""
    likely = turn.moves.get("hold.move", 0.0) >= _LIKELY_ENOUGH and not denies(turn.text)
    return likely and _OTHER_PLACE.search(fold(turn.text)) is not None


async def _is_to_move(turn: Turn) -> bool:
    """Tell whether the words wish it collected elsewhere: "by one of yours, at Central!" moves nothing."""
    if orders_to_move(turn.text):
        return True
    return (await values_of(turn, turn.text)).only and await branch_meant(turn) is not None


@of_own("hold.lose")
async def lose(turn: Turn, own: OwnThings) -> bool:
    """Say what becomes of the place: lost by cancelling, kept at another branch, passed on where nobody comes."""
    hold = one_hold(turn, own)
    if hold is not None and _orders_it_off(turn.text):
        # "I'd rather give up my place to somebody else. Kindly cancel the reservation."
        return await cancel(turn, own)
    asked = str((turn.slot("pending") or {}).get("do", ""))
    said = fold(turn.text)
    branch = await branch_meant(turn)
    moving = speaks_of_branch(said) or branch is not None
    moving = moving or (asked.startswith("move_hold") and not speaks_of_cancelling(said))
    waits = hold is not None and hold.state is HoldState.READY
    missing = speaks_of_missing(said) or speaks_of_lapsing(said)
    if not moving and not speaks_of_cancelling(said) and (missing or waits):
        await tell_rule(turn, "hold.lose", NOT_COLLECTED)
        return True
    if hold is not None:
        told(turn, [hold])
    if moving and hold is not None and hold.state in (HoldState.READY, HoldState.IN_TRANSIT):
        stays(turn, hold)
        return True
    now = nested("utter_part_hold_now", title=hold.title, state=hold_line(hold)["state"]) if hold else None
    if moving and hold is not None and branch is not None:
        # What was asked about may be ordered by the next word.
        ref = turn.await_("move_hold", "yes", hold=hold.id, branch=branch.code)
        choices = [yes(ref, "utter_button_yes_move"), no(ref)]
        turn.say("utter_hold_lose_move", now=now, choices=choices)
    else:
        turn.say("utter_hold_lose_move" if moving else "utter_hold_lose_cancel", now=now)
    return True


def _orders_it_off(text: str) -> bool:
    """Tell whether a clause orders to cancel, and nothing is asked."""
    clauses = [] if set("?؟") & set(text) else parts_of(text)
    return any(orders_to_cancel(one) and not asks_what_is_lost(fold(one)) for one in clauses)


@of_own("hold.first")
async def first(turn: Turn, own: OwnThings) -> bool:
    """Say that nobody is put before others, how it stands, and what else there is of it."""
    return await _stands(turn, own, "hold.first", "utter_hold_first")


@of_own("hold.slow")
async def slow(turn: Turn, own: OwnThings) -> bool:
    """Say why it does not move: how it stands, when a copy is due, and what else there is of it."""
    return await _stands(turn, own, "hold.slow", "utter_hold_slow")


@of_own("hold.pause")
async def pause(turn: Turn, own: OwnThings) -> bool:
    """Say that a reservation can't be paused here, and how it stands; of several, how they all do."""
    waiting = [one for one in own.holds if one.state is not HoldState.READY]
    if len(waiting) > 1 and one_hold(turn, own, waiting) is None:
        told(turn, waiting)
        lines = {"list": [hold_line(one) for one in waiting], "line": "utter_line_hold"}
        turn.say("utter_hold_pause_all", holds=lines, choices=[librarian()])
        return True
    if not waiting:
        # What is ready waits for nothing any more, and is only kept until its day.
        return await hold_days.longer(turn, own)
    return await _stands(turn, own, "hold.pause", "utter_hold_pause")


async def _is_edition(turn: Turn, title: Title, own: OwnThings) -> bool:
    """Tell whether a title is another edition of one that is reserved."""
    editions = {one.id for one in await turn.library.editions(title.id)}
    return any(hold.title_id in editions for hold in own.holds)


@of_own("hold.swap")
async def swap(turn: Turn, own: OwnThings) -> bool:
    """Say which other editions there are to reserve in its place."""
    hold = one_hold(turn, own)
    other = await title_named(turn, turn.text)
    if (
        other is not None
        and other.id not in {one.title_id for one in own.holds}
        and not await _is_edition(turn, other, own)
    ):
        # "Is there Jane Eyre? I'd rather have that": another book, and no other edition of this one.
        return False
    if hold is None:
        return len(own.holds) > 1 and ask_which(turn, "hold.swap", own.holds)
    told(turn, [hold])
    editions = (await turn.library.editions(hold.title_id))[:_MOST_EDITIONS]
    if not editions:
        turn.say(
            "utter_hold_swap_none", title=hold.title, copies=await hold_told.copies(turn, hold), choices=[librarian()]
        )
        return True
    turn.say(
        "utter_hold_swap",
        title=hold.title,
        titles=titles_listed(one.title for one in editions),
        choices=[_reserve(one) for one in editions],
    )
    return True


def _is_waited_for(turn: Turn, do: str) -> bool:
    """Tell whether a yes to this is waited for, and the message orders it in other words."""
    pending = turn.slot("pending") or {}
    held = turn.text.rstrip().endswith(("?", "؟")) or puts_off(turn.text) or asks_first(turn.text)
    waits = pending.get("do") == do and pending.get("awaits") == "yes"
    return waits and not held and not forbids(turn.text, deed_of(pending))


async def _stands(turn: Turn, own: OwnThings, name: str, answer: str) -> bool:
    waiting = [one for one in own.holds if one.state is not HoldState.READY]
    hold = one_hold(turn, own, waiting or own.holds)
    if hold is None:
        return bool(own.holds) and ask_which(turn, name, waiting or own.holds)
    told(turn, [hold])
    if hold.state is HoldState.READY and name != "hold.first":
        # It waits for nothing any more.
        return await hold_days.until(turn, own)
    free = await _free_editions(turn, hold)
    turn.say(
        answer,
        title=hold.title,
        state=hold_line(hold)["state"],
        copies=await hold_told.copies(turn, hold) if hold.state is HoldState.PENDING else None,
        editions=nested("utter_part_hold_editions", titles=titles_listed(one.title for one in free)) if free else None,
        choices=[*(_reserve(one) for one in free), librarian()],
    )
    return True


async def _free_editions(turn: Turn, hold: Hold) -> list[Title]:
    """Give other editions of what is reserved of which a copy is free to be taken home."""
    found = (await turn.library.editions(hold.title_id))[:_MOST_EDITIONS]
    return [
        one for one in found
        if any(place.available and place.for_loan for place in await turn.library.availability(one.id))
    ]  # fmt: skip


def _reserve(title: Title) -> dict[str, Fact]:
    return {**choice("utter_button_item", "hold", ref=f"title:{title.id}"), "name": title.title}
