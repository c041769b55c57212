"""The pick-up rule of holds: where one may be collected, whether it may still be moved, and until when it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from crm import records
from crm.library_info.calendar import OpeningCalendar
from library.reasons import Reason
from library.values import BranchRef, Refusal

__all__ = ["kept_until", "move_refusal", "pick_up_branches", "pick_up_refusal"]

# Where no loan rule says how many days a ready copy is kept.
SHELF_DAYS = 3


def pick_up_branches(branches: Mapping[int, BranchRef], home_branch_id: int | None) -> list[BranchRef]:
    """List where a hold may be collected: at every branch, the patron's own first."""
    return [ref for _, ref in sorted(branches.items(), key=lambda pair: pair[0] != home_branch_id)]


def pick_up_refusal(branch: records.Branch | None) -> Refusal | None:
    """Say that a hold is collected at a branch of the library, and nowhere else."""
    return Refusal(Reason.PICKUP_INVALID) if branch is None else None


def move_refusal(hold: records.Hold, branch: records.Branch | None) -> Refusal | None:
    """Say why a hold cannot be collected at another branch: there is none, or it is ready or on its way already."""
    if branch is not None and hold.status != "requested" and hold.pickup_branch_id != branch.id:
        return Refusal(Reason.ON_ITS_WAY)
    return pick_up_refusal(branch)


def kept_until(ready: date, rule: records.LoanRule | None, calendar: OpeningCalendar) -> date:
    """Give the last day on which a copy that is ready is kept for its patron: an open one."""
    return calendar.open_day(ready + timedelta(days=rule.hold_shelf_days if rule else SHELF_DAYS))
