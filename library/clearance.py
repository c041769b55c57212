"""Whether a patron is clear («تسویه حساب»): nothing on loan, reserved or owed, whichever library system keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from crm.database.store import Store
from crm.patrons.merged import joined_with
from library.port import Library
from library.values import Hold, Loan, Money

__all__ = ["Clearance", "clearance"]


@dataclass(frozen=True, slots=True)
class Clearance:
    """What stands between a patron and a clearance; `owed` are sums that are more than nothing."""

    loans: tuple[Loan, ...]
    holds: tuple[Hold, ...]
    owed: tuple[Money, ...]

    @property
    def is_clear(self) -> bool:
        """Tell whether nothing is open."""
        return not (self.loans or self.holds or self.owed)


async def clearance(store: Store, library: Library, patron_id: int) -> Clearance:
    """Ask the library system what is open of a patron. Raises LibraryError when it cannot be asked.

    With the records that were made one with theirs: their cards work on at the desk of another system.
    """
    loans: list[Loan] = []
    holds: list[Hold] = []
    owed: list[Money] = []
    joined = await store.look(lambda connection: joined_with(connection, patron_id))
    for one in (patron_id, *joined):
        loans += await library.loans(one)
        holds += await library.holds(one)
        balance = (await library.fees(one)).balance
        owed += [balance] if balance.minor > 0 else []
    return Clearance(tuple(loans), tuple(holds), tuple(owed))
