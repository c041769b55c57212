"""Titles that are picked by what they are about, and those that are left out: "not Animal Farm, the other one"."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ORWELL = ("search_book", "anything by Orwell?")


@pytest.mark.parametrize(
    ("words", "name", "title"),
    [
        ("I meant the one where they take over a farm", "utter_title_guess", "Animal Farm"),
        (
            "Not Nineteen Eighty-Four, I've got that. The other one, with the animals",
            "utter_search_one",
            "Animal Farm",
        ),
        ("the one about the animals, where is it?", "utter_title_whereabouts", "Animal Farm"),
        ("I own Nineteen Eighty-Four. The other one, Burmese Days?", "utter_search_one", "Burmese Days"),
    ],
)
async def test_one_is_told_of_those_shown(begin: Begin, words: str, name: str, title: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("search_book", words)
    assert said.names == [name] and title in said.text and "Nineteen" not in said.text


async def test_it_is_looked_for_among_the_authors_others(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have Burmese Days?", title="Burmese Days")
    said = await talk.says("search_book", "no, sorry, I meant the other one, the one where they take over a farm")
    assert said.names == ["utter_title_guess"] and "Animal Farm" in said.text
    said = await talk.says("search_book", "yes that one, is it in?")
    assert said.names == ["utter_title_whereabouts"] and "Animal Farm" in said.text


@pytest.mark.parametrize(
    "words",
    [
        "I have read Animal Farm, what else is there?",
        "not Animal Farm, another one please",
        "Animal Farm I own, the others?",
    ],
)
async def test_what_is_had_or_was_read_is_left_out(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("search_book", words)
    assert said.names == ["utter_search_author"] and "Burmese Days" in said.text and "Animal" not in said.text
    said = await talk.says("search_book", "not Burmese Days, another one")
    assert said.names == ["utter_search_one"] and "Nineteen Eighty-Four" in said.text


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("hold_status", "while I wait for Animal Farm, what else by George Orwell do you have besides Animal Farm?"),
        ("search_book", "از جورج اورول غیر از Animal Farm که خودم رزرو کردم چی دارید؟"),
    ],
)
async def test_an_own_reservation_answers_no_question_for_the_others(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card="20000002")
    said = await talk.says(intent, words.replace("جورج اورول", "George Orwell"), sure=0.7)
    assert said.names == ["utter_search_author"] and "Animal" not in said.text


async def test_what_is_ordered_is_reserved_after_it_was_told(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("hold", "reserve the one about the animals")
    assert said.names == ["utter_hold_where"] and "Animal Farm" in said.text


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "search_book", "the other one"),
        ("en", "loans", "I have read the other one, when is it due?"),
        ("en", "search_book", "the one you said"),
        ("fa", "search_book", "اون که گفتی"),
        ("en", "recommendation", "something like Animal Farm, but not Animal Farm"),
        ("en", "hours", "is the one in the park open today?"),
    ],
)
async def test_what_tells_no_title_picks_none(begin: Begin, language: str, intent: str, words: str) -> None:
    talk = await begin(language)
    await talk.says(*ORWELL, author="Orwell")
    assert not {"utter_title_guess", "utter_search_author"} & set((await talk.says(intent, words)).names)


async def test_of_loans_nothing_is_picked(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("loans", "what have I got?")
    said = await talk.says("renew", "renew the other one, not the one with the animals")
    assert "utter_title_guess" not in said.names


HOBBIT, ZORBLAX = ("do you have The Hobbit?", "The Hobbit"), ("do you have Zorblax Rising?", "Zorblax Rising")


async def test_what_is_ordered_then_is_asked_for_or_reserved(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", ZORBLAX[0], title=ZORBLAX[1])
    assert (await talk.says("search_book", "no? order it then", sure=0.6)).names == ["utter_title_buy"]
    assert (await talk.says("affirm", "yes")).names == ["utter_suggest_purchase_taken"]
    await talk.says("search_book", HOBBIT[0], title=HOBBIT[1])
    assert (await talk.says("search_book", "then order it", sure=0.6)).names[0].startswith("utter_hold")


@pytest.mark.parametrize(
    ("first", "title", "between", "intent", "words"),
    [
        (*ZORBLAX, "", "deny", "no order please"),
        (*ZORBLAX, "", "search_book", "no, no order"),
        (*ZORBLAX, "", "search_book", "no order"),
        (*ZORBLAX, "", "search_book", "don't order it"),
        (*HOBBIT, "", "deny", "not order it"),
        (*HOBBIT, "", "deny", "please not order it"),
        (*HOBBIT, "", "search_book", "no need to order it"),
        ("do you have a book about quantum knitting?", "", "", "search_book", "order one please"),
        ("do you have a thin blue thriller for my mum?", "", "", "search_book", "order one please"),
        ("کافه دارید؟", "", "", "search_book", "پس سفارش بدین"),
        ("چایی هم دارید؟", "", "", "search_book", "پس سفارش بدید"),
        ("anything by Zadie Smith?", "", "", "search_book", "ok order one"),
        (*HOBBIT, "do you have it in Persian?", "search_book", "order it then"),
        (*HOBBIT, "do you have it as an audiobook?", "search_book", "no? order it then"),
        (*HOBBIT, "I need a new card", "out_of_scope", "order one please"),
        (*HOBBIT, "when are you open tomorrow?", "search_book", "order it then"),
        (*HOBBIT, "thanks", "out_of_scope", "then order it"),
    ],
)
async def test_nothing_is_ordered_of_what_was_not_just_told(
    begin: Begin, first: str, title: str, between: str, intent: str, words: str
) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", first, **({"title": title} if title else {}))
    if between:
        asked = {"I need a new card": "card_registration", "thanks": "thanks"}.get(between, "search_book")
        await talk.says("hours" if "open" in between else asked, between)
    said = await talk.says(intent, words, sure=0.6)
    assert not {"utter_title_buy", "utter_suggest_purchase_taken", "utter_hold_where", "utter_hold_placed"} & set(
        said.names
    )
