"""Whether a book is described because its name has slipped."""

from __future__ import annotations

import pytest

from language.requests.titles.descriptions import describes_book, forgets_name, told_of_book


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Excuse me, I don't know exact name. It is about a boy in Egypt", "a boy in egypt"),
        ("I am looking for a book where two friends fly kites, the title escapes me", "two friends fly kites"),
        ("سلام، اسم کتاب را به خاطر ندارم، مردی سوسک می‌شود", "مردی سوسک میشه"),
        ("دنبال یه کتابم اسمش درست یادم نیست یه شیری بود", "یه شیری بود"),
        ("I forgot the name", "i forgot the name"),
    ],
)
def test_what_is_told_of_a_book_without_what_stands_around_it(text: str, told: str) -> None:
    assert forgets_name(text)
    assert told_of_book(text).lstrip("،, ").endswith(told)


@pytest.mark.parametrize(
    "text", ["the one where a man wakes up as an insect", "یه کتابی بود که یه پیرمرد فرار می‌کنه", "do you have Dune?"]
)
def test_a_description_alone_does_not_say_that_the_name_is_forgotten(text: str) -> None:
    assert not forgets_name(text)
