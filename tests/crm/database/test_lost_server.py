"""A PostgreSQL that is lost without a word, and one whose client is: both are noticed by the connection itself."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from crm.database.engines import LEFT_BEHIND
from crm.database.store import Store
from process.lost_peers import LOST_SECONDS
from protocol.clock import FixedClock
from tests.support.databases import HASTE, TEMPLATE, NoPostgresError, postgres_cluster, write_cluster
from tests.support.givens import SERVER_KEY
from tests.support.made_once import made_once


@pytest.fixture
async def far_store(clock: FixedClock) -> AsyncIterator[Store]:
    """A store over TCP, as on another machine."""
    # Of the machine's own addresses one that no other PostgreSQL listens at.
    address = f"127.0.{os.getpid() % 200 + 50}.1"
    try:
        files = made_once("postgres", write_cluster)
    except NoPostgresError as error:
        pytest.skip(str(error))
    with postgres_cluster({**HASTE, "listen_addresses": address}, made=files) as cluster:
        url = cluster.url(TEMPLATE).set(host=address, port=5432, query={})
        opened = await Store.open(url, clock=clock, server_key=SERVER_KEY)
        yield opened
        await opened.close()


async def test_both_ends_notice_when_the_other_is_lost(far_store: Store) -> None:
    async with far_store.apart() as connection:
        asked = {
            name: await connection.scalar(text(f"SHOW {name}")) for name in ("tcp_user_timeout", "tcp_keepalives_idle")
        }
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        ours = driver._transport.get_extra_info("socket")
        patience = ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        asks = ours.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert asked == {"tcp_user_timeout": LEFT_BEHIND["tcp_user_timeout"], "tcp_keepalives_idle": str(LOST_SECONDS)}
    assert patience == LOST_SECONDS * 1000
    assert asks


async def test_a_transaction_that_nobody_goes_on_with_is_ended_by_the_server(far_store: Store) -> None:
    async with far_store.apart() as connection:
        limit = await connection.scalar(text("SHOW idle_in_transaction_session_timeout"))
    assert limit == "1min"
