"""What edge-patron sends, as far as it is read: a part of its schemas, in its own names.

What a version may leave out is none. Moments are read by `moment_of`: versions write their offsets differently.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from library.errors import IlsProtocolError

__all__ = [
    "Account",
    "Allowed",
    "Charge",
    "Hold",
    "Item",
    "Loan",
    "Refused",
    "ServicePoint",
    "Sum",
    "moment_of",
]

# A zone may be a day before or after UTC, and there is no day beyond these.
_FIRST, _LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)


class Sum(msgspec.Struct, frozen=True, rename="camel"):
    """An amount of money."""

    amount: Decimal
    iso_currency_code: str


class Item(msgspec.Struct, frozen=True, rename="camel"):
    """A copy, or where it has no `item_id` a title alone."""

    instance_id: str | None = None
    item_id: str | None = None
    title: str | None = None
    author: str | None = None


class Loan(msgspec.Struct, frozen=True, rename="camel"):
    """A loan."""

    item: Item
    loan_date: str
    due_date: str
    id: str | None = None


class Hold(msgspec.Struct, frozen=True, rename="camel"):
    """A request; `status` begins with Open or Closed."""

    pickup_location_id: str
    request_id: str | None = None
    item: Item | None = None
    request_date: str | None = None
    status: str | None = None
    queue_position: int | None = None


class Charge(msgspec.Struct, frozen=True, rename="camel"):
    """A fee or fine; its amount is what is left of it."""

    charge_amount: Sum | None = None
    item: Item | None = None
    accrual_date: str | None = None
    reason: str | None = None
    fee_fine_id: str | None = None


class Account(msgspec.Struct, frozen=True, rename="camel"):
    """What is on a patron's account; `id` is FOLIO's own of the patron. Lists that were not asked for are empty."""

    total_charges: Sum
    total_charges_count: int
    total_loans: int
    total_holds: int
    id: str | None = None
    charges: list[Charge] = []
    holds: list[Hold] = []
    loans: list[Loan] = []


class ServicePoint(msgspec.Struct, frozen=True, rename="camel"):
    """A place where requests are collected."""

    id: str
    name: str


class Allowed(msgspec.Struct, frozen=True, rename="camel"):
    """The service points that are allowed to a patron for a title."""

    allowed_service_points: list[ServicePoint] | None = None


class _Fault(msgspec.Struct, frozen=True):
    message: str = ""


class Refused(msgspec.Struct, frozen=True, rename="camel"):
    """The body of an error: edge-patron's own, or one of FOLIO's that was passed on."""

    error_message: str = ""
    errors: list[_Fault] = []

    @property
    def words(self) -> str:
        """Give what it says."""
        return self.error_message or next((one.message for one in self.errors if one.message), "")


def moment_of(text: str) -> datetime:
    """Read a moment; one without an offset is in UTC. Raises IlsProtocolError.

    What is lent for ever falls due on the last day that there is: such a moment is one that every zone has.
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise IlsProtocolError("FOLIO names a moment that is none", nothing_done=True) from error
    return max(_FIRST, min(_LAST, read.replace(tzinfo=UTC) if read.tzinfo is None else read))
