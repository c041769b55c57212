"""Whether a book is described because its name has slipped."""

from __future__ import annotations

import pytest

from language.requests.titles.descriptions import describes_book


@pytest.mark.parametrize(
    "text",
    [
        "i dont even rember the name, it has a whale",
        "a novel with a boy in a boat, what's it called again?",
        "I read a story about a lighthouse once, what was it called?",
        "can't think of the titel, two brothers and a farm",
        "I forget what it's called, a clerk wakes up as an insect",
        "What was that novel called, with the butler?",
        "The title escapes me: a village, a hundred years of rain.",
        "اسمش یادم نیس، یه نونوا بود",
        "عنوانش خاطرم نیست، داستان یک خلبان در کویر بود",
        "اسم کتابه یادم رفت، یه دانشجو پیرزنی رو میکشه",
        "esmesh yadam nis, ye mazrae bud",
    ],
)
def test_a_name_that_has_slipped(text: str) -> None:
    assert describes_book(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can't remember my PIN",
        "I forgot the book on the bus",
        "what's the fine called on my bill?",
        "do you know the opening hours?",
        "the workshop, what was it called?",
        "what's it called when you renew",
        "what's it called when you renew a book",
        "what is it called, your reading app?",
        "the reading room upstairs, what is it called?",
        "there's a workshop on Monday, what's it called?",
        "the book club, what's it called when it meets online?",
        "دخترم اسمش یادم رفته ثبت کنم",
        "اسمش یادم رفت بنویسم روی فرم",
        "رمزم یادم رفته",
        "اسمم رو عوض کردم",
        "یادم رفت تمدید کنم",
        "ramzam yadam nist",
    ],
)
def test_something_else_that_has_slipped(text: str) -> None:
    assert not describes_book(text)
