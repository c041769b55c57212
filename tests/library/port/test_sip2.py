"""The adapter for SIP2 keeps the port's contract, with our own store on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from crm import records
from crm.database.store import Store
from library import Library
from protocol.clock import FixedClock
from tests.support.port_contract import LibraryContract
from tests.support.sip2.app import FakeSip2
from tests.support.sip2.fixtures import catalogue_without_patrons, sip2_at_work, sip2_library


class TestSip2(LibraryContract):
    """A SIP2 server behind the port."""

    @pytest.fixture
    async def sip2(self, clock: FixedClock) -> AsyncIterator[FakeSip2]:
        async with sip2_at_work(clock) as running:
            yield running

    @pytest.fixture
    async def library(self, sip2: FakeSip2, store: Store, clock: FixedClock, tmp_path: Path) -> AsyncIterator[Library]:
        await catalogue_without_patrons(store, tmp_path)
        async with sip2_library(sip2, store, clock, seconds=5.0) as opened:
            yield opened

    @pytest.fixture
    def stricter(self, sip2: FakeSip2, store: Store) -> Callable[[], Awaitable[None]]:
        async def change() -> None:
            for rule in sip2.state.rules.values():
                rule.max_renewals, rule.window, rule.most_late, rule.max_holds = 1, 1, 0, 0
            for line in sip2.state.lines:
                line["amount_outstanding"] += 70_000
            less = {"max_renewals": 1, "renew_window_days": 1, "max_overdue_days_to_renew": 0, "max_holds": 0}
            rules = update(records.LoanRule).values(**less, max_fines_minor_to_renew=0)
            await store.transact(lambda connection: connection.execute(rules))

        return change
