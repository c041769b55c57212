"""What a patron has to settle before they can be erased: loans, reservations and debts, each by its name."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict

__all__ = ["Unsettled", "open_matters", "unsettled"]

_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_FINE = table_of(records.Fine)
_ITEM = table_of(records.Item)
_TITLE = table_of(records.TitleRecord)


class Unsettled(Conflict):
    """A patron cannot be erased while something is open: how many of what, and which.

    `lent` and `held` are titles, `owed` are sums in minor units with their currency.
    """

    def __init__(
        self,
        loans: int,
        holds: int,
        fines: int,
        *,
        lent: Sequence[str] = (),
        held: Sequence[str] = (),
        owed: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__("patron", "unsettled")
        self.loans = loans
        self.holds = holds
        self.fines = fines
        self.lent = tuple(lent)
        self.held = tuple(held)
        self.owed = tuple(owed)

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"still open: {self.loans} loans, {self.holds} holds, {self.fines} fines; settle them first"


async def unsettled(store: Store, patron_id: int) -> Unsettled | None:
    """Say what has to be settled before a patron can be erased, None when nothing has to."""
    return await store.look(lambda connection: open_matters(connection, patron_id))


def open_matters(connection: Connection, patron_id: int) -> Unsettled | None:
    """Do what `unsettled` does, in the transaction of a connection."""
    lent = (
        select(_TITLE.c.title)
        .select_from(_LOAN.outerjoin(_ITEM, _ITEM.c.id == _LOAN.c.item_id).outerjoin(_TITLE))
        .where(_LOAN.c.patron_id == patron_id, _LOAN.c.returned_at.is_(None))
        .order_by(_LOAN.c.due_at)
    )
    reserved = (
        select(_TITLE.c.title)
        .join(_HOLD, _HOLD.c.title_id == _TITLE.c.id)
        .where(_HOLD.c.patron_id == patron_id, _HOLD.c.closed_at.is_(None))
        .order_by(_HOLD.c.placed_at)
    )
    rest = _FINE.c.amount_minor - _FINE.c.paid_minor - _FINE.c.waived_minor
    owing = (
        select(rest, _FINE.c.currency)
        .where(_FINE.c.patron_id == patron_id, _FINE.c.closed_at.is_(None), rest > 0)
        .order_by(_FINE.c.assessed_at)
    )
    loans, holds = list(connection.scalars(lent)), list(connection.scalars(reserved))
    fines = [(int(amount), str(currency)) for amount, currency in connection.execute(owing)]
    if not (loans or holds or fines):
        return None
    named = [title for title in loans if title]
    return Unsettled(len(loans), len(holds), len(fines), lent=named, held=holds, owed=fines)
