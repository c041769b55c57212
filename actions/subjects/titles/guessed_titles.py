"""Titles that are described and not named: those that fit are offered as a guess, and one is shown when it is the one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.kinds_spoken_of import OWN
from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import follows_up
from actions.subjects.titles.guesses import (
    FITS,
    FITS_UNSAID,
    find_guesses,
    find_not_denied,
    guessed,
    offer,
    say_none,
)
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import editions_of, spoken_of
from actions.subjects.titles.titles import is_titled
from language.normalise import fold
from library.values import Title

__all__ = ["described", "describes_surely", "describes_unnamed", "guess"]

# By the words alone so many are offered at most.
_OFFERED_BY_WORDS = 2
# From here on it is surely a description, whatever else it was read as.
_SURELY = 0.6
_WISHED = 0.95
# So likely something is asked or said of one's own loans, reservations, charges or card.
_OF_OWN = 0.5
# What a description that is not sure may have been read as.
_HEARD = frozenset(
    "search_book hold borrow suggest_purchase recommendation nlu_fallback out_of_scope chitchat shelf_location"
    " new_arrivals research_help deny affirm".split()
)


async def guess(turn: Turn, text: str) -> bool:
    """Offer the titles that words may describe, where nothing else was found by them; false where none is like it."""
    if turn.is_payload or await _names_title(turn):
        return False
    titles = await find_guesses(turn, text, FITS_UNSAID) if turn.describes else None
    if titles is None and not turn.describes and not _may_tell(text):
        # "How long does that take, and will I hear?" has a word in common with some book by chance.
        return False
    if titles is None:
        titles = await turn.library.described(
            text, language=turn.language, limit=_OFFERED_BY_WORDS, loosely=turn.describes
        )
    if not titles:
        return False
    await offer(turn, titles, text)
    return True


# What is told of a work, and who talks to the library or points at what was told.
_OF_WORK = re.compile(
    r"\b(?:books?|novels?|stor(?:y|ies)|films?|movies?|poems?|plays?|memoirs?|biograph\w{1,3}|about|authors?|writers?|characters?|cover|titled?|called|named|set in|ketab\w{0,2}|roman\w{0,2}|dastan\w{0,2}|ghesse|film\w{0,2}|nevisande\w{0,2}|darbare\w{0,2})\b"
    r"|(?<!\w)(?:کتاب(?!خ|دار)|رمان|داستان|قصه|فیلم|شعر|نمایشنامه|درباره|در مورد|راجع|نویسنده|شخصیت|جلدش)"
)
_TALKS = re.compile(
    r"\b(?:i|you|u|we|it|they|that|this|how|why|when|who|do|does|will|can|could|please|me|my|your|man|shoma|to|mishe|chand|chera|kojast?|key)\b|(?<!\w)(?:من|شما|تو|ما|این|اون|همین|همون|چند|چقدر|چرا|کجا\w{0,2}|کی|می ?شه|می ?شود|لطفا|آیا)(?!\w)"
)


def _may_tell(text: str) -> bool:
    """Tell whether words that surely describe nothing may yet tell of a work: they say that, or only name what is in it."""
    said = fold(text).replace("’", "'")
    return _OF_WORK.search(said) is not None or _TALKS.search(said) is None


async def describes_unnamed(turn: Turn) -> LookStep:
    """Hear a description of a work whose name is not said before its words are taken for a name or a wish."""
    if turn.is_payload or turn.entity("isbn") or not turn.describes or _waits(turn) or not _may_be(turn):
        return LookStep.ON
    # What is as surely a wish for something to read tells how that shall be.
    surely = turn.described >= _SURELY and not (turn.intent == "recommendation" and turn.confidence >= _WISHED)
    among = await _by_that_author(turn, turn.text)
    titles, denied = await find_not_denied(turn, turn.text, FITS if surely else FITS_UNSAID, among=among)
    if titles is None:
        return LookStep.DONE if surely and await _guess_by_words(turn) else LookStep.ON
    named = () if denied else await _named(turn)
    if named and (not surely or not {one.id for one in titles}.isdisjoint(named)):
        # "Animal Farm, the one with the pigs": it is looked for as what it is called. Of what is surely described a
        # word may be some book's name by chance.
        return LookStep.ON
    if titles:
        await offer(turn, titles, turn.text, out=[*_refused(turn), *denied])
    elif surely and turn.intent != "recommendation":
        say_none(turn, turn.text)
    else:
        return LookStep.ON
    turn.intent, turn.settled = "search_book", True
    return LookStep.DONE


async def describes_surely(turn: Turn) -> LookStep:
    """Hear what surely is a description before anything in it is taken for a word on what was shown."""
    return await describes_unnamed(turn) if turn.described >= _SURELY else LookStep.ON


@follows_up
async def described(turn: Turn) -> bool:
    """Take a message that describes a work as a search for it, whatever it was read as."""
    return turn.describes and await describes_unnamed(turn) is LookStep.DONE


async def _guess_by_words(turn: Turn) -> bool:
    """Offer what the words of a description find, where no title has a vector."""
    if await name_within(turn, turn.text) is not None or not await guess(turn, turn.text):
        return False
    turn.intent = "search_book"
    return True


def _refused(turn: Turn) -> Sequence[str]:
    """Give the ids of what was guessed before and refused: it is not offered again."""
    kept = turn.recall("guessed") or {}
    return [str(one) for one in kept.get("out", ())] if guessed(turn) else ()


async def _names_title(turn: Turn) -> bool:
    """Tell whether the title that was read in a message is that of a book."""
    title = turn.entity("title")
    if not title:
        return False
    page = await turn.library.search(title, limit=_FEW, exactly=True)
    return not page.corrected and any(is_titled(one.title, title) for one in page.titles)


async def _named(turn: Turn) -> list[str]:
    """Give the ids of the titles whose name stands among the words; none where an author's does."""
    title = turn.entity("title")
    if title:
        page = await turn.library.search(title, limit=_FEW, exactly=True)
        if not page.corrected and (whole := [one for one in page.titles if is_titled(one.title, title)]):
            return await _all_editions(turn, whole)
    named = await name_within(turn, turn.text)
    return await _all_editions(turn, named[1].titles) if named is not None and not named[1].author else []


async def _all_editions(turn: Turn, titles: Sequence[Title]) -> list[str]:
    return [one for title in titles[:_FEW] for one in await editions_of(turn, title)]


_FEW = 5


async def _by_that_author(turn: Turn, text: str) -> list[str]:
    """Give the ids of the titles of the author whom words name, or point to; none where they do neither."""
    named, before = await name_within(turn, text), None
    name = (named[1].author or "") if named is not None else ""
    if named is not None and name and not _is_by(text, named[0]):
        # An author is named, and not as that of the book.
        name = ""
    if not name and _SAME_HAND.search(fold(text)) and not _REFUSES.search(fold(text).replace("’", "'")):
        before = await spoken_of(turn)
        name = _FIRST_AUTHOR.split(before.author)[0] if before is not None else ""
    if not name:
        return []
    page = await turn.library.search(author=name, limit=_MOST_OF_ONE)
    known = await editions_of(turn, before) if before is not None else []
    return [one.id for one in page.titles if one.id not in known]


def _is_by(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as that of who wrote what is spoken of."""
    said, named = fold(text).replace("’", "'"), re.escape(fold(name))
    by = rf"(?:\b(?:by|from)|(?<!\w)(?:از|نوشته ?ی?|اثر|مال|نویسندش|نویسنده ?اش)) (?:\w{{2,12}} )?{named}|\b{named}'s\b"
    return re.search(by, said) is not None and not _REFUSES.search(said)


_MOST_OF_ONE = 40
_FIRST_AUTHOR = re.compile(r"[؛;]| و |,|،")
_SAME_HAND = re.compile(
    r"\b(?:(?:by|of|from) )?(?:the )?same (?:writer|author|novelist)\b|\b(?:by|of|from) the same (?:guy|man|woman|lady|person|one)\b"
    r"|\b(?:other|another) (?:book|novel|one|story) (?:by|of|from) (?:him|her|them)\b|(?<!\w)(?:همین|همون|همان) (?:نویسنده|خانوم|خانم|آقا|نفر|آدم)(?!\w)"
)
_REFUSES = re.compile(
    r"\b(?:don't want|do not want|not by|nothing|no more|except|already|(?:i|i've|have|has) read|not another)\b"
    r"|(?<!\w)(?:نباشه|نباشد|نمی ?خوا\w{1,3}|غیر|جز|به ?جز|نه|خوند(?:م|ه ?ام))(?!\w)"
)


def _may_be(turn: Turn) -> bool:
    """Tell whether a message may be what it sounds like, by what else it was read as."""
    if turn.described >= _SURELY:
        return turn.intent != "emergency"
    if any(share >= _OF_OWN for name, share in turn.moves.items() if name.partition(".")[0] in OWN):
        # "I did not spoil it, its cover was torn from the start", after what is owed for it, tells no story.
        return False
    return turn.intent in _HEARD


def _waits(turn: Turn) -> bool:
    waits = turn.slot("pending") or {}
    return bool(waits) and waits.get("awaits") not in {"words", "one"} and waits.get("do") != "file"
