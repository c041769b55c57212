"""The store's seal: proof that our secret, or the one before, is that of the store's keyed hashes.

With another secret every card number and PIN would be wrong, and nothing else would tell why. The seal is an event of
the audit trail, whose entity is a hash under the key: the last one counts. A store without one is known by the trail
itself, whose first events are hashed under the key as well.
"""

from datetime import datetime

from sqlalchemy import Connection, select

from crm.actor import Actor
from crm.audit import trail
from crm.database import kept_keys
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreError
from crm.records import AuditEvent

__all__ = ["OtherSecret", "is_ours", "is_present", "note", "prove", "seal", "sealed_at"]

SEALED = "store.sealed"
ENTITY = "store"
WHAT = "the seal of a store"
# More than one, so that an event that somebody changed does not pass for another secret.
FIRST_EVENTS = 3

_EVENT = table_of(AuditEvent)
_LAST = select(_EVENT.c.entity_id).where(_EVENT.c.action == SEALED).order_by(_EVENT.c.id.desc()).limit(1)
_FIRST = select(_EVENT).order_by(_EVENT.c.id).limit(FIRST_EVENTS)


class OtherSecret(StoreError):
    """The store was written with another secret."""

    def __init__(self) -> None:
        super().__init__(
            "the secret is not the one that this store was made with, so that no card and no PIN would be right; "
            "put the old secret back (HOME/secret, or KETABYAR_SECRET), or, while it is changed, name it as "
            "KETABYAR_SECRET_PREVIOUS (docs/operating.md). "
            "If it is lost for good, patrons must be loaded anew: `ketabyar seed FILE --replace`"
        )


async def is_ours(store: Store) -> bool | None:
    """Tell whether the store was written with our secret; None when nothing in it shows that."""
    return await store.look(lambda connection: _is_ours(connection, store))


async def prove(store: Store) -> None:
    """Raise OtherSecret when the store was written with another secret."""
    if await is_ours(store) is False:
        raise OtherSecret


async def seal(store: Store, *, anew: bool = False) -> None:
    """Note the key that the store is written with; one that is noted already stays, unless asked for `anew`."""

    await store.transact(lambda connection: note(connection, store, anew=anew))


def note(connection: Connection, store: Store, *, anew: bool = False) -> None:
    """Note the key in a transaction (see `seal`)."""
    there = connection.scalar(_LAST)
    if there == _mark(store) or (there is not None and not anew):
        return
    trail.append(connection, store, Actor("system", "secret"), SEALED, trail.Subject(ENTITY, _mark(store)))
    # From here on the store opens with the present secret alone: by then what names its hashes must be in it.
    kept_keys.keep(connection, store.keys, store.clock)


def is_present(connection: Connection, store: Store) -> bool:
    """Tell whether the store is sealed with the present key."""
    return bool(connection.scalar(_LAST) == _mark(store))


def sealed_at(connection: Connection, store: Store) -> datetime | None:
    """Give when the store was sealed with the present key; None where it was sealed with another one since."""
    when = select(_EVENT.c.occurred_at).where(_EVENT.c.action == SEALED).order_by(_EVENT.c.id.desc()).limit(1)
    at: datetime | None = connection.scalar(when) if is_present(connection, store) else None
    return at


def _mark(store: Store) -> str:
    return store.keys.signed(WHAT)


def _is_ours(connection: Connection, store: Store) -> bool | None:
    noted = connection.scalar(_LAST)
    if noted is not None:
        return store.keys.is_signed(WHAT, noted)
    first = connection.execute(_FIRST).mappings().all()
    return any(trail.is_sound(store, row) for row in first) if first else None
