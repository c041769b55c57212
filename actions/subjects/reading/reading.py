"""Something to read: the wish of a message, what is suggested for it, and the wish that is asked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, PatronReply, handles, pending_action
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.reading.on_subjects import tell_who_helps
from actions.subjects.reading.suggestions import MORE, more_of, suggest
from actions.subjects.reading.wish_words import asks_to_read, wishes_beside_else
from actions.subjects.reading.wishes_changed import follow_up
from actions.subjects.reading.wishes_heard import hear_wish
from language.normalise import fold
from language.requests.reading.asked_words import asked_words
from language.requests.reading.changes import read_change
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_words import NARROW
from language.requests.reading.wish import ReadingWish, WishReading, says_of_books

__all__ = ["NEEDED_KINDS", "ask_wish", "finds_hinted", "recommendation", "suggest_for", "wish_of_turn"]

# Read so surely, a message is what it was read as.
_SURE = 0.8
# And below this one was hardly wished for.
_FAIR = 0.6


@handles("recommendation")
async def recommendation(turn: Turn) -> None:
    """Suggest what meets the wish; what many borrow when nothing in particular is asked for."""
    kept = turn.recall("reading")
    if turn.entity("ref") == MORE and kept:
        await more_of(turn)
        return
    if not turn.is_payload and await follow_up(turn):
        return
    if await _others_for_none(turn, kept):
        return
    reading = await wish_of_turn(turn)
    unread = (
        not _is_said(turn, reading.wish)
        and turn.confidence < _SURE
        and not asks_to_read(turn.text, surely=turn.confidence < _FAIR)
    )
    beside = _is_part(turn) and not wishes_beside_else(turn.text, reading)
    if not turn.is_payload and (unread or beside):
        # Read so, but nothing to read is asked for; of a part that says nothing plain no reading is offered.
        turn.ranking = [] if beside else turn.ranking
        await HANDLERS["nlu_fallback"].handler(turn)
        return
    if not reading.wish.lacking("untold") and reading.rest and not await finds_hinted(turn, reading):
        ask_wish(turn, reading.wish)
        return
    bare = bool(reading.wish) and set(reading.wish.packed()) <= {"language"}
    if bare and (reading.rest or word_count(turn.text) > _BRIEF) and not asks_to_read(turn.text, surely=True):
        # "He reads better in English": for whom, and about what?
        ask_wish(turn, reading.wish)
        return
    await suggest_for(turn, reading)


def _is_said(turn: Turn, wish: ReadingWish) -> bool:
    """Tell whether anything is wished for in so many words: for whom was perhaps only said before."""
    return bool(wish.lacking("ages").lacking("audience")) or bool(wish and read_wish(turn.text).wish)


def _is_part(turn: Turn) -> bool:
    """Tell whether words stand behind others of the same message that were answered already."""
    return turn.message_id != turn.first_id or word_count(turn.text) < word_count(turn.said)


async def _others_for_none(turn: Turn, kept: dict[str, Any] | None) -> bool:
    """Suggest others of the same where those shown are refused in words that say nothing else that is understood."""
    if turn.is_payload or not kept or not kept.get("last") or turn.shown("title") != kept["last"]:
        return False
    wish = read_wish(turn.text).wish
    said = fold(turn.text)
    refused = _REFUSED.search(said)
    if wish or refused is None or _ANOTHER.search(said, refused.end()) is None or not asks_to_read(turn.text):
        return False
    return await more_of(turn)


# What was shown is known, or not it, and another is asked for.
_REFUSED = re.compile(
    r"^(?:no[ ,.!]{1,3})?not (?:that|those|these|this)(?: ones?)?(?= ?(?:[.,;!?]|$))|\b(?:has|have|had|i've|he's|she's) (?:already )?(?:seen|read) (?:it|that|those|them|these)\b(?! all)|(?<!\w)(?:این|اون|همین)\w{0,3}(?: ?رو| ?را)? (?:قبلا )?(?:دیده|خونده)\w{0,2}(?!\w)"
)
_ANOTHER = re.compile(
    r"\b(?:an)?other(?:s| one)?\b|\b(?:something|anything)\b|\bwhat else\b|\bmore\b|(?<!\w)(?:چیزی|یه ?چیز\w{0,3}|یکی|دیگه|دیگر)(?!\w)"
)


async def suggest_for(turn: Turn, reading: WishReading) -> None:
    """Suggest what meets a wish; where the books for learning a language stand is told first."""
    if await _tells_of_learning(turn, reading.wish):
        return
    await suggest(turn, reading.wish, hints=_hints(turn, reading))
    await tell_who_helps(turn)


def _hints(turn: Turn, reading: WishReading) -> tuple[str, ...]:
    """Give the words that help to choose; in many words those that are left over say what is told around the wish."""
    if word_count(turn.text) <= _MANY_WORDS:
        return reading.hints
    if not says_of_books(reading.wish):
        asked = asked_words(turn.text)
        return tuple(word for word in reading.hints if word in asked or word in reading.narrow)
    names = (
        word for word in reading.rest if word in NARROW or re.search(rf"(?<=[a-z,] ){word.capitalize()}\b", turn.text)
    )
    called = (one for word in names for one in (word, *NARROW.get(word, ())))
    return tuple(dict.fromkeys((*called, *reading.narrow)))


# So many words tell more than a wish.
_MANY_WORDS = 7


async def _tells_of_learning(turn: Turn, wish: ReadingWish) -> bool:
    """Tell the fact that clearly answers who wants to learn a language: dictionaries teach nobody."""
    return not turn.is_payload and "language" in wish.genres and bool(wish.topics) and await answer_clearly(turn)


@pending_action("recommend")
async def wish_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Suggest for the wish that was asked for."""
    reading = read_wish(reply.text)
    before = ReadingWish.unpacked(args.get("wish") or {})
    change = read_change(reply.text, before) if before else None
    await suggest(turn, change[0] if change is not None else reading.wish or before, hints=reading.hints)


#: Kinds that somebody needs, whatever else is said in a first letter.
NEEDED_KINDS = frozenset({"large_print", "audiobook", "braille"})
# A wish of more words says more than a language.
_BRIEF = 6


async def wish_of_turn(turn: Turn) -> WishReading:
    """Read the wish of a turn; a button wishes for nothing in particular."""
    return WishReading(ReadingWish()) if turn.is_payload else await hear_wish(turn)


async def finds_hinted(turn: Turn, reading: WishReading) -> bool:
    """Tell whether the words of a wish that are left over find something."""
    hints = _hints(turn, replace(reading, narrow=()))
    found = (await turn.library.suggest(reading.wish, hints=hints, limit=1)).found if hints else ()
    return any(reason.part == "topics" for one in found for reason in one.why)


def ask_wish(turn: Turn, wish: ReadingWish | None = None) -> None:
    """Ask what it should be like, because little of the wish was understood; that is kept."""
    turn.await_("recommend", "words", **({"wish": wish.packed()} if wish else {}))
    turn.say("utter_reading_what", status="clarified")
