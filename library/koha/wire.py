"""What Koha sends, as far as it is read: a part of its OpenAPI description, in its own names.

What a version may leave out, or an account may not see, is none. Numbers may come as text.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

__all__ = [
    "Account",
    "AccountLine",
    "Biblio",
    "Checkout",
    "Coded",
    "Hold",
    "Item",
    "KohaBranch",
    "PatronRecord",
    "Refused",
    "Renewability",
    "Token",
    "Validated",
]


class Token(msgspec.Struct, frozen=True):
    """An OAuth2 token."""

    access_token: str
    expires_in: float = 3600.0


class Refused(msgspec.Struct, frozen=True):
    """The body of an error; `errors` where the request itself was malformed."""

    error: str = ""
    error_code: str = ""
    required_permissions: Any = None
    errors: list[Any] | None = None


class Validated(msgspec.Struct, frozen=True):
    """Whose card and password belong together."""

    patron_id: int
    cardnumber: str | None = None


class PatronRecord(msgspec.Struct, frozen=True):
    """A patron."""

    patron_id: int
    surname: str | None = None
    firstname: str | None = None
    cardnumber: str | None = None
    userid: str | None = None
    library_id: str | None = None
    category_id: str | None = None
    expiry_date: date | None = None
    date_enrolled: date | None = None
    restricted: bool | None = None
    patron_card_lost: bool | None = None
    incorrect_address: bool | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    lang: str | None = None
    login_attempts: int | None = None


class Biblio(msgspec.Struct, frozen=True):
    """A title."""

    biblio_id: int
    title: str | None = None
    author: str | None = None


class Coded(msgspec.Struct, frozen=True):
    """What a code of the library's stands for."""

    text: str | None = msgspec.field(default=None, name="str")


class Item(msgspec.Struct, frozen=True):
    """A copy; `strings` says what its codes stand for."""

    item_id: int
    biblio_id: int | None = None
    external_id: str | None = None
    home_library_id: str | None = None
    holding_library_id: str | None = None
    location: str | None = None
    callnumber: str | None = None
    checked_out_date: str | None = None
    lost_status: int | None = None
    withdrawn: int | None = None
    damaged_status: int | None = None
    not_for_loan_status: int | None = None
    effective_not_for_loan_status: int | None = None
    item_type_id: str | None = None
    effective_item_type_id: str | None = None
    biblio: Biblio | None = None
    strings: dict[str, Coded] | None = msgspec.field(default=None, name="_strings")


class Checkout(msgspec.Struct, frozen=True):
    """A loan."""

    checkout_id: int
    patron_id: int | None
    due_date: datetime
    item_id: int | None = None
    library_id: str | None = None
    checkout_date: datetime | None = None
    checkin_date: datetime | None = None
    renewals_count: int | None = None
    item: Item | None = None


class Renewability(msgspec.Struct, frozen=True):
    """Whether a loan may be renewed by Koha’s own rules."""

    allows_renewal: bool
    max_renewals: int | None = None
    current_renewals: int | None = None
    error: str | None = None


class Hold(msgspec.Struct, frozen=True):
    """A reservation; `status` is none while it waits, T on its way, W set aside, P in processing.

    It brings no title along: Koha embeds none.
    """

    hold_id: int
    biblio_id: int
    patron_id: int | None = None
    item_id: int | None = None
    pickup_library_id: str | None = None
    priority: int | None = None
    status: str | None = None
    hold_date: date | None = None
    expiration_date: date | None = None
    cancellation_date: date | None = None
    cancellation_requested: bool | int | None = None
    suspended: bool | None = None


class KohaBranch(msgspec.Struct, frozen=True):
    """A branch."""

    library_id: str
    name: str
    pickup_location: bool | None = None
    needs_override: bool | None = None


class AccountLine(msgspec.Struct, frozen=True):
    """A debt, or a credit."""

    amount: Decimal
    account_line_id: int | None = None
    amount_outstanding: Decimal | None = None
    checkout_id: int | None = None
    item_id: int | None = None
    debit_type: str | None = None
    date: str | None = None
    description: str | None = None
    status: str | None = None


class _Lines(msgspec.Struct, frozen=True):
    lines: list[AccountLine] = []
    total: Decimal | None = None


class Account(msgspec.Struct, frozen=True):
    """What a patron owes; a negative balance is a credit."""

    balance: Decimal
    outstanding_debits: _Lines | None = None
