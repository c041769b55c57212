"""Who of the staff gets the monthly report by mail, where, and up to which month it was sent."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue

__all__ = [
    "ReportReader",
    "ReportWish",
    "note_refused",
    "note_sent",
    "put_report_wish",
    "report_readers",
    "report_wish",
    "take_report",
]

# So long a letter that was taken is left to who took it; then it is handed over once more under the same name.
TAKEN_FOR = timedelta(minutes=15)

_MAIL = table_of(records.ReportMail)
_STAFF = table_of(records.StaffUser)
# As every mail server takes it: what else stands in a header may be read as a group, a comment or another address.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}")


@dataclass(frozen=True, slots=True)
class ReportWish:
    """One’s own wish: the address, and the month that no mail server took (by its first day)."""

    address: str
    refused_month: date | None


@dataclass(frozen=True, slots=True)
class ReportReader:
    """One who gets the report: how the console speaks to them, and from which day on months are sent."""

    id: int
    staff_id: int
    username: str
    role: str
    language: str
    calendar: str | None
    address: str
    since: date
    sent_month: date | None


async def report_wish(store: Store, staff_id: int) -> ReportWish | None:
    """Give what a member of staff has chosen; None for no letters."""
    query = select(_MAIL.c.address, _MAIL.c.refused_month).where(_MAIL.c.staff_id == staff_id)
    row = await store.look(lambda connection: connection.execute(query).first())
    return None if row is None else ReportWish(*row)


async def put_report_wish(store: Store, staff_id: int, address: str | None, *, today: date, by: Actor) -> None:
    """Send the report to an address from the month of `today` on, or (None) no more.

    Raises InvalidValue ("address").
    """
    if address is not None and _ADDRESS.fullmatch(address) is None:
        raise InvalidValue("address", "an e-mail address")

    def put(connection: Connection) -> None:
        username = connection.scalar(select(_STAFF.c.username).where(_STAFF.c.id == staff_id))
        if address is None:
            if not connection.execute(delete(_MAIL).where(_MAIL.c.staff_id == staff_id)).rowcount:
                return
        else:
            # Another address changes nothing of what was sent already.
            row = {"staff_id": staff_id, "address": address, "created_at": store.clock.now(), "since": today}
            change = {"address": address, "refused_month": None}
            upsert(connection, _MAIL, row, on=["staff_id"], change=change)
        about = trail.Subject("staff_user", username)
        trail.append(connection, store, by, "report_mail.changed", about, ("address",))

    await store.transact(put)


async def report_readers(store: Store) -> list[ReportReader]:
    """List who gets the report, of those whose accounts are in use."""
    query = (
        select(
            *(_MAIL.c[name] for name in ("id", "staff_id", "address", "since", "sent_month")),
            *(_STAFF.c[name] for name in ("username", "role", "language", "calendar")),
        )
        .join(_STAFF, _STAFF.c.id == _MAIL.c.staff_id)
        .where(_STAFF.c.is_active.is_(True))
        .order_by(_MAIL.c.id)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [ReportReader(**row) for row in rows]


async def take_report(store: Store, reader: ReportReader, month: date) -> bool:
    """Take a month’s letter, so that nobody else sends it; tell whether it is still to be sent."""
    now = store.clock.now()
    taken = (
        update(_MAIL)
        .where(
            _MAIL.c.id == reader.id,
            # Whoever has changed the address meanwhile gets it there, with the next round.
            _MAIL.c.address == reader.address,
            or_(_MAIL.c.sent_month.is_(None), _MAIL.c.sent_month < month),
            or_(
                _MAIL.c.taken_month.is_(None),
                _MAIL.c.taken_month < month,
                # After a clock was set back nobody waits for months.
                _MAIL.c.taken_at <= now - TAKEN_FOR,
                _MAIL.c.taken_at > now + TAKEN_FOR,
            ),
        )
        .values(taken_month=month, taken_at=now)
    )
    return await store.transact(lambda connection: bool(connection.execute(taken).rowcount))


async def note_sent(store: Store, reader: ReportReader, month: date) -> None:
    """Note that a mail server has a month’s letter."""
    await _done(store, reader, month, refused=None)


async def note_refused(store: Store, reader: ReportReader, month: date) -> None:
    """Note that no mail server takes a month’s letter: it is not tried again, and its reader is told."""
    await _done(store, reader, month, refused=month)


async def _done(store: Store, reader: ReportReader, month: date, *, refused: date | None) -> None:
    done = (
        update(_MAIL)
        .where(_MAIL.c.id == reader.id, _MAIL.c.staff_id == reader.staff_id, _MAIL.c.taken_month == month)
        .values(sent_month=month, refused_month=refused)
    )
    await store.transact(lambda connection: connection.execute(done))
