"""A large library at night, for `make bench-nightly`: patrons of all states, loans, fines, talks, interests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from benchmarks.filling import written
from benchmarks.nightly_interests import NEW_TITLES, fill_interests
from benchmarks.notices import NIGHT, fill
from crm import records
from crm.database import migrate
from crm.database.store import Store
from crm.database.upsert import table_of
from protocol.clock import FixedClock

__all__ = ["KEY", "begun"]

KEY = b"a key for a benchmark, 32 bytes"
DAY = timedelta(days=1)
# Every so many patrons one has talked with the library long ago: words that are to be erased now.
TALKED = 10
# Every so many loans one has cost a fine.
FINED = 40
FILLED = (
    records.Patron, records.ChannelIdentity, records.Subscription, records.Loan, records.Fine, records.Interaction,
    records.Message, records.TitleRecord, records.Interest, records.ConsentRecord, records.Segment,
)  # fmt: skip


def talk_rows(patrons: int) -> Iterator[dict[str, Any]]:
    """Conversations of 200 days ago, whose words are to go."""
    at = NIGHT - 200 * DAY
    for one in range(1, patrons + 1, TALKED):
        yield {
            "id": one, "public_id": f"t{one}", "engine_conversation": f"t{one}", "patron_id": one, "started_at": at,
            "channel": "telegram", "status": "closed", "outcome": "bot_resolved", "ended_at": at, "last_message_at": at,
            "patron_message_count": 1, "last_seq": 2, "primary_intent": "hours",
        }  # fmt: skip


def message_rows(patrons: int) -> Iterator[dict[str, Any]]:
    """What was said in them."""
    at = NIGHT - 200 * DAY
    for one in range(1, patrons + 1, TALKED):
        said = {"interaction_id": one, "created_at": at}
        yield {**said, "seq": 1, "sender": "patron", "body": "when do you open", "answer_status": None}
        yield {**said, "seq": 2, "sender": "bot", "body": "at eight", "answer_status": "answered"}


def fine_rows(loans: int, patrons: int) -> Iterator[dict[str, Any]]:
    """Fines of loans that came back, half of them paid."""
    at = NIGHT - 130 * DAY
    for one in range(FINED, loans + 1, FINED):
        paid = one % (2 * FINED) == 0
        yield {
            "ils_fine_id": f"F{one}", "patron_id": one % patrons + 1, "loan_id": one, "kind": "overdue",
            "amount_minor": 5000, "paid_minor": 5000 if paid else 0, "currency": "IRR", "assessed_at": at,
            "closed_at": at + DAY if paid else None,
        }  # fmt: skip


def fill_all(connection: Connection, store: Store, patrons: int, loans: int) -> None:
    """Write a library whose patrons joined and were last there at all times, half of whose loans are long returned."""
    fill(connection, store, patrons, loans)
    patron, loan = table_of(records.Patron), table_of(records.Loan)
    for span in range(10):
        mine = patron.c.id % 10 == span
        joined = NIGHT - timedelta(days=60 * span + 20)
        values = {"card_number_hash": "c" + patron.c.public_id, "registered_at": joined, "last_engaged_at": joined}
        connection.execute(update(patron).where(mine).values(**values))
    back = {"loaned_at": NIGHT - 150 * DAY, "due_at": NIGHT - 130 * DAY, "returned_at": NIGHT - 130 * DAY}
    connection.execute(update(loan).where(loan.c.id % 2 == 0).values(**back))
    written(connection, records.Fine, fine_rows(loans, patrons))
    written(connection, records.Interaction, talk_rows(patrons))
    written(connection, records.Message, message_rows(patrons))
    fill_interests(connection, store, patrons, min(NEW_TITLES, patrons))


def count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were written, and learn how many there are."""
    for record in FILLED:
        table = table_of(record)
        last = connection.scalar(select(func.max(table.c.id)))
        if last:
            name = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(name, last)))
    connection.execute(text("ANALYZE"))


async def begun(url: str, patrons: int, loans: int) -> None:
    """Make the store of a library."""
    migrate.upgrade(url)
    store = await Store.open(url, clock=FixedClock(NIGHT, frozen=True), server_key=KEY)
    try:
        await store.transact(lambda connection: fill_all(connection, store, patrons, loans))
        if not store.is_sqlite:
            await store.transact(count_on)
    finally:
        await store.close()
