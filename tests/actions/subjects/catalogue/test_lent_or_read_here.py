"""Whether a title that is pointed at is lent or only read in the library."""

from __future__ import annotations

import pytest

from actions.subjects.catalogue.lent_or_read_here import asks_lent_or_read_here
from tests.support.talk import Begin


@pytest.mark.parametrize(
    "text",
    [
        "hamoon ro faghat too salon mishe khoond ya amanat ham midin",
        "can I borrow that or only read it in the library?",
        "do I have to read it in the library or can I take it home?",
        "اینو فقط تو سالن میشه خوند یا امانت هم میدین",
    ],
)
def test_both_are_asked_of_it(text: str) -> None:
    assert asks_lent_or_read_here(text)


@pytest.mark.parametrize(
    "text",
    [
        "can I read newspapers in the library?",
        "can I borrow that?",
        "are magazines lent or read in the library?",
        "این دی وی دی‌ها رو امانت می‌دین یا باید تو کتابخونه بخونیم",
        "روزنامه رو امانت می‌دین یا همون‌جا باید بخونیم",
        "can I borrow this magazine or only read it in the library?",
        "do you lend the newspapers or do I have to read them in the library?",
        "in dvd haro amanat midin ya bayad too ketabkhune bekhunim",
    ],
)
def test_a_neighbour_is_another_question(text: str) -> None:
    assert not asks_lent_or_read_here(text)


async def test_what_is_asked_of_other_things_is_not_told_of_the_title(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور رو دارین؟", title="بوف کور")
    said = await talk.says("loan_policy", "این دی وی دی‌ها رو امانت می‌دین یا باید تو کتابخونه بخونیم")
    assert "بوف کور" not in said.text
