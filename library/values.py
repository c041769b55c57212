"""Values that a library system returns, all frozen.

Ids of loans, holds and titles are the library system's own, opaque strings; a patron is named by the CRM
store's key. Dates are days in the branch's time zone, moments are aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Self

from library.reasons import Reason

__all__ = [
    "AccountState",
    "AccountBlock",
    "BranchAvailability",
    "BranchRef",
    "CancelOutcome",
    "CancelStatus",
    "Capability",
    "Fee",
    "FeeAccount",
    "FeeKind",
    "LendingTerms",
    "LibraryHealth",
    "Hold",
    "HoldOutcome",
    "HoldState",
    "HoldStatus",
    "Limit",
    "DueLoan",
    "Loan",
    "Money",
    "NoticeMatter",
    "Patron",
    "ReadyHold",
    "Refusal",
    "RenewCheck",
    "RenewOutcome",
    "RenewStatus",
    "SearchPage",
    "Suggestion",
    "Suggestions",
    "Title",
    "Why",
]


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


class RenewStatus(StrEnum):
    """The outcome of one renewal."""

    RENEWED = "renewed"
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"  # sent, but no answer came: look before trying again
    REQUESTED = "requested"  # not done: staff are asked to do it
    NOT_FOUND = "not_found"  # no such loan, or not this patron's


class HoldStatus(StrEnum):
    """The outcome of placing a hold."""

    PLACED = "placed"
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"
    REQUESTED = "requested"  # not done: staff are asked to do it
    NOT_FOUND = "not_found"


class CancelStatus(StrEnum):
    """The outcome of cancelling a hold."""

    CANCELLED = "cancelled"
    REQUESTED = "requested"  # staff are asked to stop it: it is under way to the branch, or theirs to cancel
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"
    NOT_FOUND = "not_found"


class HoldState(StrEnum):
    """The state of a hold."""

    PENDING = "pending"
    IN_TRANSIT = "in_transit"
    READY = "ready"
    SUSPENDED = "suspended"


class FeeKind(StrEnum):
    """The kind of a fee."""

    OVERDUE = "overdue"
    LOST = "lost"
    DAMAGED = "damaged"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class LibraryHealth:
    """Whether the library system answers."""

    ok: bool
    latency_ms: float
    detail: str = ""


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
class AccountBlock:
    """A refusal of every renewal and hold of a card at present, with the library's note on it."""

    refusal: Refusal
    note_fa: str = ""
    note_en: str = ""


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


@dataclass(frozen=True, slots=True)
class Hold:
    """One reservation; `position` in the queue starts at 1 and is none once a copy is set aside.

    `position`, `pickup` and `placed` are none where the system does not say.
    """

    id: str
    title_id: str
    title: str
    author: str
    state: HoldState
    position: int | None
    queue_length: int
    pickup: BranchRef | None
    placed: date | None
    ready_until: date | None
    can_cancel: bool = True


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


@dataclass(frozen=True, slots=True)
class HoldOutcome:
    """The result of placing or moving a hold.

    `available_at` names branches where a copy that nobody waits for before this patron is on the shelf. `request` as
    of a RenewOutcome.
    """

    status: HoldStatus
    title_id: str
    title: str = ""
    author: str = ""
    hold: Hold | None = None
    refusal: Refusal | None = None
    available_at: tuple[BranchRef, ...] = ()
    repeated: bool = False
    request: str = ""

    @classmethod
    def unknown(cls, title_id: str = "") -> Self:
        """Tell that there is no such title, or no such hold of a patron’s."""
        return cls(HoldStatus.NOT_FOUND, title_id, refusal=Refusal(Reason.NOT_FOUND))

    @property
    def ok(self) -> bool:
        """Whether the hold stands."""
        return self.status is HoldStatus.PLACED


@dataclass(frozen=True, slots=True)
class CancelOutcome:
    """The result of cancelling a hold; `request` as of a RenewOutcome."""

    hold_id: str
    status: CancelStatus
    title: str = ""
    author: str = ""
    refusal: Refusal | None = None
    repeated: bool = False
    request: str = ""

    @classmethod
    def unknown(cls, hold_id: str) -> Self:
        """Tell that a patron has no such hold."""
        return cls(hold_id, CancelStatus.NOT_FOUND, refusal=Refusal(Reason.NOT_FOUND))

    @property
    def ok(self) -> bool:
        """Whether the hold is gone or will be."""
        return self.status in (CancelStatus.CANCELLED, CancelStatus.REQUESTED)


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
class Title:
    """A title of the catalogue; `available` of `copies` may be taken home by anybody now (None: not asked)."""

    id: str
    title: str
    author: str
    language: str
    kind: str = "book"
    year: int | None = None
    publisher: str = ""
    isbns: tuple[str, ...] = ()
    call_number: str = ""
    subjects: str = ""
    added: date | None = None
    copies: int | None = None
    available: int | None = None
    # By the words of language/genres.py, and from which age to which.
    audience: str = ""
    ages: tuple[int, int | None] | None = None
    form: str = ""
    genres: tuple[str, ...] = ()
    original_language: str = ""
    pages: int | None = None
    series: str = ""
    series_number: int | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a suggestion: the part of the wish, what of the title meets it, and its numbers."""

    part: str
    values: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that meets a wish, and why: one reason for each part of the wish."""

    title: Title
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Titles suggested, best first, those on the shelf before all others; how many meet the wish in all.

    `relaxed` names the part of the wish that nothing met: the titles meet the rest then ("genres scifi", "most_pages").
    `unknown` is what was named and nobody knows: an author, or what it shall be like.
    """

    found: tuple[Suggestion, ...] = ()
    total: int = 0
    relaxed: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Titles found, best first; `corrected` if only similar ones were found, `author` if it was a name."""

    titles: tuple[Title, ...] = ()
    total: int = 0
    corrected: bool = False
    author: str = ""


@dataclass(frozen=True, slots=True)
class BranchAvailability:
    """Copies of a title at one branch.

    `available` are on the shelf and nobody waits for them; `promised` are on the shelf for somebody who waits.
    `next_due` only if none is on the shelf, and never a day that is past; `overdue` copies should be back by now.
    `is_seen` is false where the system does not say where copies are: all of these are empty then, and `total` counts
    those of our own catalogue.
    """

    branch: BranchRef
    available: int
    total: int
    next_due: date | None = None
    call_number: str = ""
    shelf: str = ""
    for_loan: bool = True
    promised: int = 0
    overdue: int = 0
    is_seen: bool = True


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
