"""The schema of a library file; docs/seed-format.md explains it to people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from crm.errors import InvalidValue
from crm.handoff.canned_answers import unknown_variables
from crm.knowledge.facts import AUDIENCES, LONGEST_LINK, LONGEST_QUESTION, LONGEST_TEXT
from crm.library_info.shelf_marks import check_reading
from crm.library_info.titles import LONGEST_TEXT as LONGEST_OF_TITLES
from crm.records.staff_names import StaffName
from language.genres import FORMS, GENRES
from language.isbn import canonical
from library.seed.dates import parse_day, parse_moment, parse_span
from protocol.values import Language

__all__ = [
    "Branch",
    "Canned",
    "Closing",
    "Copy",
    "Document",
    "Emergency",
    "Event",
    "Fact",
    "Fine",
    "Hold",
    "Loan",
    "LoanRule",
    "Patron",
    "Profile",
    "SomeTexts",
    "Staff",
    "Texts",
    "Title",
]

WEEKDAYS = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday")
ANY_DAY = date(2026, 1, 1)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Weekday = Literal["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"]
Day = str | date
Count = Annotated[int, Field(ge=0)]
Age = Annotated[int, Field(ge=0, le=99)]


class Part(BaseModel):
    """A part of the file; keys that the format does not know are errors, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _day(value: Day) -> Day:
    parse_day(value, ANY_DAY)
    return value


def _known(value: str, words: Sequence[str]) -> str:
    if value not in words:
        raise ValueError(f"{value} is none of {', '.join(words)}")
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


Dialled = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]{1,18}$")]


class Emergency(Part):
    """Whom to call in an emergency, as it is dialled where the library is; what is left out is as in Iran."""

    ambulance: Dialled = "115"
    fire: Dialled = "125"
    police: Dialled = "110"
    social: Dialled | None = "123"
    guard: str | None = None


class Profile(Part):
    """The library as a whole."""

    name: Texts
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "IRR"
    answer_days: Annotated[int, Field(gt=0)] = 3
    emergency: Emergency | None = None


class Branch(Part):
    """One branch with its weekly hours, by desk (`library` is the house itself)."""

    code: Name
    name: Texts
    main: bool = False
    address: SomeTexts | None = None
    directions: SomeTexts | None = None
    phone: str | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    time_zone: Name = "Asia/Tehran"
    shelf_marks: str | None = None
    hours: dict[str, dict[Weekday, str | list[str]]] = {}

    @field_validator("hours")
    @classmethod
    def _spans(cls, value: dict[str, dict[Weekday, str | list[str]]]) -> dict[str, dict[Weekday, str | list[str]]]:
        for days in value.values():
            for spans in days.values():
                for span in spans_of(spans):
                    parse_span(span)
        return value

    @field_validator("shelf_marks")
    @classmethod
    def _reading(cls, value: str | None) -> str | None:
        try:
            check_reading(value)
        except InvalidValue as error:
            raise ValueError(error.reason) from error
        return value


class Closing(Part):
    """Days closed, or with hours of their own, of one branch or of all."""

    first: Day
    last: Day | None = None
    branch: Name | None = None
    hours: str | None = None
    reason: Texts

    _days = field_validator("first", "last")(lambda value: value if value is None else _day(value))

    @field_validator("hours")
    @classmethod
    def _span(cls, value: str | None) -> str | None:
        if value is not None:
            parse_span(value)
        return value


class LoanRule(Part):
    """What a category of patron may do with a type of item; `*` is any."""

    category: Name
    type: Name
    loan_days: Annotated[int, Field(gt=0)]
    max_loans: Count
    max_renewals: Count
    renew_window_days: Count | None = None
    max_overdue_days_to_renew: Count = 0
    fine_per_day: Count = 0
    max_fines_to_renew: Count = 0
    renewable: bool = True
    hold_shelf_days: Annotated[int, Field(gt=0)] = 3
    max_holds: Count = 5


class Fact(Part):
    """The answer to one question, None while there is none; the topic is the name of the intent that asks for it."""

    topic: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
    branch: Name | None = None
    audience: str | None = None
    question: Texts
    text: Texts | None = None
    also: Name | None = None
    link: Annotated[str, StringConstraints(pattern=r"^https?://", max_length=LONGEST_LINK)] | None = None
    # The first and the last day on which it holds.
    since: Day | None = None
    until: Day | None = None

    _days = field_validator("since", "until")(lambda value: value if value is None else _day(value))

    @field_validator("audience")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and value not in AUDIENCES:
            raise ValueError(f"no such audience (one of {', '.join(AUDIENCES)})")
        return value

    @field_validator("question", "text")
    @classmethod
    def _short(cls, value: Texts | None, info: ValidationInfo) -> Texts | None:
        most = LONGEST_QUESTION if info.field_name == "question" else LONGEST_TEXT
        if value is not None and max(len(value.fa), len(value.en)) > most:
            raise ValueError(f"at most {most} characters: what is longer is two facts")
        return value


class Event(Part):
    """One class, workshop, story hour or exhibition."""

    title: Texts
    description: SomeTexts | None = None
    branch: Name | None = None
    starts: str
    ends: str
    seats: Count | None = None
    registration: SomeTexts | None = None

    @field_validator("starts", "ends")
    @classmethod
    def _moment(cls, value: str) -> str:
        parse_moment(value, ANY_DAY, ZoneInfo("UTC"))
        return value


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

    _added = field_validator("added")(lambda value: value if value is None else _day(value))

    @field_validator("isbn")
    @classmethod
    def _right(cls, value: list[str]) -> list[str]:
        for isbn in value:
            if canonical(isbn) is None:
                raise ValueError(f"{isbn} is not an ISBN: its check digit is wrong")
        return value


class Loan(Part):
    """An item that the patron has on loan or (with `returned`) had."""

    barcode: Name
    loaned: Day
    due: Day
    renewals: Count = 0
    returned: Day | None = None

    _days = field_validator("loaned", "due", "returned")(lambda value: value if value is None else _day(value))


class Hold(Part):
    """A reservation; one that is ready or in transit names its copy."""

    title: Name
    pickup: Name
    placed: Day
    status: Literal["requested", "in_transit", "ready"] = "requested"
    barcode: Name | None = None
    ready_until: Day | None = None

    _days = field_validator("placed", "ready_until")(lambda value: value if value is None else _day(value))


class Fine(Part):
    """A sum owed, in minor units; `barcode` names the loan (of the same patron) that it is for."""

    kind: Literal["overdue", "lost", "damaged", "fee"]
    amount: Annotated[int, Field(gt=0)]
    paid: Count = 0
    barcode: Name | None = None
    assessed: Day

    _day = field_validator("assessed")(lambda value: _day(value))


class Patron(Part):
    """One card holder with what is on the card."""

    card: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{4,32}$")]
    pin: Annotated[str, StringConstraints(pattern=r"^\d{4,12}$")] | None = None
    name: Name
    language: Language = "fa"
    category: Name
    home: Name | None = None
    registered: Day | None = None
    expires: Day | None = None
    birth_year: int | None = None
    restricted: Texts | None = None
    email: str | None = None
    phone: str | None = None
    loans: list[Loan] = []
    holds: list[Hold] = []
    fines: list[Fine] = []
    show_at_start: bool = False
    description: Texts | None = None

    _days = field_validator("registered", "expires")(lambda value: value if value is None else _day(value))


class Staff(Part):
    """One member of staff; an account with a password in the file is loaded in demo mode only."""

    username: Name
    name: Name | SomeTexts
    role: Literal["librarian", "editor", "supervisor", "manager", "admin", "auditor"] = "librarian"
    branch: Name | None = None
    password: Name | None = None

    @property
    def full_name(self) -> StaffName:
        """Give the name in the languages in which it is there."""
        if isinstance(self.name, str):
            return StaffName(self.name)
        return StaffName.of(self.name.fa or "", self.name.en or "")


class Canned(Part):
    """One canned answer; what stands in braces is filled in when it is sent."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    title: Texts
    text: Texts

    @field_validator("text")
    @classmethod
    def _variables(cls, value: Texts) -> Texts:
        for text in (value.fa, value.en):
            if unknown := unknown_variables(text):
                raise ValueError(f"no such variable: {', '.join(unknown)}")
        return value


class Document(Part):
    """A whole library."""

    library: Profile
    # Made up: its people are marked, and no production takes them.
    fictional: bool = False
    branches: Annotated[list[Branch], Field(min_length=1)]
    closings: list[Closing] = []
    loan_rules: list[LoanRule] = []
    facts: list[Fact] = []
    events: list[Event] = []
    titles: list[Title] = []
    patrons: list[Patron] = []
    staff: list[Staff] = []
    canned: list[Canned] = []


def spans_of(written: str | list[str]) -> list[str]:
    """List the spans of one day; `closed` is none."""
    spans = [written] if isinstance(written, str) else written
    return [span for span in spans if span != "closed"]
