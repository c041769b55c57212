"""Values that a library system returns, all frozen.

Ids of loans, holds and titles are the library system's own, opaque strings; a patron is named by the CRM
store's key. Dates are days in the branch's time zone, moments are aware.
"""

from __future__ import annotations

from library.values.accounts import (
    AccountBlock,
    AccountState,
    DueLoan,
    Fee,
    FeeAccount,
    FeeKind,
    NoticeMatter,
    Patron,
    ReadyHold,
)
from library.values.holds import CancelOutcome, CancelStatus, Hold, HoldOutcome, HoldState, HoldStatus
from library.values.loans import Loan, RenewCheck, RenewOutcome, RenewStatus
from library.values.system import BranchRef, Capability, LendingTerms, LibraryHealth, Limit, Money, Refusal
from library.values.titles import BranchAvailability, SearchPage, Suggestion, Suggestions, Title, Why

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
