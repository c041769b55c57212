"""Small words for the tests of the figures: rows of one Friday whose figures are worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.reading import figures_of, read
from crm.figures.values import FigureShare
from crm.records import Base

# The clock of the tests stands at 2026-11-24 10:00 in Tehran; what is told here happened on the 20th, a Friday.
DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)


async def write(store: Store, record: type[Base], *rows: dict[str, Any]) -> None:
    """Write rows, all with the same columns."""
    await store.transact(lambda connection: connection.execute(insert(table_of(record)), list(rows)) and None)


def talk(number: int, **values: Any) -> dict[str, Any]:
    """A closed conversation of the day, solved by the bot when nothing else is said."""
    row = {
        "id": number, "public_id": f"p{number}", "engine_conversation": f"p{number}", "channel": "web_chat",
        "channel_identity_id": None, "patron_id": None, "status": "closed", "outcome": "bot_resolved",
        "handled_by": "bot", "language": "fa", "primary_intent": "hours", "started_at": NOON,
        "ended_at": NOON + timedelta(minutes=5), "patron_message_count": 1, "handoff_requested_at": None,
        "first_staff_reply_at": None, "is_test": False, "kind": "conversation", "read_effort": None,
        "direction": "inbound", "parent_id": None, "case_id": None,
    }  # fmt: skip
    began = values.get("started_at", NOON)
    return {**row, "ended_at": began + timedelta(minutes=5), **values}


def case(number: int, **values: Any) -> dict[str, Any]:
    """A complaint of the day."""
    row = {
        "id": number, "number": f"K-{number}", "kind": "complaint", "subject": "s", "opened_at": NOON, "due_at": None,
        "answered_at": None, "closed_at": None, "resolution": None, "status": "new", "patron_id": None,
        "interaction_id": None,
    }  # fmt: skip
    return {**row, **values}


def patron(number: int, **values: Any) -> dict[str, Any]:
    """A patron who registered long ago."""
    row = {
        "id": number, "public_id": f"patron{number}", "card_number_hash": f"c{number}", "lifecycle": "active",
        "registered_at": NOON - 400 * DAYS, "last_engaged_at": None, "created_at": NOON, "updated_at": NOON,
        "acquired_via": "ils_import",
    }  # fmt: skip
    return {**row, **values}


async def share(store: Store, key: str, first: date = DAY, last: date = DAY) -> tuple[float, float]:
    """Give a figure's numerator and denominator."""
    value = figures_of(await read(store, first, last))[key].value
    assert isinstance(value, FigureShare)
    return value.numerator, value.denominator


async def event(store: Store, who: int, before: str | None, state: str, at: datetime, reason: str = "time") -> None:
    """Write down that a state came about."""
    row = {"patron_id": who, "from_state": before, "to_state": state, "reason": reason, "occurred_at": at}
    await write(store, records.LifecycleEvent, row)


async def known_since(store: Store, at: datetime) -> None:
    """Write down that the first daily run was at a moment."""
    await write(store, records.DailyRun, {"job": "lifecycle", "day": at.date(), "started_at": at, "finished_at": at})
