"""What a patron has to settle before they can be erased, whichever library system keeps their loans."""

from __future__ import annotations

from crm.database.store import Store
from crm.forgetting.open_matters import Unsettled, unsettled
from crm.patrons.merged import joined_with
from library.port import Library

__all__ = ["hindrance"]


async def hindrance(store: Store, library: Library, patron_id: int) -> Unsettled | None:
    """Say what is open, None when nothing is. Raises LibraryError when the library system cannot be asked."""
    here = await unsettled(store, patron_id)
    if here is not None:
        return here
    loans, holds, owed = [], [], []
    # With the records that were made one with theirs: their cards work on at the desk of another system.
    joined = await store.look(lambda connection: joined_with(connection, patron_id))
    for one in (patron_id, *joined):
        loans += await library.loans(one)
        holds += await library.holds(one)
        balance = (await library.fees(one)).balance
        owed += [(balance.minor, balance.currency)] if balance.minor > 0 else []
    if not (loans or holds or owed):
        return None
    lent, held = [loan.title for loan in loans], [hold.title for hold in holds]
    return Unsettled(len(loans), len(holds), len(owed), lent=lent, held=held, owed=owed)
