"""Titles of the catalogue in a library file, with their copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from crm.library_info.titles import LONGEST_TEXT as LONGEST_OF_TITLES
from language.genres import FORMS, GENRES
from language.isbn import canonical
from library.seed.parts import Age, Count, Day, Name, Part, checked_day

__all__ = ["Copy", "Title"]


class Copy(Part):
    """One copy of a title."""

    barcode: Name
    # To be said; null of one whose branch is not known, such as one that was closed since.
    branch: Name | None
    type: Name = "book"
    call_number: str | None = None
    shelf: str | None = None
    status: Literal["available", "in_transit", "lost", "withdrawn"] = "available"


class Title(Part):
    """One title and its copies."""

    id: Name
    title: Name
    author: str = ""
    # To be said; null where no catalogue tells it.
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None
    kind: Name = "book"
    year: int | None = None
    publisher: str | None = None
    subjects: str = ""
    also: list[Name] = []
    work: Name | None = None
    isbn: list[str] = []
    call_number: str | None = None
    audience: Literal["adults", "teens", "children"] | None = None
    age: Annotated[list[Age], Field(min_length=1, max_length=2)] | None = None
    form: Name | None = None
    genres: list[Name] = []
    original_language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    pages: Count | None = None
    series: Name | None = None
    series_number: Count | None = None
    # As long as an import lets it be: what was written out of the store is read again.
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_OF_TITLES)] | None = None
    added: Day | None = None
    copies: list[Copy] = []

    _form = field_validator("form")(lambda value: value if value is None else _known(value, FORMS))

    @field_validator("genres")
    @classmethod
    def _genres(cls, value: list[str]) -> list[str]:
        return [_known(genre, GENRES) for genre in value]

    @field_validator("age")
    @classmethod
    def _ages(cls, value: list[int] | None) -> list[int] | None:
        if value is not None and value != sorted(value):
            raise ValueError("the younger age comes first")
        return value

    _added = field_validator("added")(lambda value: value if value is None else checked_day(value))

    @field_validator("isbn")
    @classmethod
    def _right(cls, value: list[str]) -> list[str]:
        for isbn in value:
            if canonical(isbn) is None:
                raise ValueError(f"{isbn} is not an ISBN: its check digit is wrong")
        return value


def _known(value: str, words: Sequence[str]) -> str:
    if value not in words:
        raise ValueError(f"{value} is none of {', '.join(words)}")
    return value
