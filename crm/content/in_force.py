"""The published answers that hold at a moment, read with a turn and anew only when they have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, String, cast, func, literal_column, select

from crm import records
from crm.content.answer_versions import AnswerVersion, effective, published_at
from crm.database.upsert import table_of
from protocol.clock import Clock

__all__ = ["Chosen", "InForce", "Part"]

T = TypeVar("T")
Part = Callable[[Connection], T]
Chosen = Mapping[str, AnswerVersion]

_VERSION = table_of(records.AnswerVersion)
# All that are published, in one value: versions are never changed, so that it is another one after every publication
# and every withdrawal. The literal lets the partial index serve it.
_MARK = select(func.aggregate_strings(cast(_VERSION.c.id, String), ",")).where(
    _VERSION.c.state == literal_column("'published'")
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read: good while the mark is the same and no window of time begins or ends."""

    mark: str | None
    since: datetime
    until: datetime | None
    chosen: Chosen

    def is_good(self, mark: str | None, now: datetime) -> bool:
        return mark == self.mark and self.since <= now and (self.until is None or now < self.until)


class InForce:
    """The published answers in force, at the price of one small read a turn."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: _Known | None = None

    def then(self, use: Callable[[Chosen], T]) -> Part[T]:
        """Make a part of a transaction: what reads what is in force, and goes on with it.

        `use` gets the same mapping again for as long as nothing has changed.
        """
        return lambda connection: use(self._read(connection))

    def _read(self, connection: Connection) -> Chosen:
        mark: str | None = connection.scalar(_MARK)
        now, known = self._clock.now(), self._known
        if known is None or not known.is_good(mark, now):
            found = published_at(connection, now) if mark is not None else ()
            self._known = known = _Known(mark, now, _next_change(found, now), effective(found, now))
        return known.chosen


def _next_change(published: Sequence[AnswerVersion], now: datetime) -> datetime | None:
    edges = (edge for each in published for edge in (each.starts_at, each.ends_at) if edge is not None and edge > now)
    return min(edges, default=None)
