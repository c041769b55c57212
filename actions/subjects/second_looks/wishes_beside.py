"""The other wishes of one message: what was not told yet is told behind the answer, and what cannot be is named.

It looks at what was said and done in the end, whoever did it, and at the message's wishes in their order
(language/requests/speech/wishes_beside.py). A message that wishes one thing only is left as it was answered.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from actions.dialogue.heard import Heard
from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.facts.days import asked_days
from actions.facts.finding import find_facts, find_for_part, look_at_parts, without_branches
from actions.rasa.registry import HANDLERS, rescues
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.facts.sureness import CHOSEN
from actions.subjects.holds import holds_asked
from actions.subjects.loans import room_asked
from crm.knowledge.asking_parts import tells_want, wants_of
from crm.knowledge.entries import FACT
from crm.knowledge.searching import SURE, shares
from crm.knowledge.telling_words import telling
from language.dates import find_dates
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.bare_questions import named_words
from language.requests.speech.hours_of_library import is_of_library
from language.requests.speech.wishes_beside import (
    DEBT,
    HOLDS,
    HOURS,
    LOANS,
    ROOM,
    Wish,
    is_plain,
    speaks_of_state,
    wishes_in,
)
from protocol.intents import traits_of

__all__ = ["tells_wishes_beside"]

_LEFT, _BACK = "utter_parts_unanswered", "utter_back_to_question"
# What has said nothing yet, asks something of who is in danger, or hands the talk over: nothing is told beside it.
_KEEPS_TO_ITSELF = (
    "sign_in", "not_done", "emergency", "handoff", "not_understood", "clarify", "out_of_scope", "unavailable", "parts_",
    "child", "survey", "joining", "language",
)  # fmt: skip
# What did something, or is about to: only beside these a fact is looked for, and what is left is named.
_DID = (
    "renewed",
    "renew_",
    "hold_placed",
    "hold_confirm",
    "hold_where",
    "hold_cancelled",
    "cancel_hold_confirm",
    "hold_moved",
)
_TOLD_OF = {
    DEBT: ("fine", "debt", "fee", "blocks"),
    HOURS: ("hours", "place_hours", "hold_today", "hold_too_late", "hold_in_time"),
    ROOM: ("room", "loans_count"),
    LOANS: ("loans", "loan_", "renew_check", "renew_choose", "renewed_all"),
    HOLDS: ("holds", "hold_state", "hold_has", "hold_place", "hold_not_yet", "hold_kept", "hold_in_time", "hold_today"),
}  # fmt: skip
# An hour that stands in an answer tells of that day.
_HOURS_IN = frozenset({"hours", "opens", "closes", "desk"})
_INTENTS = {DEBT: "fines", HOLDS: "hold_status", LOANS: "loans", ROOM: "loans"}
_BOTH, _FEWEST, _NEAR = 2, 3, 7


@rescues
async def tells_wishes_beside(turn: Turn, heard: Heard) -> None:
    """Tell what a message wishes beside what was answered, in its order; leave the answer where it wishes no more."""
    resumed = heard.intent == "signed_in" and not turn.is_payload
    if not turn.answers or turn.recall("emergency") or (heard.is_payload and not resumed):
        return
    names = [name.removeprefix("utter_") for name, _ in turn.answers]
    if any(name.startswith(_KEEPS_TO_ITSELF) for name in names if name != "signed_in_resume"):
        return
    text = turn.text if resumed else heard.text
    wishes = wishes_in(text) if not (traits_of(heard.intent).told or heard.entities.get("ref")) else ()
    if len(wishes) < _BOTH:
        return
    # Where something else was told beside a deed already, it may be what a question asked for.
    did = all(name.startswith(_DID) for name in names if name != "signed_in_resume")
    kept = turn.text, turn.intent, turn.entities, turn.prior, turn.moves
    waits = turn.changes.get("pending")
    left: list[str] = []
    for wish in wishes:
        turn.text, turn.entities, turn.prior, turn.moves = wish.text, {}, None, {}
        if not await _told(turn, wish, did=did):
            left.append(wish.text)
    turn.text, turn.intent, turn.entities, turn.prior, turn.moves = kept
    if waits:
        # What is told beside puts no end to what was asked.
        turn.set("pending", waits)
    # What waits is asked again behind all that was told.
    turn.answers.sort(key=lambda said: said[0] == _BACK)
    if left:
        parts = {"list": [{"part": one} for one in left], "line": "utter_line_unanswered"}
        turn.say(_LEFT, status="fallback", parts=parts, choices=[librarian()])


async def _told(turn: Turn, wish: Wish, *, did: bool) -> bool:
    """Tell one wish, if it was not told yet; False where it is left without an answer that it plainly asks for."""
    if wish.kind == HOURS:
        if not is_of_library(await without_branches(turn, wish.text)):
            return True
        if not _is_told(turn, HOURS) and (text := await _with_day(turn, wish)):
            turn.text = text
            await _from(turn, HANDLERS["hours"].handler, "hours", HOURS)
        return True
    if wish.kind in _INTENTS:
        await _of_record(turn, wish)
        return True
    if turn.patron is not None and speaks_of_state(wish) and await _of_own_hold(turn):
        return True
    if not did or (wish.kind in _DEEDS and _is_done(turn, wish)):
        return True
    if wish.marked:
        return await _asked(turn, wish)
    # What is ordered beside and was not done is not passed over.
    return wish.kind not in _DEEDS or not _ORDERS[wish.kind](wish.text)


_ORDERS = {"renew": orders_to_renew, "hold": orders_to_hold, "cancel": orders_to_cancel}
# By what an answer tells of a deed, done or not.
_DEEDS = {"renew": ("renew",), "hold": ("hold_", "search", "title"), "cancel": ("cancel", "hold_cancel")}


def _is_done(turn: Turn, wish: Wish) -> bool:
    return any(name.removeprefix("utter_").startswith(_DEEDS[wish.kind]) for name, _ in turn.answers)


async def _with_day(turn: Turn, wish: Wish) -> str:
    """Give the words that ask for the hours, with the day that the message, or what was told, names; empty for none."""
    if (await asked_days(turn)).first is not None:
        return wish.text
    if not _THEN.search(wish.text):
        # "Where do I bring it tomorrow, are you open at all?" asks of that day; another sentence's day is not meant.
        days = find_dates(wish.within, turn.today)
        near = len({day.first for day in days}) == 1 and 0 <= (days[0].first - turn.today).days <= _NEAR
        return f"{wish.text} {days[0].text}" if near else wish.text
    dates = {str(fact["date"]) for _, facts in turn.answers for fact in facts.values() if _is_date(fact)}
    return f"{wish.text} {dates.pop()}" if len(dates) == 1 else ""


def _is_date(fact: object) -> bool:
    return isinstance(fact, dict) and set(fact) == {"date"}


_THEN = re.compile(
    r"\b(?:then|(?:on )?that day)\b|(?<!\w)(?:اون|آن|همون|همان) (?:روز|موقع|وقت)(?!\w)|\boo?n (?:rooz|moghe)\b"
)


def _is_told(turn: Turn, kind: str) -> bool:
    """Tell whether an answer tells of a kind of wish already."""
    said = [(name.removeprefix("utter_"), facts) for name, facts in turn.answers]
    return any(name.startswith(_TOLD_OF[kind]) or (kind == HOURS and _HOURS_IN & facts.keys()) for name, facts in said)


async def _from(turn: Turn, handler: Callable[[Turn], Awaitable[object]], intent: str, kind: str) -> None:
    """Let a handler tell a wish; what tells nothing of its kind is taken back."""
    answers, acts, changes = len(turn.answers), len(turn.acts), dict(turn.changes)
    turn.intent = intent
    await handler(turn)
    told = [name.removeprefix("utter_") for name, _ in turn.answers[answers:]]
    if not all(name.startswith(_TOLD_OF[kind]) for name in told):
        del turn.answers[answers:], turn.acts[acts:]
        turn.changes = changes


async def _of_record(turn: Turn, wish: Wish) -> None:
    """Tell what stands in the patron's record; a sign-in is asked for where nobody is signed in."""
    if _is_told(turn, wish.kind):
        return
    if turn.patron is None:
        # How many books one may take at all is told to everybody; an order that waits for the sign-in is kept.
        if wish.kind != ROOM and not turn.changes.get("pending") and not turn.slot("resume"):
            ask_sign_in(turn, _INTENTS[wish.kind], {}, wish.text)
        return
    if wish.kind == ROOM:
        await room_asked.room(turn, OwnThings())
    elif wish.kind == DEBT:
        turn.text = "بدهی دارم؟" if turn.language == "fa" else "do I owe anything?"
        await _from(turn, HANDLERS["fines"].handler, "fines", DEBT)
    elif wish.kind == LOANS:
        turn.text = ""
        await _from(turn, HANDLERS["loans"].handler, "loans", LOANS)
    elif not await _of_own_hold(turn, only=True):
        await _from(turn, HANDLERS["hold_status"].handler, "hold_status", HOLDS)


async def _of_own_hold(turn: Turn, *, only: bool = False) -> bool:
    """Say how the reservation stands that a wish names, or the `only` one where it names none; else False."""
    own = await own_things(turn)
    places = own_named(turn.text, [hold.title for hold in own.holds], [hold.author for hold in own.holds])
    named = [own.holds[at] for at in places] or (list(own.holds) if only else [])
    if len(named) != 1:
        return False
    told = {thing for act in turn.acts if act.kind == "hold" for thing in act.things}
    return named[0].id in told or await holds_asked.where(turn, replace(own, named_holds=tuple(named)))


async def _asked(turn: Turn, wish: Wish) -> bool:
    """Tell the fact that a question beside a deed asks for; False where it asks for something and none is sure."""
    if not is_plain(wish) or len(wish.text.split()) < _FEWEST or not telling(named_words(wish.text)):
        return True
    await look_at_parts(turn, [wish.text], None)
    found = [one for one in await find_for_part(turn, wish.text, None, told=None, said="") if one.score >= CHOSEN]
    if not found and (wants := wants_of(wish.text)):
        # Where no vectors are made, only what shares the words and tells what is wanted is sure.
        searched = (await find_facts(turn, wish.text, None, alone=True))[:1]
        found = [one for one in searched if one.score >= SURE and shares(one.entry, wish.text)]
        found = [one for one in found if all(tells_want(one.entry, want) for want in wants)]
    if not found or found[0].entry.is_open or found[0].entry.kind != FACT:
        return False
    turn.intent = found[0].entry.topic or turn.intent
    await tell_found(turn, found[:1])
    return True
