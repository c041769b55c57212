"""What waits, in numbers: counted on both databases, and on SQLite by the indexes of what is not done yet."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff.backlog import _NOT_SENT, _OPEN, Backlog, backlog
from protocol.clock import FixedClock
from tests.support.store_rows import say, visitor

OUTBOX = table_of(records.Outbox)
INTERACTION = table_of(records.Interaction)
JOURNAL = table_of(records.Journal)


async def test_an_empty_library_has_none(store: Store) -> None:
    assert await backlog(store) == Backlog()


async def test_what_waits_is_counted_with_the_age_of_the_oldest(store: Store, clock: FixedClock) -> None:
    turns = [await say(store, await visitor(store), "hello") for _ in range(3)]
    now = clock.now()
    due = {"channel": "telegram", "state": "pending", "next_attempt_at": now}
    rows = [
        {"identity_id": turns[0].identity_id, "message_id": turns[0].message.id, **due},
        {"identity_id": turns[1].identity_id, "message_id": turns[1].message.id, **due, "state": "sending"},
        {
            "identity_id": turns[2].identity_id, "message_id": turns[2].message.id, **due, "channel": "sms",
            "next_attempt_at": now + timedelta(hours=8),
        },
    ]  # fmt: skip
    wait = {"status": "waiting_staff", "handoff_requested_at": now}
    await store.transact(lambda connection: connection.execute(insert(OUTBOX), rows))
    one, two = (turn.interaction.id for turn in turns[:2])
    await store.transact(
        lambda connection: (
            connection.execute(update(INTERACTION).where(INTERACTION.c.id == one).values(**wait)),
            connection.execute(update(INTERACTION).where(INTERACTION.c.id == two).values(status="with_staff")),
        )
    )
    clock.advance(timedelta(seconds=90))
    found = await backlog(store)
    assert found.outbox == {"telegram": 2}
    assert (round(found.outbox_oldest), found.later) == (90, 1)
    assert found.open_turns == 3 and round(found.open_turn_oldest) == 90
    assert (found.waiting, round(found.waiting_oldest), found.with_staff) == (1, 90, 1)


async def test_what_is_done_is_not_read_for_it(sqlite_store: Store) -> None:
    """A store of years has millions of sent messages, and a scrape comes every quarter of a minute."""

    def plan(connection: object, table: str, condition: object) -> str:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN SELECT count(*) FROM {table} WHERE {condition}")  # type: ignore[attr-defined]
        return " ".join(str(row[-1]) for row in rows)

    outbox, journal = await sqlite_store.look(
        lambda connection: (plan(connection, "outbox", _NOT_SENT), plan(connection, "journal", _OPEN))
    )
    assert "ix_outbox_identity" in outbox
    assert "ix_journal_received" in journal
