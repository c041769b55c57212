"""Whether a patron is clear («تسویه حساب»): nothing on loan, reserved or owed, whichever library system keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from crm.database.store import Store
from crm.patrons.merged import joined_with
from library.port import Library
from library.values import FeeAccount, Hold, Loan, Money

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


async def clearance(
    store: Store, library: Library, patron_id: int, *, known: tuple[list[Loan], list[Hold], FeeAccount] | None = None
) -> Clearance:
    """Ask the library system what is open of a patron. Raises LibraryError when it cannot be asked.

    With the records that were made one with theirs: their cards work on at the desk of another system. `known` is what
    has just been asked about the patron's own.
    """
    joined = await store.look(lambda connection: joined_with(connection, patron_id))
    answers = [known] if known is not None else []
    for one in joined if known is not None else (patron_id, *joined):
        answers.append((await library.loans(one), await library.holds(one), await library.fees(one)))
    owed = (fees.balance for _, _, fees in answers)
    return Clearance(
        tuple(loan for loans, _, _ in answers for loan in loans),
        tuple(hold for _, holds, _ in answers for hold in holds),
        tuple(sum_ for sum_ in owed if sum_.minor > 0),
    )
