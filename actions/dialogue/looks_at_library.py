"""Looks at what the library has and does: branches, rooms, rules, titles and copies."""

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import values_of
from actions.subjects.catalogue.copies_asked import asked_of_copies
from actions.subjects.facts.facts_again import tells_access_elsewhere
from actions.subjects.library_info.child_alone import told_of_child_alone
from actions.subjects.library_info.neighbouring_rules import tells_rule_itself
from actions.subjects.library_info.not_here import ordered_beside_question
from actions.subjects.library_info.room_days import goes_on_about_room
from actions.subjects.library_info.terms_of_others import asks_of_others
from actions.subjects.titles.titles import is_titled
from actions.subjects.titles.titles_in_talk import title_of_words
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.library_info.whereabouts import asks_where
from language.requests.reading.already_read import wished_anew
from language.requests.reading.reading import read_wish
from language.requests.speech.corrections import find_correction
from language.requests.titles.instead import find_instead

__all__ = [
    "asks_of_branch",
    "child_alone",
    "meant_title",
    "of_copies",
    "of_others",
    "of_room",
    "rule_itself",
    "wishes_anew",
]


async def asks_of_branch(turn: Turn) -> LookStep:
    """Take "where is Saadi?", which names nothing but a branch, as asking for it, whoever else has the name."""
    where = "" if turn.is_payload or turn.slot("pending") else asks_where(turn.text)
    if not where or turn.intent == "location":
        return LookStep.ON
    named = await values_of(turn, where)
    if not named.only or named.branch is None:
        return LookStep.ON
    turn.intent, turn.confidence, turn.entities = "location", 1.0, {"branch": [named.branch.code]}
    return LookStep.RUN


async def child_alone(turn: Turn) -> LookStep:
    """Tell whether a child may stay or come alone."""
    return LookStep.DONE if await told_of_child_alone(turn) else LookStep.ON


async def of_room(turn: Turn) -> LookStep:
    """Say what is not arranged here where it is ordered beside a question, and go on about a room."""
    await ordered_beside_question(turn)
    return LookStep.DONE if await goes_on_about_room(turn) else LookStep.ON


async def of_others(turn: Turn) -> LookStep:
    """Tell how the rule that was just told applies to others."""
    return LookStep.DONE if await asks_of_others(turn) else LookStep.ON


async def of_copies(turn: Turn) -> LookStep:
    """Tell of copies and queues, where that is asked of what was found."""
    return LookStep.DONE if await asked_of_copies(turn) else LookStep.ON


async def rule_itself(turn: Turn) -> LookStep:
    """Tell the very rule that is asked for, where a near one would answer wrongly."""
    told = await tells_access_elsewhere(turn) or await tells_rule_itself(turn)
    return LookStep.DONE if told else LookStep.ON


async def meant_title(turn: Turn) -> LookStep:
    """Take "no, I meant Missing Soluch" as asking for that title, where it names one that is not the patron's own."""
    if turn.is_payload or turn.slot("pending"):
        return LookStep.ON
    correction = find_correction(turn.text)
    meant = correction.rest if correction is not None and correction.kind == "meant" else ""
    if (instead := await _named_instead(turn)) is not None:
        meant = instead
    title = await title_of_words(turn, _NOT_THAT.split(meant, maxsplit=1)[0]) if meant else None
    if title is None or (turn.patron is not None and (await own_things(turn)).named):
        return LookStep.ON
    turn.set("shown", {"kind": "title", "ids": [title.id], "at": title.id, "act": "search_book"})
    turn.read_as("search_book", keeps_named=True)
    turn.entities = {"ref": [f"title:{title.id}"]}
    return LookStep.RUN


async def _named_instead(turn: Turn) -> str | None:
    """Give the name that is said in place of a title that is refused, in talk about titles and as no order."""
    instead = find_instead(turn.text)
    if instead is None or turn.intent not in _OF_TITLES:
        return None
    if orders_to_hold(turn.text) or orders_to_renew(turn.text) or orders_to_cancel(turn.text):
        return None
    wanted = await title_of_words(turn, instead.wanted)
    # "I returned Burmese Days" names no title alone.
    alone = wanted is not None and is_titled(wanted.title, instead.wanted)
    return instead.wanted if alone and await title_of_words(turn, instead.out) is not None else None


_OF_TITLES = frozenset("search_book deny correct nlu_fallback out_of_scope".split())


# "I meant The Idiot, not Demons".
_NOT_THAT = re.compile(r"[,،]?\s(?:not|rather than|instead of|نه)\s")


async def wishes_anew(turn: Turn) -> LookStep:
    """Take what is wished for behind "I've read that one" as a wish of its own: "anything by an Iranian?"."""
    rest = "" if turn.is_payload or not turn.shown("title") else wished_anew(turn.text)
    if not rest or not read_wish(rest).wish or turn.slot("pending"):
        return LookStep.ON
    turn.text = rest
    turn.read_as("recommendation")
    return LookStep.RUN
