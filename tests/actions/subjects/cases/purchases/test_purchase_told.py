"""A purchase that is there already, and what is said of one right after it was registered."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Turn
from actions.subjects.cases.purchases import purchase_told
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hi, I search a book and you do not have it. Title is Animal Farm. Can the library buy?"),
        ("en", "I looked everywhere in your catalogue. It's called Animal Farm. Could you please purchase it?"),
        ("fa", "سلام کتاب کوری رو ندارین، میشه بخرین؟"),
    ],
)
async def test_what_is_there_is_told_and_nothing_is_filed(begin: Begin, language: str, text: str) -> None:
    assert (await (await begin(language)).says("suggest_purchase", text)).names == ["utter_purchase_there"]


@pytest.mark.parametrize(
    "text",
    [
        "You don't have enough of Animal Farm, please buy more copies",
        "Please buy the sequel of Animal Farm that you do not have",
    ],
)
async def test_another_copy_or_a_sequel_is_filed(begin: Begin, text: str) -> None:
    assert "utter_purchase_there" not in (await (await begin("en")).says("suggest_purchase", text)).names


@pytest.mark.parametrize("text", ["The author is Martin Kleppmann.", "it's by Martin Kleppmann"])
async def test_the_author_joins_the_request(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("suggest_purchase", "Please buy Quantum Gardening for Beginners")
    assert (await talk.says("search_book", text)).names == ["utter_case_words_added"]


async def test_a_question_of_something_else_joins_nothing(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("suggest_purchase", "Please buy Quantum Gardening for Beginners")
    said = await talk.says("search_book", "The author is Orwell. Do you have Animal Farm?")
    assert "utter_case_words_added" not in said.names


@pytest.mark.parametrize(
    "text",
    [
        "My daughter's name is Emma. Could you please buy Quantum Gardening?",
        "My favourite novel is called Animal Farm. Please buy Quantum Gardening, it is similar",
        "You don't have Animal Farm. Please buy something like that",
        "You don't have Animal Farm. Please buy the film",
        "کتاب کوری از احمد محمود رو ندارین، لطفا بخرین",
        "You don't have Animal Farm by Jane Smith. Please buy it",
        "جلد سوم کتاب شاهنامه رو ندارین لطفا بخرین",
        "Animal Farm, the new 2025 edition with the maps. please buy",
        "شعبه سعدی کتاب کوری رو نداره بخرین برای اونجا",
        "The Saadi branch does not have Animal Farm. Please buy it for Saadi",
    ],
)
async def test_something_else_is_not_there(begin: Begin, text: str) -> None:
    assert "utter_purchase_there" not in (await (await begin("en")).says("suggest_purchase", text)).names


@pytest.mark.parametrize(
    ("between", "intent", "text"),
    [
        (None, "renew", "By the way, can you renew my loans"),
        (None, "human_help", "By phone, please"),
        (None, "fines", "how long does it take?"),
        (None, "search_book", "The author is dead."),
        (("recommendation", "ok, then a novel for the weekend"), "recommendation", "by Orwell please"),
        (("search_book", "do you have Emma?"), "search_book", "the author is Jane Austen."),
        (("search_book", "do you have Emma?"), "search_book", "how long will it take until it is back?"),
    ],
)
async def test_what_is_said_of_another_joins_no_request(
    begin: Begin, between: tuple[str, str] | None, intent: str, text: str
) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("suggest_purchase", "Please buy Quantum Gardening for Beginners")
    if between is not None:
        await talk.says(*between, sure=0.9)
    assert "utter_case_words_added" not in (await talk.says(intent, text, sure=0.9)).names


@pytest.mark.parametrize(
    ("between", "intent", "text", "told"),
    [
        (None, "search_book", "The author is Martin Kleppmann. How long it takes normally?", True),
        (None, "nlu_fallback", "معمولا چقدر طول می‌کشه؟", True),
        (None, "fines", "how long does it take?", False),
        (None, "location", "چقدر طول می‌کشه تا سعدی", False),
        ("do you have Emma?", "hold_status", "how long will it take?", False),
        ("do you have Emma?", "search_book", "how long will it take?", False),
    ],
)
async def test_how_long_a_purchase_takes_is_told_right_behind_it(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, between: str | None, intent: str, text: str, told: bool
) -> None:
    asked: list[str] = []

    async def answers(turn: Turn, topic: str, **_: object) -> bool:
        asked.append(topic)
        return True

    monkeypatch.setattr(purchase_told, "answer_as", answers)
    talk = await begin("en", card="20000004")
    await talk.says("suggest_purchase", "Please buy Quantum Gardening for Beginners")
    if between is not None:
        await talk.says("search_book", between)
    said = await talk.says(intent, text, sure=0.9)
    assert asked == (["suggest_purchase"] if told else [])
    assert ("utter_case_words_added" in said.names) == ("Kleppmann" in text)
