"""Fields of forms: what they read, what they show again, and what they say is wrong."""

from __future__ import annotations

from datetime import date, time
from types import SimpleNamespace
from typing import Any

from litestar.datastructures import FormMultiDict

from bot.console.frame.fields import (
    ChoiceField,
    DayField,
    ManyField,
    NumberField,
    PasswordField,
    RowField,
    TextField,
    TickField,
    TimeField,
    WholeField,
    bilingual,
)
from bot.console.frame.forms import Form
from bot.console.frame.locale import Locale
from protocol.clock import FixedClock
from tests.support.desk import NOW

FA = Locale("fa", "jalali", "Asia/Tehran", FixedClock(NOW))
VISIT: Any = SimpleNamespace(locale=FA, t=lambda key, **values: f"{key} {values}" if values else key)


class Everything(Form):
    """A form with a field of each kind."""

    name_fa, name_en = bilingual("places.name")
    plain = TextField("places.text", strip=False, longest=12)
    secret = PasswordField("me.password_old")
    day = DayField("places.day")
    at = TimeField("places.opens")
    seats = WholeField("places.seats")
    width = NumberField("places.latitude")
    kind = ChoiceField("cases.kind", ("complaint",), "cases.kind.")
    branch = RowField("places.branch")
    sure = TickField("my_data.sure")
    ids = ManyField(at_most=3)


def sent(**typed: str) -> Everything:
    form = Everything(VISIT, FormMultiDict(typed))
    form.validate()
    return form


def test_what_is_typed_in_any_digits_is_read_and_shown_as_it_was_typed() -> None:
    form = sent(day="۱۴۰۵/۰۹/۱۵", at="۸:۳۰", seats="۱۲", width="−۳۵٫۷", branch="3", name_fa=" سپهر\r\nدو ")
    assert (form.day.data, form.at.data, form.seats.data) == (date(2026, 12, 6), time(8, 30), 12)
    assert (form.width.data, form.branch.data, form.name_fa.data) == (-35.7, 3, "سپهر\nدو")
    assert (form.day.typed, form.at.typed, form.name_fa.typed) == ("۱۴۰۵/۰۹/۱۵", "۸:۳۰", " سپهر\r\nدو ")
    assert not form.is_wrong


def test_fields_that_were_not_sent_are_empty_and_not_what_they_are_by_default() -> None:
    form = sent(kind=" complaint ")
    assert (form.day.data, form.at.data, form.seats.data, form.branch.data) == (None, None, None, None)
    assert (form.name_en.data, form.sure.data, form.ids.data, form.kind.data) == ("", False, [], "complaint")
    assert not form.is_wrong
    assert form.day.needed() is None
    assert form.is_wrong


def test_what_cannot_be_read_is_said_at_its_field_and_stays_there() -> None:
    form = sent(day="1405/13/40", at="25:00", seats="many", width="1e9", branch="x")
    assert [field.name for field in form.fields if field.error] == ["day", "at", "seats", "width", "branch"]
    # With today, as it would be typed.
    assert form.day.error is not None and FA.short_day(NOW) in form.day.error
    assert (form.at.error, form.at.typed, form.at.data) == ("places.bad.time", "25:00", None)
    first = form.wrong("at", "places.bad.both").said("at")
    assert first == "places.bad.time"


def test_a_form_that_nothing_is_kept_of_is_empty() -> None:
    form = Everything(VISIT, name_en=None)
    assert {field.typed for field in form.fields} == {""}
    assert (form.name_fa.data, form.name_en.data, form.kind.data, form.secret.data) == ("", "", "", "")
    assert (form.sure.data, form.ids.data, form.branch.data, form.day.data) == (False, [], None, None)


def test_what_is_kept_is_written_in_the_readers_digits() -> None:
    form = Everything(VISIT, day=date(2026, 12, 6), at=time(8, 5), seats=12, sure=True, name_en="Sepehr")
    assert [form.day.typed, form.at.typed, form.seats.typed] == ["۱۴۰۵/۰۹/۱۵", "۸:۰۵", "۱۲"]
    assert (form.sure.typed, form.name_en.typed, form.name_fa.typed) == ("1", "Sepehr", "")


def test_secrets_are_taken_as_they_are_and_never_shown_again() -> None:
    form = sent(secret=" a b ")
    assert (form.secret.data, form.secret.typed) == (" a b ", "")


def test_bounds() -> None:
    form = Everything(
        VISIT, FormMultiDict([("ids", "1"), ("ids", "x"), ("ids", "3"), ("ids", "4"), ("plain", "y" * 50)])
    )
    assert (form.ids.data, form.ids.numbers, form.plain.data) == (["1", "x", "3"], [1, 3], "y" * 50)
    # What is too long is refused, and nothing of it is lost.
    form.validate()
    assert form.plain.error == "form.too_long {'most': 12, 'over': 38}" and form.plain.typed == "y" * 50


def test_what_is_wrong_beside_all_fields() -> None:
    form = sent().wrong("page", "places.bad.main_stays")
    assert (form.said("page"), form.said("day"), form.is_wrong) == ("places.bad.main_stays", None, True)
    form.over({"day": "۱۴۰۵/۰۹/۱۶"})
    assert (form.is_wrong, form.day.typed) == (False, "۱۴۰۵/۰۹/۱۶")
