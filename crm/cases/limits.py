"""Limits on new cases per visitor: beyond them, words are added to the last case or not taken."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, text, update

from crm import records
from crm.cases.opening import CaseView, insert_case, interaction_id_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.records.values import CASE_KINDS

__all__ = ["AN_HOUR", "Reported", "tell_case"]

# Nobody has more than three matters in an hour; at a library's own computers many share one address.
AN_HOUR = 3
HOUR = timedelta(hours=1)
FROM_AN_ADDRESS = 30
DAY = timedelta(days=1)

_CASE = table_of(records.ServiceCase)
_STEP = table_of(records.CaseEvent)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)
_COLUMNS = tuple(_CASE.c[name] for name in CaseView.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Reported:
    """The result of what a visitor reported: a case of its own, words added to one, or nothing stored.

    `was_there`: the matter is one that a patron has once, and their open case of it is this one.
    """

    case: CaseView | None
    was_added: bool = False
    was_there: bool = False


async def tell_case(
    store: Store,
    kind: str,
    *,
    conversation: str,
    subject: str,
    description: str,
    language: str,
    branch_id: int | None = None,
    idempotency_key: str,
    once: bool = False,
) -> Reported:
    """Open a case for what a visitor told, or add it to the last of those they have just opened.

    Of a matter that a signed-in patron has `once` at a time, their open case is given instead. The same key, or the
    same words, again change nothing. Raises InvalidValue for an unknown kind, NotFound for an unknown conversation.
    """
    if kind not in CASE_KINDS:
        raise InvalidValue("kind", f"a case is one of {', '.join(CASE_KINDS)}")

    def tell(connection: Connection) -> Reported:
        interaction_id = interaction_id_of(connection, conversation)
        before = connection.execute(select(*_COLUMNS).where(_CASE.c.idempotency_key == idempotency_key)).mappings()
        known = before.first()
        who = None if known is not None else _visitor(connection, store, interaction_id)
        if once and who is not None and who["patron_id"] is not None:
            there = _open_one(connection, who["patron_id"], kind, subject)
            if there is not None:
                return Reported(there, was_there=True)
        if who is not None and _is_spent(connection, store, who):
            return _added(connection, store, who, description)
        opened = insert_case(
            connection,
            store,
            kind,
            interaction_id=interaction_id,
            subject=subject,
            description=description,
            language=language,
            branch_id=branch_id,
            idempotency_key=idempotency_key,
        )
        return Reported(opened)

    return await store.transact(tell)


def _visitor(connection: Connection, store: Store, interaction_id: int) -> RowMapping | None:
    """Read who talks, and let nobody else count their cases meanwhile."""
    query = (
        select(_IDENTITY.c.id, _IDENTITY.c.patron_id, _IDENTITY.c.origin_hash)
        .join(_INTERACTION, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
        .where(_INTERACTION.c.id == interaction_id)
    )
    row = connection.execute(query.with_for_update(of=_IDENTITY)).mappings().first()
    if row is not None and row["origin_hash"] is not None and not store.is_sqlite:
        lock = {"origin": int(row["origin_hash"][:15], 16)}
        connection.execute(text("SELECT pg_advisory_xact_lock(:origin)"), lock)
    return row


def _open_one(connection: Connection, patron_id: int, kind: str, subject: str) -> CaseView | None:
    # Two chats of one patron wait for each other here.
    connection.execute(select(_PATRON.c.id).where(_PATRON.c.id == patron_id).with_for_update())
    query = select(*_COLUMNS).where(
        _CASE.c.patron_id == patron_id,
        _CASE.c.kind == kind,
        _CASE.c.subject == subject,
        _CASE.c.status.not_in(("answered", "closed")),
    )
    row = connection.execute(query.order_by(_CASE.c.id).limit(1)).mappings().first()
    return None if row is None else CaseView(**row)


def _is_spent(connection: Connection, store: Store, who: RowMapping) -> bool:
    now = store.clock.now()
    own = _count(connection, _CASE.c.opened_at > now - HOUR, _IDENTITY.c.id == who["id"])
    if own >= AN_HOUR:
        return True
    if who["patron_id"] is not None or who["origin_hash"] is None:
        return False
    from_there = (
        _CASE.c.opened_at > now - DAY,
        _CASE.c.patron_id.is_(None),
        _IDENTITY.c.origin_hash == who["origin_hash"],
    )
    return _count(connection, *from_there) >= FROM_AN_ADDRESS


def _count(connection: Connection, *conditions: Any) -> int:
    query = (
        select(func.count())
        .select_from(_CASE)
        .join(_INTERACTION, _INTERACTION.c.id == _CASE.c.interaction_id)
        .join(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
        .where(*conditions)
    )
    return int(connection.scalar(query) or 0)


def _added(connection: Connection, store: Store, who: RowMapping, words: str) -> Reported:
    """Add words to the last open case of this visitor's last hour; whose browser it was before is nobody's matter."""
    now = store.clock.now()
    query = (
        select(*_COLUMNS)
        .join(_INTERACTION, _INTERACTION.c.id == _CASE.c.interaction_id)
        .where(
            _INTERACTION.c.channel_identity_id == who["id"],
            _CASE.c.patron_id.is_not_distinct_from(who["patron_id"]),
            _CASE.c.status != "closed",
            _CASE.c.opened_at > now - HOUR,
        )
        .order_by(_CASE.c.id.desc())
        .limit(1)
    )
    last = connection.execute(query).mappings().first()
    if last is None:
        return Reported(None)
    same = select(_STEP.c.id).where(_STEP.c.case_id == last["id"], _STEP.c.note == words)
    if connection.scalar(same) is None:
        step = {"case_id": last["id"], "kind": "note", "note": words, "occurred_at": now}
        connection.execute(insert(_STEP), step)
        connection.execute(update(_CASE).where(_CASE.c.id == last["id"]).values(version=_CASE.c.version + 1))
    return Reported(CaseView(**last), was_added=True)
