"""Whether somebody is asked to be of the age for an event."""

from __future__ import annotations

import pytest

from actions.subjects.events.events_for_age import asks_whether_of_age
from language.requests.library_info.event_questions import in_other_words


@pytest.mark.parametrize(
    "text",
    [
        "is she old enough for that?",
        "My son is nine, is he too old for it?", "would it be suitable for a 5 year old?",
        "is my daughter old enough for the story hour?",
        "پسرم پنج سالشه، به سنش می‌خوره؟", "دخترم سه سالشه براش زوده؟", "سنش مناسبه؟", "be senesh mikhore?",
    ],
)  # fmt: skip
def test_the_age_is_asked(text: str) -> None:
    assert asks_whether_of_age(text)


@pytest.mark.parametrize(
    "text",
    [
        "how old is the building?", "anything for a five year old?", "is it free for children?", "old books for sale?",
        "چند سالشه؟", "برنامه برای پنج ساله‌ها دارید؟", "سن بازنشستگی", "براش ثبت‌نام کن",
        "is it okay for my wheelchair?", "is the room too small for a pushchair?",
        "would it be too late for her to come at 10:30?",
        "is she old enough for a library card?", "ساعت ۱۰ براش زوده، بعدازظهر چیزی نیست؟",
        "پنجشنبه براش دیره، زودتر ندارید؟",
        "ساعت چنده؟ صبح زود براش زوده", "my daughter is 5 and my son is 9, are they too old for it?",
        "my daughter is 5 and my son is 9, is he too old for it?",
        "he is 9 and too old for that. what else is there for him?",
        "این یکی نه سالشه و به سنش نمی‌خوره، چیز دیگه‌ای برای نه ساله‌ها دارید؟",
        "is he too old? is there another one?", "he is too young to sit still",
        "is that the right age group for parents to stay?",
        "is it okay for her to bring a friend?", "am I old enough to volunteer?", "is the building too old?",
    ],
)  # fmt: skip
def test_other_ages_are_not(text: str) -> None:
    assert not asks_whether_of_age(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("جلسه نقد کتاب", "reading circle"), ("جمع‌خوانی", "reading circle"), ("a book discussion", "reading circle"),
        ("نقد فیلم", "film"), ("کتاب می‌خوام", ""),
    ],
)  # fmt: skip
def test_a_reading_circle_has_other_names(text: str, names: str) -> None:
    assert in_other_words(text) == names
