"""Wishes for purchases: the title that is meant, from the words or from what was just looked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.facts.choices import no, yes
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.cases.purchases.purchase_words import NAMES_IT, QUOTED, names_or_wishes, order_in
from actions.subjects.cases.purchases.purchases_asked import asks_of_request, inquires, only_asks_whether
from actions.subjects.titles.spotted_titles import spotted_titles
from language.normalise import fold
from language.requests.cases.case_questions import registers
from language.requests.cases.tellings import buys_unnamed
from language.writing import quoted

__all__ = ["not_there", "offer_to_register", "title_spoken_of", "title_wished", "wish_registered"]

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
    quoted = QUOTED.search(turn.text)
    if turn.entity("title") or quoted:
        return turn.text
    said = fold(turn.text)
    ordered = order_in(said)
    if len(said.split()) <= _MOST_WORDS and _POINTS.search(ordered) and (title := await title_spoken_of(turn)):
        return _with_title(turn, title)
    if buys_unnamed(ordered) and NAMES_IT.search(said) is None:
        # "Could you buy it? The whole class would read it": what was spoken of, or it is asked.
        title = await title_spoken_of(turn)
        return _with_title(turn, title) if title else None
    return (
        None if _HOW.search(said) and not names_or_wishes(turn.text) and not _HOW_IN_TITLE.search(said) else turn.text
    )


# «کتاب چطور رمان بنویسیم رو».
_HOW_IN_TITLE = re.compile(
    r"(?<!\w)(?:کتاب|رمان) (?:چطور|چجور|چگونه|چه ?جور)\w{0,4} (?:(?!باید |می ?ش|می ?تون|می ?توان)\w+ ){1,8}?(?:رو|را|دارم|داشتم|می ?خوا\w+)(?!\w)"
)


def _with_title(turn: Turn, title: str) -> str:
    return f"{turn.text}\n{quoted(title, turn.language)}"


def offer_to_register(turn: Turn, title: str, text: str) -> None:
    """Ask whether the wish for a title is to be registered."""
    ref = turn.await_("file", "yes", matter="suggest_purchase", text=text)
    turn.say(
        "utter_title_buy",
        status="clarified",
        title=title,
        choices=[yes(ref, "utter_button_yes_register"), no(ref)],
    )


async def wish_registered(turn: Turn) -> bool:
    """File the purchase that was just offered or asked about, when it is to be registered; False otherwise."""
    pending = turn.slot("pending") or {}
    asked = pending.get("do") == "tell" and (pending.get("args") or {}).get("matter") == "suggest_purchase"
    offered = any(offer.intent == "suggest_purchase" for offer in turn.thread.offers())
    if not (asked or offered) or turn.is_payload or not registers(turn.text) or asks_of_request(turn.text):
        return False
    if inquires(turn.text):
        # "How can I suggest that you buy it?" asks how, and has nothing registered.
        return False
    title = await title_spoken_of(turn)
    if title is None:
        return False
    turn.set("pending", None)
    turn.intent = "suggest_purchase"
    if only_asks_whether(turn.text):
        # "Could I put in a purchase request?" asks for none yet.
        offer_to_register(turn, title, quoted(title, turn.language))
        return True
    await file_matter(turn, "suggest_purchase", quoted(title, turn.language), anew=True)
    return True


async def not_there(turn: Turn) -> str:
    """Give the name that was just looked for, as it was written, and is not there; empty where another title is meant.

    It is forgotten after a turn or two, where titles are shown, and where the message names one that is there.
    """
    missed: dict[str, str] | None = turn.recall("missed")
    if turn.shown("title") or missed is None:
        return ""
    before = [one.get("message") for one in turn.thread.turns if one.get("message") != turn.first_id]
    if missed["at"] not in (turn.first_id, *before[-_KEPT_FOR:]) or await spotted_titles(turn, turn.text):
        return ""
    return missed["name"]


_KEPT_FOR = 2


async def title_spoken_of(turn: Turn) -> str | None:
    """Give the title that the talk is about: of the one shown, or the words that were looked for and not found."""
    if name := await not_there(turn):
        return name
    if turn.recall("missed") and len(named := await spotted_titles(turn, turn.text)) == 1:
        # Another than what was looked for in vain is named.
        return named[0].title.title
    focus = turn.focus("title") or next(iter(turn.shown("title")), None) if len(turn.shown("title")) <= 1 else None
    if focus is not None and (title := await turn.library.title(focus)) is not None:
        return title.title
    looked = next((act for act in turn.thread.acts() if act.act in _LOOKED_FOR and act.result != "asked"), None)
    if looked is None:
        return None
    quoted = QUOTED.search(looked.words)
    return looked.title or (quoted["title"] if quoted else search_words(looked.words)) or None
