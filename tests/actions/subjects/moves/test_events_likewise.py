"""What is asked beside the events that were told: at the same branch, at the same time, for oneself, for a sister."""

from __future__ import annotations

import pytest

from actions.subjects.events.events_for_one import is_too_old
from tests.support.talk import Begin


async def test_the_same_branch_is_that_of_the_event_that_was_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "when is the story hour?")
    said = await talk.says("events", "Is there anything for adults at the same branch, a film evening perhaps?")
    assert "Saadi" not in said.text and "Poetry" not in said.text


async def test_something_for_oneself_is_for_grown_ups(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("events", "برنامه‌ای برای بچه‌ها دارید؟")
    said = await talk.says("events", "برا خودمم چیزی هست؟ کارگاهی، نقد کتابی، هرچی")
    assert "شب شعر" in said.text and "قصه‌گویی" not in said.text


async def test_at_the_same_time_nothing_else_is_told_as_if_it_were(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "when is the story hour?")
    said = await talk.says("events", "is there something for adults at the same time?")
    assert said.names == ["utter_events_none_such_then"] and "Poetry" in said.text


async def test_a_sister_may_be_too_old(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "when is the story hour?")
    said = await talk.says(
        "events", "Would her sister be allowed to come along, or is she too old? And is there any charge?"
    )
    assert said.names[0] == "utter_event_age" and "utter_fact" in "".join(said.names)


async def test_their_names_are_not_put_down_here(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("events", "when is the story hour?")
    said = await talk.says("hold", "Very good. Please put our names down, for both girls if possible.", sure=0.8)
    assert said.names == ["utter_event_book_order"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Would her older sister be allowed?", True),
        ("is his big brother too old for that?", True),
        ("خواهرش ده سالشه، اونم راه می‌دین یا بزرگ حساب میشه؟", True),
        ("can my sister pick up my reservation?", False),
        ("is my brother allowed to borrow on my card?", False),
        ("my sister is too old for this.", False),
        ("is the book too old to lend?", False),
        ("خواهرش می‌تونه بیاد؟", True),
        ("can the younger one come along?", True),
        ("اون یکی شعبه سالنش بزرگ نیست؟", False),
        ("خواهرم می‌تونه بیاد دنبالش؟", False),
        ("is my brother welcome to volunteer as a reader?", False),
        ("is my sister allowed to study there?", False),
        ("can her brother come to the desk for the form?", False),
        ("سالن بزرگه می‌تونه بیاد؟", False),
        ("داداشش می‌تونه بیاد کارتشو بگیره؟", False),
        ("خواهرم می‌تونه بیاد کتابمو تحویل بگیره؟", False),
    ],
)
def test_whether_another_child_may_come(text: str, asks: bool) -> None:
    assert is_too_old(text) is asks
