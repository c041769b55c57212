"""Address and telephone asked together are both told, of the branch meant and of no other."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "intent", "sure", "words"),
    [
        ("fa", "staff_contact", 0.79, "آدرس و تلفن شعبه سعدی"),
        ("fa", "location", 0.4, "آدرس شعبه سعدی کجاست و شماره تلفنش چنده"),
        ("fa", "location", 0.75, "شماره و نشونی سعدی هم می‌دی؟"),
        ("en", "staff_contact", 0.96, "what is the address and phone number of the Saadi branch?"),
        ("en", "location", 0.6, "where is Saadi and what's its phone number"),
        ("en", "nlu_fallback", 0.4, "saadi branch: location, tel?"),
    ],
)
async def test_both_are_told_of_the_branch_named(
    begin: Begin, language: str, intent: str, sure: float, words: str
) -> None:
    talk = await begin(language)
    await talk.says("hours", "are you open on Saturday?" if language == "en" else "شنبه تا کی بازید؟")
    said = await talk.says(intent, words, sure=sure)
    assert said.names == ["utter_location"]
    assert ("Saadi" in said.text or "سعدی" in said.text) and said.text.count("•") == 1


async def test_of_the_branch_spoken_of_or_of_all(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hours", "is Saadi open tomorrow?", branch="saadi")
    assert (await talk.says("staff_contact", "and its address and telephone?", sure=0.67)).text.count("•") == 1
    every = await talk.says("location", "phone and address of all branches pls", sure=0.6)
    assert every.names == ["utter_location"] and every.text.count("•") > 1


async def test_hours_beside_them_are_told_too(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "address, opening hours and phone number of Saadi?", sure=0.8)
    assert said.names[0] == "utter_location" and said.names[1].startswith("utter_hours")


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "account", "آدرسم و شماره تلفنم عوض شده"),
        ("en", "account", "I moved, my address and phone number are new"),
        ("fa", "staff_contact", "تلفن و آدرس ایمیل شعبه سعدی"),
        ("en", "staff_contact", "what is the phone number of the Saadi branch?"),
        ("fa", "location", "آدرس شعبه سعدی"),
        ("en", "search_book", "do you have the address book with phone numbers?"),
        ("en", "facilities", "is there one quiet place in this library where people don't use their phone"),
        ("en", "facilities", "where is a socket, I have to charge my phone"),
        ("fa", "facilities", "کجا می‌شه با تلفن حرف زد؟"),
    ],
)
async def test_what_asks_for_one_of_them_or_tells_ones_own_is_left(
    begin: Begin, language: str, intent: str, words: str
) -> None:
    said = await (await begin(language, "20000001")).says(intent, words)
    assert not (said.names == ["utter_location"] and intent != "location")
