"""A reservation goes on behind what is done beside it; a talk ends, and changes its language, as it is told."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "order", "other"), [("en", "renew «کوری»", "Saadi"), ("fa", "کوری رو تمدید کن", "سعدی")]
)
async def test_a_renewal_beside_a_reservation_brings_its_question_back(
    begin: Begin, language: str, order: str, other: str
) -> None:
    talk = await begin(language, "20000001")
    assert (await talk.presses('/hold{"ref":"title:t-hobbit"}')).names == ["utter_hold_where"]
    said = await talk.says("renew", order)
    assert said.names == ["utter_renewed", "utter_back_to_question"], said.names
    assert (await talk.says("location", other, branch="saadi")).names == ["utter_hold_confirm"]


async def test_a_yes_that_waits_is_asked_for_again_behind_a_renewal(begin: Begin) -> None:
    talk = await begin("fa", "20000001")
    assert (await talk.presses('/hold{"ref":"title:t-hobbit","branch":"main"}')).names == ["utter_hold_confirm"]
    assert (await talk.says("renew", "کوری رو تمدید کن")).names == ["utter_renewed", "utter_back_to_question"]
    assert (await talk.says("affirm", "بله")).names == ["utter_hold_placed"]


async def test_after_loans_are_asked_about_the_reservation_comes_back(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    await talk.presses('/hold{"ref":"title:t-hobbit"}')
    asked = await talk.says("renew", "renew")
    assert asked.statuses[-1] == "clarified" and talk.slots["pending"]["older"]["do"] == "hold_at"
    said = await talk.says("deny", "no")
    assert said.names[-1] == "utter_back_to_question"


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_what_was_told_before_a_question_is_not_told_again_with_it(begin: Begin, language: str) -> None:
    talk = await begin(language)
    first = await talk.presses("/card_registration")
    said = await talk.says("wifi", "do you have wifi?" if language == "en" else "وای‌فای دارید؟")
    if "utter_back_to_question" in said.names:
        assert len(said.texts[-1]) < len(first.text) + 40


@pytest.mark.parametrize(
    ("language", "asked", "words"),
    [
        ("en", "how much does printing cost", "ok thanks bye"),
        ("en", "how much is scanning", "okay great thank you so much, goodbye!"),
        ("fa", "چاپ چنده", "باشه مرسی خداحافظ"),
        ("fa", "چاپ چنده", "اوکی ممنون فعلا"),
        ("fa", "chap chande", "bashe mersi khodafez"),
    ],
)
async def test_a_chain_of_courtesies_ends_the_talk(begin: Begin, language: str, asked: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("print_scan", asked)
    said = await talk.says("thanks", words, sure=0.6)
    assert said.names[0].startswith("utter_goodbye")


@pytest.mark.parametrize(
    ("language", "words", "goes_to"),
    [
        ("en", "actually, talk Persian", "fa"),
        ("en", "my English is bad, speak Persian", "fa"),
        ("en", "could you write in Persian from now on", "fa"),
        ("fa", "راستی انگلیسی صحبت کنیم", "en"),
        ("fa", "من فارسی بلد نیستم انگلیسی بگو", "en"),
        ("fa", "lotfan engelisi javab bede", "en"),
    ],
)
async def test_a_wish_for_the_chats_language_is_heard_after_titles(
    begin: Begin, language: str, words: str, goes_to: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", "anything by Orwell?", author="George Orwell")
    await talk.says("search_book", words, sure=0.91)
    assert talk.slots["language"] == goes_to


@pytest.mark.parametrize("words", ["do you have it in Persian?", "the Persian ones", "is the second one in English?"])
async def test_a_language_of_titles_changes_nothing(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "anything by Orwell?", author="George Orwell")
    await talk.says("search_book", words, sure=0.91)
    assert talk.slots.get("language", "en") == "en"
