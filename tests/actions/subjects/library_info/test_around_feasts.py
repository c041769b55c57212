"""Closed days around a feast: those of the span that is named, or of the weeks beside it."""

from __future__ import annotations

from datetime import date

import pytest

from actions.facts.days import AskedDays
from actions.subjects.library_info.closed_days import asks_when_closed

TODAY = date(2026, 11, 24)
NOWRUZ = AskedDays(date(2027, 3, 21), date(2027, 3, 24), name={"fa": "نوروز", "en": "Nowruz"})


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Which days are you closed around Nowruz? I am abroad from 12 March to 9 April.",
         date(2027, 3, 12), date(2027, 4, 9)),
        ("which days are you closed around Nowruz?", date(2027, 3, 7), date(2027, 4, 7)),
        ("حوالی نوروز چه روزهایی تعطیلید؟", date(2027, 3, 7), date(2027, 4, 7)),
        ("which days are you closed for Nowruz?", date(2027, 3, 21), date(2027, 3, 24)),
        ("نوروز چه روزهایی تعطیلید؟", date(2027, 3, 21), date(2027, 3, 24)),
    ],
)  # fmt: skip
def test_the_days_around_a_feast_are_told(text: str, first: date, last: date) -> None:
    assert asks_when_closed(text, TODAY, NOWRUZ) == (first, last)
