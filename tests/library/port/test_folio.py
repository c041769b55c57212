"""The adapter for FOLIO keeps the port's contract, with our own store on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from crm import records
from crm.database.store import Store
from library import Library
from protocol.clock import FixedClock
from tests.support.folio.app import FakeFolio
from tests.support.folio.fixtures import cards_and_catalogue, folio_at_work, folio_library
from tests.support.folio.names import named
from tests.support.port_contract import LibraryContract


class TestFolio(LibraryContract):
    """A FOLIO behind the port."""

    @pytest.fixture
    async def folio(self, clock: FixedClock) -> AsyncIterator[FakeFolio]:
        async with folio_at_work(clock) as running:
            yield running

    @pytest.fixture
    async def library(
        self, folio: FakeFolio, store: Store, clock: FixedClock, tmp_path: Path
    ) -> AsyncIterator[Library]:
        await cards_and_catalogue(folio, store, tmp_path)
        self.ids = {name: named("instance", number) for name, number in folio.state.titles.items()}
        async with folio_library(folio, store, clock, seconds=5.0) as opened:
            yield opened

    def known(self, title_id: str) -> str:
        return self.ids.get(title_id, named("instance", "none"))

    @pytest.fixture
    def stricter(self, folio: FakeFolio, store: Store) -> Callable[[], Awaitable[None]]:
        async def change() -> None:
            for rule in folio.state.rules.values():
                rule.max_renewals, rule.window, rule.most_late, rule.max_holds = 1, 1, 0, 0
            for line in folio.state.lines:
                line["amount_outstanding"] += 70_000
            less = {"max_renewals": 1, "renew_window_days": 1, "max_overdue_days_to_renew": 0, "max_holds": 0}
            rules = update(records.LoanRule).values(**less, max_fines_minor_to_renew=0)
            await store.transact(lambda connection: connection.execute(rules))

        return change
