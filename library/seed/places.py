"""The library itself in a library file: its name, branches, closings, loan rules, facts, events and canned answers."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from crm.errors import InvalidValue
from crm.handoff.canned_answers import unknown_variables
from crm.knowledge.facts import AUDIENCES, LONGEST_LINK, LONGEST_QUESTION, LONGEST_TEXT
from crm.library_info.shelf_marks import check_reading
from library.seed.dates import parse_moment, parse_span
from library.seed.parts import ANY_DAY, Count, Day, Name, Part, SomeTexts, Texts, checked_day

__all__ = [
    "WEEKDAYS",
    "Branch",
    "Canned",
    "Closing",
    "Emergency",
    "Event",
    "Fact",
    "LoanRule",
    "Profile",
    "spans_of",
]

WEEKDAYS = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday")
Weekday = Literal["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"]
# Its lines count, the first one though it be empty (crm/knowledge/ways_to_ask.py).
Ways = Annotated[str, StringConstraints(pattern=r"\S")]
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

    _days = field_validator("first", "last")(lambda value: value if value is None else checked_day(value))

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
    also: Ways | None = None
    link: Annotated[str, StringConstraints(pattern=r"^https?://", max_length=LONGEST_LINK)] | None = None
    # The first and the last day on which it holds.
    since: Day | None = None
    until: Day | None = None

    _days = field_validator("since", "until")(lambda value: value if value is None else checked_day(value))

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


def spans_of(written: str | list[str]) -> list[str]:
    """List the spans of one day; `closed` is none."""
    spans = [written] if isinstance(written, str) else written
    return [span for span in spans if span != "closed"]
