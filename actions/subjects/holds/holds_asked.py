"""Questions about a patron's own reservations: their place in the queue, where, whether they came, who may collect."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.rasa.registry import HANDLERS, PatronReply
from actions.subjects.holds.hold_told import (
    copies,
    in_state,
    is_placing,
    note_told,
    ready_said,
    say_state,
    tell_each,
    tell_fact,
)
from actions.subjects.holds.holds_moved import branch_meant, branch_wanted, move_hold, stays, wants_another_branch
from actions.subjects.holds.pickup_desk import warn_of_desk
from actions.subjects.moves.questions import RULES as OF_HOUSE
from actions.subjects.moves.questions import brings_back
from language.normalise import fold
from library.values import HoldState

__all__ = ["by_another", "coming", "move", "place", "ready", "where"]

# How the library is asked what it says of another who collects.
_BY_ANOTHER = {"fa": "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "en": "Can somebody else collect my reservation?"}
# What somebody brings along when collecting is no book brought back.
_ALONG = re.compile(
    r"\bbring(?:s|ing)?\b (?:along|with (?:him|her|them|you))\b|\bwhat\b[^.?!]{0,20}\bbring\b|(?:چه|چی)[^.?!؟]{0,24}(?:بیار|بیاور)\w{0,3}",
    re.IGNORECASE,
)


async def by_another(turn: Turn, _own: OwnThings | None = None) -> bool:
    """Say whether somebody else may collect it, as the library tells it; who brings something back is asked of that."""
    if brings_back(_ALONG.sub(" ", turn.text)) and await OF_HOUSE["loan.by_other"].tell(turn):
        return True
    if not await tell_fact(turn, _BY_ANOTHER):
        turn.say("utter_hold_by_another", choices=[librarian()])
    return True


async def place(turn: Turn, own: OwnThings) -> bool:
    """Say which place in the queue a reservation has, how many are before, and when a copy is due back."""
    hold = own.hold(turn, in_state(own, HoldState.PENDING))
    if hold is None:
        return await tell_each(turn, own)
    note_told(turn, [hold])
    if hold.position is None:
        await say_state(turn, hold)
        return True
    before = hold.position - 1
    turn.say(
        "utter_hold_place" if before else "utter_hold_place_first",
        title=hold.title,
        position=hold.position,
        before=before,
        copies=await copies(turn, hold),
    )
    return True


async def where(turn: Turn, own: OwnThings) -> bool:
    """Say at which branch a reservation is, or will be, collected."""
    hold = own.hold(turn, in_state(own, HoldState.READY)) or own.hold(turn)
    if hold is None:
        return await tell_each(turn, own)
    note_told(turn, [hold])
    await say_state(turn, hold)
    return True


async def coming(turn: Turn, own: OwnThings) -> bool:
    """Say whether a reservation has come, and what is known of when."""
    ready = in_state(own, HoldState.READY)
    hold = own.hold(turn, ready) or own.hold(turn)
    if hold is None:
        return await tell_each(turn, own)
    note_told(turn, [hold])
    if hold.state is HoldState.READY and hold.ready_until is not None:
        turn.say("utter_hold_has_come", **await ready_said(turn, hold))
        await warn_of_desk(turn, [hold])
    else:
        await say_state(turn, hold, not_yet=True)
    return True


async def ready(turn: Turn, own: OwnThings) -> bool:
    """Say how the reservations stand where it is asked which are ready; False for one that is named."""
    if own.named or not own.holds or is_placing(turn):
        return False
    turn.moves = {}
    text, turn.text = turn.text, ""
    await HANDLERS["hold_status"].handler(turn)
    turn.text = text
    await warn_of_desk(turn, own.holds)
    return True


async def move(turn: Turn, own: OwnThings) -> bool:
    """Have a reservation collected elsewhere; False where the words name neither a branch nor another one."""
    if is_placing(turn):
        branch = await branch_wanted(turn)
        if branch is None or turn.text.rstrip().endswith(("?", "؟")):
            return False
        turn.intent = "hold"
        return await run_pending(turn, PatronReply("branch", text=branch.code))
    if not own.holds:
        return False
    if not await wants_another_branch(turn):
        return await _may_come(turn, own)
    turn.intent = "hold"
    await move_hold(turn)
    return True


_MAY_COME = re.compile(
    r"\b(?:can|could|may|will) (?:it|that|that one|the other(?: one)?|this|they|this one)(?: also| still)? (?:come|be (?:brought|sent|moved)|go|get) to\b"
    r"|(?:می ?شه|می ?شود|ممکنه|می ?تونه|می ?تواند)[^.؟?!]{0,16}(?<!\w)(?:بیاد|بیاید|بره|برسه|برود)(?!\w)|(?<!\w)(?:بیاد|بره)(?!\w)[^.؟?!]{0,16}(?:می ?شه|ممکنه)(?!\w)|\b(?:mishe|momkene)\b[^.?!]{0,16}\b(?:biad|bere|berese)\b"
)
# Who else may come to a branch is asked of a person.
_PERSON = re.compile(
    r"\b(?:collect|pick|fetch|friend|brother|sister|mother|father|husband|wife)\b|بگیر\w*|تحویل|داداش\w*|برادر\w*|خواهر\w*|مامان\w*|مادر\w*|بابا\w*|پدر\w*|دوست\w*|همسر\w*|شوهر\w*|\b(?:begir\w*|dadash\w*|khahar\w*|maman\w*)"
)


async def _may_come(turn: Turn, own: OwnThings) -> bool:
    """Say whether a reservation can come to the branch that is named: asked of one that waits, it is asked back."""
    said = fold(turn.text)
    if _MAY_COME.search(said) is None or _PERSON.search(said) or await branch_meant(turn) is None:
        return False
    turn.intent = "hold"
    hold = own.hold(turn)
    fixed = [one for one in own.holds if one.state in (HoldState.READY, HoldState.IN_TRANSIT)]
    if hold is None and len(fixed) == len(own.holds):
        for one in fixed:
            stays(turn, one)
        return True
    await move_hold(turn, asks=True)
    return True
