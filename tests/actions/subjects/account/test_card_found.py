"""A card that is found again takes back the request to block it, and is no lost property."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk

LOST = {"fa": "کارت کتابخونه‌م گم شده", "en": "I lost my library card"}
BLOCK = {"fa": "آره مسدودش کنید", "en": "yes, please block it"}


async def asked_to_block(begin: Begin, language: str) -> Talk:
    talk = await begin(language, card="20000003")
    await talk.says("lost_card", LOST[language])
    assert (await talk.says("affirm", BLOCK[language])).names == ["utter_lost_card_taken"]
    return talk


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "lost_property", "omg wait found it, was in my other jaket lol. can u undo that"),
        ("en", "case_withdraw", "I found my card, please cancel that request"),
        ("en", "thanks", "it turned up under the sofa, thanks!"),
        ("fa", "lost_property", "وای پیداش کردم، تو جیب کتم بود"),
        ("fa", "nlu_fallback", "کارتم پیدا شد، دیگه لازم نیست"),
    ],
)
async def test_the_request_may_be_taken_back(begin: Begin, language: str, read: str, words: str) -> None:
    talk = await asked_to_block(begin, language)
    said = await talk.says(read, words, sure=0.82)
    assert said.names == ["utter_case_ask_withdraw"] and "K-" in said.text
    assert (await talk.says("affirm", "yes" if language == "en" else "بله")).names == ["utter_case_withdrawn"]


@pytest.mark.parametrize(
    "words",
    [
        "if I find it, will it still work?",
        "has anyone found it yet?",
        "I found The Hobbit in the catalogue",
        "I still can't find it",
        "my umbrella was left in the reading room",
        "also the Shahnameh was missing but I found it under the sofa",
        "سووشون رو هم گم کرده بودم، پیداش کردم",
        "کتابی که دنبالش بودم پیدا کردم، شاهنامه",
        "someone found it and used it",
        "my brother says he found it, but I am not sure it is mine",
        "I found it, the Hobbit I mean",
        "یکی پیداش کرد و ازش استفاده کرد",
    ],
)
async def test_nothing_is_taken_back_that_was_not_found(begin: Begin, words: str) -> None:
    talk = await asked_to_block(begin, "en")
    assert "utter_case_ask_withdraw" not in (await talk.says("lost_card", words, sure=0.8)).names


async def test_it_is_blocked_though_a_question_stands_before_and_a_hand_slipped(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("lost_card", LOST["fa"])
    said = await talk.says("lost_card", "یکی پیداش کنه میتونه باهش کتاب بگیره؟ میخام باطلش کیند")
    assert "utter_lost_card_whose_ask" in said.names


async def test_it_is_what_was_just_spoken_of(begin: Begin) -> None:
    talk = await asked_to_block(begin, "en")
    await talk.says("search_book", "do you have The Hobbit?")
    assert "utter_case_ask_withdraw" not in (await talk.says("nlu_fallback", "found it, thanks", sure=0.4)).names
    assert (await talk.says("nlu_fallback", "I found my card", sure=0.4)).names == ["utter_case_ask_withdraw"]


@pytest.mark.parametrize("words", ["کیف پولم با کارت کتابخانه دزدیده شد", "کیفم با کارتم گم شده"])
async def test_a_card_is_lost_with_the_bag_that_it_was_in(begin: Begin, words: str) -> None:
    talk = await begin("fa", card="20000003")
    said = await talk.says("lost_property", words, sure=0.9)
    assert any(name.startswith("utter_lost_card") for name in said.names)
    assert (await talk.says("affirm", "آره مسدودش کنید")).names == ["utter_lost_card_taken"]
