"""Requests of patrons about their own data: what they asked for, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.staff_names import StaffName, name_of

__all__ = ["DataRequest", "is_known_erasure", "last_requests", "note_copy", "note_request", "requests_of"]

# One month is what data protection laws commonly give; ours are done at once, or refused.
DUE = timedelta(days=30)

_REQUEST = table_of(records.DataRequest)
_PATRON = table_of(records.Patron)
_STAFF = table_of(records.StaffUser)
_REQUESTS = select(_REQUEST, name_of(_STAFF)).outerjoin(_STAFF, _STAFF.c.id == _REQUEST.c.staff_id)


@dataclass(frozen=True, slots=True)
class DataRequest:
    """One request: `kind` access, export or erase; `status` done or refused, then with a reason.

    `staff` is who did it without the patron's own asking here, None for the patron, or for an account that is gone.
    """

    kind: str
    status: str
    received_at: datetime
    completed_at: datetime | None
    refusal_reason: str | None
    by_staff: bool
    staff: StaffName | None = None


def note_request(
    connection: Connection,
    store: Store,
    *,
    kind: str,
    status: str,
    by: Actor,
    ref: str,
    patron_id: int | None = None,
    public_id: str | None = None,
    reason: str | None = None,
    because: str | None = None,
    outcome: Mapping[str, int] | None = None,
) -> int:
    """Note a request that was done or refused at once, and in the audit trail; give its number.

    `ref` is the keyed hash of whose data it is, `public_id` the patron's; `reason` is why it was refused, `because`
    what staff gave as their reason.
    """
    now = store.clock.now()
    row = {
        "patron_id": patron_id,
        "subject_ref": ref,
        "kind": kind,
        "status": status,
        "received_at": now,
        "due_at": now + DUE,
        "completed_at": now,
        "refusal_reason": reason,
        "staff_id": by.id,
        "outcome": None if outcome is None else dict(outcome),
    }
    number = int(connection.execute(insert(_REQUEST).returning(_REQUEST.c.id), row).scalar_one())
    about = trail.Subject("data_request", str(number), public_id)
    trail.append(connection, store, by, f"data.{kind}_{status}", about, [reason] if reason else (), reason=because)
    return number


async def note_copy(store: Store, patron_id: int | None, chat: str | None, *, kind: str, by: Actor) -> None:
    """Note that a copy was given: of a patron's data, or of a chat's by its public id. `kind` is access or export."""

    def note(connection: Connection) -> None:
        if patron_id is None:
            note_request(connection, store, kind=kind, status="done", by=by, ref=store.chat_ref(chat or ""))
            return
        public_id = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id))
        if public_id is not None:
            ref = store.subject_ref(public_id)
            note_request(
                connection, store, kind=kind, status="done", by=by, ref=ref, patron_id=patron_id, public_id=public_id
            )

    await store.transact(note)


async def is_known_erasure(store: Store, request: int, ref: str) -> bool:
    """Tell whether the store has an erasure that was done, by its number and whose it was."""
    query = select(_REQUEST.c.id).where(
        _REQUEST.c.id == request,
        _REQUEST.c.subject_ref == ref,
        _REQUEST.c.kind == "erase",
        _REQUEST.c.status == "done",
    )
    return await store.look(lambda connection: connection.scalar(query)) is not None


async def requests_of(store: Store, patron_id: int) -> list[DataRequest]:
    """Give the requests of a patron, the latest first."""
    return await _read(store, _REQUESTS.where(_REQUEST.c.patron_id == patron_id).order_by(_REQUEST.c.id.desc()))


async def last_requests(store: Store, most: int = 50) -> list[DataRequest]:
    """Give the requests of all patrons and chats, the latest first; they name nobody."""
    return await _read(store, _REQUESTS.order_by(_REQUEST.c.id.desc()).limit(most))


async def _read(store: Store, query: Select[Any]) -> list[DataRequest]:
    def look(connection: Connection) -> list[DataRequest]:
        return [
            DataRequest(
                row.kind,
                row.status,
                row.received_at,
                row.completed_at,
                row.refusal_reason,
                row.staff_id is not None,
                row.display_name,
            )
            for row in connection.execute(query)
        ]

    return await store.look(look)
