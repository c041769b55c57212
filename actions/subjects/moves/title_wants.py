"""Moves that order a title: to have it reserved, and to have it bought."""

# Lists of words are read as such: their lines may be longer.

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.facts.choices import no, yes
from actions.facts.lines import by_title, listed
from actions.rasa.registry import HANDLERS, move
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.cases.purchases.purchase_wishes import not_there, title_spoken_of
from actions.subjects.cases.purchases.purchase_words import only_hopes
from actions.subjects.cases.purchases.purchases_asked import inquires
from actions.subjects.cases.purchases.purchases_there import wants_sequel
from actions.subjects.holds.hold_pickup import where
from actions.subjects.moves.title import answers_question, of_chosen, of_several, titles_meant
from actions.subjects.reading.subject_wishes import wishes_a_subject
from actions.subjects.titles.settled_titles import show_titles
from actions.subjects.titles.spoken_of import titles_shown
from language.choices import Choice
from language.normalise import fold
from language.requests.speech.denials import denies
from language.requests.speech.questions import Condition
from language.requests.speech.request import Kind, read_request
from language.requests.titles.copies import find_copy
from language.requests.titles.other_libraries import names_other_library
from language.writing import quoted
from library.values import Title

__all__: list[str] = []

# Asked whether it is done, it is asked about.
_WHETHER = re.compile(r"^(?:do|does|did|will|would|is|are|آیا)\b")
_ORDERS = re.compile(
    r"\b(?:please|pls|plz|could you|can you|would you|will you|i'd like|i want|i wish|order it|buy it|get it|request)\b"
    r"|لطفا|بخرید|بخرین|سفارش (?:خرید )?بد|تهیه (?:کنید|کنین|بفرمایید)|خواهش|درخواست|بگیرید|\bbekharid|\bbekharin"
)
# "My friend would buy it", "I can buy it myself": somebody else buys it.
_OTHERS_BUY = re.compile(
    r"\b(?:i|he|she|they|friend|mother|father|wife|husband|brother|sister|son|daughter|who|people)(?:'d|'ll)? (?:\w+ ){0,2}(?:buy|order|get) it\b(?! for (?:the library|me))|\b(?:want|like|going|need) to (?:buy|order|get) it\b|(?<!\w)(?:می ?خرم|بخرم|میخره|خودم)(?!\w)"
)
_RESERVING = ("hold", "hold_at", "hold_title", "search", "title_move", "title_asked")


@move("title.hold")
async def reserve(turn: Turn) -> bool:
    """Reserve the titles that are meant: signed in, at a branch, after a yes; ask which where it is not clear."""
    if await answers_question(turn) or read_request(turn.text, "hold").kind is Kind.REFUSAL:
        return False
    titles = await titles_meant(turn)
    if titles is None:
        return False
    titles = await _in_language(turn, titles)
    if not titles and len(await titles_shown(turn)) < 2:
        return False
    _leave_questions(turn)
    turn.intent, turn.confidence = "hold", 1.0
    if not titles and turn.patron is not None:
        await show_titles(turn, "hold", await titles_shown(turn))
        return True
    if not titles:
        # Which of them is asked once it is known for whom.
        ask_sign_in(turn, "hold")
        return True
    if (only := await _only_read_here(turn, titles)) is not None:
        turn.say("utter_title_reference", title=by_title(titles[0].title, titles[0].author), branches=only)
        return True
    if turn.patron is None:
        ask_sign_in(turn, "hold", {**turn.entities, **_entities(turn, titles)})
        return True
    free = read_request(turn.text, "hold").condition is Condition.FREE
    await where(turn, titles, if_free=free)
    return True


def _entities(turn: Turn, titles: Sequence[Title]) -> dict[str, list[str]]:
    """Name the titles for the time after the sign-in, whatever the words are then."""
    if len(titles) == 1:
        return {"ref": [f"title:{titles[0].id}"]}
    ids = turn.shown("title")
    places = tuple(ids.index(title.id) + 1 for title in titles if title.id in ids)
    return {"which": [Choice("indexes", places).to_value()]} if len(places) == len(titles) else {}


async def _in_language(turn: Turn, titles: list[Title]) -> list[Title]:
    """Take another edition of the one title, where the words name its language."""
    copy = find_copy(turn.text, brief=True) if len(titles) == 1 else None
    if copy is None or not copy.language or titles[0].language == copy.language:
        return titles
    editions = await turn.library.editions(titles[0].id)
    found = [one for one in editions if one.language == copy.language and (copy.kind or titles[0].kind) == one.kind]
    return found[:1] or titles


async def _only_read_here(turn: Turn, titles: Sequence[Title]) -> Any:
    """Name the branches where the one title is read and not lent; None where it is lent."""
    places = await turn.library.availability(titles[0].id) if len(titles) == 1 else []
    if not places or any(place.for_loan for place in places):
        return None
    return listed(place.branch.name for place in places)


def _leave_questions(turn: Turn) -> None:
    if (turn.slot("pending") or {}).get("do") in _RESERVING:
        turn.set("pending", None)


@move("title.buy")
async def buy(turn: Turn) -> bool:
    """File the wish that it be bought; ask first where it is only asked whether that can be done."""
    if await answers_question(turn) or wishes_a_subject(turn.text) or denies(turn.text) or wants_sequel(turn.text):
        # "I want a book about small businesses" is looked for; "good, but there is no need" wishes for nothing.
        return False
    if inquires(turn.text) and not _WHETHER.search(fold(turn.text)):
        # "How would I suggest that you buy it?" is answered, and files nothing.
        turn.intent, turn.confidence = "suggest_purchase", 1.0
        return False
    if names_other_library(turn.text):
        # What another library may lend is no wish that it be bought.
        turn.intent = "ill"
        await HANDLERS["ill"].handler(turn)
        return True
    if missed := await not_there(turn):
        # What was just looked for in vain is meant, and no title of before.
        return await _wish(turn, missed)
    titles = await titles_meant(turn)
    name = titles[0].title if titles else await title_spoken_of(turn)
    if titles is None or not name:
        return titles is not None and await of_several(turn, "title.buy")
    return await _wish(turn, name)


@of_chosen("title.buy")
async def buy_chosen(turn: Turn, title: Title) -> bool:
    """File the wish for the title that was chosen."""
    return await _wish(turn, title.title)


async def _wish(turn: Turn, name: str) -> bool:
    in_quotes = quoted(name, turn.language)
    text, asked = f"{turn.text}\n{in_quotes}", fold(turn.text)
    turn.intent = "suggest_purchase"
    _leave_questions(turn)
    if not _ORDERS.search(asked) or only_hopes(turn.text) or _OTHERS_BUY.search(asked):
        ref = turn.await_("file", "yes", matter="suggest_purchase", text=text)
        turn.say(
            "utter_title_buy",
            status="clarified",
            title=name,
            choices=[yes(ref, "utter_button_yes_register"), no(ref)],
        )
        return True
    await file_matter(turn, "suggest_purchase", text, anew=True)
    return True
