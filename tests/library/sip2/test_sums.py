"""What is owed, as servers of many countries write it: read as meant, or not at all."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from library.errors import IlsProtocolError
from library.sip2.wire import _amount, moment_in


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12.50", "USD", "12.50"), ("12,50", "EUR", "12.50"), ("12,5", "", "12.5"), ("1.234,50", "EUR", "1234.50"),
        ("1,234.50", "USD", "1234.50"), ("1.234.567", "", "1234567"), ("1,234,567.8", "", "1234567.8"),
        ("1,234", "USD", "1234"), ("25.000", "IRR", "25000"), ("1.234", "KWD", "1.234"), ("0.234", "", "0.234"),
        ("0,00", "", "0"), ("0.000", "", "0"), ("1234.567", "", "1234.567"), ("12.3456", "", "12.3456"),
        ("$12.50", "USD", "12.50"), ("12,50 €", "EUR", "12.50"), ("1 234,50", "EUR", "1234.50"), ("-5,00", "", "-5"),
        (".50", "", "0.50"), ("7.", "", "7"), ("150000", "IRR", "150000"), ("۱۲٫۵", "", None), ("۱۲.۵", "", "12.5"),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_it_is_meant(text: str, currency: str, amount: str | None) -> None:
    if amount is None:
        with pytest.raises(IlsProtocolError):
            _amount(text, currency)
    else:
        assert _amount(text, currency) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1.234", "EUR"), ("1.234", ""), ("1,234", "TND"), ("1,23.45", ""), ("1.23,45", ""), ("12.34.56", ""),
        ("1,2,3", ""), ("1.234,567.8", ""), ("a lot", ""), (".", ""), ("-", ""), ("NaN", ""), ("1e9", ""),
        ("9" * 30, ""),
    ],
)  # fmt: skip
def test_what_has_two_meanings_or_none_is_not_guessed(text: str, currency: str) -> None:
    with pytest.raises(IlsProtocolError) as raised:
        _amount(text, currency)
    assert raised.value.nothing_done


def test_nothing_said_is_nothing_known() -> None:
    assert _amount("") is None
    assert _amount("  ") is None


def test_what_cannot_be_read_is_told_by_its_field() -> None:
    with pytest.raises(IlsProtocolError, match="field AH"):
        moment_in("tomorrow", ZoneInfo("Asia/Tehran"))
    with pytest.raises(IlsProtocolError, match="field BV"):
        _amount("a lot")
