"""Whom to write to when patrons wait for a librarian and nobody of the staff is there, and when it is time to."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue
from crm.records.values import LANGUAGES
from crm.staff.members import acting
from crm.staff.presence import anybody_there

__all__ = ["LEAST", "MOST", "DueMail", "InboxAddress", "inbox_mail", "not_sent", "put_inbox_mail", "take_due"]

# Minutes between two letters.
LEAST, MOST = 10, 1440
# So soon one is tried again that no server took.
AGAIN = timedelta(minutes=5)
# Two machines' clocks differ by less.
AHEAD = timedelta(seconds=30)

_MAIL = table_of(records.InboxMail)
_INTERACTION = table_of(records.Interaction)
_ALARM = table_of(records.Alarm)
_ADDRESS = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,180}\.[^@\s,;<>\".]{2,24}")


@dataclass(frozen=True, slots=True)
class InboxAddress:
    """The address that is written to, in a language, and for how many minutes it is then left alone."""

    address: str
    language: str
    quiet_minutes: int


@dataclass(frozen=True, slots=True)
class DueMail:
    """One letter that is to be sent now: how many patrons wait, and how many alarms ring."""

    to: InboxAddress
    waiting: int
    alarms: int
    taken_at: datetime


async def inbox_mail(store: Store) -> InboxAddress | None:
    """Give the address; None while the library wants no such letters."""
    query = select(_MAIL.c.address, _MAIL.c.language, _MAIL.c.quiet_minutes)
    row = await store.look(lambda connection: connection.execute(query).first())
    return None if row is None else InboxAddress(*row)


async def put_inbox_mail(store: Store, wanted: InboxAddress | None, *, by: Actor) -> None:
    """Set the address, or none; raises InvalidValue ("address", "quiet_minutes")."""
    if wanted is not None and _ADDRESS.fullmatch(wanted.address) is None:
        raise InvalidValue("address", "an e-mail address")
    if wanted is not None and not LEAST <= wanted.quiet_minutes <= MOST:
        raise InvalidValue("quiet_minutes", f"{LEAST} to {MOST}")
    if wanted is not None and wanted.language not in LANGUAGES:
        raise InvalidValue("language", f"one of {', '.join(LANGUAGES)}")

    def put(connection: Connection) -> None:
        staff_id = acting(connection, by)
        if wanted is None:
            if not connection.execute(delete(_MAIL)).rowcount:
                return
        else:
            change = {
                "address": wanted.address,
                "language": wanted.language,
                "quiet_minutes": wanted.quiet_minutes,
                "changed_at": store.clock.now(),
                "changed_by_id": staff_id,
            }
            upsert(connection, _MAIL, {"id": 1, **change}, on=["id"], change=change)
        about = trail.Subject("inbox_mail", "1")
        trail.append(connection, store, by, "inbox_mail.changed", about, ("address", "language", "quiet_minutes"))

    await store.transact(put)


async def take_due(store: Store) -> DueMail | None:
    """Take the letter that is due now, so that nobody else sends it; None while none is.

    It is due while a patron waits or an alarm rings, no member of staff who serves patrons is there, and the last one
    is longer ago than the quiet time.
    """
    # What staff try out themselves calls nobody.
    real = _INTERACTION.c.is_test.is_(False)
    waits = select(_INTERACTION.c.id).where(_INTERACTION.c.status == "waiting_staff", real).subquery()
    of_real = _ALARM.join(_INTERACTION, _INTERACTION.c.id == _ALARM.c.interaction_id)
    rings = select(_ALARM.c.id).select_from(of_real).where(_ALARM.c.acknowledged_at.is_(None), real).subquery()

    def take(connection: Connection) -> DueMail | None:
        now = store.clock.now()
        row = connection.execute(select(_MAIL).with_for_update()).first()
        if row is None:
            return None
        # After a clock was set back nobody waits for hours.
        is_quiet = row.sent_at is not None and (now - timedelta(minutes=row.quiet_minutes) < row.sent_at <= now + AHEAD)
        if is_quiet or anybody_there(connection, now):
            return None
        waiting, alarms = (
            int(connection.scalar(select(func.count()).select_from(each)) or 0) for each in (waits, rings)
        )
        if not waiting and not alarms:
            return None
        connection.execute(update(_MAIL).values(sent_at=now))
        to = InboxAddress(row.address, row.language, row.quiet_minutes)
        return DueMail(to, waiting, alarms, now)

    def may_be(connection: Connection) -> bool:
        wanted = connection.scalar(select(_MAIL.c.id)) is not None
        return wanted and any(connection.scalar(select(each.c.id).limit(1)) is not None for each in (waits, rings))

    # Looked at every half minute: nothing is written while nobody waits.
    return await store.transact(take) if await store.look(may_be) else None


async def not_sent(store: Store, due: DueMail) -> None:
    """Let a letter that could not be handed over be due again in a while: it may have arrived all the same."""
    sent_at = due.taken_at + AGAIN - timedelta(minutes=due.to.quiet_minutes)
    again = update(_MAIL).where(_MAIL.c.sent_at == due.taken_at).values(sent_at=sent_at)
    await store.transact(lambda connection: connection.execute(again))
