"""Erasure in small transactions, so that nobody who writes has to wait."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, tuple_

from crm.database.store import Store

__all__ = ["BATCH", "by_number", "in_batches"]

BATCH = 200


async def in_batches(store: Store, erase: Callable[[Connection], int]) -> int:
    """Let `erase` do BATCH rows at most in a transaction of its own, until there are no more; give how many."""
    erased = 0
    while done := await store.transact(erase):
        erased += done
        if done < BATCH:
            break
    return erased


async def by_number(
    store: Store,
    old: Select[Any],
    erase: Callable[[Connection, Sequence[int]], Any],
    *,
    by: Sequence[ColumnElement[Any]] = (),
) -> int:
    """Let `erase` do the rows whose numbers a query finds first, BATCH at most in a transaction; give how many.

    They are gone through once, in order, and looked for without the right to write: however many there are that stay,
    nobody waits for that. In the transaction each is looked at again. `by` are columns that never change and are never
    NULL, whose order comes before the number's: those of the index by which old rows are found.
    """
    number, erased = old.selected_columns[0], 0
    order: tuple[Any, ...] = (*by, number)
    after: tuple[Any, ...] | None = None
    while True:
        page = old.with_only_columns(number, *by).order_by(None).order_by(*order).limit(BATCH)
        if after is not None:
            # Each as its column keeps it.
            place = (literal(value, type_=column.type) for column, value in zip(order, after, strict=True))
            page = page.where(tuple_(*order) > tuple_(*place))
        found = await store.look(partial(_places, query=page))
        if found:
            again = old.with_only_columns(number).where(number.in_([place[-1] for place in found]))
            erased += await store.transact(partial(_erase, query=again, erase=erase))
        if len(found) < BATCH:
            return erased
        after = found[-1]


def _places(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Give where each row stands in the order; the number is last."""
    return [(*place, number) for number, *place in connection.execute(query)]


def _numbers(connection: Connection, query: Select[Any]) -> list[int]:
    return list(connection.scalars(query))


def _erase(connection: Connection, query: Select[Any], erase: Callable[[Connection, Sequence[int]], Any]) -> int:
    still = _numbers(connection, query)
    if still:
        erase(connection, still)
    return len(still)
