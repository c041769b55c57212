"""Corrections: another value in the place of the one that was taken; a "no" that keeps things."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "first", "words", "there"),
    [
        ("fa", "فردا بازید؟", "نه منظورم سعدی بود، به مرکزی کاری ندارم", "سعدی"),
        ("fa", "فردا بازید؟", "نه صبر کنید، سعدی باشه بهتره، خونه‌مون اونجاست", "سعدی"),
        ("en", "are you open tomorrow?", "no wait, Saadi not Central", "Saadi"),
        ("en", "are you open tomorrow?", "no, Saadi would be better, I live there", "Saadi"),
    ],
)
async def test_the_branch_that_was_meant_is_told(
    begin: Begin, language: str, first: str, words: str, there: str
) -> None:
    talk = await begin(language)
    await talk.says("hours", first, branch="central")
    said = await talk.says("deny", words, rest=("search_book", 0.6))
    assert said.names[0].startswith("utter_hours") and there in said.text
    assert "utter_denied" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "واسه آدم بزرگا نه بچه‌ها"), ("en", "adults, not kids")],
)
async def test_a_condition_asks_for_the_same_once_more(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("events", "این هفته چه برنامه‌ای دارید؟" if language == "fa" else "any events this week?")
    said = await talk.says("deny", words, rest=("nlu_fallback", 0.3))
    assert said.names[0].startswith(("utter_events", "utter_fact"))


@pytest.mark.parametrize(
    "words", ["نه نکنید. بذارید بمونه", "نه بذار باشه", "no, let it be", "don't, leave it as it is"]
)
async def test_a_no_that_keeps_things_is_a_no(begin: Begin, words: str) -> None:
    talk = await begin("fa", "20000001")
    asked = await talk.says("cancel_hold", "رزروم رو لغو کن")
    if "confirm" not in asked.names[-1]:
        pytest.skip("this card has no single reservation")
    said = await talk.says("cancel_hold", words, sure=0.6)
    assert not any("cancel" in name or "not_yours" in name for name in said.names), said.names


@pytest.mark.parametrize(
    "words", ["He doesn't read English yet, so Persian would be better", "Persian would be nicer for my little one"]
)
async def test_the_language_of_a_suggestion_is_not_the_chats(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something about space for a boy of seven")
    ranking = [("change_language", 0.4), ("search_book", 0.2)]
    said = await talk.says("change_language", words, sure=0.4, ranking=ranking, rest=("change_language", 0.5))
    assert "utter_language_changed" not in said.names and talk.following != "action_language_changed"
    assert said.names[0].startswith(("utter_reading", "utter_recommend")), said.names
