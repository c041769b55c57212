"""Lists of cases: filtered, sorted, searched."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.staff_names import name_of
from crm.records.values import CASE_PRIORITIES
from language.digits import to_ascii
from language.normalise import ZWNJ

__all__ = ["OWING", "SORTS", "CaseFilter", "CaseRow", "case_counts", "case_rows", "how_many"]

# The library owes the next step; while a patron is waited for, or has an answer, no time runs.
OWING = ("new", "acknowledged", "investigating", "appealed")
SORTS = ("due", "number", "priority", "status", "opened")

_CASE = table_of(records.ServiceCase)
_STAFF = table_of(records.StaffUser)
_BRANCH = table_of(records.Branch)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_NUMBER = re.compile(r"(?:k ?-? ?)?0*(\d{1,12})")
_LETTERS = (("ي", "ی"), ("ك", "ک"), (ZWNJ, ""), (" ", ""))

_owes = _CASE.c.status.in_(OWING)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a list; `branch` is {"fa", "en"}, None where no branch is named.

    `said` are the words that it was opened with; `patron` is for those who may read patrons.
    """

    number: str
    kind: str
    status: str
    priority: str
    subject: str
    language: str
    opened_at: datetime
    ack_due_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    resolution: str | None
    reopen_count: int
    version: int
    assignee: str | None
    branch: dict[str, str] | None
    said: str | None = None
    patron: str | None = None
    patron_public_id: str | None = None

    @property
    def owes(self) -> bool:
        """Tell whether the library owes the next step."""
        return self.status in OWING

    def is_breached(self, now: datetime) -> bool:
        """Tell whether a time that was promised has passed."""
        late = self.due_at is not None and self.due_at <= now
        unseen = self.status == "new" and self.ack_due_at is not None and self.ack_due_at <= now
        return self.owes and (late or unseen)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """A filter of cases.

    `assignee` is a user name, or "none" for cases that nobody has. `due` is breached (by `now`) or today (until
    `until`, and not breached yet). `open_only` leaves out what is closed.
    """

    now: datetime
    kind: str | None = None
    statuses: Sequence[str] = ()
    priority: str | None = None
    assignee: str | None = None
    branch_id: int | None = None
    language: str | None = None
    due: str | None = None
    until: datetime | None = None
    open_only: bool = False
    q: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """Give the conditions of a query."""
        found: list[ColumnElement[bool]] = [
            column == value
            for column, value in (
                (_CASE.c.kind, self.kind),
                (_CASE.c.priority, self.priority),
                (_CASE.c.branch_id, self.branch_id),
                (_CASE.c.language, self.language),
            )
            if value is not None
        ]
        if self.assignee == "none":
            found.append(_CASE.c.assignee_id.is_(None))
        elif self.assignee is not None:
            found.append(_STAFF.c.username == self.assignee)
        if self.statuses:
            found.append(_CASE.c.status.in_(self.statuses))
        if self.open_only:
            found.append(_CASE.c.status != "closed")
        if self.due == "breached":
            found.append(_breached(self.now))
        elif self.due == "today" and self.until is not None:
            found += [_owes, _CASE.c.due_at > self.now, _CASE.c.due_at < self.until]
        return found + _said(self.q)


async def case_rows(
    store: Store,
    wanted: CaseFilter,
    *,
    sort: str = "due",
    descending: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[CaseRow], int]:
    """Give a page of cases, and how many there are in all; what is due first comes first."""
    conditions = wanted.conditions()
    page = _joined(
        select(
            *(_CASE.c[name] for name in CaseRow.__dataclass_fields__ if name in _CASE.c),
            _CASE.c.description.label("said"),
            name_of(_STAFF).label("assignee"),
            func.coalesce(_PATRON.c.display_name, _IDENTITY.c.display_name).label("patron"),
            _PATRON.c.public_id.label("patron_public_id"),
            _BRANCH.c.name_fa,
            _BRANCH.c.name_en,
        )
    )
    page = page.where(*conditions).order_by(*_order(sort, descending)).limit(limit).offset(offset)
    count = _joined(select(func.count(_CASE.c.id))).where(*conditions)

    def look(connection: Connection) -> tuple[list[CaseRow], int]:
        rows = connection.execute(page).mappings().all()
        return [_row(row) for row in rows], connection.scalar(count) or 0

    return await store.look(look)


async def how_many(store: Store, wanted: CaseFilter, most: int) -> int:
    """Count the cases that a filter leaves, up to `most` + 1."""
    counted = _joined(select(_CASE.c.id)).where(*wanted.conditions()).limit(most + 1).subquery()
    query = select(func.count()).select_from(counted)
    return await store.look(lambda connection: int(connection.scalar(query) or 0))


async def case_counts(store: Store, now: datetime, staff_username: str) -> dict[str, int]:
    """Count what the library owes: all of it (`owing`), what is `breached`, `unassigned`, or a member's (`mine`)."""
    mine = select(_STAFF.c.id).where(_STAFF.c.username == staff_username).scalar_subquery()
    query = select(
        func.count().label("owing"),
        func.coalesce(func.sum(case((_breached(now), 1), else_=0)), 0).label("breached"),
        func.coalesce(func.sum(case((_CASE.c.assignee_id.is_(None), 1), else_=0)), 0).label("unassigned"),
        func.coalesce(func.sum(case((_CASE.c.assignee_id == mine, 1), else_=0)), 0).label("mine"),
    ).where(_owes)
    row = await store.look(lambda connection: connection.execute(query).mappings().one())
    return {name: int(count) for name, count in row.items()}


def _joined(query: Select[Any]) -> Select[Any]:
    whole = (
        _CASE.outerjoin(_STAFF, _CASE.c.assignee_id == _STAFF.c.id)
        .outerjoin(_BRANCH, _CASE.c.branch_id == _BRANCH.c.id)
        .outerjoin(_PATRON, _CASE.c.patron_id == _PATRON.c.id)
        .outerjoin(_INTERACTION, _CASE.c.interaction_id == _INTERACTION.c.id)
        .outerjoin(_IDENTITY, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
    )
    return query.select_from(whole)


def _breached(now: datetime) -> ColumnElement[bool]:
    return and_(_owes, or_(_CASE.c.due_at <= now, and_(_CASE.c.status == "new", _CASE.c.ack_due_at <= now)))


def _order(sort: str, descending: bool) -> Sequence[ColumnElement[Any]]:
    way: Any = (lambda column: column.desc()) if descending else (lambda column: column.asc())
    if sort == "number":
        return (way(_CASE.c.id),)
    if sort == "priority":
        rank = case({name: place for place, name in enumerate(CASE_PRIORITIES)}, value=_CASE.c.priority)
        return (way(rank), _CASE.c.due_at, _CASE.c.id)
    if sort in ("status", "opened"):
        return (way(_CASE.c.status if sort == "status" else _CASE.c.opened_at), way(_CASE.c.id))
    # What the library owes comes before what is settled, whichever way the rest is turned.
    return (case((_owes, 0), else_=1), case((_CASE.c.due_at.is_(None), 1), else_=0), way(_CASE.c.due_at), _CASE.c.id)


def _said(q: str) -> list[ColumnElement[bool]]:
    words = to_ascii(q).casefold().split()
    if not words:
        return []
    number = _NUMBER.fullmatch(" ".join(words))
    if number is not None:
        return [or_(_CASE.c.number == f"K-{int(number.group(1)):06d}", *_holds(words))]
    return [and_(*_holds(words))]


def _holds(words: Sequence[str]) -> list[ColumnElement[bool]]:
    text: Any = func.lower(_CASE.c.subject + " " + func.coalesce(_CASE.c.description, ""))
    for old, new in _LETTERS:
        text = func.replace(text, old, new)
    return [text.contains(_plain(word), autoescape=True) for word in words]


def _plain(word: str) -> str:
    for old, new in _LETTERS:
        word = word.replace(old, new)
    return word


def _row(row: Any) -> CaseRow:
    values = {name: row[name] for name in CaseRow.__dataclass_fields__ if name != "branch"}
    names = None if row["name_fa"] is None else {"fa": row["name_fa"], "en": row["name_en"]}
    return CaseRow(**values, branch=names)
