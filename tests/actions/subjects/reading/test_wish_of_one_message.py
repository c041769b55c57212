"""Suggestions for what one message wishes: for grown-ups, for a paper, as a gift, and nothing that was read."""

from __future__ import annotations

import pytest

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
