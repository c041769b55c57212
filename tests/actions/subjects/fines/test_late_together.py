"""What several things cost together when they come back late; what is asked of lending is no fine."""

from __future__ import annotations

import pytest

from actions.subjects.fines.late_together import kinds_counted
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("دو تا کتاب و یه دی وی دی باشه چی، همون ۱۲ روز؟", {"book": 2, "dvd": 1}),
        ("two books and a DVD, same 12 days?", {"book": 2, "dvd": 1}),
        ("se ta ketab o ye dvd chi", {"book": 3, "dvd": 1}),
        ("یه کتاب درسی و دو تا رمان", {"textbook": 1, "book": 2}),
        ("12 days", {}),
        ("what about the books?", {}),
    ],
)
def test_kinds_are_counted(text: str, counts: dict[str, int]) -> None:
    assert kinds_counted(text) == counts


async def test_a_sum_is_told_for_all_of_them(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("fines", "what is the fine if I return a book 12 days late?")
    said = await talk.says("loan_policy", "and two books, same 12 days?")
    assert said.names == ["utter_late_terms"] and "2 books" in said.text and "120,000" in said.text


async def test_a_rule_for_everybody_counts_beside_that_of_a_category(begin: Begin) -> None:
    said = await (await begin("fa")).says("fines", "دو کتاب و یه فیلم ۱۲ روز دیر بشه چند؟")
    assert said.names == ["utter_late_terms"] and "۲ کتاب و ۱ فیلم" in said.text and "۱۲۰٬۰۰۰" in said.text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("recommendation", "two films about a train that is 3 days late, what do you suggest?"),
        ("search_book", "یه کتاب می‌خوام درباره تاخیر ۱۲ روزه قطار چند صفحه است"),
    ],
)
async def test_what_was_read_as_another_request_is_no_fine(begin: Begin, intent: str, text: str) -> None:
    assert "utter_late_terms" not in (await (await begin("en")).says(intent, text)).names


async def test_what_is_asked_of_lending_is_no_fine(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("fines", "what is the fine if I return a book 12 days late?")
    said = await talk.says("loan_policy", "can I borrow two books and a DVD for 12 days?")
    assert "utter_late_terms" not in said.names
