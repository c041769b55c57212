"""Addresses of a patron as staff see them: which are written to, which came back, and who took that back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.records.staff_names import name_of

__all__ = ["Address", "addresses_of", "revive"]

_POINT = table_of(records.ContactPoint)
_PATRON = table_of(records.Patron)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Address:
    """One address; `bounced_at` is when it came back, `revived_at` and `revived_by` when and who took that back."""

    public_id: str
    kind: str
    value: str
    is_primary: bool
    bounced_at: datetime | None
    revived_at: datetime | None
    revived_by: str | None


async def addresses_of(store: Store, patron_id: int) -> list[Address]:
    """Give the addresses of a patron, those that are written to first."""
    names = [name for name in Address.__dataclass_fields__ if name != "revived_by"]
    query = (
        select(*(_POINT.c[name] for name in names), name_of(_STAFF).label("revived_by"))
        .outerjoin(_STAFF, _STAFF.c.id == _POINT.c.revived_by_id)
        .where(_POINT.c.patron_id == patron_id)
        .order_by(_POINT.c.kind, _POINT.c.is_primary.desc(), _POINT.c.id)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [Address(**row) for row in rows]


async def revive(store: Store, patron_id: int, address: str, *, by: Actor) -> bool:
    """Let a patron's address that came back be written to again; tell whether it was so. Raises NotFound.

    Of what was kept back meanwhile nothing is told: it is planned anew where it still falls due.
    """

    def work(connection: Connection) -> bool:
        mine = (_POINT.c.public_id == address) & (_POINT.c.patron_id == patron_id)
        row = connection.execute(select(_POINT).where(mine).with_for_update()).mappings().first()
        if row is None:
            raise NotFound("address", address)
        if row["bounced_at"] is None:
            return False
        now = store.clock.now()
        again = update(_POINT).where(mine)
        connection.execute(again.values(bounced_at=None, revived_at=now, revived_by_id=by.id))
        owner = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id))
        about = trail.Subject("contact_point", address, owner)
        trail.append(connection, store, by, "contact.revived", about, ["bounced_at"])
        return True

    return await store.transact(work)
