"""Koha's dates, sums and names as the port has them."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import money
from library.errors import IlsProtocolError
from library.koha import wire
from library.koha.client import Refusing
from library.koha.mapping import (
    day_in,
    day_of,
    expiry_of,
    fee_kind,
    moment_of,
    number_of,
    numbered,
    whole_number,
)
from library.koha.reasons import hold_refusal, refusal_code, renewal_refusal
from library.reasons import Reason
from library.remote.plain import WITHOUT_PLACES, money_of, title_of
from library.values import FeeKind, Money

ZONES = ("Asia/Tehran", "UTC", "America/New_York", "Pacific/Kiritimati", "Europe/London")
moments = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.integers(-(10**14), 10**14), st.sampled_from(sorted(money._CURRENCIES)))
def test_a_sum_is_the_same_in_minor_units(minor: int, currency: str) -> None:
    places = money._CURRENCIES[currency].places
    assert money_of(Decimal(minor).scaleb(-places), currency) == Money(minor, currency)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**10), max_value=10**10, places=6))
def test_a_sum_is_never_half_a_unit_off(amount: Decimal) -> None:
    for currency, places in (("IRR", 0), ("USD", 2)):
        assert abs(Decimal(money_of(amount, currency).minor).scaleb(-places) - amount) <= Decimal("0.5").scaleb(-places)


@given(st.integers(0, 10**12))
def test_what_koha_writes_as_a_number_is_read_to_the_last_digit(minor: int) -> None:
    text = f'{{"balance": {minor // 100}.{minor % 100:02d}}}'
    account = msgspec.json.decode(text, type=wire.Account, strict=False)
    assert money_of(account.balance, "USD") == Money(minor, "USD")


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e40"])
def test_what_is_no_sum_is_refused(amount: str) -> None:
    with pytest.raises(IlsProtocolError):
        money_of(Decimal(amount), "IRR")


def test_currencies_have_the_places_with_which_they_are_written() -> None:
    assert {code for code, unit in money._CURRENCIES.items() if unit.places == 0} == WITHOUT_PLACES
    assert money.format_money(money_of(Decimal("3.5"), "USD").minor, "USD", "en") == "3.50 US dollars"
    assert money.format_money(money_of(Decimal("12000.00"), "IRR").minor, "IRR", "en") == "12,000 rials"


@given(moments, offsets, st.sampled_from(ZONES))
def test_a_moment_is_the_same_whatever_its_offset(at: datetime, offset: timezone, zone: str) -> None:
    here = ZoneInfo(zone)
    written = at.astimezone(offset).isoformat()
    read = msgspec.json.decode(
        f'{{"checkout_id": 1, "patron_id": 2, "due_date": "{written}"}}', type=wire.Checkout, strict=False
    ).due_date
    assert moment_of(read, here) == at
    assert day_of(read, here) == at.astimezone(here).date() == day_in(written, here)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1)), st.sampled_from(ZONES))
def test_a_moment_without_an_offset_is_the_librarys(at: datetime, zone: str) -> None:
    assert day_of(at, ZoneInfo(zone)) == at.date()


@given(st.dates(), st.sampled_from(ZONES))
def test_a_day_is_a_day_in_every_zone(day: date, zone: str) -> None:
    assert day_in(day.isoformat(), ZoneInfo(zone)) == day
    assert expiry_of(day) == (day if day.year < 9000 else None)


@given(st.text(max_size=30))
def test_what_is_no_day_is_refused(text: str) -> None:
    with contextlib.suppress(IlsProtocolError):
        assert text.startswith(str(day_in(text, ZoneInfo("UTC")) or ""))


@given(st.text(max_size=20))
def test_only_numbers_of_kohas_are_numbers(text: str) -> None:
    number = whole_number(text)
    assert number is None or (str(number) == text.lstrip("0") or number == 0)


def test_only_what_a_sign_in_has_written_is_a_patrons_number() -> None:
    assert number_of(numbered(17)) == 17
    for other in (None, "", "17", "P17", "koha:", "koha:017", "koha:۱۷", "KOHA:17", " koha:17", "koha:koha:17"):
        assert number_of(other) is None, other


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Animal Farm /", "Animal Farm"), ("Emma :", "Emma"), ("Who...", "Who..."), (" بوف کور ", "بوف کور"),
        (None, ""), ("Orwell, George,", "Orwell, George"),
    ],
)  # fmt: skip
def test_titles_lose_the_punctuation_of_the_catalogue(written: str | None, read: str) -> None:
    assert title_of(written) == read


@pytest.mark.parametrize(
    ("kind", "is_"),
    [("OVERDUE", FeeKind.OVERDUE), ("LOST", FeeKind.LOST), ("LOST_RETURN", FeeKind.LOST), ("RENT_DAILY", FeeKind.FEE),
     (None, FeeKind.FEE)],
)  # fmt: skip
def test_debts_have_a_kind(kind: str | None, is_: FeeKind) -> None:
    assert fee_kind(kind) is is_


@pytest.mark.parametrize(
    ("status", "error", "code", "means"),
    [
        (403, "Renewal not authorized (too_many)", "", "too_many"),
        (403, "Renewal not authorized (too_many)", "booked", "booked"),
        (403, "Hold cannot be placed. Reason: ageRestricted", "", "ageRestricted"),
        (403, "Hold cannot be placed. Reason: ", "", ""),
        (403, "Access forbidden", "", None),
    ],
)
def test_the_code_of_a_refusal_is_found(status: int, error: str, code: str, means: str | None) -> None:
    assert refusal_code(Refusing(status, wire.Refused(error=error, error_code=code))) == means


def test_codes_mean_the_same_whatever_their_spelling() -> None:
    assert (
        renewal_refusal("auto_too_much_oweing").reason is renewal_refusal("auto_too_much_owing").reason is Reason.FINES
    )
    assert renewal_refusal("too_many", most=0).reason is Reason.NOT_RENEWABLE
    assert hold_refusal("tooManyReserves").reason is Reason.LIMIT_REACHED
    unknown = hold_refusal("somethingNew")
    assert (unknown.reason, unknown.raw_code) == (Reason.POLICY, "somethingNew")
