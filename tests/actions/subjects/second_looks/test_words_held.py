"""Words that look like a question of the house, and are none."""

from __future__ import annotations

import pytest

from actions.subjects.account.lost_card import _BROKEN
from actions.subjects.catalogue.periodicals import _HAVES
from actions.subjects.library_info.nights import of_whole_nights
from actions.subjects.moves.event_meant import _SOONEST
from actions.subjects.second_looks.wanted_of_house import _CLASS, _VISITS
from language.normalise import fold


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("are you open at night?", True),
        ("شبا هم باز هستین؟", True),
        ("۲۴ ساعته باز هستید؟", True),
        ("how late are you open at night?", False),
        ("is Central open till 8 at night?", False),
        ("is the book drop open 24 hours?", False),
        ("۲۴ ساعت طول می‌کشه؟", False),
        ("شب‌ها تا چند باز هستید؟", False),
    ],
)
def test_whole_nights_are_no_closing_time(text: str, nights: bool) -> None:
    assert of_whole_nights(text) is nights


@pytest.mark.parametrize("text", ["can I take a class on painting at the library?", "I want to come to the yoga class"])
def test_a_class_one_takes_is_no_visit_of_a_school(text: str) -> None:
    assert not (_CLASS.search(fold(text)) and _VISITS.search(fold(text)))


def test_a_class_one_brings_is() -> None:
    text = fold("can I bring my class to the library?")
    assert _CLASS.search(text) and _VISITS.search(text)


def test_a_card_that_the_website_refuses_is_not_broken() -> None:
    assert not _BROKEN.search(fold("my card does not work on the website"))


@pytest.mark.parametrize("text", ["which branch is the nearest one?", "نزدیک‌ترین شعبه کجاست؟"])
def test_the_nearest_branch_is_no_event(text: str) -> None:
    assert not _SOONEST.search(fold(text))


@pytest.mark.parametrize("text", ["do you have newspapers?", "روزنامه هم دارین؟"])
def test_whether_there_are_papers_is_asked_of_the_house(text: str) -> None:
    assert _HAVES.search(fold(text))
