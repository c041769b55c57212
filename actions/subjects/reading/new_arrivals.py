"""What came in lately: a list of it, or what is new of the kind that was named."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian, menu
from actions.facts.lines import title_line
from actions.rasa.registry import HANDLERS, handles
from actions.subjects.catalogue.at_branch import LOOKED_AT, first_there, place_heard, tell_there
from actions.subjects.catalogue.catalogue_missing import catalogue_is_missing
from actions.subjects.notices.interests import new_by_button
from actions.subjects.reading.reading import finds_hinted, wish_of_turn
from actions.subjects.reading.suggestions import FEW, suggest, title_buttons
from language.normalise import fold
from language.requests.reading.wish import ReadingWish, WishReading
from library.values import Title

__all__ = ["new_arrivals"]

_VERY_SURE = 0.9
_FEW_NAMES = 2


@handles("new_arrivals")
async def new_arrivals(turn: Turn) -> None:
    """List what came in lately, of a kind when one was named."""
    if turn.is_payload and await new_by_button(turn):
        return
    if not turn.is_payload and _NEW_DATES.search(fold(turn.text)) and not _THINGS.search(fold(turn.text)):
        # "What are the new dates?" asks of one's own loans.
        turn.intent = "loans"
        if turn.patron is None:
            ask_sign_in(turn)
        else:
            await HANDLERS["loans"].handler(turn)
        return
    reading = await wish_of_turn(turn)
    wish = reading.wish.lacking("new").lacking("since").lacking("until")
    if not turn.is_payload and not wish and reading.rest and turn.confidence < _VERY_SURE:
        # "The Cambridge IELTS books, new editions like 17": words of ours are in it, and what is wanted is named.
        if await finds_hinted(turn, WishReading(ReadingWish(), reading.rest)):
            await suggest(turn, ReadingWish(), hints=reading.rest)
            return
        if len(reading.rest) >= _FEW_NAMES or turn.entity("title") or turn.entity("author"):
            name = " ".join(reading.rest)
            turn.say("utter_reading_unknown", name=name, choices=[*menu("suggest_purchase"), librarian()])
            return
        # «کتاب تازه چی آوردید؟»: one word that nobody knows names nothing.
    if wish:
        await suggest(turn, ReadingWish(**{**_parts(wish), "new": True}))
        return
    place = await place_heard(turn)
    titles: Sequence[Title] = await turn.library.new_arrivals(FEW if place is None else LOOKED_AT, 60)
    if not titles:
        if not await catalogue_is_missing(turn):
            turn.say("utter_new_arrivals_none")
        return
    if place is not None:
        ordered, there, _ = await first_there(turn, titles, place.codes)
        titles = ordered[:FEW]
        tell_there(turn, place, there[:FEW], of=len(titles))
    turn.show("title", [title.id for title in titles])
    lines = [title_line(title, await turn.library.availability(title.id), acts=True) for title in titles]
    turn.say(
        "utter_new_arrivals", titles={"list": lines, "line": "utter_line_title"}, choices=title_buttons(list(titles))
    )


_NEW_DATES = re.compile(
    r"\b(?:new|updated) (?:due )?(?:dates?|deadlines?)\b|(?<!\w)(?:تاریخ (?:تحویل|برگشت|بازگشت)|مهلت|موعد|سررسید)(?:\w{0,2}|های) (?:جدید|تازه)"
)
_THINGS = re.compile(
    r"\b(?:books?|titles?|novels?|films?|arrivals?|releases?|events?|story|class(?:es)?|workshops?|talks?|clubs?)\b|کتاب|رمان|فیلم|عنوان|برنامه|کارگاه|کلاس"
)


def _parts(wish: ReadingWish) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in wish.packed().items()}
