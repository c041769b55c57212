"""Whether a book is described because its name has slipped."""

from __future__ import annotations

import pytest

from language.requests.descriptions import describes_book


@pytest.mark.parametrize(
    "text",
    [
        "i dont even rember the name, it has a whale",
        "there's a boy in a boat, what's it called again?",
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
        "رمزم یادم رفته",
        "اسمم رو عوض کردم",
        "یادم رفت تمدید کنم",
        "ramzam yadam nist",
    ],
)
def test_something_else_that_has_slipped(text: str) -> None:
    assert not describes_book(text)
