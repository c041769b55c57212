"""Parsing of form fields: days in either calendar, times of day, numbers, in any digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from litestar.enums import RequestEncodingType
from litestar.params import Body

from bot.console.frame.speech import Speech
from language.digits import to_ascii

__all__ = ["Form", "Typed", "read_time"]

Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]

MOST = 5000
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.٫]\s*(\d{1,2}))?")


def read_time(text: str) -> time | None:
    """Read a time of day, «۸:۳۰», "08:30" or "8"; None when it is none."""
    found = _TIME.fullmatch(to_ascii(text).strip())
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class Typed:
    """Input of a form: as it was typed, as it is read, and what could not be read.

    `errors` maps a field to the key of the text that says what is wrong with it.
    """

    def __init__(self, values: Mapping[str, Any] | None = None, speech: Speech | None = None) -> None:
        self._values = {
            name: (value[-1] if isinstance(value, list) and value else value) for name, value in (values or {}).items()
        }
        self._speech = speech
        self.errors: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """Give a field as it was typed; empty when it was not sent."""
        value = self._values.get(name)
        return "" if value is None else str(value)[:MOST]

    def wrong(self, field: str, key: str) -> None:
        """Note what is wrong with a field, unless something is noted already."""
        self.errors.setdefault(field, key)

    def over(self, values: Mapping[str, Any]) -> Typed:
        """Give the same with other values in some fields, and nothing wrong with it."""
        return Typed({**self._values, **values}, self._speech)

    def text(self, name: str) -> str:
        """Give a text without its edges, its line ends as they are kept."""
        return self[name].replace("\r\n", "\n").strip()

    def maybe(self, name: str) -> str | None:
        """Give a text, or None for an empty one."""
        return self.text(name) or None

    def day(self, name: str) -> date:
        """Read a day; notes an error and gives some day when it is none."""
        found = self._speech.read_day(self[name]) if self._speech is not None else None
        if found is None:
            self.wrong(name, "places.bad.day")
        return found or date.min

    def time(self, name: str) -> time | None:
        """Read a time of day; None when the field is empty, noting an error when it is none."""
        if not self.text(name):
            return None
        found = read_time(self[name])
        if found is None:
            self.wrong(name, "places.bad.time")
        return found

    def moment(self, day: str, at: str, zone: ZoneInfo) -> datetime:
        """Read a day and a time of day as a moment; a time is needed."""
        on, hour = self.day(day), self.time(at)
        if hour is None:
            self.wrong(at, "places.bad.time")
        return datetime.combine(on if on != date.min else date(2000, 1, 1), hour or time.min, zone)

    def number(self, name: str) -> float | None:
        """Read a number that may have a fraction and a sign; None when the field is empty."""
        text = to_ascii(self.text(name)).replace("٫", ".").replace("−", "-")
        if not text:
            return None
        if re.fullmatch(r"-?\d{1,6}(\.\d{1,12})?", text) is None:
            self.wrong(name, "places.bad.number")
            return None
        return float(text)

    def whole(self, name: str) -> int | None:
        """Read a whole number; None when the field is empty."""
        text = to_ascii(self.text(name))
        if not text:
            return None
        if not text.isdecimal() or len(text) > 9:
            self.wrong(name, "places.bad.number")
            return None
        return int(text)
