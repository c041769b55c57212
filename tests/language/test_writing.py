"""What differs in the writing of each language."""

from __future__ import annotations

import typing

import pytest

from language.writing import between_quotes, calendar_of, direction, in_digits, quoted
from protocol.values import Language


def test_each_language_has_its_own() -> None:
    assert (quoted("x", "fa"), quoted("x", "en")) == ("«x»", "“x”")
    titles = ["یک", "دو", "سه"]
    assert f"«{between_quotes(titles, 'fa')}»" == "«یک» و «دو» و «سه»"
    assert f"“{between_quotes(['a', 'b'], 'en')}”" == "“a” and “b”"
    assert between_quotes(["a"], "en") == "a"
    assert (in_digits(12, "fa"), in_digits("12", "en"), in_digits("12:30", "fa")) == ("۱۲", "12", "۱۲:۳۰")
    assert (direction("fa"), direction("en")) == ("rtl", "ltr")
    assert (calendar_of("fa"), calendar_of("en")) == ("jalali", "gregorian")


@pytest.mark.parametrize("language", typing.get_args(Language))
def test_no_language_is_left_out(language: str) -> None:
    assert quoted("x", language) != "x"
    assert between_quotes(["a", "b"], language) != "ab"
