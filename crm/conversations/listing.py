"""The list of conversations: filtered, sorted, searched by words, in pages and as a whole.

Without words one index answers which conversations are meant (`ix_interaction_list`); with words the index of words
gives the newest messages that hold them, and their conversations are narrowed after that. Either way only the rows
of one page are read from the tables.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from crm import records
from crm.conversations.listing_rows import TalkHit, TalkRow, talk_rows
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages import search

__all__ = ["COUNTED", "SCORES", "SORTS", "TalkFilter", "TalkPage", "every_message", "every_talk", "how_many", "talks"]

# Beyond this a list only says that there are more.
COUNTED = 10_000
BATCH = 500
# The first look is for words alone, which is all that most searches need; filters that leave little need more.
HITS, MORE_HITS = 400, 4_000
# How many messages that hold the words are looked through for one page.
MOST_HITS = 4_400
# Each of them has to be covered first for readers who may not see everything, which takes its time.
COVERED_HITS, MORE_COVERED, MOST_COVERED = 100, 300, 1_300
SHOWN_HITS = 2
# No conversation runs longer: what was said after this belongs to a later one.
LONGEST_TALK = timedelta(days=2)

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)
_LABELLED = table_of(records.InteractionLabel)
_LABEL = table_of(records.Label)
_I = _INTERACTION.c

SORTS = {"started": _I.started_at, "confidence": _I.lowest_confidence, "score": _I.score}
SCORES: dict[str, ColumnElement[bool]] = {
    **{str(score): _I.score == score for score in range(1, 6)},
    "low": _I.score <= 2,
    "high": _I.score >= 4,
    "up": _I.thumb == 1,
    "down": _I.thumb == -1,
}


@dataclass(frozen=True, slots=True)
class TalkFilter:
    """A filter of conversations; `since` and `until` bound a half-open span of their beginnings.

    `q` are words; `score` is a key of SCORES; `internal` says whether internal notes may be found. `seen` makes of a
    message and the names of the one who talks what the reader gets to see: words are found in that alone.
    """

    q: str = ""
    channel: str | None = None
    language: str | None = None
    status: str | None = None
    outcome: str | None = None
    handled_by: str | None = None
    intent: str | None = None
    branch_id: int | None = None
    label: str | None = None
    confidence_below: float | None = None
    score: str | None = None
    has_fallback: bool = False
    since: datetime | None = None
    until: datetime | None = None
    internal: bool = True
    seen: Callable[[str, Sequence[str]], str] | None = None

    @property
    def words(self) -> list[str]:
        """The words that are looked for, folded."""
        return search.query_words(self.q)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Give the conditions on the interaction."""
        found: list[ColumnElement[bool]] = [
            column == value
            for column, value in (
                (_I.channel, self.channel),
                (_I.language, self.language),
                (_I.status, self.status),
                (_I.outcome, self.outcome),
                (_I.handled_by, self.handled_by),
                (_I.primary_intent, self.intent),
                (_I.branch_id, self.branch_id),
            )
            if value is not None
        ]
        if self.handled_by is None:
            # What the library sends by itself would bury what people said; asked for, it is there.
            found.append(_I.handled_by != "system")
        if self.confidence_below is not None:
            found.append(_I.lowest_confidence < self.confidence_below)
        if self.score is not None:
            found.append(SCORES[self.score])
        if self.has_fallback:
            found.append(_I.fallback_count > 0)
        if self.since is not None:
            found.append(_I.started_at >= self.since)
        if self.until is not None:
            found.append(_I.started_at < self.until)
        if self.label is not None:
            labelled = select(_LABELLED.c.interaction_id).join(_LABEL).where(_LABEL.c.code == self.label)
            found.append(_I.id.in_(labelled))
        return found


@dataclass(frozen=True, slots=True)
class TalkPage:
    """One page of the list.

    `total` is None for a search by words, and no more than COUNTED + 1; `more` says that a page follows; `cut` that
    the words are in so many messages that only the newest were looked through.
    """

    rows: list[TalkRow]
    total: int | None
    more: bool
    cut: bool = False


async def talks(
    store: Store,
    wanted: TalkFilter,
    *,
    sort: str = "started",
    descending: bool = True,
    limit: int = 25,
    offset: int = 0,
) -> TalkPage:
    """Give a page of conversations; a search by words gives those first in which they were said last."""

    def look(connection: Connection) -> TalkPage:
        if wanted.words:
            found, cut = _found(connection, wanted, offset + limit + 1)
            chosen = found[offset : offset + limit]
            rows = talk_rows(
                connection, [each.interaction_id for each in chosen], {e.interaction_id: e for e in chosen}
            )
            return TalkPage(rows, None, len(found) > offset + limit, cut)
        conditions = wanted.conditions()
        ids = list(connection.scalars(_ordered(conditions, sort, descending).limit(limit + 1).offset(offset)))
        counted = select(_I.id).where(*conditions).limit(COUNTED + 1).subquery()
        total = int(connection.scalar(select(func.count()).select_from(counted)) or 0)
        return TalkPage(talk_rows(connection, ids[:limit]), total, len(ids) > limit)

    return await store.look(look)


async def how_many(store: Store, wanted: TalkFilter, most: int) -> int:
    """Count the conversations that a filter without words leaves, up to `most` + 1."""
    counted = select(_I.id).where(*wanted.conditions()).limit(most + 1).subquery()
    query = select(func.count()).select_from(counted)
    return await store.look(lambda connection: int(connection.scalar(query) or 0))


async def every_talk(store: Store, wanted: TalkFilter, most: int) -> AsyncIterator[list[TalkRow]]:
    """Give all conversations that are wanted in batches, the latest first, `most` at the most."""
    given = 0
    async for ids in _every_id(store, wanted, most):
        yield await store.look(lambda connection, ids=ids: talk_rows(connection, ids))  # type: ignore[misc]
        given += len(ids)


async def every_message(store: Store, wanted: TalkFilter, most: int) -> AsyncIterator[list[dict[str, Any]]]:
    """Give the messages of all conversations that are wanted, in batches of whole conversations.

    Each has with it the `names` of the one who talks, which not every reader is to see. Internal notes are left out.
    """
    columns = (
        _I.public_id,
        _MESSAGE.c.seq,
        _MESSAGE.c.created_at,
        _MESSAGE.c.sender,
        _MESSAGE.c.language,
        _MESSAGE.c.body,
        _MESSAGE.c.intent,
        _MESSAGE.c.confidence,
        _MESSAGE.c.answer_status,
        _MESSAGE.c.answer_name,
        _MESSAGE.c.latency_ms,
        _PATRON.c.display_name.label("patron_name"),
        _IDENTITY.c.display_name.label("chat_name"),
    )
    given = 0
    async for ids in _every_id(store, wanted, most):
        query = (
            select(*columns)
            .join(_INTERACTION, _I.id == _MESSAGE.c.interaction_id)
            .outerjoin(_PATRON, _PATRON.c.id == _I.patron_id)
            .outerjoin(_IDENTITY, _IDENTITY.c.id == _I.channel_identity_id)
            .where(_MESSAGE.c.interaction_id.in_(ids), _MESSAGE.c.is_internal.is_(False))
            .order_by(_I.started_at.desc(), _I.id.desc(), _MESSAGE.c.seq)
        )
        rows = await store.look(lambda connection, query=query: connection.execute(query).mappings().all())  # type: ignore[misc]
        yield [{**row, "names": [name for name in (row["patron_name"], row["chat_name"]) if name]} for row in rows]
        given += len(rows)
        if given >= most:
            return


def _ordered(conditions: Sequence[ColumnElement[bool]], sort: str, descending: bool) -> Any:
    column = SORTS[sort]
    query = select(_I.id).where(*conditions)
    if sort != "started":
        # Without a value there is nothing to be put in order.
        query = query.where(column.is_not(None))
    return query.order_by(*((column.desc(), _I.id.desc()) if descending else (column.asc(), _I.id.asc())))


def _found(connection: Connection, wanted: TalkFilter, need: int) -> tuple[list[TalkHit], bool]:
    """Give the first conversations in whose messages the words are, and whether the search was cut short."""
    conditions = wanted.conditions()
    if not wanted.internal:
        conditions.append(_MESSAGE.c.is_internal.is_(False))
    before, oldest = _bounds(connection, wanted)
    found: dict[int, list[int]] = {}
    looked = 0
    most, further, at_most = (
        (HITS, MORE_HITS, MOST_HITS) if wanted.seen is None else (COVERED_HITS, MORE_COVERED, MOST_COVERED)
    )
    while len(found) < need:
        hits = search.find(connection, wanted.q, limit=most, before=before)
        ids = [hit.message_id for hit in hits if oldest is None or hit.message_id >= oldest]
        for message_id, interaction_id in _narrowed(connection, wanted, ids, conditions):
            found.setdefault(interaction_id, []).append(message_id)
        looked += len(hits)
        if len(hits) < most or len(ids) < len(hits):
            break
        if looked >= at_most:
            # To whom nothing is shown, nothing is said of how much there was either.
            return _hits(found), wanted.seen is None or bool(found)
        before, most = hits[-1].message_id, further
    return _hits(found), False


def _narrowed(
    connection: Connection, wanted: TalkFilter, ids: Sequence[int], conditions: Sequence[ColumnElement[bool]]
) -> Iterable[tuple[int, int]]:
    """Give those of the messages, with their conversations, that are wanted and whose words the reader sees."""
    if not ids:
        return
    query = (
        select(_MESSAGE.c.id, _MESSAGE.c.interaction_id)
        .join(_INTERACTION, _I.id == _MESSAGE.c.interaction_id)
        .where(_MESSAGE.c.id.in_(ids), *conditions)
        .order_by(_MESSAGE.c.id.desc())
    )
    if wanted.seen is None:
        yield from ((message_id, interaction_id) for message_id, interaction_id in connection.execute(query))
        return
    shown = query.add_columns(_MESSAGE.c.body, _PATRON.c.display_name, _IDENTITY.c.display_name.label("chat_name"))
    shown = shown.outerjoin(_PATRON, _PATRON.c.id == _I.patron_id)
    shown = shown.outerjoin(_IDENTITY, _IDENTITY.c.id == _I.channel_identity_id)
    for message_id, interaction_id, body, *names in connection.execute(shown).all():
        if search.holds(wanted.seen(body or "", [name for name in names if name]), wanted.words):
            yield message_id, interaction_id


def _hits(found: dict[int, list[int]]) -> list[TalkHit]:
    return [TalkHit(interaction_id, tuple(ids[:SHOWN_HITS])) for interaction_id, ids in found.items()]


def _bounds(connection: Connection, wanted: TalkFilter) -> tuple[int | None, int | None]:
    """Give the messages between which the span of days lies: (below this id, from this id on)."""
    before = None if wanted.until is None else _first_message(connection, wanted.until + LONGEST_TALK)
    oldest = None if wanted.since is None else _first_message(connection, wanted.since)
    return before, oldest


def _first_message(connection: Connection, since: datetime) -> int | None:
    first = select(_I.id).where(_I.started_at >= since).order_by(_I.started_at, _I.id).limit(1).scalar_subquery()
    found = connection.scalar(select(func.min(_MESSAGE.c.id)).where(_MESSAGE.c.interaction_id == first))
    return None if found is None else int(found)


async def _every_id(store: Store, wanted: TalkFilter, most: int) -> AsyncIterator[list[int]]:
    if wanted.words:
        found, _ = await store.look(lambda connection: _found(connection, wanted, min(most, COUNTED)))
        ids = [each.interaction_id for each in found][:most]
        for start in range(0, len(ids), BATCH):
            yield ids[start : start + BATCH]
        return
    given = 0
    last: tuple[datetime, int] | None = None
    plain = replace(wanted, q="")
    while given < most:
        conditions = plain.conditions()
        if last is not None:
            moment, number = last
            conditions += [_I.started_at <= moment, (_I.started_at < moment) | (_I.id < number)]
        query = (
            select(_I.id, _I.started_at)
            .where(*conditions)
            .order_by(_I.started_at.desc(), _I.id.desc())
            .limit(min(BATCH, most - given))
        )
        rows = await store.look(lambda connection, query=query: connection.execute(query).all())  # type: ignore[misc]
        if not rows:
            return
        yield [row.id for row in rows]
        given += len(rows)
        last = (rows[-1].started_at, rows[-1].id)
