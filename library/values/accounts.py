"""Accounts of patrons: the card, what is owed on it, and what notices need of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from library.values.system import BranchRef, Money, Refusal

__all__ = [
    "AccountBlock",
    "AccountState",
    "DueLoan",
    "Fee",
    "FeeAccount",
    "FeeKind",
    "NoticeMatter",
    "Patron",
    "ReadyHold",
]


@dataclass(frozen=True, slots=True)
class Patron:
    """A card holder, as far as the chat needs to know."""

    id: int
    name: str
    card_masked: str
    category: str
    language: str
    home_branch: BranchRef | None
    expires: date | None


@dataclass(frozen=True, slots=True)
class AccountBlock:
    """A refusal of every renewal and hold of a card at present, with the library's note on it."""

    refusal: Refusal
    note_fa: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class AccountState:
    """A card at a glance."""

    patron: Patron
    expired: bool
    restricted: bool
    blocks: tuple[AccountBlock, ...]
    loans: int
    overdue: int
    holds: int
    holds_ready: int
    balance: Money
    email_masked: str | None = None
    phone_masked: str | None = None


class FeeKind(StrEnum):
    """The kind of a fee."""

    OVERDUE = "overdue"
    LOST = "lost"
    DAMAGED = "damaged"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Fee:
    """One sum owed: what for, and for lateness how many days (`per_day` each, where that adds up to the amount).

    `paid` and `waived` are what was taken off the amount so far; none where the system does not say.
    """

    id: str
    kind: FeeKind
    amount: Money
    outstanding: Money
    title: str | None
    days_late: int | None
    per_day: Money | None
    assessed: date
    paid: Money | None = None
    waived: Money | None = None


@dataclass(frozen=True, slots=True)
class FeeAccount:
    """Everything that a patron owes; no lines if the system reports only a total.

    `running` is what lateness has come to that nobody has charged yet: no part of the balance, and it grows.
    """

    balance: Money
    lines: tuple[Fee, ...] | None
    limit_to_renew: Money | None = None
    running: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True)
class DueLoan:
    """A loan, by the library system's own id, and until when it is; of what it is nothing is said."""

    id: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ReadyHold:
    """A reservation that is ready; `until` is the end of its last day, none where the system does not say."""

    id: str
    until: datetime | None = None
    pickup: BranchRef | None = None


@dataclass(frozen=True, slots=True)
class NoticeMatter:
    """What notices need of one patron; where the system `knows_card`, no `expires` is a card that never expires."""

    loans: tuple[DueLoan, ...] = ()
    ready: tuple[ReadyHold, ...] = ()
    knows_card: bool = False
    expires: datetime | None = None
