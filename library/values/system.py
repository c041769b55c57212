"""A library system: what it supports, whether it answers, its branches, sums of money, and what its rules say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from library.reasons import Reason

__all__ = ["BranchRef", "Capability", "LendingTerms", "LibraryHealth", "Limit", "Money", "Refusal"]


class Capability(StrEnum):
    """A request that a library system may support."""

    RENEW_CHECK = "renew_check"
    HOLD_TITLE = "hold_title"
    FEE_LINES = "fee_lines"
    SEARCH = "search"
    NEW_ARRIVALS = "new_arrivals"
    RENEWAL_TERMS = "renewal_terms"  # says before a renewal until when, and what lateness will have cost
    NOTICES = "notices"  # tells what notices need: until when things are, what is ready, how long cards are valid
    READS_MANY = "reads_many"  # tells that of many patrons at once
    CARD_EXPIRY = "card_expiry"  # says until when a card is valid
    CANCEL_READY = "cancel_ready"  # lets a hold that is ready go at once, to the next who waits
    LOAN_DETAILS = "loan_details"  # says since when something is out, how often it was renewed, and how often it may be
    HOLD_DETAILS = "hold_details"  # says which place in the queue a hold has, since when, and where it is collected
    HOME_BRANCH = "home_branch"  # says which branch is a patron's own
    MOVE_HOLD = "move_hold"  # lets a hold be collected at another branch
    KEPT_UNTIL = "kept_until"  # says until when a hold that is ready is kept
    ON_SHELF = "on_shelf"  # says whether copies are on the shelf, when they are back, and how many wait for a title
    OWN_STORE = "own_store"  # has loans, holds and debts in our own store, where they move along with their patron
    CHANGES = "changes"  # renews, reserves, cancels and moves; else each wish becomes a request for staff
    CURRENT = "current"  # tells what is so now; else what was so when its files were written


@dataclass(frozen=True, slots=True)
class LibraryHealth:
    """Whether the library system answers."""

    ok: bool
    latency_ms: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class BranchRef:
    """A branch by its code, with its names."""

    code: str
    name_fa: str
    name_en: str

    @property
    def name(self) -> dict[str, str]:
        """Both names, as an answer's fact."""
        return {"fa": self.name_fa, "en": self.name_en}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of a currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Limit:
    """How many of something a patron may have: renewals of one loan, or reservations."""

    count: int
    of: Literal["renewals", "holds"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is refused, with what belongs to the reason: from when it may be done, the limit, the debt.

    `raw_code` is the library system's own word where no reason of ours fits, for staff.
    """

    reason: Reason
    earliest: date | None = None
    limit: Limit | None = None
    amount: Money | None = None
    raw_code: str = ""


@dataclass(frozen=True, slots=True)
class LendingTerms:
    """What a category of patron may do with a type of item; `*` is any category, or any type not named."""

    category: str
    item_type: str
    loan_days: int
    max_loans: int
    max_renewals: int
    per_day: Money  # for each day of lateness
    max_holds: int
    hold_shelf_days: int
    renew_window_days: int | None  # the earliest renewal, in days before the due date; None is any time
    late_renewal_days: int  # the latest one, in days after it
    debt_limit: Money  # what may be owed at a renewal

    @property
    def lends(self) -> bool:
        """Whether it may be taken home at all."""
        return self.max_loans > 0
