"""A book that is needed and out is asked for by its title; whether it can be read in the house is told of that one."""

from __future__ import annotations

import pytest

from actions.subjects.catalogue.wanted_out import asks_to_read_here, needs_what_is_out
from tests.support.talk import Begin


@pytest.mark.parametrize(
    "words",
    [
        "I'm panicking, my essay is due and the book I need is checked out",
        "the textbook for my course is out and my final is on Monday",
        "somebody took the book I need for the test",
        "کتابی که لازم دارم نیست، دارم دیوونه می‌شم",
        "خیلی استرس دارم، کتاب درسیم دست یکی دیگه‌ست",
        "ketabi ke mikham ro bordan",
    ],
)
def test_a_book_that_is_needed_is_out(words: str) -> None:
    assert needs_what_is_out(words)


@pytest.mark.parametrize(
    "words",
    [
        "exam tomorrow and I need the book longer, renew it please",
        "the book I need to return is at home, is the box out of order?",
        "the book I reserved is out, cancel it",
        "the book I have at home is due",
        "I need a book about stress",
        "کتابی که می‌خوام تمدید کنم دست خودمه",
        "کتابی که می‌خوام دارین؟",
        "یه کتاب درباره استرس می‌خوام",
        "کتابی که میخوام عنوانش یادم نیست، نویسنده‌اش پاموکه",
        "ye ketab mikham esmesh yadam nist",
        "کتابی که لازم دارم تو کتابخونه‌تون نیست، میشه بخرید؟",
        "the book I want is out of print, can you get it?",
        "another library has the book I want, can it be sent here",
        "کتابم رو گرفتم و دیگه لازم نیست خبر بدین",
        "dobare hamin ketab ro mikham amanat begiram, pasesh nadam",
    ],
)
def test_a_loan_or_a_wish_is_no_such_book(words: str) -> None:
    assert not needs_what_is_out(words)


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("any copy I may look at on site?", True),
        ("is there one for library use only?", True),
        ("نسخه‌ای هست که همون‌جا بخونم؟", True),
        ("can I eat in the building?", False),
        ("is there a copy shop in the library?", False),
        ("می‌شه تو کتابخونه غذا خورد؟", False),
    ],
)
def test_reading_in_the_house_is_asked_of_a_copy(words: str, reads: bool) -> None:
    assert asks_to_read_here(words) is reads


async def test_it_is_asked_which_and_then_told_without_a_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("renew", "my exam is on Monday and the book I need has been taken")
    assert said.names == ["utter_out_which"] and "worry" in said.text
    said = await talk.says("hold_status", "The Hobbit")
    assert "The Hobbit" in said.text and "utter_sign_in" not in "".join(said.names)
    said = await talk.says("search_book", "can I read one on site?")
    assert said.names[-1] == "utter_title_whereabouts" and "The Hobbit" in said.text


async def test_a_title_alone_needs_no_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    assert "The Hobbit" in (await talk.says("hold_status", "The Hobbit")).text


async def test_a_title_for_a_renewal_waits_for_the_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("renew", "please renew my book")).names == ["utter_sign_in"]
    assert (await talk.says("renew", "The Hobbit")).names == ["utter_sign_in_again"]


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "ill", "به کتابی نیاز دارم که در فهرست شما نیست؛ امانت بین‌کتابخانه‌ای انجام می‌دهید؟"),
        ("fa", "suggest_purchase", "کتابی که لازم دارم در کتابخانه نیست، می‌خرید؟"),
        ("en", "ill", "the book I need is not available in your catalogue, can you borrow it elsewhere?"),
    ],
)
async def test_what_the_library_has_not_is_no_copy_that_is_out(
    begin: Begin, language: str, intent: str, words: str
) -> None:
    said = await (await begin(language)).says(intent, words)
    assert "utter_out_which" not in said.names
