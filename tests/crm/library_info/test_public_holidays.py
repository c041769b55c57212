"""Public holidays of countries as closings."""

from __future__ import annotations

import re
from datetime import date

import pytest

from crm.errors import InvalidValue
from crm.library_info.public_holidays import COUNTRIES, public_holidays

FIRST, LAST = date(2026, 11, 24), date(2027, 11, 23)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_named_days(country: str) -> None:
    found = public_holidays(country, FIRST, LAST)
    assert len(found) >= 5
    assert all(FIRST <= one.day <= LAST and one.name_fa and one.name_en for one in found)
    assert [one.day for one in found] == sorted({one.day for one in found})


def test_irans_days_are_in_both_languages_and_estimates_say_so() -> None:
    found = {one.day: one for one in public_holidays("IR", FIRST, LAST)}
    nowruz, ashura = found[date(2027, 3, 21)], found[date(2027, 6, 16)]
    assert ("نوروز" in nowruz.name_fa, nowruz.name_en, nowruz.is_estimate) == (True, "Nowruz", False)
    assert ("عاشورا" in ashura.name_fa, "Ashura" in ashura.name_en, ashura.is_estimate) == (True, True, True)
    assert not any(re.search("[0-9]", one.name_fa) for one in found.values())
    assert not any("تخمینی" in one.name_fa or "estimated" in one.name_en for one in found.values())


def test_a_time_or_a_country_that_cannot_be_is_refused() -> None:
    for country, last in (("XX", LAST), ("IR", date(2026, 1, 1)), ("IR", date(2040, 1, 1))):
        with pytest.raises(InvalidValue):
            public_holidays(country, FIRST, last)
