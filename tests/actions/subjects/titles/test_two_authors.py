"""Two authors named side by side are both looked for, and a name in quotation marks is no wish."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

BOTH = ("Orwell", "Tolkien")


@pytest.mark.parametrize(
    "text",
    [
        "do you have novels by Orwell or Tolkien?",
        "anything by George Orwell and Tolkien in English?",
        "I am looking for books from Tolkien or Orwell, which you have",
        "hiya, got some novels by Tolkien and Orwell for a long trip",
        "What have you at present by Orwell or Tolkien, in English please",
    ],
)
async def test_of_two_authors_either_is_told(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("search_book", text)
    assert all(name in said.text for name in BOTH), said.text


@pytest.mark.parametrize(
    "text",
    ["do you have novels by Orwell?", "novels by Orwell and some tea", "anything by George Orwell, or a crossword"],
)
async def test_one_author_is_one(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("search_book", text)
    assert "Tolkien" not in said.text


async def test_a_name_in_quotation_marks_is_looked_for(begin: Begin) -> None:
    said = await (await begin("fa")).says("search_book", "درود. کتاب «تاریخ اجتماعی کاشان» نوشتهٔ حسن نراقی را دارید؟")
    assert not any(name.startswith(("utter_reading", "utter_recommend")) for name in said.names)
