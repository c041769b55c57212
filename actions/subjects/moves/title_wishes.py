"""Moves that wish for other titles: the same search with another wish, more like one, of such a kind by its author."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.rasa.registry import move
from actions.subjects.catalogue.editions import first_author
from actions.subjects.moves.title import answers_question, ask_of, of_list, of_title, say_unfound
from actions.subjects.reading.reading import ask_wish, suggest_for
from actions.subjects.reading.wish_words import asks_of_them, persian_of
from actions.subjects.reading.wishes_changed import not_again, suggest_changed
from actions.subjects.reading.wishes_in_time import in_time
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from crm.library_info import directory
from language.normalise import fold
from language.requests.reading.already_read import reads_others, wishes_another
from language.requests.reading.asked_of_one import asks_edition, asks_how_it_is
from language.requests.reading.changes import asks_for_others, read_change
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish, WishReading
from language.requests.speech.ordinals import find_place
from language.requests.titles.leaning import is_only_place
from language.requests.titles.poets import means_poet
from library.search.words import telling
from library.values import Title

__all__ = ["refine", "suggest_of_author"]

_WOMEN = re.compile(r"\b(?:wom[ae]n|female|ladies|lady)\b|نویسنده ?(?:ی )?زن|زن باشه|خانم|بانو|\bzan bashe\b")
_FREE = re.compile(
    r"\b(?:that are |which are |what's |are )?(?:in (?:today|now|right now|at the moment)|available|on the shelf|not (?:lent )?out|in stock)\b"
    r"|موجود|تو قفسه|در قفسه|الان (?:هست|باشه|بشه)|امانت نباشه|\bmojud\b"
)
_EASY = re.compile(
    r"\b(?:eas(?:y|ier|iest)|simpl(?:e|er)|not (?:so |too |that )?(?:hard|heavy|difficult)|light(?:er)?)\b|ساده ?تر|آسون ?تر|آسان ?تر|راحت ?تر|سبک ?تر|sade ?tar|asun ?tar"
)
_OWN = re.compile(
    r"\bno translations?\b|\bnot translated\b|\bwritten in (?:english|persian) (?:itself|originally)\b|ترجمه نباش|ترجمه نمیخوا|ترجمه را کنار|نویسنده ?(?:ی )?خودمون|نویسنده های خودمان|تالیف باش"
)
_ANY_LANGUAGE = re.compile(
    r"\b(?:any|either|whichever|whatever) language\b|زبان(?:ش|شم)? (?:مهم نیست|فرقی ندار|فرقی نمی)|هر زبان|به هر زبانی"
)
_ELSE = re.compile(
    r"\b(?:by|from) (?:some(?:one|body)|any(?:one|body)) else\b|\b(?:by |from )?(?:another|a different|other) (?:author|writer|novelist)s?\b|(?:از )?نویسنده ?(?:ی|های)? ?(?:دیگه|دیگر)\w*|از (?:یکی|کس) (?:دیگه|دیگر)\w*"
)
_SENTENCE = re.compile(r"[.!?؟،,;؛\n]+| (?:but|because|since|so|and|ولی|چون|اما|که) ")
_MOST_TOPICS, _SHORTEST = 3, 3
# What is left out of what words say of an author's other books.
_NOT_OF_AUTHOR = ("like", "author", "new", "topics", "origin")


@move("title.refine")
async def refined(turn: Turn) -> bool:
    """Search again, with what is wished now beside what was before; ask where that is not understood."""
    if await answers_question(turn):
        return False
    if not (turn.shown("title") or turn.recall("reading")):
        return say_unfound(turn)
    if asks_edition(turn.text) and await spoken_of(turn) is not None:
        # "There is an easy English version?" is asked of the one that was told of.
        return False
    if await _told_of_placed(turn):
        return True
    asked = read_wish(turn.text).wish
    others = reads_others(turn.text) or wishes_another(turn.text) or asks_for_others(turn.text)
    if not others and not asked.lacking("untold") and "by_woman" in asked.untold:
        turn.say("utter_refine_no_gender", status="clarified")
        return True
    intent, turn.intent = turn.intent, "recommendation"
    if await refine(turn):
        return True
    if _WOMEN.search(fold(turn.text)):
        turn.say("utter_refine_no_gender", status="clarified")
        return True
    if read_wish(turn.text).rest and intent == "search_book" and turn.entity("title"):
        turn.intent = intent
        return False
    before, _ = await _before(turn)
    ask_wish(turn, before)
    return True


async def _told_of_placed(turn: Turn) -> bool:
    """Tell what is asked of one of the list by its place: "the first of those, is that in English and is it thick?"."""
    shown = turn.shown("title")
    place = find_place(turn.text, len(shown))
    if place is None or not asks_how_it_is(turn.text) or wishes_another(turn.text):
        return False
    title = await turn.library.title(shown[place])
    said = fold(turn.text)
    names = [name for name, pattern in _OF_PLACED if pattern.search(said)]
    if title is None or not names:
        return False
    turn.intent = "search_book"
    for name in names:
        await ask_of(turn, title, name)
    return bool(turn.answers)


_OF_PLACED = (
    ("title.language", re.compile(r"\b(?:english|persian|farsi|language)\b|فارسی|انگلیسی|(?<!\w)زبان")),
    ("title.pages", re.compile(r"\b(?:thick|long|fat|pages?)\b|صفحه|قطور|کلفت|نازک")),
)


async def refine(turn: Turn) -> bool:
    """Search again for what was shown, with what words change of it; False where they say nothing of that."""
    if asks_of_them(turn.text):
        return False
    before, pages = await _before(turn)
    kept = turn.recall("reading") or {}
    text = await persian_of(turn)
    narrower = before
    if _ANY_LANGUAGE.search(fold(text)):
        narrower = narrower.lacking("language").lacking("origin")
    if _ELSE.search(fold(text)):
        narrower, text = narrower.lacking("author").lacking("like"), _ELSE.sub(" ", fold(text))
    wish, changed = _changed(text, narrower, pages)
    changed = changed or narrower != before
    later = await in_time(turn, wish)
    wish, changed = (later, True) if later is not None else (wish, changed)
    if wish.like and is_only_place(wish.like):
        # "I loved the first one, but something happier": the place of a list is the name of none.
        wish = wish.lacking("like")
    if _OWN.search(fold(text)) and (own := replace(wish, origin=turn.language, language=turn.language)) != wish:
        wish, changed = own, True
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    free = _FREE.search(fold(turn.text)) is not None
    if not changed and _EASY.search(fold(turn.text)):
        # How easy one reads is not known; the shorter ones are.
        wish, changed = _changed("کوتاه‌تر", before, pages)
    if not (changed or branch or free):
        return False
    turn.intent = "recommendation"
    at = branch.code if branch is not None else str(kept.get("at") or "") if _goes_on(turn, kept) else ""
    again = await not_again(turn, before, wish, kept.get("shown") or (), others=False)
    besides = list(dict.fromkeys((*again, *(kept.get("passed") or ()))))
    await suggest_changed(turn, before, wish, besides=besides, at=at, free=free)
    return True


def _changed(text: str, before: ReadingWish, pages: list[int]) -> tuple[ReadingWish, bool]:
    """Change a wish by all that the parts of a text say; tell whether they say anything."""
    whole = read_change(text, before, pages)
    if whole is not None and whole[0] != before:
        return whole[0], True
    wish, changed = before, False
    for part in _SENTENCE.split(fold(text)):
        change = read_change(part, wish, pages) if part.strip() else None
        if change is not None and change[0] != wish:
            wish, changed = change[0], True
    return wish, changed


async def _before(turn: Turn) -> tuple[ReadingWish, list[int]]:
    """Give the wish that what is shown came of, and its numbers of pages."""
    kept = turn.recall("reading") or {}
    if _goes_on(turn, kept):
        return ReadingWish.unpacked(kept["wish"]), list(kept.get("pages") or [])
    shown = await titles_shown(turn)
    one = await spoken_of(turn)
    if one is not None:
        return ReadingWish(like=one.title), [one.pages] if one.pages else []
    pages = [title.pages for title in shown if title.pages]
    authors = {first_author(title) for title in shown}
    searched = turn.recall("searched") or {}
    if len(authors) == 1 and (name := next(iter(authors))):
        return ReadingWish(author=name), pages
    query = str(searched.get("query") or "") if searched.get("last") == turn.shown("title") else ""
    query = query or next((act.words for act in turn.thread.acts() if act.act == "search_book" and act.words), "")
    page = await turn.library.search(query, limit=1) if query else None
    if page is not None and page.author and not page.corrected:
        # Whose name was looked for, in whichever letters the titles tell it.
        return ReadingWish(author=page.author), pages
    reading = read_wish(query)
    words = (word for word in telling(search_words(query)) if len(word) >= _SHORTEST)
    topics = reading.wish.topics or tuple(words)[:_MOST_TOPICS]
    return reading.wish or ReadingWish(topics=topics), pages


def _goes_on(turn: Turn, kept: dict[str, Any]) -> bool:
    """Tell whether suggestions are what was shown last, or one of them was looked at."""
    last, shown = kept.get("last") or [], turn.shown("title")
    return bool(kept) and (shown == last or (bool(shown) and set(shown) <= set(last)))


@of_title("title.similar")
async def similar(turn: Turn, title: Title) -> bool:
    """Suggest what is like it, as far as words say how it should be besides."""
    reading = read_wish(turn.text)
    wish = reading.wish.lacking("topics").lacking("author")
    turn.intent = "recommendation"
    # "I've read The Vegetarian. Something less grim?" names it itself.
    await suggest_for(turn, WishReading(replace(wish, like=reading.wish.like or title.title)))
    return True


@of_list("title.similar")
async def similar_to_all(turn: Turn, _shown: Sequence[Title]) -> bool:
    """Take what is wished of something like a list as the same wish with that."""
    return await refine(turn)


async def suggest_of_author(turn: Turn, name: str) -> bool:
    """Suggest of an author's titles such as words wish for; False where they wish for nothing in particular."""
    wish = read_wish(turn.text).wish
    for part in _NOT_OF_AUTHOR:
        wish = wish.lacking(part)
    if not wish or not name:
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, WishReading(replace(wish, author=name)))
    return True
