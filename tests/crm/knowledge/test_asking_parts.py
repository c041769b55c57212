"""The parts of a message that ask for different things."""

from __future__ import annotations

import pytest

from crm.knowledge.asking_parts import asked_parts


def wants(text: str) -> list[set[str]]:
    """Name what each part of a text wants of its thing."""
    return [set(part.wants) for part in asked_parts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هزینه و مدت انتظار تقریبی چقدر است؟", [{"price"}, {"duration"}]),
        ("المثنی چقد میشه هزینش و همون روز میدن؟", [{"price"}, {"ready"}]),
        ("این کار چه مدت طول می‌کشد و هزینه‌اش با کیست؟", [{"duration"}, {"price"}]),
        ("لطفاً بفرمایید کارت المثنی چه مبلغی دارد و همان روز صادر می‌شود یا خیر.", [{"price"}, {"ready"}]),
        ("کتاب رزو شدم رو چن روز نگه میدارین، برادرمم میتونه بیاد بگیرتش؟", [{"duration"}, set()]),
        ("قصه‌گوییه پولیه؟ باید اسم بنویسیم؟", [{"price"}, {"booking"}]),
        ("otaghe goruhi puli e? bayad az ghabl rezerv konim?", [{"price"}, {"booking"}]),
        ("replacement card, how much, and ready same day?", [{"price"}, {"ready"}]),
        ("Do we need to book or just show up, and does it cost anything", [{"booking"}, {"price"}]),
        ("What does a new one cost and can I still borrow without it till then?", [{"price"}, set()]),
        ("Where is it and how much is a card?", [{"place"}, {"price"}]),
        ("How much is a new one and what documents do I bring?", [{"price"}, {"papers"}]),
        ("هزینه کارت جدید چنده و چه مدارکی بیارم", [{"price"}, {"papers"}]),
        ("karte jadid chande o che madareki biaram", [{"price"}, {"papers"}]),
        ("pool ham dare? o yeki az ma ozv nist moshkeli nadare?", [{"price"}, set()]),
        ("پول هم می‌گیرین؟ چند ساعت میشه موند؟", [{"price"}, {"duration"}]),
        # Nothing joins the two.
        ("کارت المثنی چنده چقدر طول می‌کشه", [{"price"}, {"duration"}]),
        ("how much is a new card how long does it take", [{"price"}, {"duration"}]),
        ("karte almosana chande koja bayad biam", [{"price"}, {"place"}]),
    ],
)
def test_what_is_asked_beside_something_else_is_a_part_of_its_own(text: str, expected: list[set[str]]) -> None:
    assert wants(text) == expected


def test_somebody_else_is_asked_for_with_the_words_before() -> None:
    mine, hers = asked_parts("How much I must pay? and my daughter 6 years old also")
    assert mine.people == frozenset() and hers.people == {"child"} and hers.wants == {"price"}


def test_a_thing_that_is_only_named_is_asked_with_the_words_before() -> None:
    _, other = asked_parts("do you have braille books or large print")
    assert other.named and other.text == "large print"


@pytest.mark.parametrize(
    "text",
    [
        "How much is a card?",
        "Can I bring my son and my daughter?",
        "چند روز و چند ساعت باید صبر کنم؟",
        "Is it free or do I have to pay?",
        "بوف کور و سووشون رو دارین؟",
        "I came yesterday and the door was shut",
    ],
)
def test_one_thing_asked_in_many_words_has_no_parts(text: str) -> None:
    assert len({frozenset(one) for one in wants(text) if one}) <= 1


def test_of_a_letter_its_questions_are_the_parts():
    letter = "My late father left us a great many books. " * 10
    parts = asked_parts(f"{letter}What do you take? And where may I bring it?\nWith thanks, Shirin")
    assert [part.text for part in parts] == ["What do you take", "where may I bring it"]


def test_a_clause_before_its_mark_asks_whatever_its_words():
    assert len(asked_parts("چند وقت بعد جواب میدین و اگه خریدین اول به خودم میدین؟")) == 2
    assert len(asked_parts("who do we talk to? and would he get a letter at the end")) == 2
    assert not asked_parts("what does it cost, my dear?")


@pytest.mark.parametrize(
    "text",
    [
        "کارت عضویت چنده و برای پسر هشت ساله من؟",
        "هزینه کارت چقدره و برای دو تا بچه کوچیکم؟",
        "How much is a card and for my three year old daughter?",
    ],
)
def test_for_whom_something_is_asked_too_wants_the_same(text: str) -> None:
    mine, theirs = asked_parts(text)
    assert (mine.wants, mine.people) == ({"price"}, frozenset())
    assert (theirs.wants, theirs.people, theirs.marked) == ({"price"}, {"child"}, False)


def test_who_asks_is_no_part() -> None:
    assert not asked_parts("What does it cost, we are a group of six?")


@pytest.mark.parametrize("text", ["How long can I keep it free of charge?", "چقدر طول می‌کشه", "how much is it"])
def test_one_question_is_not_cut_in_two(text: str) -> None:
    assert asked_parts(text) == []
