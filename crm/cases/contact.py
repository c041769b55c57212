"""Contact data of cases: the only place for them, and what a patron has on file."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from crm import records
from crm.actor import PATRON, Actor
from crm.audit import trail
from crm.audit.subjects import about_case
from crm.cases.own import asker_of, is_own, take_over
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound

__all__ = ["ContactOnFile", "add_contact", "contact_of", "contact_on_file", "put_contact", "use_contact_on_file"]

LONGEST = 500
# What is asked first when a patron has both.
ORDER = ("phone", "email", "telegram", "whatsapp")

_CASE = table_of(records.ServiceCase)
_POINT = table_of(records.ContactPoint)


@dataclass(frozen=True, slots=True)
class ContactOnFile:
    """What the library has of a patron to reach them by, so far covered that only they know which one it is."""

    kind: str
    covered: str


async def contact_of(store: Store, number: str, *, by: Actor) -> str | None:
    """Show a member of staff how to reach the patron of a case, and note that it was shown."""

    def show(connection: Connection) -> str | None:
        row = connection.execute(select(_CASE.c.contact).where(_CASE.c.number == number)).first()
        if row is None:
            raise NotFound("case", number)
        trail.append(connection, store, by, "case.contact_read", about_case(connection, number), ("contact",))
        contact: str | None = row.contact
        return contact

    return await store.transact(show)


async def add_contact(store: Store, number: str, contact: str, *, conversation: str) -> None:
    """Add a way to reach the patron that needs no covering ("at the desk") to a case of their own; raises NotFound."""

    def add(connection: Connection) -> None:
        who = asker_of(connection, conversation, store.clock.now())
        if not is_own(connection, number, who.interaction_id, store.clock.now()):
            raise NotFound("case", number)
        put_contact(connection, number, contact)

    await store.transact(add)


async def contact_on_file(store: Store, patron_id: int) -> ContactOnFile | None:
    """Tell by what the library reaches a patron, covered; None when it has nothing."""
    found = await store.look(lambda connection: _on_file(connection, patron_id))
    return None if found is None else ContactOnFile(found[0], _covered(*found))


async def use_contact_on_file(store: Store, number: str, *, conversation: str) -> bool:
    """Put what the library has of a signed-in patron into a case of theirs; no when there is nothing. Noted."""

    def use(connection: Connection) -> bool:
        now = store.clock.now()
        who = asker_of(connection, conversation, now)
        found = None if who.patron_id is None else _on_file(connection, who.patron_id)
        if found is None or not is_own(connection, number, who.interaction_id, now):
            return False
        take_over(connection, number, who)
        put_contact(connection, number, found[1])
        trail.append(connection, store, PATRON, "case.contact_given", about_case(connection, number), ("contact",))
        return True

    return await store.transact(use)


def put_contact(connection: Connection, number: str, contact: str) -> None:
    """Put contact data into a case, after what is there already. Raises NotFound."""
    row = connection.execute(select(_CASE.c.contact).where(_CASE.c.number == number).with_for_update()).first()
    if row is None:
        raise NotFound("case", number)
    known = row.contact or ""
    if contact in known:
        return
    kept = "; ".join(filter(None, (known, contact)))[:LONGEST]
    change = update(_CASE).where(_CASE.c.number == number)
    connection.execute(change.values(contact=kept, version=_CASE.c.version + 1))


def _on_file(connection: Connection, patron_id: int) -> tuple[str, str] | None:
    rows = connection.execute(
        select(_POINT.c.kind, _POINT.c.value)
        .where(_POINT.c.patron_id == patron_id, _POINT.c.kind.in_(ORDER), _POINT.c.bounced_at.is_(None))
        .order_by(_POINT.c.is_primary.desc(), _POINT.c.id)
    ).all()
    best = min(rows, key=lambda row: ORDER.index(row.kind), default=None)
    return None if best is None else (str(best.kind), str(best.value))


def _covered(kind: str, value: str) -> str:
    if kind == "email":
        name, at, host = value.partition("@")
        return f"{name[:1]}…{at}{host}"
    return f"{value[:4]}…{value[-2:]}" if kind in ("phone", "whatsapp") else f"{value[:3]}…"
