"""Whether a patron is clear («تسویه حساب»): nothing on loan, reserved or owed, whichever library system keeps it.

A card of theirs that another system has never met through us may have anything open: of it nobody is called clear here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.merged import joined_with
from library.errors import IlsUnavailable
from library.port import Library
from library.values import Capability, FeeAccount, Hold, Loan, Money

__all__ = ["Clearance", "clearance"]

_PATRON = table_of(records.Patron)
_KINDS = ("loans", "holds", "fines")


@dataclass(frozen=True, slots=True)
class Clearance:
    """What stands between a patron and a clearance; `owed` are sums that are more than nothing.

    `unknown` is the number of their cards about which the library system cannot be asked; `missing` names the kinds of
    data that a library known by its files has never brought.
    """

    loans: tuple[Loan, ...]
    holds: tuple[Hold, ...]
    owed: tuple[Money, ...]
    unknown: int = 0
    missing: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether anything is known to be open."""
        return bool(self.loans or self.holds or self.owed)

    @property
    def is_clear(self) -> bool:
        """Tell whether it is known that nothing is open on any card."""
        return not self.is_open and not self.unknown and not self.missing


async def clearance(
    store: Store, library: Library, patron_id: int, *, known: tuple[list[Loan], list[Hold], FeeAccount] | None = None
) -> Clearance:
    """Ask the library system what is open of a patron. Raises LibraryError when it cannot be asked.

    With the records that were made one with theirs: their cards work on at the desk of another system. `known` is what
    has just been asked about the patron's own.
    """
    joined, cards = await store.look(lambda connection: _records(connection, patron_id))
    asked = cards if known is None else cards - {patron_id}
    # What is kept in our own store has moved along, and is known of every record.
    is_ours = Capability.OWN_STORE in library.capabilities()
    unknown = [] if is_ours else [one for one in sorted(asked) if await library.patron(one) is None]
    answers = [known] if known is not None else []
    for one in joined if known is not None else (patron_id, *joined):
        try:
            answers.append((await library.loans(one), await library.holds(one), await library.fees(one)))
        except IlsUnavailable:
            # Of a joined card that the system has never met it may not be able to tell; the patron's own says so.
            if one == patron_id or one not in unknown:
                raise
    owed = (fees.balance for _, _, fees in answers)
    return Clearance(
        tuple(loan for loans, _, _ in answers for loan in loans),
        tuple(hold for _, holds, _ in answers for hold in holds),
        tuple(sum_ for sum_ in owed if sum_.minor > 0),
        len(unknown),
        await _never_brought(store, library),
    )


async def _never_brought(store: Store, library: Library) -> tuple[str, ...]:
    if Capability.CURRENT in library.capabilities():
        return ()
    # What reads files loads slowly, and only such a library has any.
    from library.imports import ages_of

    return tuple(kind for kind, moment in (await ages_of(store, _KINDS)).items() if moment is None)


def _records(connection: Connection, patron_id: int) -> tuple[list[int], set[int]]:
    """Give the records that were made one with a patron's, and which of all these have a card."""
    joined = joined_with(connection, patron_id)
    with_card = or_(_PATRON.c.card_number_hash.is_not(None), _PATRON.c.ils_patron_id.is_not(None))
    query = select(_PATRON.c.id).where(_PATRON.c.id.in_([patron_id, *joined]), with_card)
    return joined, set(connection.scalars(query))
