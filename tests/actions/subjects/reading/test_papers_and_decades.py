"""Decades beside what is newer or older, papers on two subjects, and what a book for a trouble is named."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from actions.dialogue.turn import Turn
from actions.subjects.reading.on_subjects import on_each
from actions.subjects.reading.suggestions import _as_met
from language.requests.reading.troubles import OF_TROUBLES
from language.requests.reading.wish import ReadingWish
from library.values import Suggestion, Suggestions, Title, Why
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "wished", "text", "not_said"),
    [
        ("en", "a novel", "older than the 1990s please", "1999"),
        ("fa", "یه رمان عاشقانه", "جدیدتر از دهه هشتاد", "۲۰۱۰"),
        ("en", "crime novels", "something newer, I was a child in the 80s", "1989"),
    ],
)
async def test_a_decade_is_what_newer_and_older_are_measured_by(
    begin: Begin, language: str, wished: str, text: str, not_said: str
) -> None:
    talk = await begin(language)
    await talk.says("recommendation", wished)
    assert not_said not in (await talk.says("recommendation", text, sure=0.9)).text


async def test_a_year_beside_newer_is_kept(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a novel")
    assert "from 2000 on" in (await talk.says("recommendation", "something newer, after 2000 preferably")).text


async def test_what_is_on_one_of_two_subjects_is_not_said_to_be_on_both() -> None:
    async def suggest(_: ReadingWish, *, hints: tuple[str, ...], **__: object) -> Suggestions:
        one = Suggestion(Title(hints[0], hints[0], "", "en"), (Why("topics", hints),))
        return Suggestions((one,), 1)

    turn = cast("Turn", SimpleNamespace(library=SimpleNamespace(suggest=suggest)))
    subjects = ((("migration",), ("migration",)), (("sleep",), ("sleep",)))
    each = await on_each(turn, ReadingWish(topics=("migration", "sleep")), subjects, (), most=5)
    assert each is not None and each[0].relaxed == "topics" and len(each[0].found) == 2


def test_books_for_a_trouble_are_named_as_they_are() -> None:
    wish = ReadingWish(genres=(OF_TROUBLES,))
    assert _as_met(wish, [Title("1", "Why We Sleep", "Walker", "en", genres=("health",))]).genres == ("health",)
    assert _as_met(wish, []).genres == (OF_TROUBLES,)
