"""What goes to PostgreSQL for a reading and for a writing: each is a way there and back, whatever the database does."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, text

from crm.database import engines
from crm.database.store import Store
from crm.errors import StoreUnavailable
from protocol.clock import FixedClock
from tests.support.databases import Postgres
from tests.support.givens import SERVER_KEY

ONE = text("SELECT 1")
LOST = text(
    "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


@pytest.fixture
async def postgres_store(postgres: Postgres, clock: FixedClock) -> AsyncIterator[Store]:
    """A store with connections of its own."""
    name = await postgres.take()
    opened = await Store.open(postgres.url(name), clock=clock, server_key=SERVER_KEY)
    yield opened
    await opened.close()
    await postgres.give_back(name)


@asynccontextmanager
async def said(store: Store) -> AsyncIterator[list[str]]:
    """Collect what is said beside prepared statements, over the connection that the next asks by."""
    heard: list[str] = []
    async with store.apart() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
    note = lambda told: heard.append(str(told.query))  # noqa: E731 - the driver compares it when it is taken off
    driver.add_query_logger(note)
    yield heard
    driver.remove_query_logger(note)


def _read(connection: Connection) -> int:
    return int(connection.execute(ONE).scalar_one()) + int(connection.execute(ONE).scalar_one())


async def test_around_a_reading_nothing_is_said(postgres_store: Store) -> None:
    async with said(postgres_store) as heard:
        assert await postgres_store.look(_read) == 2
        assert await postgres_store.glance(_read) == 2
    assert heard == []


async def test_a_writing_is_a_transaction(postgres_store: Store) -> None:
    async with said(postgres_store) as heard:
        await postgres_store.transact(_read)
    assert [re.split("[ ;]", each)[0] for each in heard] == ["BEGIN", "COMMIT"]


async def test_a_connection_that_rested_is_asked_first(postgres_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "QUIET_SECONDS", 0.0)
    async with said(postgres_store) as heard:
        assert await postgres_store.look(_read) == 2
    assert ";" in heard


async def test_a_connection_that_was_closed_is_replaced_unasked(postgres_store: Store) -> None:
    async with postgres_store.apart() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
    driver.terminate()
    assert await postgres_store.look(_read) == 2


async def test_one_that_the_server_ended_while_it_rested_is_replaced(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _end(postgres_store)
    monkeypatch.setattr(engines, "QUIET_SECONDS", 0.0)
    assert await postgres_store.look(_read) == 2


async def test_one_that_the_server_ended_in_this_moment_is_a_database_that_is_away(postgres_store: Store) -> None:
    """The turn is tried again then, over another one."""
    await _end(postgres_store)
    try:
        assert await postgres_store.look(_read) == 2
    except StoreUnavailable:
        assert await postgres_store.look(_read) == 2


async def _end(store: Store) -> None:
    """End the store's connections from the server's side, and wait until they are gone there."""
    url = store._engine.url  # type: ignore[union-attr]
    other = await Store.open(url, clock=store.clock, server_key=SERVER_KEY)
    await other.look(lambda connection: connection.execute(LOST).all())
    await other.close()
