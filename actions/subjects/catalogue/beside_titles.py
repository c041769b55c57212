"""What is asked beside a title that no record tells: what it costs to take it, subtitles, and books for one's own work."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import follows_up
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.facts.facts import answer_as, answer_clearly
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.reading.reading import suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.titles.copies import CopyWish
from language.requests.titles.title_names import points_back

__all__ = ["books_for_work", "whether_free", "whether_subtitled"]

_FEW_WORDS = 9
# "Is it free?" alone asks whether it is lent; with these it asks for money.
_PRICE = re.compile(
    r"\b(?:is|are|will|would) (?:that|it|this|they|those|these)(?: be)? (?:(?:for )?free of charge|for free|free or(?: (?:do|must|what|paid|pay|is there|how)\b.*)?$|free to (?:borrow|take))|\b(?:do|must|should|would) (?:i|we) (?:have to )?pay\b|\b(?:does|do|would) (?:it|that|they|borrowing|taking) (?:\w+ )?cost\b|\bhow much (?:is|does|are)\b"
    r"|(?<!\w)(?:پولیه|پولی ?ه|پولیست|رایگانه?|رایگان ?(?:است|ست|ه)|مجانیه?|باید پول|پول میگیر\w+|هزینه ?(?:داره|دارد))(?!\w)|\b(?:poolie|pulie|majanie?|raygane?)\b"
)
_OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals".split())
_MONEY = r"رایگان|هزینه|پول|چند است|ریال|free|cost|charge|pay|rials"
_FREE_FA, _FREE_EN = "امانت گرفتن کتاب هزینه دارد؟", "Does it cost anything to borrow?"
_CARD_FA, _CARD_EN = "عضویت سالانه چند است؟", "What does a year's membership cost?"
_SUBTITLES = re.compile(r"\b(?:subtitles?|subtitled|subs|captions?)\b|زیر ?نو?ی?س(?!ی)|\bzir ?nevis")
_IN_GENERAL = re.compile(
    r"\b(?:films|movies|dvds|in general)\b|(?<!\w)(?:کلا|کلاً|فیلما|فیلمها|فیلم‌ها|فیلمهای|فیلم‌های|فیلمای|فیلم ایرانی)(?!\w)"
)
# Read so, who asks for books on a subject is told where to ask; the books are asked for.
_READ_SO = frozenset("research_help course_reserves citation_help borrow".split())
_WANTS = re.compile(
    r"\b(?:need|want|recommend|suggest|looking for|have you|do you have|find|get|any)\b|نیاز|میخوا|معرفی|پیشنهاد|دنبال|دارید|دارین|(?<!\w)(?:بدید|بدین|بده)(?!\w)|\b(?:mikham|darid|darin|moarefi)\b"
)
_BOOKS_ON = re.compile(
    r"\bbooks?\b(?: \w+){0,3} (?:about|on|for|in|of)\b|\bon what .{2,30} books?\b|(?<!\w)(?:کتاب|منبع|منابع)\w*(?: \w+){0,3} (?:درباره|در مورد|راجع|در زمینه|زمینه|با موضوع|برای)"
    r"|\bketab\w*(?: \w+){0,2} (?:darbare|dar morede|baraye)"
)
_GIVES_BACK = re.compile(
    r"\b(?:return|renew|overdue|due|lost|reserved?|donate)\b|پس ?(?:بدم|دادن|میدم|آوردن)|تمدید|امانتم|مهلت|اهدا"
)


@follows_up
async def whether_free(turn: Turn) -> bool:
    """Tell what it costs to take a title home, where that is asked right after titles were told of."""
    last = turn.thread.last
    if turn.is_payload or word_count(turn.text) > _FEW_WORDS or last is None or last.act not in _OF_TITLES:
        return False
    if _PRICE.search(fold(turn.text).strip(" ?!.؟")) is None or not turn.shown("title"):
        return False
    # What is paid is paid for the card.
    if await answer_as(turn, "borrow", fa=_FREE_FA, en=_FREE_EN, about=_MONEY, alone=True):
        turn.intent = "borrow"
        return True
    if await answer_as(turn, "card_registration", fa=_CARD_FA, en=_CARD_EN, about=_MONEY, alone=True):
        turn.intent = "card_registration"
        return True
    return False


@follows_up
async def whether_subtitled(turn: Turn) -> bool:
    """Say of the film that is spoken of that its subtitles are not known, and offer to ask; a fact goes before."""
    said = fold(turn.text)
    if turn.is_payload or _SUBTITLES.search(said) is None or _IN_GENERAL.search(said) is not None:
        return False
    named = await title_named(turn, turn.text)
    title = named or await spoken_of(turn)
    if title is None or (
        title.kind != "dvd" and named is None and (turn.intent == "events" or not points_back(turn.text))
    ):
        # "Does the film evening have subtitles?" asks nothing of the book before.
        return False
    turn.intent = "search_book"
    if title.kind != "dvd":
        # Of a book it is asked of its film, which there may be.
        await show_edition(turn, title, CopyWish("", "dvd", ""))
        return True
    turn.point("title", title.id, "search_book")
    if not await answer_clearly(turn):
        say_unknown(turn)
    return True


@follows_up
async def books_for_work(turn: Turn) -> bool:
    """Suggest the books on a subject that somebody needs for a thesis or a course, however that was read."""
    said = fold(turn.text)
    if turn.is_payload or turn.intent not in _READ_SO or _BOOKS_ON.search(said) is None or _WANTS.search(said) is None:
        return False
    if _GIVES_BACK.search(said) is not None:
        return False
    reading = await hear_wish(turn)
    if not (reading.wish.genres or reading.wish.topics):
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, reading)
    return True
