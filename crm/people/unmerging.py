"""A merge taken back: every row that moved goes back, and what came after it stays with the record that had stayed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, DateTime, RowMapping, Table, select, update
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound
from crm.people.moved_rows import marks_of, moved_to
from crm.people.overlaps import hold_segments, take_back_opt_out
from crm.people.timeline import TimelineEntry, timeline_since
from crm.records.staff_names import name_of

__all__ = ["MergeView", "Undone", "merge_view", "undo_merge"]

# Of what came after a merge so much is named; it all stays.
NAMED = 50

_PATRON = table_of(records.Patron)
_MERGE = table_of(records.PatronMerge)
_ROW = table_of(records.PatronMergeRow)
_MEMBER = table_of(records.SegmentMember)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class MergeView:
    """A merge before it is taken back: the two records, how many rows go back, and what stays because it came after."""

    id: int
    survivor: str
    survivor_name: str | None
    merged: str
    merged_name: str | None
    merged_last4: str | None
    decided_at: datetime
    by: str | None
    reason: str | None
    rows: int
    since: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """A merge that was taken back: how many values went back, and how many could not, because they changed since."""

    survivor: str
    merged: str
    back: int
    changed_since: int


async def merge_view(store: Store, merge_id: int) -> MergeView:
    """Look at a merge that can be taken back; raises NotFound for one that is not, or was already."""

    def look(connection: Connection) -> MergeView:
        stays, goes = _PATRON.alias("stays"), _PATRON.alias("goes")
        query = (
            select(
                _MERGE,
                stays.c.public_id.label("survivor"),
                stays.c.display_name.label("survivor_name"),
                goes.c.public_id.label("merged"),
                goes.c.display_name.label("merged_name"),
                goes.c.card_last4.label("merged_last4"),
                name_of(_STAFF).label("by"),
            )
            .join(stays, stays.c.id == _MERGE.c.survivor_id)
            .join(goes, goes.c.id == _MERGE.c.merged_id)
            .outerjoin(_STAFF, _STAFF.c.id == _MERGE.c.decided_by_id)
            .where(_MERGE.c.id == merge_id, _MERGE.c.state == "merged")
        )
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound("merge", merge_id)
        names = (
            "id", "survivor", "survivor_name", "merged", "merged_name", "merged_last4", "decided_at", "by", "reason",
        )  # fmt: skip
        rows = len(connection.execute(select(_ROW.c.id).where(_ROW.c.merge_id == merge_id)).all())
        since = timeline_since(connection, row["survivor_id"], row["decided_at"], NAMED)
        # The merge itself is no news.
        told = tuple(entry for entry in since if (entry.source, entry.id) != ("merge", merge_id))
        return MergeView(**{name: row[name] for name in names}, rows=rows, since=told)

    return await store.look(look)


async def undo_merge(store: Store, merge_id: int, *, by: Actor) -> Undone:
    """Take a merge back; of several into one record, the last first.

    Raises NotFound, and Conflict when the record that stayed was made one with another since.
    """
    return await store.transact(lambda connection: _undo(connection, store, merge_id, by))


def _undo(connection: Connection, store: Store, merge_id: int, by: Actor) -> Undone:
    now = store.clock.now()
    hold_segments(connection)
    merge = (
        connection.execute(select(_MERGE).where(_MERGE.c.id == merge_id, _MERGE.c.state == "merged").with_for_update())
        .mappings()
        .first()
    )
    if merge is None:
        raise NotFound("merge", merge_id)
    both = select(_PATRON).where(_PATRON.c.id.in_((merge["survivor_id"], merge["merged_id"])))
    found = {row["id"]: row for row in connection.execute(both.order_by(_PATRON.c.id).with_for_update()).mappings()}
    stays, goes = found[merge["survivor_id"]], found[merge["merged_id"]]
    later = select(_MERGE.c.id).where(
        _MERGE.c.survivor_id == stays["id"], _MERGE.c.state == "merged", _MERGE.c.id > merge_id
    )
    if stays["merged_into_id"] is not None or connection.scalar(later.limit(1)) is not None:
        raise Conflict("patron", "merged")
    back = changed = 0
    written = connection.execute(select(_ROW).where(_ROW.c.merge_id == merge_id).order_by(_ROW.c.id.desc()))
    for row in written.mappings().all():
        if _put_back(connection, store, row):
            back += 1
        else:
            changed += 1
    connection.execute(
        update(_PATRON)
        .where(_PATRON.c.id == goes["id"])
        .values(merged_into_id=None, updated_at=now, version=_PATRON.c.version + 1)
    )
    connection.execute(
        update(_PATRON).where(_PATRON.c.id == stays["id"]).values(updated_at=now, version=_PATRON.c.version + 1)
    )
    connection.execute(
        update(_MERGE).where(_MERGE.c.id == merge_id).values(state="undone", undone_at=now, undone_by_id=by.id)
    )
    for row in (stays, goes):
        about = trail.Subject("patron", str(merge_id), row["public_id"])
        trail.append(connection, store, by, "patron.merge_undone", about, ("merged_into_id",))
    return Undone(stays["public_id"], goes["public_id"], back, changed)


def _put_back(connection: Connection, store: Store, row: RowMapping) -> bool:
    """Give one column of one row what stood there; False when it is gone, or something else stands there by now."""
    table = records.Base.metadata.tables[row["table_name"]]
    if table is _MEMBER:
        return take_back_opt_out(connection, row)
    column = table.c[row["column_name"]]
    before, after = _value(table, row, "before"), _value(table, row, "after")
    now = connection.execute(select(column).where(table.c.id == row["row_id"]).with_for_update()).first()
    if now is None or now[0] != after:
        return False
    known = marks_of(connection, store, table, [row["row_id"]]).get(row["row_id"])
    if known != (row["before"] or {}).get("of"):
        return False
    if any(key.column is _PATRON.c.id for key in column.foreign_keys):
        return moved_to(connection, table, column, [row["row_id"]], int(before))
    values = {column.name: before, **(row["before"].get("beside") or {})}
    try:
        with connection.begin_nested():
            connection.execute(update(table).where(table.c.id == row["row_id"]).values(values))
    except IntegrityError:
        # What it pointed at is no more.
        return False
    return True


def _value(table: Table, row: RowMapping, which: str) -> Any:
    kept = (row[which] or {}).get("is")
    kind = table.c[row["column_name"]].type
    is_moment = isinstance(getattr(kind, "impl", kind), DateTime)
    return datetime.fromisoformat(kept) if is_moment and isinstance(kept, str) else kept
