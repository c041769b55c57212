"""Titles that are described and not named: one that fits is asked about, and shown when it is the one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.vectors import vectors_of
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian
from actions.rasa.registry import follows_up
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of
from crm.knowledge.entries import asked_text
from language.normalise import fold
from language.requests.titles.descriptions import describes_book, forgets_name, told_of_book
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_whether_in

__all__ = ["confirmed", "described", "describes_unnamed", "guess"]

# So many are asked about at most, and by the words alone.
_OFFERED, _OFFERED_BY_WORDS = 3, 2
# What says nothing of a book's name being forgotten may be a name itself, unless it is so long.
_LONGER_THAN_NAMES = 7


async def guess(turn: Turn, text: str) -> bool:
    """Ask whether a title is meant that words describe and do not name; false where none is like it."""
    if turn.is_payload:
        return False
    among = await _by_that_author(turn, text)
    if among is not None and not among:
        return False
    describes = describes_book(text)
    told, vector = told_of_book(text) if describes else text, None
    if turn.intent in _HEARD and (describes or word_count(text) >= _LONGER_THAN_NAMES):
        [vector] = await vectors_of(turn, [asked_text(told)])
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
    await show_found(turn, titles, "utter_title_guess")
    if len(titles) == 1:
        turn.point("title", titles[0].id, "search_book")
        turn.remember(guessed={"title": titles[0].id})
    return True


async def _by_that_author(turn: Turn, text: str) -> list[str] | None:
    """Give the ids of the titles of the author whom words name, or point to; None where they do neither."""
    named = await name_within(turn, text) if describes_book(text) else None
    name, before = (named[1].author or "") if named is not None else "", None
    if not name and _SAME_HAND.search(fold(text)):
        before = await spoken_of(turn)
        name = _FIRST_AUTHOR.split(before.author)[0] if before is not None else ""
    if not name:
        return None
    if word_count(told_of_book(text)) - (word_count(name) if before is None else 0) < _FEWEST_TOLD:
        # "By Christie, I forget the title": her books are looked for, and nothing is guessed.
        return []
    page = await turn.library.search(author=name, limit=_MOST_OF_ONE)
    known = {before.id, *(one.id for one in await turn.library.editions(before.id))} if before is not None else set()
    return [one.id for one in page.titles if one.id not in known]


_MOST_OF_ONE, _FEWEST_TOLD = 40, 3
_FIRST_AUTHOR = re.compile(r"[؛;]| و |,|،")
_SAME_HAND = re.compile(
    r"\b(?:(?:by|of|from) (?:the )?same (?:writer|author|guy|man|woman|person|novelist)|same (?:writer|author)|(?:book|novel|one|story) (?:by|of) (?:him|her|them))\b"
    r"|\b(?:his|her|their) (?:\w+ ){0,2}(?:book|novel|one|story)\b|(?<!\w)(?:همین|همون|همان) نویسنده|(?<!\w)(?:هم )?از (?:همین|همون|همان) (?:آدم|بابا|خانم|آقا)(?!\w)"
)


async def describes_unnamed(turn: Turn) -> LookStep:
    """Hear a description of a book whose name is not known before its words are taken for a name or a wish."""
    if turn.is_payload or turn.entity("isbn") or turn.intent not in _HEARD or not describes_book(turn.text):
        return LookStep.ON
    if not forgets_name(turn.text) and (turn.intent in _ORDERS or await name_within(turn, turn.text) is not None):
        return LookStep.ON
    if await described(turn):
        return LookStep.DONE
    if turn.intent not in _SOUGHT or turn.vectors is None or not _tells_enough(turn.text):
        return LookStep.ON
    if turn.entity("author") or await name_within(turn, turn.text) is not None:
        return LookStep.ON
    turn.intent = "search_book"
    turn.show("title", [])
    turn.say("utter_title_unguessed", choices=[librarian()])
    return LookStep.DONE


def _tells_enough(text: str) -> bool:
    """Tell whether a text says that a book's name is forgotten, and then tells so much of it that no wish is left."""
    told = word_count(told_of_book(text))
    return forgets_name(text) and _LONGER_THAN_NAMES <= told < word_count(text)


# What was read so looked for one book.
_SOUGHT = frozenset({"search_book", "hold", "borrow"})
_ORDERS = frozenset({"hold", "borrow", "suggest_purchase"})
_HEARD = _ORDERS | frozenset(
    "search_book recommendation nlu_fallback out_of_scope chitchat shelf_location new_arrivals research_help".split()
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
_SURE, _FEW_TOLD = 0.9, 7
_CONFIRMS = re.compile(
    r"(?:yes|yeah|yep|yup|ah|oh|right|exactly|that'?s (?:it|the one)|that one)\b|(?:آره|اره|بله|خودشه|همونه|همینه|دقیقا|همون)(?!\w)|(?:are|bale|khodeshe|hamune?)\b"
)


@follows_up
async def described(turn: Turn) -> bool:
    """Take a message that describes a book as a search for it, whatever it was read as."""
    if turn.is_payload or turn.entity("isbn") or not describes_book(turn.text):
        return False
    if turn.intent == "recommendation" and turn.confidence >= _SURE and word_count(turn.text) <= _FEW_TOLD:
        # "A novel set in Iran" wishes for one, and describes none.
        return False
    if not await guess(turn, turn.text):
        return False
    turn.intent = "search_book"
    return True
