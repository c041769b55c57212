"""Books that are half remembered: what is told of them, and what tells of none."""

from __future__ import annotations

import pytest

from language.requests.titles.half_remembered import details, remembered


@pytest.mark.parametrize(
    ("text", "told", "surely"),
    [
        (
            "I'm looking for a book I read when I was a kid, it's about a girl and she finds the key of a garden",
            "a girl and she finds the key of a garden",
            True,
        ),
        ("can't remember what it's called, a spider writes words to save a pig", "a spider writes words", True),
        ("the book in which a bored child drives through a tollbooth", "a bored child drives", True),
        ("there's a desert and he's a shepherd looking for a treasure", "he's a shepherd", False),
        ("جلدش سبز بود فکر کنم، یه دختر یتیم که خیلی حرف می‌زد", "یه دختر یتیم که خیلی حرف میزد", True),
        ("بچه بودم خوندم، یه شیر بود که تیراندازی یاد می‌گرفت", "یه شیر بود که تیراندازی یاد میگرفت", True),
        ("ye ketabi bood ke ye futbalist mishe vazir", "ye futbalist mishe vazir", True),
    ],
)
def test_what_is_told_is_found_without_what_stands_around_it(text: str, told: str, surely: bool) -> None:
    found = remembered(text)
    assert found is not None and told in found.told and found.surely is surely


@pytest.mark.parametrize(
    "text",
    [
        "I borrowed a book about a shepherd and I can't find it anywhere at home",
        "can you suggest something like The Kite Runner",
        "a book about the history of pigs in the Qajar period please",
        "I forgot the title, sorry",
        "my son wrote a story about a dragon and wants to show it to you",
        "how do I reserve a book that is out",
        "کتابی که هفته پیش رزرو کردم رسید؟",
        "برای پسرم یه کتاب می‌خوام که درباره دایناسورها باشه",
        "جلد کتابی که بردم پاره بود",
    ],
)
def test_what_describes_no_book_tells_of_none(text: str) -> None:
    assert remembered(text) is None


def test_what_a_no_tells_besides_is_added_to_the_description() -> None:
    assert details("no, there was a dog in it too") == "there was a dog in it too"
    assert details("nope, not that one") == "" == details("نه این نیست")
