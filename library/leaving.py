"""What a patron has to settle before they can be erased, whichever library system keeps their loans."""

from __future__ import annotations

from crm.database.store import Store
from crm.forgetting.open_matters import Unsettled, unsettled
from library.clearance import clearance
from library.port import Library

__all__ = ["hindrance"]


async def hindrance(store: Store, library: Library, patron_id: int) -> Unsettled | None:
    """Say what is known to be open, None when nothing is. Raises LibraryError when the system cannot be asked.

    A card that the system has never met through us hinders nothing: what is on it is kept there, whatever goes here.
    """
    here = await unsettled(store, patron_id)
    if here is not None:
        return here
    there = await clearance(store, library, patron_id)
    if not there.is_open:
        return None
    lent, held = [loan.title for loan in there.loans], [hold.title for hold in there.holds]
    owed = [(sum_.minor, sum_.currency) for sum_ in there.owed]
    return Unsettled(len(lent), len(held), len(owed), lent=lent, held=held, owed=owed)
