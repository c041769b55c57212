"""Loans, and what came of renewing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from library.reasons import Reason
from library.values.system import BranchRef, Money, Refusal

__all__ = ["Loan", "RenewCheck", "RenewOutcome", "RenewStatus"]


@dataclass(frozen=True, slots=True)
class Loan:
    """One thing a patron has out; `refusal` says why it may not be renewed now, `waiting` how many others wait for it.

    `waiting`, `loaned`, `renewals`, `max_renewals` and `renewable` are none where the system does not say.
    """

    id: str
    title: str
    author: str
    title_id: str | None
    barcode: str
    item_type: str
    branch: BranchRef | None
    loaned: date | None
    due: datetime
    due_date: date
    renewals: int | None
    max_renewals: int | None
    overdue: bool
    days_overdue: int
    renewable: bool | None
    refusal: Refusal | None = None
    waiting: int | None = None

    @property
    def renewals_left(self) -> int | None:
        """Count how often it may still be renewed; None where the system does not say."""
        unknown = self.max_renewals is None or self.renewals is None
        return None if unknown else max(0, (self.max_renewals or 0) - (self.renewals or 0))


class RenewStatus(StrEnum):
    """The outcome of one renewal."""

    RENEWED = "renewed"
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"  # sent, but no answer came: look before trying again
    REQUESTED = "requested"  # not done: staff are asked to do it
    NOT_FOUND = "not_found"  # no such loan, or not this patron's


@dataclass(frozen=True, slots=True)
class RenewCheck:
    """Whether a loan could be renewed now, and until when."""

    loan_id: str
    refusal: Refusal | None = None
    new_due: datetime | None = None
    new_due_date: date | None = None

    @property
    def allowed(self) -> bool:
        """Whether it could be renewed."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class RenewOutcome:
    """The result of renewing one loan; `repeated` if the same request had been answered before.

    `fee` is what its lateness had come to until then: charged by the renewal, and owed from now on. `request` is the
    number of the case in which staff are asked to renew it; one that was open already is `repeated`.
    """

    loan_id: str
    status: RenewStatus
    title: str = ""
    author: str = ""
    new_due: datetime | None = None
    new_due_date: date | None = None
    refusal: Refusal | None = None
    repeated: bool = False
    fee: Money | None = None
    request: str = ""

    @classmethod
    def unknown(cls, loan_id: str) -> Self:
        """Tell that a patron has no such loan."""
        return cls(loan_id, RenewStatus.NOT_FOUND, refusal=Refusal(Reason.NOT_FOUND))

    @property
    def ok(self) -> bool:
        """Whether it was renewed."""
        return self.status is RenewStatus.RENEWED
