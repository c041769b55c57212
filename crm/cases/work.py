"""Steps of a case: moving, assigning, answering, closing, reopening, each recorded once in its history.

new ──▶ acknowledged ──▶ investigating ⇄ waiting_patron
 └───────────┴────────────────┴─────────────┴──▶ answered ──▶ closed
                    investigating ◀── appealed ◀──────┴──────────┘
Every step names the `version` of the case that it was decided upon; when somebody was faster it is a Conflict.
"""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crm import records
from crm.actor import PATRON, Actor
from crm.audit import trail
from crm.audit.subjects import about_case
from crm.cases.listing import OWING
from crm.cases.opening import CaseView, due_times, insert_case, opening_calendar
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound, Refusals
from crm.patrons.merged import survivor_of
from crm.records.values import CASE_KINDS, CASE_PRIORITIES, LANGUAGES
from crm.staff.members import acting, staff_id_of
from crm.staff.own_words import own_words

__all__ = ["LONGEST", "MOVES", "add_note", "appeal", "assign", "desk_case", "move", "set_priority"]

LONGEST = 4000
LONGEST_SUBJECT = 200

MOVES: Mapping[str, tuple[str, ...]] = {
    "new": ("acknowledged", "investigating", "waiting_patron", "answered", "closed"),
    "acknowledged": ("investigating", "waiting_patron", "answered", "closed"),
    "investigating": ("waiting_patron", "answered", "closed"),
    "waiting_patron": ("investigating", "answered", "closed"),
    "answered": ("appealed", "closed"),
    "appealed": ("investigating", "waiting_patron", "answered", "closed"),
    "closed": ("appealed",),
}
# How a matter reaches the desk without a chat, and as which kind of contact it is kept.
DESK_CHANNELS = {"phone": "call", "in_person": "visit", "email": "email"}

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_STAFF = table_of(records.StaffUser)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)


async def move(
    store: Store,
    number: str,
    to: str,
    *,
    version: int,
    by: Actor,
    note: str | None = None,
) -> int:
    """Move a case to another state; give its new version.

    Raises InvalidValue ("status" for a move that is not allowed), Conflict when somebody was faster, NotFound.
    An appeal is not a move (see `appeal`), and neither is the end, which the patron is told
    (crm.cases.answers.close_case).
    """
    words = checked(note, "note", needed=False)

    def step(connection: Connection) -> int:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked_case(connection, number, version)
        if to in ("appealed", "closed") or to not in MOVES[row["status"]]:
            raise InvalidValue("status", f"a case that is {row['status']} cannot become {to}")
        changes = moved(connection, row, to, now)
        put_event(connection, row["id"], "status", now, staff_id, row["status"], to, words)
        return put_case(connection, store, row, changes, by, "case.moved")

    return await store.transact(step)


async def assign(store: Store, number: str, to: str | None, *, version: int, by: Actor) -> int:
    """Give a case to a member of staff by user name, or to nobody; give its new version.

    Raises NotFound ("member of staff"), Conflict when somebody was faster.
    """

    def give(connection: Connection) -> int:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked_case(connection, number, version)
        assignee_id = None if to is None else staff_id_of(connection, to)
        if assignee_id == row["assignee_id"]:
            return int(row["version"])
        before = connection.scalar(select(_STAFF.c.username).where(_STAFF.c.id == row["assignee_id"]))
        put_event(connection, row["id"], "assign", now, staff_id, before, to)
        return put_case(connection, store, row, {"assignee_id": assignee_id}, by, "case.assigned")

    return await store.transact(give)


async def set_priority(store: Store, number: str, priority: str, *, version: int, by: Actor) -> int:
    """Give a case another priority; give its new version. Raises InvalidValue, Conflict, NotFound."""
    if priority not in CASE_PRIORITIES:
        raise InvalidValue("priority", f"one of {', '.join(CASE_PRIORITIES)} is needed")

    def change(connection: Connection) -> int:
        staff_id = acting(connection, by)
        row = locked_case(connection, number, version)
        if row["priority"] == priority:
            return int(row["version"])
        put_event(connection, row["id"], "note", store.clock.now(), staff_id, row["priority"], priority)
        return put_case(connection, store, row, {"priority": priority}, by, "case.prioritised")

    return await store.transact(change)


async def add_note(store: Store, number: str, text: str, *, by: Actor) -> None:
    """Add an internal note; it changes nothing that another could have changed. Raises InvalidValue, NotFound."""
    note = checked(text, "note")

    def add(connection: Connection) -> None:
        row = locked_case(connection, number)
        put_event(connection, row["id"], "note", store.clock.now(), acting(connection, by), note=note)
        _audited(connection, store, by, "case.noted", number, ("note",))

    await store.transact(add)


async def appeal(store: Store, number: str, reason: str, *, version: int | None = None, by: Actor | None = None) -> int:
    """Take a case up again that was answered or closed, because its patron does not accept the answer.

    The times that are promised begin anew. `by` is the member of staff who notes it, None for the patron himself.
    Raises InvalidValue ("status", "reason"), Conflict, NotFound.
    """
    said = checked(reason, "reason")

    def reopen(connection: Connection) -> int:
        now = store.clock.now()
        staff_id = None if by is None else acting(connection, by)
        row = locked_case(connection, number, version)
        if "appealed" not in MOVES[row["status"]]:
            raise InvalidValue("status", f"a case that is {row['status']} cannot be appealed")
        _, due_at = due_times(connection, row["branch_id"], now)
        put_event(connection, row["id"], "reopen", now, staff_id, row["status"], "appealed", said)
        return put_case(connection, store, row, reopened(due_at), by, "case.appealed")

    return await store.transact(reopen)


async def desk_case(
    store: Store,
    kind: str,
    *,
    by: Actor,
    channel: str,
    subject: str,
    description: str,
    language: str,
    priority: str = "normal",
    branch_id: int | None = None,
    card: str | None = None,
    contact: str | None = None,
    idempotency_key: str,
) -> CaseView:
    """Open a case that a patron brought by telephone, at the desk or by e-mail, and keep the contact itself.

    Raises InvalidValue (kind, channel, subject, description, language, priority, card).
    """
    refusals = Refusals()
    for field, value, known in (
        ("kind", kind, CASE_KINDS),
        ("channel", channel, DESK_CHANNELS),
        ("language", language, LANGUAGES),
        ("priority", priority, CASE_PRIORITIES),
    ):
        if value not in known:
            refusals.note(field, f"one of {', '.join(known)} is needed")
    title = refusals.check(checked, subject, "subject", longest=LONGEST_SUBJECT)
    words = refusals.check(checked, description, "description")
    if card:
        await store.look(lambda connection: refusals.check(_patron_of, connection, store, card))
    refusals.refuse()

    def put(connection: Connection) -> CaseView:
        staff_id = acting(connection, by)
        patron_id = _patron_of(connection, store, card) if card else None
        opened = insert_case(
            connection,
            store,
            kind,
            interaction_id=None,
            subject=str(title),
            description=words,
            language=language,
            branch_id=branch_id,
            idempotency_key=idempotency_key,
            staff_id=staff_id,
            patron_id=patron_id,
            priority=priority,
            contact=contact or None,
        )
        # The form that is sent twice finds its case, and the contact with it.
        if connection.scalar(select(_CASE.c.interaction_id).where(_CASE.c.id == opened.id)) is None:
            interaction_id = _contact(connection, opened, channel, patron_id, staff_id)
            _audited(connection, store, by, "case.opened", opened.number, ("kind", "subject", "description"))
            return replace(opened, interaction_id=interaction_id)
        return opened

    return await store.transact(put)


def locked_case(connection: Connection, number: str, version: int | None = None) -> RowMapping:
    """Read a case to change it; raises NotFound, or Conflict when it is not in the version that was seen."""
    query = select(_CASE).where(_CASE.c.number == number).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("case", number)
    if version is not None and row["version"] != version:
        raise Conflict("case", row["status"])
    return row


def moved(connection: Connection, row: RowMapping, to: str, now: datetime) -> dict[str, Any]:
    """Give what changes in a case that moves to a state."""
    changes: dict[str, Any] = {"status": to, "acknowledged_at": func.coalesce(_CASE.c.acknowledged_at, now)}
    if row["status"] == "waiting_patron" and to in OWING and row["due_at"] is not None:
        changes["due_at"] = _after_waiting(connection, row, now)
    if to in ("answered", "closed"):
        changes["answered_at"] = func.coalesce(_CASE.c.answered_at, now)
    if to == "closed":
        changes["closed_at"] = max(now, row["opened_at"])
    return changes


def reopened(due_at: datetime) -> dict[str, Any]:
    """Give what changes in a case that is taken up again, to be answered by a new time."""
    return {
        "status": "appealed",
        "due_at": due_at,
        "answered_at": None,
        "closed_at": None,
        "resolution": None,
        "reopen_count": _CASE.c.reopen_count + 1,
    }


def taken_up(connection: Connection, row: RowMapping, staff_id: int, now: datetime) -> dict[str, Any]:
    """Give what changes in a case that a member of staff works on: it is theirs where it was nobody's."""
    if row["assignee_id"] is not None:
        return {}
    username = connection.scalar(select(_STAFF.c.username).where(_STAFF.c.id == staff_id))
    put_event(connection, row["id"], "assign", now, staff_id, None, username)
    return {"assignee_id": staff_id}


def put_case(
    connection: Connection, store: Store, row: RowMapping, changes: Mapping[str, Any], by: Actor | None, action: str
) -> int:
    """Write a change of a case that was read by `locked_case`, and note it; give the new version."""
    version = int(row["version"]) + 1
    connection.execute(update(_CASE).where(_CASE.c.id == row["id"]).values(**changes, version=version))
    _audited(connection, store, by, action, row["number"], tuple(changes))
    return version


def put_event(
    connection: Connection,
    case_id: int,
    kind: str,
    now: datetime,
    staff_id: int | None,
    from_value: str | None = None,
    to_value: str | None = None,
    note: str | None = None,
) -> None:
    """Add a step to a case's history."""
    row = {"case_id": case_id, "kind": kind, "from_value": from_value, "to_value": to_value, "note": note}
    connection.execute(insert(_EVENT), {**row, "staff_id": staff_id, "occurred_at": now})


def checked(text: str | None, field: str, *, needed: bool = True, longest: int = LONGEST) -> str | None:
    """Give a text of staff as it may be kept, without its edges.

    Raises InvalidValue when it is empty but needed, or too long.
    """
    kept = own_words((text or "").strip())
    if needed and not kept:
        raise InvalidValue(field, "a text is needed")
    if len(kept) > longest:
        raise InvalidValue(field, f"at most {longest} characters are taken")
    return kept or None


def _after_waiting(connection: Connection, row: RowMapping, now: datetime) -> datetime:
    """Move a due time by as long as the patron was waited for, into opening hours."""
    since = connection.scalar(
        select(_EVENT.c.occurred_at)
        .where(_EVENT.c.case_id == row["id"], _EVENT.c.to_value == "waiting_patron")
        .order_by(_EVENT.c.id.desc())
        .limit(1)
    )
    due: datetime = row["due_at"] + (now - since if since is not None else now - now)
    calendar = opening_calendar(connection, row["branch_id"])
    return due if calendar is None else calendar.at_opening(due)


def _patron_of(connection: Connection, store: Store, card: str) -> int:
    found = connection.scalar(
        select(_PATRON.c.id).where(
            _PATRON.c.card_number_hash.in_(store.card_hashes(card)), _PATRON.c.erased_at.is_(None)
        )
    )
    if found is None:
        raise InvalidValue("card", "no patron has this card")
    return survivor_of(connection, int(found))


def _contact(connection: Connection, opened: CaseView, channel: str, patron_id: int | None, staff_id: int) -> int:
    public_id = str(uuid.uuid4())
    row = {
        "public_id": public_id,
        "engine_conversation": public_id,
        "patron_id": patron_id,
        "branch_id": opened.branch_id,
        "case_id": opened.id,
        "channel": channel,
        "kind": DESK_CHANNELS[channel],
        "status": "closed",
        "outcome": "case_opened",
        "handled_by": "staff",
        "assigned_staff_id": staff_id,
        "language": opened.language,
        "started_at": opened.opened_at,
        "ended_at": opened.opened_at,
    }
    interaction_id = connection.execute(insert(_INTERACTION).returning(_INTERACTION.c.id), row).scalar_one()
    connection.execute(update(_CASE).where(_CASE.c.id == opened.id).values(interaction_id=interaction_id))
    return int(interaction_id)


def _audited(
    connection: Connection, store: Store, by: Actor | None, action: str, number: str, fields: tuple[str, ...]
) -> None:
    trail.append(connection, store, by or PATRON, action, about_case(connection, number), fields)
