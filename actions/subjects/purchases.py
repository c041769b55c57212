"""Wishes for purchases: the title that is meant, from the words or from what was just looked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.subjects.case_filing import file_matter
from language.normalise import fold
from language.requests.case_questions import registers
from language.requests.tellings import buys_unnamed

__all__ = ["title_spoken_of", "title_wished", "wish_registered"]

_QUOTED = re.compile(r"[«“\"](?P<title>[^»”\"]{2,120})[»”\"]")
# Who asks how it is done, or says no more than that something is to be bought, has named no title.
_HOW = re.compile(
    r"\b(?:how|where) (?:do|can|could|would|should|may|does) (?:i|we|one)\b|\b(?:can|could|may) i (?:suggest|propose|ask|request|recommend)\b"
    r"|(?<!\w)(?:چگونه|چطور|چطوری|چجوری|چه جوری|کجا)(?!\w)|\bchetor(?:i)?\b"
)
_POINTS = re.compile(
    r"\b(?:it|this|that|one|another copy|more copies|second copy|extra copy|suggestion|request)\b"
    r"|(?<!\w)(?:این|اینو|همین|همینو|همون|اون|اونو|آن|نسخه \w+|یه نسخه|یک نسخه|یکی دیگه|پیشنهاد|پیشنهادش|ثبتش)(?!\w)"
)
_LOOKED_FOR = frozenset({"search_book", "hold", "shelf_location"})
_MOST_WORDS = 10


async def title_wished(turn: Turn) -> str | None:
    """Give the words that name what is to be bought; None where nothing names it yet."""
    quoted = _QUOTED.search(turn.text)
    if turn.entity("title") or quoted:
        return turn.text
    said = fold(turn.text)
    if len(said.split()) <= _MOST_WORDS and _POINTS.search(said) and (title := await title_spoken_of(turn)):
        return _with_title(turn, title)
    if buys_unnamed(turn.text):
        # "Could you buy it? The whole class would read it": what was spoken of, or it is asked.
        title = await title_spoken_of(turn)
        return _with_title(turn, title) if title else None
    return None if _HOW.search(said) else turn.text


def _with_title(turn: Turn, title: str) -> str:
    return f"{turn.text}\n«{title}»" if turn.language == "fa" else f"{turn.text}\n“{title}”"


async def wish_registered(turn: Turn) -> bool:
    """File the purchase that was just offered or asked about, when it is to be registered; False otherwise."""
    pending = turn.slot("pending") or {}
    asked = pending.get("do") == "tell" and (pending.get("args") or {}).get("matter") == "suggest_purchase"
    offered = any(offer.intent == "suggest_purchase" for offer in turn.thread.offers())
    if not (asked or offered) or turn.is_payload or not registers(turn.text):
        return False
    title = await title_spoken_of(turn)
    if title is None:
        return False
    turn.set("pending", None)
    turn.intent = "suggest_purchase"
    await file_matter(turn, "suggest_purchase", f"«{title}»" if turn.language == "fa" else f"“{title}”", anew=True)
    return True


async def title_spoken_of(turn: Turn) -> str | None:
    """Give the title that the talk is about: of the one shown, or the words that were looked for and not found."""
    focus = turn.focus("title") or next(iter(turn.shown("title")), None) if len(turn.shown("title")) <= 1 else None
    if focus is not None and (title := await turn.library.title(focus)) is not None:
        return title.title
    looked = next((act for act in turn.thread.acts() if act.act in _LOOKED_FOR and act.result != "asked"), None)
    if looked is None:
        return None
    quoted = _QUOTED.search(looked.words)
    return looked.title or (quoted["title"] if quoted else search_words(looked.words)) or None
