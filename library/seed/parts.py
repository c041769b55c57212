"""What every part of a library file is made of: texts in both languages, names, days, counts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from library.seed.dates import parse_day

__all__ = ["ANY_DAY", "Age", "Count", "Day", "Name", "Part", "SomeTexts", "Texts", "checked_day"]

ANY_DAY = date(2026, 1, 1)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = str | date
Count = Annotated[int, Field(ge=0)]
Age = Annotated[int, Field(ge=0, le=99)]


class Part(BaseModel):
    """A part of the file; keys that the format does not know are errors, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def checked_day(value: Day) -> Day:
    """Give a day as it is written; raises ValueError where it is none."""
    parse_day(value, ANY_DAY)
    return value


class Texts(Part):
    """The same in both languages."""

    fa: Name
    en: Name


class SomeTexts(Part):
    """The same in both languages, or in the one in which it is written so far."""

    fa: Name | None = None
    en: Name | None = None

    @model_validator(mode="after")
    def _any(self) -> Self:
        if self.fa is None and self.en is None:
            raise ValueError("a text is needed, in fa, en or both")
        return self
