"""What both records of a merge have: the stricter holds, and what hung on the one that goes hangs on the other.

Every change is written down (crm.people.moved_rows), so that a merge that is taken back leaves nothing of it.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, delete, insert, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.people.moved_rows import noted, plain

__all__ = ["carry_opt_outs", "hold_segments", "join_equals", "take_back_opt_out"]

_SEGMENT = table_of(records.Segment)
_MEMBER = table_of(records.SegmentMember)
_INTEREST = table_of(records.Interest)
_MATCH = table_of(records.TitleMatch)
_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_FOLLOWED = table_of(records.FollowedEvent)
_ROW = table_of(records.PatronMergeRow)


def hold_segments(connection: Connection) -> None:
    """Let no segment be followed anew while records are made one: before any patron is locked, as that does it."""
    connection.execute(select(_SEGMENT.c.id).order_by(_SEGMENT.c.id).with_for_update()).all()


def carry_opt_outs(connection: Connection, merge_id: int, stays: int, goes: int, now: datetime) -> None:
    """Take the record that stays out of every segment that staff took the other one out of."""
    out = select(_MEMBER.c.segment_id).where(_MEMBER.c.patron_id == goes, _MEMBER.c.status == "opted_out")
    for segment_id in list(connection.scalars(out.order_by(_MEMBER.c.segment_id))):
        before = _membership(connection, segment_id, stays)
        if before is not None and before["status"] == "opted_out":
            continue
        change = {"status": "opted_out", "since": now}
        row = {"segment_id": segment_id, "patron_id": stays, **change}
        upsert(connection, _MEMBER, row, on=["segment_id", "patron_id"], change=change)
        was = None if before is None else {"status": before["status"], "since": plain(before["since"])}
        note = {"merge_id": merge_id, "table_name": _MEMBER.name, "row_id": segment_id, "column_name": "status"}
        connection.execute(insert(_ROW), {**note, "before": {"is": was, "of": stays}, "after": {"is": plain(now)}})


def take_back_opt_out(connection: Connection, note: RowMapping) -> bool:
    """Give the record that stayed its own membership again; False when staff have decided anew since."""
    segment_id, patron_id, was = note["row_id"], note["before"]["of"], note["before"]["is"]
    now = _membership(connection, segment_id, patron_id)
    if now is None or now["status"] != "opted_out" or plain(now["since"]) != note["after"]["is"]:
        return False
    mine = (_MEMBER.c.segment_id == segment_id) & (_MEMBER.c.patron_id == patron_id)
    if was is None:
        connection.execute(delete(_MEMBER).where(mine))
    else:
        values = {"status": was["status"], "since": datetime.fromisoformat(was["since"])}
        connection.execute(update(_MEMBER).where(mine).values(**values))
    return True


def join_equals(connection: Connection, store: Store, merge_id: int, stays: int, goes: int) -> None:
    """Let interests, followed events and subscriptions that both have be one: what hangs on them goes with the own."""
    for theirs, mine in _equals(connection, _INTEREST, stays, goes, ("key",)):
        _repoint(connection, store, merge_id, _MATCH, "interest_id", stays, theirs, mine)
    for theirs, mine in _equals(connection, _FOLLOWED, stays, goes, ("event_id",)):
        if _is_over(connection, mine) and not _is_over(connection, theirs):
            _follow_on(connection, store, merge_id, stays, goes, theirs, mine)
            continue
        _repoint(connection, store, merge_id, _NOTICE, "followed_id", stays, theirs, mine)
    running = ("kind", "channel")
    now = store.clock.now()
    for theirs, mine in _equals(connection, _SUBSCRIPTION, stays, goes, running, _SUBSCRIPTION.c.ended_at.is_(None)):
        _repoint(connection, store, merge_id, _NOTICE, "subscription_id", stays, theirs, mine)
        ended = {"ended_at": now, "end_reason": "replaced"}
        connection.execute(update(_SUBSCRIPTION).where(_SUBSCRIPTION.c.id == theirs).values(**ended))
        beside = {"end_reason": None}
        noted(connection, store, merge_id, _SUBSCRIPTION, [theirs], "ended_at", None, now, beside=beside)


def _is_over(connection: Connection, followed_id: int) -> bool:
    return connection.scalar(select(_FOLLOWED.c.ended_at).where(_FOLLOWED.c.id == followed_id)) is not None


def _follow_on(
    connection: Connection, store: Store, merge_id: int, stays: int, goes: int, theirs: int, mine: int
) -> None:
    """Let what is still followed move where only a row of what was followed once stood in its way."""
    event_id = connection.scalar(select(_FOLLOWED.c.event_id).where(_FOLLOWED.c.id == mine))
    connection.execute(update(_FOLLOWED).where(_FOLLOWED.c.id == mine).values(event_id=None))
    noted(connection, store, merge_id, _FOLLOWED, [mine], "event_id", event_id, None)
    connection.execute(update(_FOLLOWED).where(_FOLLOWED.c.id == theirs).values(patron_id=stays))
    noted(connection, store, merge_id, _FOLLOWED, [theirs], "patron_id", goes, stays)


def _equals(
    connection: Connection, table: Table, stays: int, goes: int, by: tuple[str, ...], *more: ColumnElement[bool]
) -> list[tuple[int, int]]:
    """Give the rows of the record that goes that could not move, each with the equal one of the record that stays."""
    mine = table.alias()
    same = and_(*(mine.c[name] == table.c[name] for name in by), mine.c.patron_id == stays)
    if table is _SUBSCRIPTION:
        same &= mine.c.ended_at.is_(None)
    query = select(table.c.id, mine.c.id.label("mine")).join(mine, same).where(table.c.patron_id == goes, *more)
    return [(row.id, row.mine) for row in connection.execute(query.order_by(table.c.id))]


def _repoint(
    connection: Connection,
    store: Store,
    merge_id: int,
    table: Table,
    column: str,
    patron_id: int,
    before: int,
    after: int,
) -> None:
    query = select(table.c.id).where(table.c[column] == before, table.c.patron_id == patron_id).order_by(table.c.id)
    ids = list(connection.scalars(query))
    connection.execute(
        update(table).where(table.c[column] == before, table.c.patron_id == patron_id).values({column: after})
    )
    noted(connection, store, merge_id, table, ids, column, before, after)


def _membership(connection: Connection, segment_id: int, patron_id: int) -> RowMapping | None:
    query = select(_MEMBER).where(_MEMBER.c.segment_id == segment_id, _MEMBER.c.patron_id == patron_id)
    return connection.execute(query).mappings().first()
