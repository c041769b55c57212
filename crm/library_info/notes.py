"""Editing of service notes and of the library's profile."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import Conflict, InvalidValue, NotFound
from crm.library_info.branches import LONGEST_NAME, branch_known, fits, needed, note

__all__ = [
    "LONGEST_NOTE",
    "NoteRow",
    "ProfileValues",
    "add_note",
    "change_note",
    "delete_note",
    "put_profile",
    "service_note_row",
    "service_notes",
    "topics",
]

# What fits into one message of every channel, together with a greeting.
LONGEST_NOTE = 1500
MOST_DAYS = 60
LONGEST_PHONE = 40
DIALLED = re.compile(r"\+?\d[\d -]{1,18}")
TOPIC = re.compile(r"[a-z][a-z0-9_]{1,63}")

_NOTE = table_of(records.ServiceNote)
_PROFILE = table_of(records.LibraryProfile)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """The facts of one service, of one branch or (branch_id None) of all."""

    id: int
    topic: str
    branch_id: int | None
    text_fa: str
    text_en: str


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """The library as a whole; `answer_days` are opening days within which cases are answered."""

    name_fa: str
    name_en: str
    phone: str | None
    email: str | None
    website: str | None
    answer_days: int
    emergency_ambulance: str = "115"
    emergency_fire: str = "125"
    emergency_police: str = "110"
    emergency_social: str | None = "123"
    guard_phone: str | None = None


async def service_notes(
    store: Store,
    *,
    topic: str | None = None,
    branch_id: int | None = None,
    everywhere: bool = False,
    q: str = "",
    descending: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[NoteRow], int]:
    """Give notes in order of topic, that for all branches first, and how many there are.

    `branch_id` leaves those of one branch, `everywhere` those for all branches.
    """
    conditions: list[ColumnElement[bool]] = []
    if topic is not None:
        conditions.append(_NOTE.c.topic == topic)
    if everywhere:
        conditions.append(_NOTE.c.branch_id.is_(None))
    elif branch_id is not None:
        conditions.append(_NOTE.c.branch_id == branch_id)
    if q:
        columns = (_NOTE.c.topic, _NOTE.c.text_fa, _NOTE.c.text_en)
        either: Any = columns[0].icontains(q, autoescape=True)
        for column in columns[1:]:
            either = either | column.icontains(q, autoescape=True)
        conditions.append(either)
    topic_order = _NOTE.c.topic.desc() if descending else _NOTE.c.topic.asc()
    general = case((_NOTE.c.branch_id.is_(None), 0), else_=1)
    page = select(_NOTE).where(*conditions).order_by(topic_order, general, _NOTE.c.branch_id).limit(limit)
    count = select(func.count(_NOTE.c.id)).where(*conditions)

    def look(connection: Connection) -> tuple[list[NoteRow], int]:
        rows = connection.execute(page.offset(offset)).mappings()
        return [NoteRow(**row) for row in rows], connection.scalar(count) or 0

    return await store.look(look)


async def topics(store: Store) -> Sequence[str]:
    """Give the topics of which something is told, by name."""
    query = select(_NOTE.c.topic).distinct().order_by(_NOTE.c.topic)
    return await store.look(lambda connection: list(connection.scalars(query)))


async def service_note_row(store: Store, note_id: int) -> NoteRow:
    """Give one note; raises NotFound."""
    query = select(_NOTE).where(_NOTE.c.id == note_id)
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        raise NotFound("note", note_id)
    return NoteRow(**row)


async def add_note(store: Store, topic: str, branch_id: int | None, text_fa: str, text_en: str, *, by: Actor) -> int:
    """Add a note and give its id; raises InvalidValue, or Conflict when the topic has one for that branch."""
    if TOPIC.fullmatch(topic) is None:
        raise InvalidValue("topic", "small Latin letters, digits and underscores are needed")
    _check(text_fa, text_en)
    row = {"topic": topic, "branch_id": branch_id, "text_fa": text_fa.strip(), "text_en": text_en.strip()}

    def add(connection: Connection) -> int:
        branch_known(connection, branch_id)
        there = _NOTE.c.branch_id.is_(None) if branch_id is None else _NOTE.c.branch_id == branch_id
        if connection.scalar(select(_NOTE.c.id).where(and_(_NOTE.c.topic == topic, there))) is not None:
            raise Conflict("note", "there already")
        made = int(connection.execute(insert(_NOTE).returning(_NOTE.c.id), row).scalar_one())
        note(connection, store, by, "service_note.added", "service_note", made, row)
        return made

    try:
        return await store.transact(add)
    except IntegrityError as error:
        raise Conflict("note", "there already") from error


async def change_note(
    store: Store, note_id: int, text_fa: str, text_en: str, *, by: Actor, seen: str | None = None
) -> None:
    """Change the texts of a note; `seen` marks those that it was decided upon (crm.audit.edit_conflicts).

    Raises InvalidValue, NotFound, EditConflict.
    """
    _check(text_fa, text_en)
    change = update(_NOTE).where(_NOTE.c.id == note_id).values(text_fa=text_fa.strip(), text_en=text_en.strip())

    def put(connection: Connection) -> None:
        texts = select(_NOTE.c.text_fa, _NOTE.c.text_en).where(_NOTE.c.id == note_id).with_for_update()
        before = connection.execute(texts).mappings().first()
        if before is None:
            raise NotFound("note", note_id)
        what = trail.Subject("service_note", str(note_id))
        guard_seen(connection, seen, dict(before), what, "service_note.changed")
        connection.execute(change)
        note(connection, store, by, "service_note.changed", "service_note", note_id, ("text_fa", "text_en"))

    await store.transact(put)


async def delete_note(store: Store, note_id: int, *, by: Actor) -> None:
    """Delete a note; raises NotFound."""

    def remove(connection: Connection) -> None:
        if not connection.execute(delete(_NOTE).where(_NOTE.c.id == note_id)).rowcount:
            raise NotFound("note", note_id)
        note(connection, store, by, "service_note.deleted", "service_note", note_id, ("topic",))

    await store.transact(remove)


async def put_profile(store: Store, values: ProfileValues, *, by: Actor, seen: str | None = None) -> None:
    """Describe the library as a whole; `seen` marks what a change was decided upon (crm.audit.edit_conflicts).

    Raises InvalidValue, EditConflict.
    """
    needed("name_fa", values.name_fa, LONGEST_NAME)
    needed("name_en", values.name_en, LONGEST_NAME)
    for field in ("phone", "email", "website"):
        fits(field, getattr(values, field), 200)
    if values.website and not values.website.startswith(("https://", "http://")):
        raise InvalidValue("website", "it begins with https://")
    for field in ("emergency_ambulance", "emergency_fire", "emergency_police", "emergency_social"):
        _dialled(field, getattr(values, field))
    fits("guard_phone", values.guard_phone, LONGEST_PHONE)
    if not 1 <= values.answer_days <= MOST_DAYS:
        raise InvalidValue("answer_days", f"between 1 and {MOST_DAYS}")
    row = asdict(values)

    def put(connection: Connection) -> None:
        before = connection.execute(select(_PROFILE).with_for_update()).mappings().first()
        if before is not None:
            told = {name: before[name] for name in row}
            guard_seen(connection, seen, told, trail.Subject("library_profile", "1"), "library_profile.changed")
        changed = [name for name, value in row.items() if before is None or before[name] != value]
        if changed:
            upsert(connection, _PROFILE, {"id": 1, "currency": "IRR", **row}, on=["id"], change=row)
            note(connection, store, by, "library_profile.changed", "library_profile", 1, changed)

    await store.transact(put)


def _dialled(field: str, number: str | None) -> None:
    if number is None and field == "emergency_social":
        return
    if not DIALLED.fullmatch(number or ""):
        raise InvalidValue(field, "a number as it is dialled: up to 20 digits, spaces, + or -")


def _check(text_fa: str, text_en: str) -> None:
    needed("text_fa", text_fa, LONGEST_NOTE)
    needed("text_en", text_en, LONGEST_NOTE)
