"""Suggestions for what one message wishes: for grown-ups, for a paper, as a gift, and nothing that was read."""

from __future__ import annotations

import pytest

from actions.subjects.reading.on_subjects import writes_paper
from tests.support.talk import Begin


async def test_grown_ups_get_no_books_for_children_unless_they_ask(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "an adventure novel")
    assert "The Hobbit" in said.text and "Wardrobe" not in said.text
    said = await (await begin("en")).says("recommendation", "an adventure novel for a ten year old")
    assert "Wardrobe" in said.text


@pytest.mark.parametrize(
    ("intent", "text", "suggests"),
    [
        ("citation_help", "I work on dystopias for my thesis, what references have you got?", True),
        ("research_help", "Could you point me to works on dystopias for my thesis?", True),
        ("citation_help", "How do I cite a book in APA for my thesis?", False),
        ("research_help", "Can a librarian help me find articles on dystopias for my thesis?", False),
        ("donation", "قصد دارم کتابی به ایشان هدیه دهم، به رمان سیاسی علاقه دارند.", True),
        ("research_help", "May I print my thesis about history here? I have references to scan too", False),
        ("citation_help", "Do titles go in italics in a thesis about economics?", False),
        ("nlu_fallback", "My paper on climate: the printer ate the titles page", False),
        ("donation", "اگر رمانی هدیه کنم کسی میاد از خونه ببره؟", False),
        ("donation", "چند تا رمان پلیسی دارم، کتابی هدیه کنم رسید می‌دین؟", False),
        ("donation", "رمانی هدیه بدم جریمه‌م پاک می‌شه؟", False),
        ("donation", "می‌خوام رمان‌های سیاسی‌مو به کتابخونه هدیه بدم", False),
    ],
)
async def test_papers_and_gifts(begin: Begin, intent: str, text: str, suggests: bool) -> None:
    language = "en" if text.isascii() else "fa"
    said = await (await begin(language)).says(intent, text, sure=0.7)
    assert any(name.startswith("utter_reading") for name in said.names) is suggests


@pytest.mark.parametrize(
    "text",
    [
        "I gave up on The Hobbit. Another adventure novel, please?",
        "My son borrowed The Hobbit from me and finished it. Any adventure novels?",
    ],
)
async def test_what_was_read_or_left_is_not_suggested(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert "The Hobbit" not in said.text


async def test_several_kinds_named_are_alternatives_where_nothing_is_of_all(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "dystopia, fantasy, animals, for adults")
    assert "Nineteen Eighty-Four" in said.text and "The Hobbit" in said.text


@pytest.mark.parametrize(
    "text",
    [
        "I loved The Hobbit, something similar but not by the same author",
        "I read The Hobbit; nothing by this author again please, another fantasy novel",
    ],
)
async def test_an_author_who_is_refused_with_their_book_writes_none_of_the_others(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert "Tolkien" not in said.text


async def test_a_title_that_is_asked_for_is_found_though_it_was_left(begin: Begin) -> None:
    text = "I gave up on the fantasy novel The Hobbit last year, can I borrow The Hobbit again?"
    said = await (await begin("en")).says("search_book", text, sure=0.9)
    assert "The Hobbit" in said.text


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("I've handed in my thesis, finally a crime novel for me!", False),
        ("پایان‌نامه‌م تموم شد، یه رمان سبک می‌خوام", False),
        ("رساله دلگشا یا یه کتاب طنز قدیمی", False),
        ("my husband is writing a thesis, I want a crime novel", False),
        ("I have begun a thesis on apartment living. Which works have you got?", True),
        ("Novels on dystopias for my thesis, please", True),
        ("برای پایان‌نامه‌م روی urban sociology کار می‌کنم، چه رفرنس‌هایی دارین؟", True),
    ],
)
def test_only_who_writes_a_paper_is_told_who_helps(text: str, helps: bool) -> None:
    assert writes_paper(text) is helps


@pytest.mark.parametrize(
    "text",
    [
        "stories, for fun, about family and adventure, on a rainy day",
        "a long weekend with the family: an adventure we can read together",
    ],
)
async def test_families_are_given_more_than_one_book(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert "2." in said.text or "Hobbit" in said.text
