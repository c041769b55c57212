"""A copy of everything that the store holds about a patron, or about a chat that nobody is signed in to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, case, false, func, null, or_, select

from crm import records
from crm.database.sealed_contacts import opened
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.trust.carried import CARRIED, LEFT_OUT, NAMES_STAFF, READABLE, Carried

__all__ = ["DataCopy", "Whose", "copy_of", "held", "is_left_out", "name_of"]

_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_ITEM = table_of(records.Item)
_TITLE = table_of(records.TitleRecord)
_PROPOSAL = table_of(records.ExampleProposal)
_SIGHTING = table_of(records.QuestionSighting)
_GUARDIANSHIP = table_of(records.Guardianship)
# What is encrypted in the store is told as it was written.
_ENCRYPTED = (table_of(records.Journal), table_of(records.HeldContact))
# What a child has said of a guardian is the child's.
_CHILDS_OWN = ("child_allows", "child_said_at", "child_told_at")
_BY = {one.table: one for one in CARRIED}


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose data is meant: a patron's or, without one, that of a chat to which nobody is signed in."""

    patron_id: int | None = None
    identity_id: int | None = None


@dataclass(frozen=True, slots=True)
class DataCopy:
    """A copy: of each table the rows, with links replaced by what they point at; only values that JSON knows."""

    made_at: datetime
    tables: Mapping[str, list[dict[str, Any]]]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(len(rows) for rows in self.tables.values())

    def document(self) -> dict[str, Any]:
        """Give it as one document, for a file."""
        return {"made_at": self.made_at.isoformat(), **self.tables}


async def copy_of(store: Store, whose: Whose, language: str) -> DataCopy:
    """Copy everything about a patron or an anonymous chat, as of one moment. Raises NotFound.

    Tables without a row are in it too, empty: so that one sees that there is nothing.
    """

    def look(connection: Connection) -> DataCopy:
        mine = _mine(connection, store, whose)
        tables = {one.table: _rows(connection, store, mine, one, language) for one in CARRIED}
        return DataCopy(store.clock.now(), tables)

    return await store.look(look)


def held(connection: Connection, store: Store, whose: Whose) -> dict[str, int]:
    """Count the rows of a copy by table, every table that could have some among them. Raises NotFound."""
    mine = _mine(connection, store, whose)
    counts = {}
    for one in CARRIED:
        query = select(func.count()).select_from(records.Base.metadata.tables[one.table]).where(mine.condition(one))
        counts[one.table] = int(connection.scalar(query) or 0)
    return counts


def is_left_out(table: str, column: str) -> bool:
    """Tell whether a column of a carried table is not in the copy."""
    if column.endswith("_hash"):
        return True
    return f"*.{column}" in LEFT_OUT or f"{table}.{column}" in LEFT_OUT


def name_of(column: Column[Any]) -> str:
    """Give the name of a column in the copy: of a link, without the `_id`."""
    return column.name.removesuffix("_id") if column.foreign_keys else column.name


class _Mine:
    """The conditions by which rows are somebody's, made of each other along the links of the tables."""

    def __init__(self, whose: Whose, patrons: Sequence[int], refs: Sequence[str]) -> None:
        self._whose = whose
        # The patron's records: with those that were made one with it.
        self._patrons = patrons
        self._refs = refs

    def condition(self, one: Carried) -> ColumnElement[bool]:
        table = records.Base.metadata.tables[one.table]
        if table is _PATRON:
            return table.c.id.in_(self._patrons) if self._patrons else false()
        if table is _IDENTITY and self._whose.patron_id is None:
            return (table.c.id == self._whose.identity_id) & table.c.patron_id.is_(None)
        return or_(false(), *(self._by(table, name) for name in one.by))

    def is_ones(self, column: Column[Any]) -> ColumnElement[bool]:
        """Tell whether a link to a patron is one to whom it is about."""
        return column.in_(self._patrons) if self._patrons else false()

    def _by(self, table: Table, name: str) -> ColumnElement[bool]:
        column = table.c[name]
        if name == "subject_ref":
            return column.in_(self._refs)
        if name == "patron_id":
            return self.is_ones(column)
        if table is _PROPOSAL and name == "question_id":
            return self._asked_alone(column)
        (key,) = column.foreign_keys
        target = key.column.table
        found: ColumnElement[bool] = column.in_(select(target.c.id).where(self.condition(_BY[target.name])))
        if "patron_id" in table.c:
            # With a patron of its own it is theirs alone.
            found = found & table.c.patron_id.is_(None)
        if table is _INTERACTION:
            # At a browser that several patrons have used, what is hidden from the chat was others'.
            hidden = (
                select(_MESSAGE.c.id)
                .where(
                    _MESSAGE.c.interaction_id == table.c.id,
                    # Not joined: that would bring in conversations of anybody's.
                    _IDENTITY.c.id == table.c.channel_identity_id,
                    _MESSAGE.c.id <= _IDENTITY.c.history_after,
                )
                .correlate(table)
            )
            found = found & ~hidden.exists()
        return found

    def _asked_alone(self, question: Column[Any]) -> ColumnElement[bool]:
        """Of what is proposed of a question's words, theirs is what nobody else has asked."""
        mine = self.condition(_BY[_SIGHTING.name])
        asked, others = (select(_SIGHTING.c.question_id).where(whose) for whose in (mine, ~mine))
        return question.in_(asked) & question.not_in(others)


def _mine(connection: Connection, store: Store, whose: Whose) -> _Mine:
    """Give the conditions by which rows are somebody's; raises NotFound."""
    if whose.patron_id is not None:
        ids, refs = [whose.patron_id], []
        for patron_id in ids:
            one = select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
            public_id = connection.scalar(one)
            if public_id is None:
                raise NotFound("patron", patron_id)
            refs.append(store.subject_ref(public_id))
            merged = select(_PATRON.c.id).where(_PATRON.c.merged_into_id == patron_id, _PATRON.c.erased_at.is_(None))
            ids += [each for each in connection.scalars(merged) if each not in ids]
        return _Mine(whose, ids, refs)
    chat = select(_IDENTITY.c.public_id).where(_IDENTITY.c.id == whose.identity_id, _IDENTITY.c.patron_id.is_(None))
    public_id = connection.scalar(chat)
    if public_id is None:
        raise NotFound("chat", whose.identity_id)
    return _Mine(whose, [], [store.chat_ref(public_id)])


def _rows(connection: Connection, store: Store, mine: _Mine, one: Carried, language: str) -> list[dict[str, Any]]:
    table = records.Base.metadata.tables[one.table]
    shown = [_shown(column, language) for column in table.columns if not is_left_out(table.name, column.name)]
    columns = [column for column in shown if column is not None]
    if "item_id" in table.c:
        title = select(_TITLE.c.title).join(_ITEM, _ITEM.c.title_id == _TITLE.c.id).where(_ITEM.c.id == table.c.item_id)
        columns.append(title.scalar_subquery().label("item_title"))
    if table in _ENCRYPTED:
        columns.append(table.c.interaction_id.label("of"))
    if table is _GUARDIANSHIP:
        columns.append(case((mine.is_ones(table.c.child_id), "child"), else_="guardian").label("role"))
    query = select(*columns).where(mine.condition(one)).order_by(*table.primary_key.columns)
    rows = [{name: _plain(value) for name, value in row.items()} for row in connection.execute(query).mappings()]
    for row in rows if table in _ENCRYPTED else ():
        row["contact"] = opened(store, row.pop("of"), row["contact"])
    for row in rows if table is _GUARDIANSHIP else ():
        if row["role"] == "guardian":
            row.update(dict.fromkeys(_CHILDS_OWN))
    return rows


def _shown(column: Column[Any], language: str) -> ColumnElement[Any] | None:
    """Give what a column is in the copy; None for a link to the patron, to staff or to what is not told."""
    if not column.foreign_keys:
        kinds = NAMES_STAFF.get(f"{column.table.name}.{column.name}")
        if kinds is None:
            return column
        return case((column.table.c.kind.in_(kinds), null()), else_=column).label(column.name)
    (key,) = column.foreign_keys
    target = key.column.table
    if target.name not in READABLE:
        return None
    other = target.alias()
    readable = other.c[READABLE[target.name].format(language=language)]
    return select(readable).where(other.c.id == column).scalar_subquery().label(name_of(column))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
