"""Groups of unanswered questions, as staff see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.records.staff_names import name_of
from language.normalise import fold
from protocol.values import LANGUAGES

__all__ = [
    "SORTS",
    "Group",
    "GroupFilter",
    "QuestionWording",
    "Sighting",
    "counts",
    "group",
    "groups",
    "sightings",
    "wordings",
]

WEEK = timedelta(days=7)
WEEKS = 4
MOST_SEARCHED = 20_000

_GROUP = table_of(records.QuestionGroup)
_QUESTION = table_of(records.UnansweredQuestion)
_SIGHTING = table_of(records.QuestionSighting)
_STAFF = table_of(records.StaffUser)
_INTERACTION = table_of(records.Interaction)

_TIMES = func.sum(_QUESTION.c.occurrences)
_FIRST = func.min(_QUESTION.c.first_seen_at)
_LAST = func.max(_QUESTION.c.last_seen_at)
SORTS: Mapping[str, ColumnElement[Any]] = {
    "times": _TIMES,
    "last": _LAST,
    "first": _FIRST,
    "wordings": func.count(_QUESTION.c.id),
}


@dataclass(frozen=True, slots=True)
class Group:
    """One matter; `weeks` are how often it came in each of the last four weeks, the oldest first."""

    id: int
    title: str
    status: str
    owner_id: int | None
    owner: str | None
    intent: str | None
    answer_name: str | None
    note: str | None
    created_at: datetime
    updated_at: datetime
    answered_at: datetime | None
    replay: list[dict[str, Any]] | None
    wordings: int
    times: int
    first_seen_at: datetime
    last_seen_at: datetime
    languages: tuple[str, ...]
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """A filter of groups; `owner` is an account's id, 0 for unassigned ones."""

    status: str | None = None
    language: str | None = None
    owner: int | None = None
    at_least: int | None = None
    since: datetime | None = None
    q: str = ""


@dataclass(frozen=True, slots=True)
class QuestionWording:
    """One wording of a group."""

    id: int
    language: str
    text: str
    times: int
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """One occurrence of a question."""

    seen_at: datetime
    wording: str
    language: str
    conversation: str | None = field(default=None)


_SPOKEN = {
    language: func.max(case((_QUESTION.c.language == language, 1), else_=0)) for language in LANGUAGES
}  # fmt: skip
_VIEW = (
    select(
        *(
            _GROUP.c[name]
            for name in (
                "id", "title", "status", "owner_id", "intent", "answer_name", "note",
                "created_at", "updated_at", "answered_at", "replay",
            )
        ),
        name_of(_STAFF).label("owner"),
        func.count(_QUESTION.c.id).label("wordings"),
        _TIMES.label("times"),
        _FIRST.label("first_seen_at"),
        _LAST.label("last_seen_at"),
        *(spoken.label(language) for language, spoken in _SPOKEN.items()),
    )
    .join(_QUESTION, _QUESTION.c.group_id == _GROUP.c.id)
    .outerjoin(_STAFF, _STAFF.c.id == _GROUP.c.owner_id)
    .group_by(_GROUP.c.id, _STAFF.c.id)
)  # fmt: skip


async def groups(
    store: Store,
    wanted: GroupFilter,
    *,
    sort: str = "times",
    descending: bool = True,
    limit: int = 25,
    offset: int = 0,
) -> tuple[list[Group], int]:
    """Give a page of groups, and how many there are in all. Raises KeyError for an unknown `sort`."""
    order = SORTS[sort].desc() if descending else SORTS[sort].asc()
    now = store.clock.now()

    def look(connection: Connection) -> tuple[list[Group], int]:
        narrowed = _narrowed(connection, wanted)
        total = connection.scalar(select(func.count()).select_from(narrowed.subquery())) or 0
        rows = connection.execute(narrowed.order_by(order, _GROUP.c.id.desc()).limit(limit).offset(offset)).all()
        weeks = _weeks(connection, [row.id for row in rows], now)
        return [_group(row, weeks) for row in rows], total

    return await store.look(look)


async def group(store: Store, group_id: int) -> Group:
    """Give one group; raises NotFound."""
    now = store.clock.now()

    def look(connection: Connection) -> Group:
        row = connection.execute(_VIEW.where(_GROUP.c.id == group_id)).first()
        if row is None:
            raise NotFound("question group", group_id)
        return _group(row, _weeks(connection, [group_id], now))

    return await store.look(look)


async def counts(store: Store) -> dict[str, int]:
    """Count the groups by status."""
    query = select(_GROUP.c.status, func.count()).group_by(_GROUP.c.status)
    return await store.look(lambda connection: {row[0]: row[1] for row in connection.execute(query)})


async def wordings(store: Store, group_id: int) -> list[QuestionWording]:
    """List the wordings of a group, the most frequent first."""
    query = (
        select(
            _QUESTION.c.id,
            _QUESTION.c.language,
            _QUESTION.c.sample_redacted.label("text"),
            _QUESTION.c.occurrences.label("times"),
            _QUESTION.c.first_seen_at,
            _QUESTION.c.last_seen_at,
        )
        .where(_QUESTION.c.group_id == group_id)
        .order_by(_QUESTION.c.occurrences.desc(), _QUESTION.c.id)
    )
    return await store.look(lambda connection: [QuestionWording(**row) for row in connection.execute(query).mappings()])


async def sightings(store: Store, group_id: int, limit: int = 20) -> list[Sighting]:
    """List the latest times that a group's questions came, with the conversation where it is still there."""
    query = (
        select(_SIGHTING.c.seen_at, _SIGHTING.c.wording, _QUESTION.c.language, _INTERACTION.c.public_id)
        .join(_QUESTION, _QUESTION.c.id == _SIGHTING.c.question_id)
        .outerjoin(_INTERACTION, _INTERACTION.c.id == _SIGHTING.c.interaction_id)
        .where(_QUESTION.c.group_id == group_id)
        .order_by(_SIGHTING.c.seen_at.desc(), _SIGHTING.c.id.desc())
        .limit(limit)
    )
    return await store.look(lambda connection: [Sighting(*row) for row in connection.execute(query)])


def _narrowed(connection: Connection, wanted: GroupFilter) -> Select[Any]:
    query = _VIEW
    if wanted.status is not None:
        query = query.where(_GROUP.c.status == wanted.status)
    if wanted.owner is not None:
        query = query.where(_GROUP.c.owner_id == wanted.owner if wanted.owner else _GROUP.c.owner_id.is_(None))
    if wanted.language is not None:
        query = query.having(_SPOKEN[wanted.language] == 1)
    if wanted.at_least is not None:
        query = query.having(wanted.at_least <= _TIMES)
    if wanted.since is not None:
        query = query.having(wanted.since <= _LAST)
    if wanted.q:
        query = query.where(_GROUP.c.id.in_(_found(connection, wanted.q)))
    return query


def _found(connection: Connection, q: str) -> list[int]:
    """Find the groups whose title or wordings hold some words, however these are typed."""
    words = fold(q).split()
    query = (
        select(_GROUP.c.id, _GROUP.c.title, _QUESTION.c.sample_redacted)
        .join(_QUESTION, _QUESTION.c.group_id == _GROUP.c.id)
        .order_by(_QUESTION.c.last_seen_at.desc())
        .limit(MOST_SEARCHED)
    )
    found: dict[int, None] = {}
    for row in connection.execute(query):
        text = fold(f"{row.title} {row.sample_redacted}")
        if all(word in text for word in words):
            found[row.id] = None
    return list(found)


def _weeks(connection: Connection, ids: Sequence[int], now: datetime) -> dict[int, tuple[int, ...]]:
    if not ids:
        return {}
    spans = [
        func.sum(
            case(
                (and_(_SIGHTING.c.seen_at >= now - WEEK * back, _SIGHTING.c.seen_at < now - WEEK * (back - 1)), 1),
                else_=0,
            )
        )
        for back in range(WEEKS, 1, -1)
    ]
    spans.append(func.sum(case((_SIGHTING.c.seen_at >= now - WEEK, 1), else_=0)))
    query = (
        select(_QUESTION.c.group_id, *spans)
        .join(_SIGHTING, _SIGHTING.c.question_id == _QUESTION.c.id)
        .where(_QUESTION.c.group_id.in_(ids), _SIGHTING.c.seen_at >= now - WEEK * WEEKS)
        .group_by(_QUESTION.c.group_id)
    )
    return {row[0]: tuple(int(value or 0) for value in row[1:]) for row in connection.execute(query)}


def _group(row: Any, weeks: Mapping[int, tuple[int, ...]]) -> Group:
    values = dict(row._mapping)
    spoken = {language: values.pop(language) for language in LANGUAGES}
    return Group(
        **values,
        languages=tuple(language for language, found in spoken.items() if found),
        weeks=weeks.get(row.id, (0,) * WEEKS),
    )
