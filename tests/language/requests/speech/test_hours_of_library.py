"""The library's own hours are asked of it, or of nothing but a time; those of another place are not told."""

from __future__ import annotations

import pytest

from language.normalise import fold
from language.requests.speech.hours_of_library import is_of_library

OF_IT = [
    "Are you open on Saturday", "wen do u close today", "What are the opening hours", "Is the library open tomorrow",
    "your hours on Saturday please", "راستی جمعه بازین", "شنبه از ساعت چند بازه", "ساعت کارتون رو هم بگید",
    "how late is open on Saturday",
]  # fmt: skip
OF_OTHERS = [
    "Is the cafe open on Saturday", "Is the post office next to you open on Saturday", "opening hours of the cafe",
    "Is the cafe near the library open", "When the Doors Close", "Do you have When Doors Close",
    "How do I open the e-book file", "Are you open to volunteers", "بانک روبه‌روی شما شنبه بازه", "ساعت کار کافه چنده",
    "فایل epub رو چطور باز می‌کنم", "پنجره باز است",
]  # fmt: skip


@pytest.mark.parametrize(("words", "of_it"), [*((one, True) for one in OF_IT), *((one, False) for one in OF_OTHERS)])
def test_whose_hours_are_asked(words: str, of_it: bool) -> None:
    assert is_of_library(fold(words)) is of_it
