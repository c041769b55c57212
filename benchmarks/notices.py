"""`make bench-notices`: a night's planning and a morning's sending for a large library, with time and memory."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select, update

from benchmarks.filling import written
from bot.notices.wording import word
from crm import records
from crm.database import migrate
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.planning import plan
from crm.notices.rules import NoticeRules
from crm.notices.sending import send_due
from protocol.clock import FixedClock

# A Tuesday, two at night in Tehran.
NIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Tehran")
RULES = NoticeRules(ZONE, channels=frozenset({"telegram"}))
# Loans fall due over so many days, as with the usual length of a loan.
SPREAD_DAYS = 28


def rows_of(record: type[records.Base], patrons: int, loans: int) -> Iterator[dict[str, Any]]:
    """The rows of one table: patrons in chats of their own who want reminders and consented, and their loans."""
    if record is records.Patron:
        for one in range(1, patrons + 1):
            whence = {"lifecycle": "active", "acquired_via": "ils_import"}
            yield {"id": one, "public_id": f"p{one}", **whence, "created_at": NIGHT, "updated_at": NIGHT}
    elif record is records.ChannelIdentity:
        until = NIGHT + timedelta(days=20)
        for one in range(1, patrons + 1):
            yield {
                "id": one, "public_id": f"i{one}", "patron_id": one, "channel": "telegram", "external_id": str(one),
                "assurance": 2, "linked_at": NIGHT, "signed_in_until": until, "created_at": NIGHT,
                "last_seen_at": NIGHT,
            }  # fmt: skip
    elif record is records.Subscription:
        for one in range(1, patrons + 1):
            for kind in ("due_soon", "overdue"):
                yield {
                    "patron_id": one, "kind": kind, "channel": "telegram", "identity_id": one, "asked_at": NIGHT
                }  # fmt: skip
    elif record is records.Loan:
        for one in range(1, loans + 1):
            due = NIGHT + timedelta(days=one % SPREAD_DAYS - 7, hours=21)
            yield {
                "id": one, "ils_loan_id": f"L{one}", "patron_id": one % patrons + 1, "due_at": due,
                "loaned_at": NIGHT - timedelta(days=21), "synced_at": NIGHT,
            }  # fmt: skip


def consent_rows(store: Store, patrons: int, purpose_id: int) -> Iterator[dict[str, Any]]:
    """What every patron said: yes to reminders."""
    for one in range(1, patrons + 1):
        yield {
            "patron_id": one, "subject_ref": store.subject_ref(f"p{one}"), "purpose_id": purpose_id,
            "channel": "telegram", "action": "granted", "source": "chat", "text_version": 1, "occurred_at": NIGHT,
        }  # fmt: skip


def fill(connection: Connection, store: Store, patrons: int, loans: int) -> None:
    """Write the library into the store."""
    for record in (records.Patron, records.ChannelIdentity, records.Subscription, records.Loan):
        written(connection, record, rows_of(record, patrons, loans))
    purpose = table_of(records.Purpose)
    reminders = connection.scalar(select(purpose.c.id).where(purpose.c.code == "loan_reminder"))
    written(connection, records.ConsentRecord, consent_rows(store, patrons, int(reminders or 0)))


def megabytes() -> float:
    """The most memory that this process has ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


async def measure(path: Path, patrons: int, loans: int, send: int) -> dict[str, float]:
    """Fill a store, and measure planning, planning again, the minute's look, and sending."""
    url = f"sqlite:///{path}"
    migrate.upgrade(url)
    clock = FixedClock(NIGHT, frozen=True)
    store = await Store.open(url, clock=clock, server_key=b"a key for a benchmark, 32 bytes")
    try:
        await store.transact(lambda connection: fill(connection, store, patrons, loans))
        figures: dict[str, float] = {"patrons": patrons, "loans": loans, "mb_before": round(megabytes(), 1)}
        for name in ("plan", "plan_again"):
            began, worked = time.perf_counter(), time.process_time()
            figures[f"{name}_notices"] = await plan(store, RULES)
            figures[f"{name}_s"] = round(time.perf_counter() - began, 2)
            figures[f"{name}_cpu_s"] = round(time.process_time() - worked, 2)
        began = time.perf_counter()
        await plan(store, RULES, soon=True)
        await plan(store, RULES, asked_since=NIGHT + timedelta(seconds=1))
        figures["minute_s"] = round(time.perf_counter() - began, 3)
        asked = update(table_of(records.Subscription)).where(table_of(records.Subscription).c.patron_id <= 50)
        later = asked.values(asked_at=NIGHT + timedelta(seconds=2))
        await store.transact(lambda connection: connection.execute(later))
        began = time.perf_counter()
        await plan(store, RULES, asked_since=NIGHT + timedelta(seconds=1))
        figures["fifty_asked_s"] = round(time.perf_counter() - began, 3)
        figures["mb_after_planning"] = round(megabytes(), 1)
        clock.advance(timedelta(hours=8))
        began, worked = time.perf_counter(), time.process_time()
        told = await send_due(store, RULES, word, most=send)
        took = time.perf_counter() - began
        figures["send_cpu_s"] = round(time.process_time() - worked, 2)
        figures |= {"sent_messages": told.messages, "sent_things": told.things, "send_s": round(took, 2)}
        figures["mb_after_sending"] = round(megabytes(), 1)
        notice = table_of(records.Notice)
        query = select(func.count()).select_from(notice)
        figures["rows"] = await store.look(lambda connection: connection.scalar(query) or 0)
        return figures
    finally:
        await store.close()


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patrons", type=int, default=100_000)
    parser.add_argument("--loans", type=int, default=200_000)
    parser.add_argument("--send", type=int, default=2000, help="patrons to be told in the one round that is measured")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ky-notices-") as folder:
        figures = asyncio.run(measure(Path(folder) / "store.sqlite3", wanted.patrons, wanted.loans, wanted.send))
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
