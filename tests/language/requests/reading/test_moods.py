"""Moods in everyday words, reasons that are no subject, and things that are refused."""

from __future__ import annotations

from typing import Any

import pytest

from language.requests.reading.moods import in_plain_moods
from language.requests.reading.reading import read_wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("I want to laugh on the train, nothing gloomy", {"genres": ["humour"], "untold": ["not_sad"]}),
        ("ye chizi bego, na khoshk bashe. hoselam khande mikhad", {"genres": ["humour"], "untold": ["not_dry"]}),
        ("یه چیز باحال بده بخونم حوصله‌م سر رفته", {"genres": ["humour"]}),
        ("کتابی نشاط‌آور می‌خواهم، نه خشک", {"genres": ["humour"], "untold": ["not_dry"]}),
        ("something cheerful, our cat was run over last week", {"genres": ["humour"], "untold": ["not_sad"]}),
        ("nothing too sad please, we had a dog die this month", {"untold": ["not_sad"]}),
        ("گربه‌مون تازه مرده، یه چیز خنده‌دار بده", {"genres": ["humour"], "untold": ["not_sad"]}),
        ("likes pranks, his english is so so", {"genres": ["humour"], "untold": ["easy"]}),
        ("a funny one, not princesses, no unicorns",
         {"genres": ["humour"], "not_on": ["princesses", "princess", "unicorns"]}),
    ],
)  # fmt: skip
def test_a_mood_is_read_and_a_reason_is_no_subject(text: str, wish: dict[str, Any]) -> None:
    packed = read_wish(text).wish.packed()
    assert {name: sorted(value) for name, value in packed.items()} == {
        name: sorted(value) for name, value in wish.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        "a short novel about a dog",
        "books on laughter and comedy",
        "یه رمان عاشقانهٔ کوتاه",
        "کتابی دربارهٔ مرگ",
        "something in English for a girl of 9",
    ],
)
def test_other_wishes_stay_as_they_are_said(text: str) -> None:
    assert in_plain_moods(text) == text
