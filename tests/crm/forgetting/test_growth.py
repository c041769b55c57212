"""Erasure reads what is to be erased, however much lost its words in the years before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting import batches
from crm.forgetting.batches import by_number
from crm.forgetting.conversations import erase_late_notes, erase_old_conversations, old_conversations
from crm.records import Base
from tests.support.givens import NOW
from tests.support.store_rows import rows

_INTERACTION, _MESSAGE = table_of(records.Interaction), table_of(records.Message)
DAY = timedelta(days=1)
PERIOD = 180 * DAY
ERASED, KEPT = 2000, 60
# What a city's library has more of each year; the rest are rows of staff's, or of a moment.
GROWS = frozenset(
    (
        "channel_identity", "feedback", "interaction", "interaction_event", "journal", "message", "outbox",
        "question_sighting", "review_item",
    )
)  # fmt: skip


async def years(store: Store, *, with_words: Sequence[int] = ()) -> None:
    """Write conversations of years, all but the last without their words; those of some numbers have them still."""

    def write(connection: Connection) -> None:
        talks, messages = list[dict[str, Any]](), list[dict[str, Any]]()
        for number in range(1, ERASED + KEPT + 1):
            kept = number > ERASED or number in with_words
            started = NOW - PERIOD - (ERASED - number) * DAY / 10 if number <= ERASED else NOW - (number - ERASED) * DAY
            talks.append(
                {
                    "id": number, "public_id": f"t{number}", "engine_conversation": f"t{number}", "channel": "web_chat",
                    "status": "closed", "outcome": "bot_resolved", "started_at": started, "ended_at": started,
                    "last_message_at": started, "last_seq": 1, "redacted_at": None if kept else started + PERIOD,
                }
            )  # fmt: skip
            messages += [
                {
                    "interaction_id": number, "seq": seq, "sender": "patron", "created_at": started,
                    "body": "words" if kept else None, "body_redacted": not kept,
                }
                for seq in (1, 2, 3)
            ]  # fmt: skip
        connection.execute(insert(_INTERACTION), talks)
        connection.execute(insert(_MESSAGE), messages)
        connection.execute(text("ANALYZE"))

    await store.transact(write)


async def plans_of(store: Store, monkeypatch: pytest.MonkeyPatch, work: Callable[[], Awaitable[Any]]) -> list[str]:
    """Do something; give the steps by which the database finds what is looked at for it."""
    look, plans = store.look, list[str]()

    async def explained(wanted: Any) -> Any:
        def with_plan(connection: Connection) -> Any:
            def explain(_c: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
                cursor.execute(f"EXPLAIN {'QUERY PLAN ' if store.is_sqlite else ''}{statement}", parameters)
                plans.extend(row[-1].strip() for row in cursor.fetchall())

            event.listen(connection, "before_cursor_execute", explain)
            try:
                return wanted(connection)
            finally:
                event.remove(connection, "before_cursor_execute", explain)

        return await look(with_plan)

    monkeypatch.setattr(store, "look", explained)
    await work()
    return plans


async def test_what_lost_its_words_in_other_years_is_not_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await years(store, with_words=(ERASED - 1, ERASED))
    erased: list[int] = []

    async def erase() -> None:
        erased.append(await erase_old_conversations(store, before=NOW - PERIOD + DAY))

    plans = await plans_of(store, monkeypatch, erase)
    assert erased == [2]
    assert any("ix_interaction_words" in step for step in plans), plans
    assert not any(step == "SCAN interaction" or "Seq Scan" in step for step in plans), plans


async def test_notes_are_looked_for_among_notes_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await years(store)
    note: dict[str, Any] = {"interaction_id": 7, "seq": 9, "sender": "staff", "is_internal": True, "body": "she called"}
    note["created_at"] = NOW - PERIOD
    await store.transact(lambda connection: connection.execute(insert(_MESSAGE), note) and None)
    erased: list[int] = []

    async def erase() -> None:
        erased.append(await erase_late_notes(store, before=NOW - PERIOD + DAY))

    plans = await plans_of(store, monkeypatch, erase)
    assert erased == [1]
    assert any("ix_message_note" in step for step in plans), plans
    assert not any(step in ("SCAN message", "SCAN interaction") or "Seq Scan" in step for step in plans), plans


async def test_batches_in_another_order_leave_nothing_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    await years(store, with_words=range(ERASED - 6, ERASED + 1))
    same = {"started_at": NOW - PERIOD - DAY, "last_message_at": NOW - PERIOD - DAY}

    def at_one_moment(connection: Connection) -> None:
        some = _INTERACTION.c.id.between(ERASED - 4, ERASED - 1)
        connection.execute(_INTERACTION.update().where(some).values(**same))

    await store.transact(at_one_moment)
    done: list[int] = []

    def erase(_connection: Connection, ids: Sequence[int]) -> None:
        assert len(ids) <= 2
        done.extend(ids)

    by = (_INTERACTION.c.started_at,)
    assert await by_number(store, old_conversations(NOW - PERIOD + DAY), erase, by=by) == 7
    assert sorted(done) == list(range(ERASED - 6, ERASED + 1))


async def test_one_in_which_something_was_said_since_keeps_its_words(store: Store) -> None:
    await years(store, with_words=(ERASED,))
    later = {"last_message_at": NOW - PERIOD + 2 * DAY, "ended_at": NOW - PERIOD + 2 * DAY}
    change = _INTERACTION.update().where(_INTERACTION.c.id == ERASED).values(**later)
    await store.transact(lambda connection: connection.execute(change) and None)
    assert await erase_old_conversations(store, before=NOW - PERIOD + DAY) == 0
    assert await erase_old_conversations(store, before=NOW - PERIOD + 3 * DAY) == 1
    (last,) = await rows(store, records.Interaction, id=ERASED)
    assert last.redacted_at is not None


async def test_erased_words_are_tidied_up_after_so_many_rows_however_large_the_table(store: Store) -> None:
    if store.is_sqlite:
        return
    asked = text(
        "SELECT relname FROM pg_class WHERE reloptions @> "
        "ARRAY['autovacuum_vacuum_scale_factor=0', 'autovacuum_vacuum_threshold=1000'] ORDER BY relname"
    )
    found = await store.look(lambda connection: list(connection.scalars(asked)))
    assert found == ["journal", "message", "message_search", "outbox", "shared_file_part"]


def test_whoever_deletes_a_row_finds_by_an_index_what_refers_to_it() -> None:
    """Else each of them is looked for in a whole table: in one of years, for each row that goes."""
    missing = []
    for table in Base.metadata.sorted_tables:
        if table.name not in GROWS:
            continue
        leading = {next(iter(one.columns)).name for one in (*table.indexes, *_unique(table)) if _is_whole(one)}
        for key in table.foreign_keys:
            if key.column.table.name in GROWS and key.parent.name not in leading:
                missing.append(f"{table.name}.{key.parent.name}")
    assert missing == []


def _unique(table: Any) -> list[Any]:
    return [one for one in table.constraints if type(one).__name__ in ("UniqueConstraint", "PrimaryKeyConstraint")]


def _is_whole(index: Any) -> bool:
    """Tell whether every row that refers to something is in an index."""
    options = getattr(index, "dialect_options", None)
    condition = options["postgresql"].get("where") if options and type(index).__name__ == "Index" else None
    first = next(iter(index.columns)).name if len(index.columns) else ""
    return bool(first) and (condition is None or str(condition) == f"{first} IS NOT NULL")
