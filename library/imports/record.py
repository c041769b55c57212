"""A catalogue record as an import reads it, whatever it was written in, and what was wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

__all__ = ["BrokenRecord", "CatalogueRecord", "CopyRecord", "ImportProblem"]


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """What was found wrong: a code (its sentence is `imports.problem.<code>`), and the values of the sentence."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, **values: object) -> ImportProblem:
        """Make one; values are shortened, so that a damaged record fills no report."""
        return cls(code, {name: shortened(str(value)) for name, value in values.items()})


def shortened(text: str, most: int = 120) -> str:
    """Give a text without control characters and not longer than a line of a report."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that cannot be read: its number in the file (from 1), and why."""

    number: int
    problem: ImportProblem


@dataclass(frozen=True, slots=True)
class CopyRecord:
    """One copy; the branch is named as the file names it."""

    barcode: str
    branch: str
    item_type: str = "book"
    call_number: str | None = None
    shelf: str | None = None
    status: str = "available"


@dataclass(slots=True)
class CatalogueRecord:
    """One title with its copies; `copies` is None where the record says nothing of any."""

    number: int
    id: str
    title: str = ""
    authors: str | None = None
    language: str | None = None
    original_language: str | None = None
    subjects: str | None = None
    isbns: tuple[str, ...] = ()
    publisher: str | None = None
    year: int | None = None
    kind: str = "book"
    audience: str | None = None
    age_from: int | None = None
    age_to: int | None = None
    form: str | None = None
    genres: tuple[str, ...] = ()
    work: str | None = None
    pages: int | None = None
    series: str | None = None
    series_number: int | None = None
    summary: str | None = None
    call_number: str | None = None
    added: date | None = None
    # Searched and never shown: other titles, names as they stand on the title page, romanised forms.
    also: tuple[str, ...] = ()
    copies: tuple[CopyRecord, ...] | None = None
    changed_at: datetime | None = None
    deleted: bool = False
    problems: tuple[ImportProblem, ...] = ()
