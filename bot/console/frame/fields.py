"""Fields of forms: texts, days of either calendar, times, numbers, choices, ticks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from bot.console.frame.any_field import AnyField
from language.digits import to_ascii

__all__ = [
    "ChoiceField",
    "DayField",
    "HiddenField",
    "ManyField",
    "NumberField",
    "PasswordField",
    "RowField",
    "TextField",
    "TickField",
    "TimeField",
    "WholeField",
    "bilingual",
    "moment_of",
    "read_time",
    "whole",
]

MOST_VALUES = 500
# Numbers with as many digits as this are in no column of either database.
DIGITS = 16
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.٫]\s*(\d{1,2}))?")


class TextField(AnyField):
    """A text without the space around it, its line ends as they are kept; `strip` False leaves the space."""

    data: str
    nothing: ClassVar[Any] = ""

    def __init__(self, label: str = "", *, strip: bool = True, **more: Any) -> None:
        self.strip = strip
        super().__init__(label, **more)

    def read(self, text: str) -> str:
        """Read it."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.strip() if self.strip else text


class HiddenField(TextField):
    """What the form carries unseen."""

    shown_as = "hidden"

    def read(self, text: str) -> str:
        """Read it as it is."""
        return text


class PasswordField(AnyField):
    """A secret, which is taken as it is and never shown again."""

    data: str
    nothing: ClassVar[Any] = ""
    usual_dir = "ltr"

    def __init__(self, label: str = "", *, autocomplete: str | None = "current-password", **more: Any) -> None:
        super().__init__(label, type="password", autocomplete=autocomplete, most=200, required=True, **more)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take it, and keep nothing to be shown."""
        try:
            super().process_formdata(valuelist)
        finally:
            self.typed = ""


class DayField(AnyField):
    """A day, typed in either calendar; None where the field is empty."""

    data: date | None
    bad = "places.bad.day"
    usual_dir = "ltr"
    is_day = True

    @property
    def example(self) -> str:
        """Give today, as it would be typed."""
        return self.visit.locale.short_day(self.visit.locale.today())

    def needed(self) -> date | None:
        """Give the day; where there is none, that is wrong."""
        return self.demand(self.data)

    def written(self, value: date | None) -> str:
        """Write it in the reader's calendar."""
        return self.visit.locale.short_day(value)

    def read(self, text: str) -> date | None:
        """Read it."""
        if not text.strip():
            return None
        found = self.visit.locale.read_day(text)
        if found is None:
            raise self.wrong()
        return found


class TimeField(AnyField):
    """A time of day; None where the field is empty."""

    data: time | None
    bad = "places.bad.time"
    # What is wrong with 24:00, which no day of ours has.
    bad_midnight = "places.bad.midnight"
    usual_dir = "ltr"

    def __init__(self, label: str = "", *, most: int = 5, **more: Any) -> None:
        super().__init__(label, most=most, **more)

    def needed(self) -> time | None:
        """Give the time; where there is none, that is wrong."""
        return self.demand(self.data)

    def written(self, value: time | None) -> str:
        """Write it in the reader's digits."""
        return "" if value is None else self.visit.locale.digits(f"{value.hour}:{value.minute:02d}")

    def read(self, text: str) -> time | None:
        """Read it."""
        if not text.strip():
            return None
        found = read_time(text)
        if found is None:
            raise ValueError(self.visit.t(self.bad_midnight)) if _is_midnight(text) else self.wrong()
        return found


class WholeField(AnyField):
    """A whole number in any digits; None where the field is empty."""

    data: int | None
    bad = "places.bad.number"
    usual_dir = "ltr"

    def __init__(self, label: str = "", *, inputmode: str = "numeric", **more: Any) -> None:
        super().__init__(label, inputmode=inputmode, **more)

    def written(self, value: int | None) -> str:
        """Write it in the reader's digits."""
        return "" if value is None else self.visit.locale.digits(value)

    def read(self, text: str) -> int | None:
        """Read it."""
        return _whole(self, text)


class NumberField(AnyField):
    """A number that may have a fraction and a sign; None where the field is empty."""

    data: float | None
    bad = "places.bad.number"
    usual_dir = "ltr"

    def __init__(self, label: str = "", *, inputmode: str = "decimal", **more: Any) -> None:
        super().__init__(label, inputmode=inputmode, **more)

    def written(self, value: float | None) -> str:
        """Write it in the reader's digits, and without a fraction that is none."""
        if value is None:
            return ""
        locale, plain = self.visit.locale, f"{value:.10g}"
        return locale.digits(plain.replace(".", "٫") if locale.language == "fa" else plain)

    def read(self, text: str) -> float | None:
        """Read it."""
        plain = to_ascii(text.strip()).replace("٫", ".").replace("−", "-")
        if not plain:
            return None
        if re.fullmatch(r"-?\d{1,6}(\.\d{1,12})?", plain) is None:
            raise self.wrong()
        return float(plain)


class ChoiceField(AnyField):
    """A choice from a list: of `values`, named by the texts `<texts><value>`, or of `options` that a handler gives.

    `empty` is the key of the text of no choice. What is not among the choices is left to the use case to refuse.
    """

    data: str
    nothing: ClassVar[Any] = ""
    shown_as = "select"

    def __init__(
        self, label: str = "", values: Collection[str] = (), texts: str = "", *, empty: str | None = None, **more: Any
    ) -> None:
        self.values, self.texts, self.empty = tuple(values), texts, empty
        self.options: Sequence[tuple[str, str]] = ()
        super().__init__(label, **more)

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """Give what there is to choose from: values, and words for them."""
        return [*((value, self.visit.t(self.texts + value)) for value in self.values), *self.options]

    def read(self, text: str) -> str:
        """Read it."""
        return text.strip()


class RowField(ChoiceField):
    """A choice of a row by its number; None for none."""

    data: int | None  # type: ignore[assignment] # a number where others have a text
    nothing: ClassVar[Any] = None
    bad = "places.bad.number"

    def read(self, text: str) -> Any:
        """Read it."""
        return _whole(self, text)


class TickField(AnyField):
    """A box to be ticked."""

    data: bool
    nothing: ClassVar[Any] = False
    shown_as = "checkbox"

    def written(self, value: Any) -> str:
        """Write it as a browser sends it."""
        return "1" if value else ""

    def read(self, text: str) -> bool:
        """Read it."""
        return bool(text)


class ManyField(AnyField):
    """A field that may be sent more than once, as boxes to be ticked are; at most `at_most` are taken."""

    data: list[str]

    def __init__(self, label: str = "", *, at_most: int = MOST_VALUES, **more: Any) -> None:
        self.at_most = at_most
        super().__init__(label, **more)

    def process_data(self, value: Any) -> None:
        """Take values that are kept."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was sent."""
        texts = [value.replace("\r\n", "\n") for value in valuelist if isinstance(value, str)]
        self.data = texts[: self.at_most]

    @property
    def numbers(self) -> list[int]:
        """Give the numbers of rows among what was sent."""
        return [number for number in map(whole, self.data) if number is not None]


def bilingual(label: str, **more: Any) -> tuple[TextField, TextField]:
    """Make the fields of one text in both languages, Persian first: `name_fa, name_en = bilingual("places.name")`."""
    return (
        TextField("places.in_fa", named={"label": label}, dir="rtl", lang="fa", **more),
        TextField("places.in_en", named={"label": label}, dir="ltr", lang="en", **more),
    )


def read_time(text: str) -> time | None:
    """Read a time of day, «۸:۳۰», "08:30" or "8"; None when it is none."""
    found = _TIME.fullmatch(to_ascii(text).strip())
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is_midnight(text: str) -> bool:
    found = _TIME.fullmatch(to_ascii(text).strip())
    return found is not None and int(found.group(1)) == 24 and not int(found.group(2) or 0)


def whole(text: object) -> int | None:
    """Read a number of a row; None for what is none, or larger than any."""
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < DIGITS else None


def moment_of(text: str) -> datetime | None:
    """Read a moment that a form carries unseen; None for what is none, or has no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _whole(field: AnyField, text: str) -> int | None:
    plain = to_ascii(text.strip())
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 9:
        raise field.wrong()
    return int(plain)
