"""The adapter for Koha keeps the port's contract, with our own store on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from crm import records
from crm.database.store import Store
from library import Library
from protocol.clock import FixedClock
from tests.support.gateway_processes import free_port
from tests.support.koha.app import FakeKoha
from tests.support.koha.described import WHY_NOT, proxied
from tests.support.koha.fixtures import catalogue_of, koha_at_work, koha_library
from tests.support.port_contract import LibraryContract


class TestKoha(LibraryContract):
    """A Koha behind the port."""

    @pytest.fixture
    async def koha(self, clock: FixedClock) -> AsyncIterator[FakeKoha]:
        async with koha_at_work(clock) as running:
            yield running

    @pytest.fixture
    async def library(self, koha: FakeKoha, store: Store, clock: FixedClock, tmp_path: Path) -> AsyncIterator[Library]:
        await catalogue_of(koha, store, tmp_path)
        self.ids = {name: str(number) for name, number in koha.state.titles.items()}
        async with koha_library(koha, store, clock, seconds=5.0) as opened:
            yield opened

    def known(self, title_id: str) -> str:
        return self.ids.get(title_id, "999999")

    @pytest.fixture
    def stricter(self, koha: FakeKoha, store: Store) -> Callable[[], Awaitable[None]]:
        async def change() -> None:
            for rule in koha.state.rules.values():
                rule.max_renewals, rule.window, rule.most_late, rule.max_holds = 1, 1, 0, 0
            for line in koha.state.lines:
                line["amount_outstanding"] += 70_000
            less = {"max_renewals": 1, "renew_window_days": 1, "max_overdue_days_to_renew": 0, "max_holds": 0}
            rules = update(records.LoanRule).values(**less, max_fines_minor_to_renew=0)
            await store.transact(lambda connection: connection.execute(rules))

        return change


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """The port that a Koha is to listen at, and the address before it at which its own description is kept."""
    port = free_port()
    with proxied(port, tmp_path_factory.mktemp("described")) as url:
        yield port, url


@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
class TestKohaAsDescribed(TestKoha):
    """The same, where each question and each answer is held to Koha's own description."""

    @pytest.fixture
    def store(self, sqlite_store: Store) -> Store:
        return sqlite_store

    @pytest.fixture
    async def koha(self, described: tuple[int, str], clock: FixedClock) -> AsyncIterator[FakeKoha]:
        async with koha_at_work(clock, port=described[0]) as running:
            yield running

    @pytest.fixture
    async def library(
        self, koha: FakeKoha, described: tuple[int, str], store: Store, clock: FixedClock, tmp_path: Path
    ) -> AsyncIterator[Library]:
        await catalogue_of(koha, store, tmp_path)
        self.ids = {name: str(number) for name, number in koha.state.titles.items()}
        async with koha_library(koha, store, clock, url=described[1], seconds=10.0) as opened:
            yield opened
