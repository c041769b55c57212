"""The history of what patrons borrowed: kept for nobody, or for those who said yes and until they say no."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import Conflict, InvalidValue, NotFound
from crm.records.staff_names import name_of
from crm.records.values import HISTORY_MODES
from crm.trust.consents import add_consent

__all__ = [
    "DEFAULT_MODE",
    "HistoryMode",
    "change_mode",
    "choose_history",
    "end_histories",
    "history_mode",
    "mode_of",
    "wants_history",
]

PURPOSE = "borrowing_history"
DEFAULT_MODE = "opt_in"
BATCH = 100

_MODE = table_of(records.PrivacyMode)
_STAFF = table_of(records.StaffUser)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class HistoryMode:
    """The library's choice: `none` keeps no history, `opt_in` only with the patron's yes; who made it and when."""

    history: str = DEFAULT_MODE
    changed_at: datetime | None = None
    changed_by: str | None = None


async def history_mode(store: Store) -> HistoryMode:
    """Give the library's choice."""
    query = select(_MODE.c.history, _MODE.c.changed_at, name_of(_STAFF)).outerjoin(
        _STAFF, _STAFF.c.id == _MODE.c.changed_by_id
    )

    def look(connection: Connection) -> HistoryMode:
        row = connection.execute(query).first()
        return HistoryMode() if row is None else HistoryMode(*row)

    return await store.recall("history_mode", look)


def mode_of(connection: Connection) -> str:
    """Give the library's choice, in the transaction of a connection."""
    return str(connection.scalar(select(_MODE.c.history)) or DEFAULT_MODE)


async def change_mode(store: Store, history: str, *, by: Actor) -> None:
    """Make the library's choice; raises InvalidValue.

    With `none` every history that was kept with a patron's yes is no longer: their yes counts for nothing until they
    are asked again, and the next round takes the reader out of what was returned.
    """
    if history not in HISTORY_MODES:
        raise InvalidValue("history", "no such choice")

    def work(connection: Connection) -> None:
        now = store.clock.now()
        values = {"history": history, "changed_at": now, "changed_by_id": by.id}
        upsert(connection, _MODE, {"id": 1, **values}, on=["id"], change=values)
        trail.append(connection, store, by, "privacy.changed", trail.Subject("privacy_mode", history), ["history"])

    await store.transact(work)
    await end_histories(store, by=by)


async def end_histories(store: Store, *, by: Actor | None = None) -> int:
    """Let every yes to a history count for nothing where the library keeps none; give how many there were.

    In batches, so that nobody who writes has to wait for all of them; what a process that ends leaves undone, the next
    round does.
    """
    who = by or Actor("system", "privacy")
    kept = select(_PATRON.c.id).where(_PATRON.c.history_opt_in).order_by(_PATRON.c.id).limit(BATCH)

    def work(connection: Connection) -> int:
        if mode_of(connection) != "none":
            return 0
        ids = list(connection.scalars(kept.with_for_update()))
        for patron_id in ids:
            add_consent(connection, store, patron_id, PURPOSE, None, "expired", source="console", by=who)
        connection.execute(update(_PATRON).where(_PATRON.c.id.in_(ids)).values(history_opt_in=False))
        return len(ids)

    if not await store.look(lambda connection: mode_of(connection) == "none" and connection.scalar(kept) is not None):
        return 0
    done = 0
    while ended := await store.transact(work):
        done += ended
    return done


async def wants_history(store: Store, patron_id: int) -> bool:
    """Tell whether a patron's history is kept: they said yes, and the library keeps any."""
    query = select(_PATRON.c.history_opt_in).where(_PATRON.c.id == patron_id)
    return bool(await store.look(lambda connection: mode_of(connection) == "opt_in" and bool(connection.scalar(query))))


async def choose_history(
    store: Store,
    patron_id: int,
    *,
    keep: bool,
    channel: str,
    source: str,
    by: Actor,
    interaction_id: int | None = None,
) -> bool:
    """Note that a patron wants their history to be kept, or no more; tell whether that was anything new.

    A no is for every channel; what was returned loses its reader with the next round. Raises NotFound, and Conflict
    when the library keeps no history.
    """

    def work(connection: Connection) -> bool:
        mine = _PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None)
        row = connection.execute(select(_PATRON.c.history_opt_in).where(*mine).with_for_update()).first()
        if row is None:
            raise NotFound("patron", patron_id)
        if keep and mode_of(connection) != "opt_in":
            raise Conflict("privacy_mode", "no_history")
        told = add_consent(
            connection,
            store,
            patron_id,
            PURPOSE,
            channel if keep else None,
            "granted" if keep else "withdrawn",
            source=source,
            by=by,
            interaction_id=interaction_id,
        )
        connection.execute(update(_PATRON).where(*mine).values(history_opt_in=keep, version=_PATRON.c.version + 1))
        return told or row.history_opt_in != keep

    return await store.transact(work)
