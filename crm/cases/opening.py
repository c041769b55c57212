"""Cases: opening, numbers and due times of matters that staff work on."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, or_, select, update
from sqlalchemy import case as case_when
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import InvalidValue, NotFound
from crm.library_info.calendar import OpeningCalendar
from crm.library_info.directory import calendar_of
from crm.patrons.sign_in_periods import holds
from crm.records.values import CASE_KINDS

__all__ = [
    "CaseView",
    "case",
    "case_by_number",
    "cases_of",
    "due_times",
    "insert_case",
    "interaction_id_of",
    "open_case",
    "opening_calendar",
]

# Matters in which somebody else may do harm meanwhile.
URGENT = frozenset({"lost_card"})
# In days on which the branch is open.
ACKNOWLEDGE_DAYS = 1
ANSWER_DAYS = 3

_CASE = table_of(records.ServiceCase)
_CASE_EVENT = table_of(records.CaseEvent)
_INTERACTION = table_of(records.Interaction)
_INTERACTION_EVENT = table_of(records.InteractionEvent)
_IDENTITY = table_of(records.ChannelIdentity)
_PROFILE = table_of(records.LibraryProfile)
_HEARD = table_of(records.CaseHeard)
_BY_NAME = select(_INTERACTION.c.id).where(
    or_(
        _INTERACTION.c.public_id == bindparam("conversation"),
        _INTERACTION.c.engine_conversation == bindparam("conversation"),
    )
)


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as its patron may see it; how to reach the patron is not in it."""

    id: int
    number: str
    kind: str
    status: str
    priority: str
    subject: str
    description: str | None
    language: str
    branch_id: int | None
    interaction_id: int | None
    opened_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None


_COLUMNS = tuple(_CASE.c[name] for name in CaseView.__dataclass_fields__)


async def open_case(
    store: Store,
    kind: str,
    *,
    conversation: str | None,
    subject: str,
    description: str | None,
    language: str,
    branch_id: int | None = None,
    idempotency_key: str,
) -> CaseView:
    """Open a case; the same key again gives the case that it opened the first time.

    `conversation` (its public id, or the engine's name for it) makes the case the outcome of the conversation
    and, when the chat partner is signed in, the patron's. Raises InvalidValue for an unknown kind, NotFound
    for an unknown conversation.
    """
    if kind not in CASE_KINDS:
        raise InvalidValue("kind", f"a case is one of {', '.join(CASE_KINDS)}")
    return await store.transact(
        lambda connection: insert_case(
            connection,
            store,
            kind,
            interaction_id=None if conversation is None else interaction_id_of(connection, conversation),
            subject=subject,
            description=description,
            language=language,
            branch_id=branch_id,
            idempotency_key=idempotency_key,
        )
    )


async def case(store: Store, number: str) -> CaseView | None:
    """Find a case by its number."""
    query = select(*_COLUMNS).where(_CASE.c.number == number)
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    return None if row is None else CaseView(**row)


async def cases_of(store: Store, patron_id: int) -> list[CaseView]:
    """List a patron's cases, the latest first."""
    query = select(*_COLUMNS).where(_CASE.c.patron_id == patron_id).order_by(_CASE.c.id.desc())
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [CaseView(**row) for row in rows]


def case_by_number(connection: Connection, number: str) -> CaseView:
    """Read a case that is there, in the caller's transaction."""
    return CaseView(**connection.execute(select(*_COLUMNS).where(_CASE.c.number == number)).mappings().one())


def insert_case(
    connection: Connection,
    store: Store,
    kind: str,
    *,
    interaction_id: int | None,
    subject: str,
    description: str | None,
    language: str,
    branch_id: int | None,
    idempotency_key: str,
    staff_id: int | None = None,
    **more: Any,
) -> CaseView:
    """Open a case in the caller's transaction; see `open_case`.

    `more` are further columns of the case, as a member of staff knows them who opens it.
    """
    now = store.clock.now()
    ack_due_at, due_at = due_times(connection, branch_id, now)
    row = {
        # The number follows from the id, which is known only after the insert.
        "number": str(uuid.uuid4()),
        "idempotency_key": idempotency_key,
        "patron_id": None if interaction_id is None else _patron_of(connection, interaction_id, now),
        "interaction_id": interaction_id,
        "kind": kind,
        "subject": subject,
        "priority": "urgent" if subject in URGENT else "normal",
        "description": description,
        "language": language,
        "branch_id": branch_id,
        "opened_at": now,
        "ack_due_at": ack_due_at,
        "due_at": due_at,
        **more,
    }
    made = insert_or_skip(connection, _CASE, row, on=["idempotency_key"])
    opened = _by_key(connection, idempotency_key)
    if not made:
        return CaseView(**opened)
    number = f"K-{opened['id']:06d}"
    connection.execute(update(_CASE).where(_CASE.c.id == opened["id"]).values(number=number))
    connection.execute(
        insert(_CASE_EVENT),
        {"case_id": opened["id"], "kind": "status", "to_value": "new", "staff_id": staff_id, "occurred_at": now},
    )
    if interaction_id is not None:
        connection.execute(
            update(_INTERACTION)
            .where(_INTERACTION.c.id == interaction_id)
            .values(
                case_id=opened["id"],
                # A conversation that is closed already, but then led to a case, ended in it.
                outcome=case_when((_INTERACTION.c.status == "closed", "case_opened"), else_=None),
            )
        )
        connection.execute(
            insert(_INTERACTION_EVENT),
            {"interaction_id": interaction_id, "kind": "case_opened", "occurred_at": now, "detail": number},
        )
        _hear(connection, opened["id"], interaction_id)
    return CaseView(**{**opened, "number": number})


def due_times(connection: Connection, branch_id: int | None, at: datetime) -> tuple[datetime, datetime]:
    """Give by when a case that comes at a moment is to be acknowledged and answered.

    Both are counted in opening days of its branch, or of the main one; see `OpeningCalendar.after_opening_days`.
    """
    days = connection.scalar(select(_PROFILE.c.answer_days)) or ANSWER_DAYS
    calendar = opening_calendar(connection, branch_id)
    if calendar is None:
        return at + timedelta(days=ACKNOWLEDGE_DAYS), at + timedelta(days=days)
    return calendar.after_opening_days(at, ACKNOWLEDGE_DAYS), calendar.after_opening_days(at, days)


def opening_calendar(connection: Connection, branch_id: int | None) -> OpeningCalendar | None:
    """Read when a branch (None: the main one) is open; None in a library that has told of no such branch."""
    with Session(connection) as session:
        try:
            return calendar_of(session, branch_id)
        except NotFound:
            return None


def interaction_id_of(connection: Connection, conversation: str) -> int:
    """Find an interaction by its public id or the engine's name for it; raises NotFound."""
    found = connection.scalar(_BY_NAME, {"conversation": conversation})
    if found is None:
        raise NotFound("conversation", conversation)
    return int(found)


def _hear(connection: Connection, case_id: int, interaction_id: int) -> None:
    """Note that the chat in which a case was told knows of it."""
    identity_id = connection.scalar(
        select(_INTERACTION.c.channel_identity_id).where(_INTERACTION.c.id == interaction_id)
    )
    if identity_id is not None:
        insert_or_skip(
            connection, _HEARD, {"case_id": case_id, "identity_id": identity_id}, on=["case_id", "identity_id"]
        )


def _patron_of(connection: Connection, interaction_id: int, now: datetime) -> int | None:
    # Both must say so: a chat that was signed out, or in by another, opens no case in a patron's name.
    return connection.scalar(
        select(_IDENTITY.c.patron_id)
        .join(_INTERACTION, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
        .where(
            _INTERACTION.c.id == interaction_id,
            _INTERACTION.c.patron_id == _IDENTITY.c.patron_id,
            holds(now),
        )
    )


def _by_key(connection: Connection, idempotency_key: str) -> RowMapping:
    query = select(*_COLUMNS).where(_CASE.c.idempotency_key == idempotency_key)
    return connection.execute(query).mappings().one()
