"""What is wished of events, and the questions of a letter."""

from __future__ import annotations

import pytest

from language.requests.library_info.event_wishes import event_wish, suits_age
from language.requests.speech.several_questions import several_questions
from language.stems import stem


@pytest.mark.parametrize(
    ("text", "audience", "age", "subject"),
    [
        ("a knitting circle?", None, None, ["knitting", "circle"]),
        ("story time for toddlers", "child", 2, []),
        ("my girl is 9, what is there for children", "child", 9, []),
        ("کلاس برای پسر ۱۳ ساله", "child", 13, []),
        ("برنامه‌ای برای سالمندان هست؟", "senior", None, []),
        ("what events are there next week", None, None, []),
    ],
)
def test_whom_an_event_is_for_and_what_about(
    text: str, audience: str | None, age: int | None, subject: list[str]
) -> None:
    wish = event_wish(text)
    assert (wish.audience, wish.age) == (audience, age)
    assert {stem(word) for word in subject} <= set(wish.subject)
    assert bool(subject) or not wish.subject


def test_an_event_suits_the_ages_it_names() -> None:
    assert suits_age("Story hour for ages 4 to 7", 5) and not suits_age("قصه‌گویی برای ۴ تا ۷ ساله‌ها", 9)
    assert suits_age("Poetry evening", 9)


def test_a_letter_is_parted_into_its_questions() -> None:
    letter = "I teach. First, may we bring thirty pupils, and whether there is a lift? Second, do you have lockers?"
    assert several_questions(letter) == ["may we bring thirty pupils", "there is a lift", "do you have lockers"]
    assert several_questions("Hello! Do you have lockers?") == []
