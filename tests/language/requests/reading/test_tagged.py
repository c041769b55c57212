"""Wishes for something to read, put right by the tags of their messages."""

from __future__ import annotations

import pytest

from language.requests.reading.tagged import tagged, tags_of
from language.requests.reading.terms import MOOD
from language.requests.reading.wish import ReadingWish


@pytest.mark.parametrize(
    ("tags", "wish"),
    [
        ({"humour": 0.9}, ReadingWish(genres=("humour",))),
        ({"light": 0.8}, ReadingWish(genres=(MOOD,))),
        ({"light": 0.8, "humour": 0.7}, ReadingWish(genres=("humour",))),
        ({"-sad": 0.6}, ReadingWish(untold=("not_sad",))),
        ({"-romance": 0.6}, ReadingWish(without=("romance",))),
        ({"-scary": 0.6}, ReadingWish(without=("horror", "thriller"))),
        ({"short": 0.9}, ReadingWish(most_pages=200)),
        ({"long": 0.9}, ReadingWish(least_pages=450)),
        ({"for:children": 0.9}, ReadingWish(audience="children")),
        ({"in:fa": 0.9, "novel": 0.8}, ReadingWish(language="fa", forms=("novel",))),
        ({"in:fa": 0.9, "in:en": 0.8}, ReadingWish()),
        ({"large_print": 0.9}, ReadingWish(kinds=("large_print",))),
        ({"film": 0.9}, ReadingWish(kinds=("dvd",))),
        ({"crime": 0.29}, ReadingWish()),
        ({"more": 0.99, "again_asks": 0.6}, ReadingWish()),
        ({"history": 0.9, "iran": 0.8, "war": 0.7}, ReadingWish(genres=("history", "iran"))),
    ],
)
def test_what_is_surely_wished_is_added(tags: dict[str, float], wish: ReadingWish) -> None:
    assert tagged(ReadingWish(), tags) == wish


def test_nothing_is_changed_where_no_tags_are_known() -> None:
    wish = ReadingWish(genres=("crime",), topics=("میگه",))
    assert tagged(wish, None) == wish == tagged(wish, {})


def test_what_the_words_say_keeps_its_place() -> None:
    wish = ReadingWish(ages=(11,), most_pages=120, language="en", kinds=("audiobook",))
    assert tagged(wish, {"for:children": 0.9, "short": 0.9, "in:fa": 0.9, "large_print": 0.9}) == wish


def test_what_the_words_only_sound_like_is_left_out() -> None:
    assert tagged(ReadingWish(genres=("animals", "humour")), {"humour": 0.9}).genres == ("humour",)
    # A subject, where something else is wished for as well.
    assert tagged(ReadingWish(topics=("میگه",), ages=(12,)), {"for:children": 0.9}).topics == ()
    assert tagged(ReadingWish(topics=("bees",), ages=(12,)), {"topic": 0.1}).topics == ("bees",)
    assert tagged(ReadingWish(topics=("bees",)), {"any": 0.5}).topics == ("bees",)


def test_what_is_refused_is_not_wished_for_as_well() -> None:
    wish = ReadingWish(without=("romance",), untold=("not_sad",))
    assert tagged(wish, {"romance": 0.9, "sad": 0.9}) == wish


def test_a_wish_has_the_tags_that_readers_give_it() -> None:
    wish = ReadingWish(genres=(MOOD, "crime|thriller"), untold=("easy",), origin="ru", most_pages=200, like="Emma")
    assert tags_of(wish) == {"light", "crime", "thriller", "easy", "from:ru", "short", "like"}
