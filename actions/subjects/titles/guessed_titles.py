"""Titles that are described and not named: one that fits is asked about, and shown when it is the one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.kinds_spoken_of import OWN
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.vectors import Floats, vectors_of
from actions.dialogue.wording import word_count
from actions.rasa.registry import follows_up
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.titles.guesses import FITS, FITS_UNSAID, find_guesses, offer, say_none
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import editions_of, spoken_of
from actions.subjects.titles.titles import is_titled
from crm.knowledge.entries import asked_text
from language.normalise import fold
from language.requests.titles.descriptions import (
    describes_book,
    describes_surely,
    forgets_name,
    plot_told,
    told_of_book,
)
from language.requests.titles.half_remembered import Remembered, remembered
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_whether_in

__all__ = ["confirmed", "described", "describes_unnamed", "guess"]

# So many are asked about at most, and by the words alone.
_OFFERED, _OFFERED_BY_WORDS = 3, 2
# What says nothing of a book's name being forgotten may be a name itself, unless it is so long.
_LONGER_THAN_NAMES = 7


async def guess(turn: Turn, text: str) -> bool:
    """Ask whether a title is meant that words describe and do not name; false where none is like it."""
    if turn.is_payload or await _names_title(turn):
        return False
    describes, in_other_words = describes_book(text), _heard_in_other_words(turn, text)
    among = await _by_that_author(turn, text) if in_other_words and forgets_name(text) else None
    if among is not None and not among:
        return False
    told, vector = told_of_book(text) if describes else text, await _vector(turn, text)
    titles = await turn.library.described(
        told if vector is not None else text,
        language=turn.language,
        limit=_OFFERED_BY_WORDS if vector is None else _OFFERED,
        loosely=describes,
        among=among or (),
        vector=vector,
    )
    if not titles:
        return False
    await offer(turn, titles, told)
    return True


async def _vector(turn: Turn, text: str) -> Floats | None:
    """Give the vector of what is told of a book; None where none is told, or no title has one."""
    if not _heard_in_other_words(turn, text) or not await turn.library.knows_meanings():
        return None
    [vector] = await vectors_of(turn, [asked_text(told_of_book(text) if describes_book(text) else text)])
    return vector


async def _names_title(turn: Turn) -> bool:
    """Tell whether the title that was read in a message is that of a book."""
    title = turn.entity("title")
    if not title:
        return False
    page = await turn.library.search(title, limit=_FEW, exactly=True)
    return not page.corrected and any(is_titled(one.title, title) for one in page.titles)


def _heard_in_other_words(turn: Turn, text: str) -> bool:
    """Tell whether what happens in one book is told, whose name is forgotten or which is looked for as such."""
    if not plot_told(text):
        return False
    if forgets_name(text):
        return turn.intent in _SOUGHT or (turn.intent in _HEARD and _BOOK.search(fold(text)) is not None)
    if describes_surely(text):
        return turn.intent in {"search_book", "nlu_fallback"}
    return turn.intent == "search_book" and not describes_book(text) and word_count(text) >= _LONGER_THAN_NAMES


_FEW = 5
_BOOK = re.compile(r"\b(?:books?|novels?|stor(?:y|ies)|titles?)\b|(?<!\w)(?:کتاب|رمان|داستان|عنوان)|\bketab")


async def _by_that_author(turn: Turn, text: str) -> list[str] | None:
    """Give the ids of the titles of the author whom words name, or point to; None where they do neither."""
    named, before = await name_within(turn, text), None
    name = (named[1].author or "") if named is not None else ""
    if named is not None and name and not _is_by(text, named[0]):
        # An author is named, and not as that of the book.
        return []
    if not name and _SAME_HAND.search(fold(text)) and not _REFUSES.search(fold(text).replace("’", "'")):
        before = await spoken_of(turn)
        name = _FIRST_AUTHOR.split(before.author)[0] if before is not None else ""
    if not name:
        return None
    if word_count(told_of_book(text)) - (word_count(name) if before is None else 0) < _FEWEST_TOLD:
        # "By Christie, I forget the title": her books are looked for, and nothing is guessed.
        return []
    page = await turn.library.search(author=name, limit=_MOST_OF_ONE)
    known = await editions_of(turn, before) if before is not None else []
    return [one.id for one in page.titles if one.id not in known]


def _is_by(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as that of who wrote what is spoken of."""
    said, named = fold(text).replace("’", "'"), re.escape(fold(name))
    by = rf"(?:\b(?:by|from)|(?<!\w)(?:از|نوشته ?ی?|اثر|مال|نویسندش|نویسنده ?اش)) (?:\w{{2,12}} )?{named}|\b{named}'s\b"
    return re.search(by, said) is not None and not _REFUSES.search(said)


_MOST_OF_ONE, _FEWEST_TOLD = 40, 3
_FIRST_AUTHOR = re.compile(r"[؛;]| و |,|،")
_SAME_HAND = re.compile(
    r"\b(?:(?:by|of|from) )?(?:the )?same (?:writer|author|novelist)\b|\b(?:by|of|from) the same (?:guy|man|woman|lady|person|one)\b"
    r"|\b(?:other|another) (?:book|novel|one|story) (?:by|of|from) (?:him|her|them)\b|(?<!\w)(?:همین|همون|همان) (?:نویسنده|خانوم|خانم|آقا|نفر|آدم)(?!\w)"
)
_REFUSES = re.compile(
    r"\b(?:don't want|do not want|not by|nothing|no more|except|already|(?:i|i've|have|has) read|not another)\b"
    r"|(?<!\w)(?:نباشه|نباشد|نمی ?خوا\w{1,3}|غیر|جز|به ?جز|نه|خوند(?:م|ه ?ام))(?!\w)"
)


async def describes_unnamed(turn: Turn) -> LookStep:
    """Hear a description of a book whose name is not known before its words are taken for a name or a wish."""
    if turn.is_payload or turn.entity("isbn") or _waits(turn):
        return LookStep.ON
    told = remembered(turn.text)
    if told is None or not _may_be(turn, told):
        return await _described_otherwise(turn)
    if await _names_title(turn) or (not told.forgets and await _names_within(turn)):
        return LookStep.ON
    among = await _by_that_author(turn, turn.text)
    if among is not None and not among:
        return LookStep.ON
    titles = await find_guesses(turn, told.told, FITS if told.surely else FITS_UNSAID, among=among or ())
    if titles:
        await offer(turn, titles, told.told)
    elif titles is None or not told.surely or turn.intent == "recommendation":
        return await _described_otherwise(turn)
    else:
        say_none(turn, turn.text)
    turn.intent, turn.settled = "search_book", True
    return LookStep.DONE


async def _names_within(turn: Turn) -> bool:
    """Tell whether the name of a book stands among the words: "Animal Farm, the one with the pigs"."""
    named = await name_within(turn, turn.text)
    return named is not None and not named[1].author


def _may_be(turn: Turn, told: Remembered) -> bool:
    """Tell whether a message may be what it looks like, by what it was read as."""
    if any(share >= _OF_OWN for name, share in turn.moves.items() if name.partition(".")[0] in OWN):
        # "I did not spoil it, its cover was torn from the start", after what is owed for it, tells no story.
        return False
    if turn.intent in _HEARD:
        return True
    return told.surely and turn.intent in _MISTAKEN and turn.confidence < _SURELY_READ


# So likely something is asked or said of one's own loans, reservations, charges or card.
_OF_OWN = 0.5


# What a story's words are easily read as, and from how sure on they are that.
_MISTAKEN, _SURELY_READ = frozenset("complaint report_fault lost_item praise feedback".split()), 0.8


def _waits(turn: Turn) -> bool:
    waits = turn.slot("pending") or {}
    return bool(waits) and waits.get("awaits") not in {"words", "one"} and waits.get("do") != "file"


async def _described_otherwise(turn: Turn) -> LookStep:
    """Hear a description by the words that say that a name is forgotten, or by whom another book is."""
    if not describes_book(turn.text):
        return LookStep.ON
    if not _heard_in_other_words(turn, turn.text) or await _names_title(turn):
        return LookStep.ON
    if not forgets_name(turn.text) and await name_within(turn, turn.text) is not None:
        return LookStep.ON
    if await described(turn):
        return LookStep.DONE
    if turn.intent != "search_book" or not _tells_enough(turn.text):
        return LookStep.ON
    if turn.entity("author") or await name_within(turn, turn.text) is not None:
        return LookStep.ON
    if await _vector(turn, turn.text) is None:
        return LookStep.ON
    say_none(turn, turn.text)
    return LookStep.DONE


def _tells_enough(text: str) -> bool:
    """Tell whether a text says that a book's name is forgotten, and then tells what somebody does in it."""
    told = fold(plot_told(text))
    return forgets_name(text) and word_count(told) >= _LONGER_THAN_NAMES and _DOES.search(told) is not None


_DOES = re.compile(r"\b(?:who|whose|where|in which|that)\b|(?<!\w)(?:که|می ?\w{2,8}[ندهت])(?!\w)|\bke\b")
# What was read so looked for one book.
_SOUGHT = frozenset({"search_book", "hold", "borrow", "suggest_purchase"})
_HEARD = _SOUGHT | frozenset(
    "recommendation nlu_fallback out_of_scope chitchat shelf_location new_arrivals research_help".split()
)


@follows_up
async def confirmed(turn: Turn) -> bool:
    """Show the title that was guessed, where words only say that it is the one: "yes that one, do you have it"."""
    kept = turn.recall("guessed") or {}
    if turn.is_payload or not kept or turn.shown("title") != [kept["title"]] or word_count(turn.text) > _SHORT_ANSWER:
        return False
    if _CONFIRMS.match(fold(turn.text).replace("’", "'")) is None:
        return False
    if find_title_question(turn.text) is not None or asks_whether_in(turn.text):
        return False
    title = await turn.library.title(str(kept["title"]))
    if title is None:
        return False
    turn.intent = "search_book"
    await show_title(turn, title)
    return True


_SHORT_ANSWER = 9
_WISHED = re.compile(r"^(?:[\w' ]{0,25} )?an? (?:book|novel|story) (?:about|on|set in) ")
_CONFIRMS = re.compile(
    r"(?:yes|yeah|yep|yup|ah|oh|right|exactly|that'?s (?:it|the one)|that one)\b|(?:آره|اره|بله|خودشه|همونه|همینه|دقیقا|همون)(?!\w)|(?:are|bale|khodeshe|hamune?)\b"
)


@follows_up
async def described(turn: Turn) -> bool:
    """Take a message that describes a book as a search for it, whatever it was read as."""
    if turn.is_payload or turn.entity("isbn") or not describes_book(turn.text):
        return False
    if not (forgets_name(turn.text) or describes_surely(turn.text)) and (
        turn.intent == "recommendation" or _WISHED.match(fold(turn.text))
    ):
        # "A novel set in Iran" wishes for one, and describes none.
        return False
    in_other_words = await _vector(turn, turn.text) is not None
    if not in_other_words and (named := await name_within(turn, turn.text)) is not None and named[1].author:
        # "By Batmanglij, I forget the title": her books are looked for, and nothing is guessed.
        return False
    core = None if in_other_words else _CORE.search(turn.text)
    if not await guess(turn, turn.text) and not (core and await guess(turn, core["what"])):
        return False
    turn.intent = "search_book"
    return True


# What a book is told by, without what is said around it: «اون کوچیکه، چی بود که یه سرهنگ منتظر نامه‌س؟ اونم ببین».
_CORE = re.compile(r"(?:(?<!\w)که|\b(?:where|in which|with|about|ke))\s(?P<what>[^.?!؟\n]{8,120})", re.IGNORECASE)
