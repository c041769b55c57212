"""A wish as its words say it, put right by the tags of its message, and by the titles that are named in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.dialogue.turn import Turn
from actions.subjects.titles.spotted_titles import spotted_titles
from language.normalise import fold
from language.requests.reading.tagged import SURE, tagged
from language.requests.reading.wish import ReadingWish, WishReading

__all__ = ["put_right", "tags_of_turn"]


def tags_of_turn(turn: Turn) -> Mapping[str, float] | None:
    """Give the tags of the turn's message; None for a button's, and where none are known."""
    return None if turn.is_payload else turn.wished


async def put_right(turn: Turn, reading: WishReading) -> WishReading:
    """Give a reading of the turn's message with what its tags surely say, and the title that it shall be like."""
    tags = tags_of_turn(turn)
    if not tags:
        return reading
    wish, rest = tagged(reading.wish, tags), reading.rest
    if tags.get("like", 0.0) >= SURE and not wish.like and not wish.author:
        # A title that is named and not wished for is what it shall be like.
        named = await spotted_titles(turn)
        if named:
            said = set(fold(named[0].title.title).split())
            topics = tuple(word for word in wish.topics if word not in said)
            wish, rest = replace(wish, like=named[0].title.title, topics=topics), _without(rest, said)
    return WishReading(wish, rest if _leans_on_words(wish, tags) else (), reading.narrow)


def _without(words: tuple[str, ...], said: set[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in said)


def _leans_on_words(wish: ReadingWish, tags: Mapping[str, float]) -> bool:
    """Tell whether words that were understood as nothing may name a subject: where one is wished for, or nothing is."""
    return "topic" in tags or "title" in tags or not wish.lacking("language").lacking("untold")
