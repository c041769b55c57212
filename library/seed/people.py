"""People in a library file: patrons with what is on their cards, and staff."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from crm.records.staff_names import StaffName
from library.seed.parts import Count, Day, Name, Part, SomeTexts, Texts, checked_day
from protocol.values import Language

__all__ = ["Fine", "Hold", "Loan", "Patron", "Staff"]


class Loan(Part):
    """An item that the patron has on loan or (with `returned`) had."""

    barcode: Name
    loaned: Day
    due: Day
    renewals: Count = 0
    returned: Day | None = None

    _days = field_validator("loaned", "due", "returned")(lambda value: value if value is None else checked_day(value))


class Hold(Part):
    """A reservation; one that is ready or in transit names its copy."""

    title: Name
    pickup: Name
    placed: Day
    status: Literal["requested", "in_transit", "ready"] = "requested"
    barcode: Name | None = None
    ready_until: Day | None = None

    _days = field_validator("placed", "ready_until")(lambda value: value if value is None else checked_day(value))


class Fine(Part):
    """A sum owed, in minor units; `barcode` names the loan (of the same patron) that it is for."""

    kind: Literal["overdue", "lost", "damaged", "fee"]
    amount: Annotated[int, Field(gt=0)]
    paid: Count = 0
    barcode: Name | None = None
    assessed: Day

    _day = field_validator("assessed")(lambda value: checked_day(value))


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

    _days = field_validator("registered", "expires")(lambda value: value if value is None else checked_day(value))


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
