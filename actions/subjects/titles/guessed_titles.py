"""Titles that are described and not named: one that fits is asked about, and shown when it is the one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import follows_up
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.titles.names_within import name_within
from language.normalise import fold
from language.requests.titles.descriptions import describes_book
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_whether_in

__all__ = ["confirmed", "described", "guess"]


async def guess(turn: Turn, text: str) -> bool:
    """Ask whether a title is meant that words describe and do not name; false where none is like it."""
    titles = (
        []
        if turn.is_payload
        else await turn.library.described(text, language=turn.language, loosely=describes_book(text))
    )
    if not titles:
        return False
    await show_found(turn, titles, "utter_title_guess")
    if len(titles) == 1:
        turn.point("title", titles[0].id, "search_book")
        turn.remember(guessed={"title": titles[0].id})
    return True


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
    found = await name_within(turn, turn.text)
    if found is not None and found[1].author:
        # "By Batmanglij, I forget the title": her books are looked for, and nothing is guessed.
        return False
    core = _CORE.search(turn.text)
    if not await guess(turn, turn.text) and not (core and await guess(turn, core["what"])):
        return False
    turn.intent = "search_book"
    return True


# What a book is told by, without what is said around it: «اون کوچیکه، چی بود که یه سرهنگ منتظر نامه‌س؟ اونم ببین».
_CORE = re.compile(r"(?:(?<!\w)که|\b(?:where|in which|with|about|ke))\s(?P<what>[^.?!؟\n]{8,120})", re.IGNORECASE)
