"""Hours of another desk, branch or day than was told; the branches by number; whom to ask of what was filed."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "first", "read", "words", "told", "untold"),
    [
        ("en", "hours of Central tomorrow", "hours", "kids section same hours?", "Central", "Saadi"),
        ("en", "hours of Central tomorrow", "hours", "meant the small branch not main", "Saadi", "Central"),
        ("en", "hours of Saadi tomorrow", "deny", "no sorry, the big branch", "Central", "Saadi"),
        ("en", "hours of Saadi", "deny", "not thursday, sunday the 29th of november", "29 November", "26 November"),
        ("fa", "فردا مرکزی تا کی بازه؟", "deny", "منظورم فردا نبود، جمعهٔ هفتهٔ بعد ۱۳ آذر", "۱۳ آذر", "چهارشنبه"),
        ("fa", "ساعت سعدی فردا", "hours", "نه منظورم شعبه بزرگه بود", "مرکزی", "سعدی"),
        ("fa", "ساعت مرکزی فردا", "facilities", "بخش کودک هم همین ساعته؟", "مرکزی", "سعدی"),
    ],
)
async def test_what_was_meant_is_told(
    begin: Begin, language: str, first: str, read: str, words: str, told: str, untold: str
) -> None:
    talk = await begin(language)
    await talk.says("hours", first)
    said = await talk.says(read, words)
    assert said.names[-1].startswith("utter_hours") and told in said.text and untold not in said.text


@pytest.mark.parametrize(
    ("read", "words"),
    [("facilities", "where is the kids section"), ("events", "is there something for small children too?")],
)
async def test_what_more_is_asked_of_a_desk_is_no_hour(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("hours", "hours of Saadi")
    assert not any(name.startswith("utter_hours") for name in (await talk.says(read, words)).names)


@pytest.mark.parametrize(("language", "words"), [("en", "and the phone number?"), ("fa", "تلفنش")])
async def test_the_telephone_is_that_of_the_branch_spoken_of(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("hours", "Saadi" if language == "en" else "سعدی")
    said = await talk.says("hours", words)
    assert said.names == ["utter_staff_contact"] and "Central" not in said.text and "مرکزی" not in said.text


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "How many branches do you have?", "utter_branches"),
        ("fa", "چند تا شعبه دارین", "utter_branches"),
        ("fa", "شعبه‌هاتون چندتاست و اسمشون چیه", "utter_branches"),
        ("en", "which branch is the biggest?", "utter_branches_size"),
        ("fa", "بزرگ‌ترین شعبه کدومه", "utter_branches_size"),
    ],
)
async def test_the_branches_are_counted_and_named(begin: Begin, language: str, words: str, answer: str) -> None:
    said = await (await begin(language)).says("location", words)
    assert said.names == [answer] and ("Saadi" in said.text or "سعدی" in said.text)


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [("en", "search_book", "how many branches have Dune"), ("fa", "search_book", "بزرگ‌ترین کتاب کتابخونه چیه")],
)
async def test_a_book_in_branches_counts_none(begin: Begin, language: str, read: str, words: str) -> None:
    said = await (await begin(language)).says(read, words)
    assert not any(name.startswith("utter_branches") for name in said.names)
