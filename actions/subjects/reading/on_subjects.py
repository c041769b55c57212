"""What a paper on several subjects may be written with: titles on each of them, and who helps to find more."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from actions.dialogue.turn import Turn
from actions.subjects.facts.fact_parts import entry_parts
from crm.knowledge import searching
from language.normalise import fold
from language.requests.reading.studies import read_study
from language.requests.reading.wish import ReadingWish
from library.values import Suggestion, Suggestions

__all__ = ["on_each", "on_words", "tell_who_helps", "writes_paper"]

_HELP = {"fa": "کتابداران در چه چیزی کمک می‌کنند؟", "en": "What do reference librarians help with?"}
_OF_THESIS = re.compile(
    r"\b(?:for (?:my|our|an?)|(?:i|we)(?:'m| am|'re| are|'ve| have)?(?: \w{3,9})? (?:writ(?:e|ing)|begun|began|beginning|starting|preparing|work(?:ing)? on) (?:my|an?|the|our)) (?:[\w']{2,12} ){0,2}(?:thesis|dissertation|research paper)\b"
    r"|(?<!\w)(?:برای|برا|واسه|رو|روی) (?:نوشتن |نگارش )?(?:پایان ?نامه|رساله)(?: ?(?:ی|ام|م|مون|مان|ارشدم|دکترام|دکتری))?(?!\w)|(?<!\w)(?:پایان ?نامه|رساله) ?(?:ام|م|مون|مان) (?:درباره|در ?مورد|راجع|روی)"
    r"|\b(?:baraye|vase) payan ?name|دانشجو[^.!؟?]{0,80}(?<!\w)تحقیق\w{0,2} می ?(?:کنم|کنیم|نویس)"
)
# All words of a subject, and those of them that say most.
type Subject = tuple[tuple[str, ...], tuple[str, ...]]


async def on_each(
    turn: Turn, wish: ReadingWish, subjects: Sequence[Subject], besides: Sequence[str], *, most: int
) -> tuple[Suggestions, tuple[str, ...]] | None:
    """Find titles on each of several subjects, and the words of those that there is nothing on; None without any."""
    found = [await _on(turn, wish, subject, besides, most) for subject in subjects]
    mixed = list({one.title.id: one for row in zip_longest(*found) for one in row if one is not None}.values())
    if not mixed:
        return None
    missed = tuple(word for (words, _), own in zip(subjects, found, strict=True) if not own for word in words)
    return Suggestions(tuple(mixed[:most]), len(mixed), relaxed="topics"), missed


async def _on(turn: Turn, wish: ReadingWish, subject: Subject, besides: Sequence[str], most: int) -> list[Suggestion]:
    """Find what is told to be about one subject, by all of its words or those that say most; names say little."""
    anything = replace(wish, genres=(), topics=())
    for words in dict.fromkeys(subject):
        if not words:
            continue
        answer = await turn.library.suggest(anything, hints=words, limit=most, besides=besides, language="")
        if found := [one for one in answer.found if _is_about(one, words)]:
            return found
    return []


async def on_words(
    ask: Callable[..., Awaitable[Suggestions]], wish: ReadingWish, words: Sequence[str], *, most: int
) -> tuple[Suggestions, tuple[str, ...], str] | None:
    """Find titles on each of several words by itself, in their names too: "testing and refactoring".

    Also gives the words that there is nothing on, and the part of the wish without which something was found: a year
    or a length says less than what it is about. None without any.
    """
    for part in ("", *(part for part in _SAY_LESS if getattr(wish, part))):
        weaker = wish.lacking(part) if part else wish
        alone = [(word, await ask(replace(weaker, topics=(word,)), ())) for word in words]
        own = {word: one.found for word, one in alone if one.found and not one.relaxed}
        if own:
            mixed = {one.title.id: one for row in zip_longest(*own.values()) for one in row if one is not None}
            found = tuple(mixed.values())[:most]
            missed = tuple(word for word in words if word not in own)
            return Suggestions(found, len(found), relaxed="topics"), missed, part
    return None


_SAY_LESS = ("since", "until", "most_pages", "least_pages")


def _is_about(one: Suggestion, words: Sequence[str]) -> bool:
    return sum(len(reason.values) for reason in one.why if reason.part == "topics") == len(words)


def writes_paper(text: str) -> bool:
    """Tell whether somebody is writing a paper, and has not finished one."""
    return read_study(text) is not None or _OF_THESIS.search(fold(text)) is not None


async def tell_who_helps(turn: Turn) -> None:
    """Tell with what librarians help who writes a paper, beside what was suggested for it."""
    if turn.is_payload or not writes_paper(turn.text):
        return
    asked = fold(_HELP[turn.language])
    for one in await searching.of_topic(turn.store, "research_help", turn.today):
        if one.branch_id is None and not one.is_open and fold(one.title.get(turn.language, "")) == asked:
            turn.say("utter_fact_asked", **await entry_parts(turn, one))
            return
