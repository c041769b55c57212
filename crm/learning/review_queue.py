"""The queue of picked turns, as each reviewer sees it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["ReviewFilter", "next_item", "read_intents", "waiting"]

_ITEM = table_of(records.ReviewItem)
_VERDICT = table_of(records.ReviewVerdict)
_MESSAGE = table_of(records.Message)


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """A filter of turns; `intent` is the one that was read."""

    reason: str | None = None
    language: str | None = None
    intent: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Give the conditions of a query over items and their messages."""
        pairs = (
            (_ITEM.c.reason, self.reason),
            (_MESSAGE.c.language, self.language),
            (_MESSAGE.c.intent, self.intent),
        )
        return [column == value for column, value in pairs if value is not None]


async def next_item(store: Store, staff_id: int, wanted: ReviewFilter, *, after: int | None = None) -> int | None:
    """Give the item that this reviewer is to look at next, or None when there is none.

    `after` is an item that was left for later: those behind it come first.
    """

    def look(connection: Connection) -> int | None:
        query = _open_for(staff_id, wanted).with_only_columns(_ITEM.c.id)
        query = query.order_by(_ITEM.c.weight.desc(), _ITEM.c.id).limit(1)
        left = None
        if after is not None:
            left = connection.execute(select(_ITEM.c.weight).where(_ITEM.c.id == after)).first()
        if left is not None:
            behind = or_(_ITEM.c.weight < left.weight, and_(_ITEM.c.weight == left.weight, _ITEM.c.id > after))
            found = connection.scalar(query.where(behind))
            if found is not None:
                return int(found)
            # Round once more, but not to the one that was just left while there are others.
            others = connection.scalar(query.where(_ITEM.c.id != after))
            if others is not None:
                return int(others)
        first = connection.scalar(query)
        return None if first is None else int(first)

    return await store.look(look)


async def waiting(store: Store, staff_id: int, wanted: ReviewFilter) -> int:
    """Count the turns that this reviewer may look at."""
    query = _open_for(staff_id, wanted).with_only_columns(func.count(_ITEM.c.id))
    return await store.look(lambda connection: connection.scalar(query) or 0)


async def read_intents(store: Store) -> list[str]:
    """List the intents that were read in picked turns."""
    query = (
        select(_MESSAGE.c.intent)
        .join(_ITEM, _ITEM.c.message_id == _MESSAGE.c.id)
        .where(_MESSAGE.c.intent.is_not(None))
        .distinct()
        .order_by(_MESSAGE.c.intent)
    )
    return await store.look(lambda connection: list(connection.scalars(query)))


def _open_for(staff_id: int, wanted: ReviewFilter) -> Any:
    mine = select(_VERDICT.c.id).where(_VERDICT.c.item_id == _ITEM.c.id, _VERDICT.c.staff_id == staff_id)
    return (
        select(_ITEM.c.id)
        .join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
        # What has been erased in the meantime cannot be judged.
        .where(_ITEM.c.done_at.is_(None), _MESSAGE.c.body.is_not(None), ~mine.exists(), *wanted.conditions())
    )
