"""Versions of answers that staff wrote: drafts, publications, periods of validity, and the one in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.records.staff_names import name_of
from crm.staff.members import acting
from crm.staff.own_words import own_words
from protocol.values import LANGUAGES

__all__ = [
    "AnswerText",
    "AnswerVersion",
    "count_versions",
    "effective",
    "latest_versions",
    "publish_version",
    "published_at",
    "published_now",
    "save_version",
    "version_of",
    "versions",
    "withdraw",
]

ENTITY = "answer"
LONGEST_NOTE = 300

_VERSION = table_of(records.AnswerVersion)
_STAFF = table_of(records.StaffUser)

Buttons = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What an answer says in both languages; buttons are {"title", "payload"}."""

    text_fa: str
    text_en: str
    buttons_fa: Buttons = ()
    buttons_en: Buttons = ()

    def text(self, language: str) -> str:
        """Give the text in a language."""
        return self.text_fa if language == "fa" else self.text_en

    def buttons(self, language: str) -> Buttons:
        """Give the buttons in a language."""
        return self.buttons_fa if language == "fa" else self.buttons_en

    def response(self) -> list[dict[str, Any]]:
        """Give it as Rasa's conditional variations."""
        found: list[dict[str, Any]] = []
        for language in LANGUAGES:
            variation: dict[str, Any] = {
                "text": self.text(language),
                "condition": [{"type": "slot", "name": "language", "value": language}],
            }
            if self.buttons(language):
                variation["buttons"] = [dict(button) for button in self.buttons(language)]
            found.append(variation)
        return found


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """One version as it was written, by whom and when."""

    id: int
    name: str
    version: int
    content: AnswerText
    starts_at: datetime | None
    ends_at: datetime | None
    state: str
    restored_from: int | None
    note: str | None
    author: str | None
    created_at: datetime

    @property
    def is_scheduled(self) -> bool:
        """Tell whether it counts for a window of time only."""
        return self.starts_at is not None or self.ends_at is not None

    def holds_at(self, moment: datetime) -> bool:
        """Tell whether it is published and its window contains a moment."""
        return (
            self.state == "published"
            and (self.starts_at is None or self.starts_at <= moment)
            and (self.ends_at is None or moment < self.ends_at)
        )


_QUERY = select(_VERSION, name_of(_STAFF).label("author")).select_from(
    _VERSION.outerjoin(_STAFF, _STAFF.c.id == _VERSION.c.author_id)
)


async def save_version(
    store: Store,
    name: str,
    content: AnswerText,
    *,
    by: Actor,
    publish: bool,
    base: int,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    note: str = "",
    restored_from: int | None = None,
) -> int:
    """Keep a new version, published or as a draft, and give its number.

    `base` is the newest version that the author saw (0 for none). Raises Conflict when there is a newer one,
    InvalidValue (`text_fa`, `text_en`, `ends_at`).
    """
    for field in ("text_fa", "text_en"):
        if not getattr(content, field).strip():
            raise InvalidValue(field, "empty")
    if ends_at is not None:
        if starts_at is not None and ends_at <= starts_at:
            raise InvalidValue("ends_at", "order")
        if publish and ends_at <= store.clock.now():
            raise InvalidValue("ends_at", "past")

    told = own_words(note.strip())[:LONGEST_NOTE] or None

    def save(connection: Connection) -> int:
        staff_id = acting(connection, by)
        newest = connection.scalar(select(func.max(_VERSION.c.version)).where(_VERSION.c.name == name)) or 0
        if newest != base:
            raise Conflict("answer", "changed")
        connection.execute(
            insert(_VERSION),
            {
                "name": name,
                "version": newest + 1,
                "text_fa": content.text_fa,
                "text_en": content.text_en,
                "buttons_fa": [dict(each) for each in content.buttons_fa] or None,
                "buttons_en": [dict(each) for each in content.buttons_en] or None,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "state": "published" if publish else "draft",
                "restored_from": restored_from,
                "note": told,
                "author_id": staff_id,
                "created_at": store.clock.now(),
            },
        )
        action = "answer.restored" if restored_from else "answer.published" if publish else "answer.drafted"
        _note(connection, store, by, action, name, ("text_fa", "text_en", "starts_at", "ends_at"))
        return newest + 1

    return await store.transact(save)


async def publish_version(store: Store, name: str, version: int, *, by: Actor) -> None:
    """Publish a draft; raises NotFound, Conflict when it is no draft, InvalidValue when its time is over."""

    def publish(connection: Connection) -> None:
        acting(connection, by)
        row = _one(connection, name, version)
        if row.state != "draft":
            raise Conflict("answer", row.state)
        if row.ends_at is not None and row.ends_at <= store.clock.now():
            raise InvalidValue("ends_at", "past")
        connection.execute(update(_VERSION).where(_VERSION.c.id == row.id).values(state="published"))
        _note(connection, store, by, "answer.published", name, ("state",))

    await store.transact(publish)


async def withdraw(store: Store, name: str, *, by: Actor, version: int | None = None) -> int:
    """Take one published or drafted version back, or all published ones: then the file's answer is said again.

    Gives how many were taken back; raises Conflict when there are none.
    """

    def take_back(connection: Connection) -> int:
        acting(connection, by)
        meant = [_VERSION.c.name == name]
        if version is None:
            meant.append(_VERSION.c.state == "published")
        else:
            meant += [_VERSION.c.version == version, _VERSION.c.state.in_(("published", "draft"))]
        count = connection.execute(update(_VERSION).where(*meant).values(state="withdrawn")).rowcount
        if not count:
            raise Conflict("answer", "withdrawn")
        _note(connection, store, by, "answer.withdrawn", name, ("state",))
        return count

    return await store.transact(take_back)


async def versions(store: Store, name: str | None = None, *, limit: int = 200, offset: int = 0) -> list[AnswerVersion]:
    """List the versions of an answer, or of all, the newest first."""
    query = _QUERY.order_by(_VERSION.c.created_at.desc(), _VERSION.c.id.desc()).limit(limit).offset(offset)
    if name is not None:
        query = query.where(_VERSION.c.name == name)
    return await store.look(lambda connection: [_view(row) for row in connection.execute(query)])


async def count_versions(store: Store) -> int:
    """Count the versions of all answers."""
    return await store.look(lambda connection: connection.scalar(select(func.count(_VERSION.c.id))) or 0)


async def version_of(store: Store, name: str, version: int) -> AnswerVersion:
    """Give one version; raises NotFound."""
    return await store.look(lambda connection: _one(connection, name, version))


async def latest_versions(store: Store) -> dict[str, AnswerVersion]:
    """Give the newest version of every answer that has any."""
    newest = select(func.max(_VERSION.c.id)).group_by(_VERSION.c.name)
    query = _QUERY.where(_VERSION.c.id.in_(newest))
    return await store.look(lambda connection: {row.name: _view(row) for row in connection.execute(query)})


async def published_now(store: Store) -> list[AnswerVersion]:
    """List what is published and whose time is not over: what is said now, and what will be."""
    return await store.look(lambda connection: published_at(connection, store.clock.now()))


def published_at(connection: Connection, now: datetime) -> list[AnswerVersion]:
    """List what is published and whose time is not over at a moment."""
    query = _QUERY.where(_VERSION.c.state == "published", (_VERSION.c.ends_at.is_(None)) | (_VERSION.c.ends_at > now))
    return [_view(row) for row in connection.execute(query)]


def effective(published: Iterable[AnswerVersion], moment: datetime) -> dict[str, AnswerVersion]:
    """Choose what is said at a moment: of each answer the newest version, one for a window before a standing one."""
    chosen: dict[str, AnswerVersion] = {}
    for each in published:
        if each.holds_at(moment):
            held = chosen.get(each.name)
            if held is None or (each.is_scheduled, each.version) > (held.is_scheduled, held.version):
                chosen[each.name] = each
    return chosen


def _one(connection: Connection, name: str, version: int) -> AnswerVersion:
    row = connection.execute(_QUERY.where(_VERSION.c.name == name, _VERSION.c.version == version)).first()
    if row is None:
        raise NotFound("answer version", f"{name} {version}")
    return _view(row)


def _view(row: Row[Any]) -> AnswerVersion:
    content = AnswerText(row.text_fa, row.text_en, tuple(row.buttons_fa or ()), tuple(row.buttons_en or ()))
    return AnswerVersion(
        id=row.id,
        name=row.name,
        version=row.version,
        content=content,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=row.state,
        restored_from=row.restored_from,
        note=row.note,
        author=row.author,
        created_at=row.created_at,
    )


def _note(connection: Connection, store: Store, by: Actor, action: str, name: str, fields: Sequence[str]) -> None:
    trail.append(connection, store, by, action, trail.Subject(ENTITY, name), fields)
