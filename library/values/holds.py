"""Holds, and what came of placing, moving and cancelling them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from library.reasons import Reason
from library.values.system import BranchRef, Refusal

__all__ = ["CancelOutcome", "CancelStatus", "Hold", "HoldOutcome", "HoldState", "HoldStatus"]


class HoldState(StrEnum):
    """The state of a hold."""

    PENDING = "pending"
    IN_TRANSIT = "in_transit"
    READY = "ready"
    SUSPENDED = "suspended"


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


class HoldStatus(StrEnum):
    """The outcome of placing a hold."""

    PLACED = "placed"
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"
    REQUESTED = "requested"  # not done: staff are asked to do it
    NOT_FOUND = "not_found"


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


class CancelStatus(StrEnum):
    """The outcome of cancelling a hold."""

    CANCELLED = "cancelled"
    REQUESTED = "requested"  # staff are asked to stop it: it is under way to the branch, or theirs to cancel
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"
    NOT_FOUND = "not_found"


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
