"""The embedded adapter keeps the port's contract, on both databases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import update

from crm import records
from crm.database.store import Store
from library import Library
from tests.support.port_contract import LibraryContract


class TestEmbedded(LibraryContract):
    """The store's own circulation tables behind the port."""

    @pytest.fixture
    def library(self, embedded: Library) -> Library:
        return embedded

    @pytest.fixture
    def stricter(self, store: Store) -> Callable[[], Awaitable[None]]:
        async def change() -> None:
            fine = records.Fine
            less = {"max_renewals": 1, "renew_window_days": 1, "max_overdue_days_to_renew": 0, "max_holds": 0}
            rules = update(records.LoanRule).values(**less, max_fines_minor_to_renew=0)
            await store.transact(lambda connection: connection.execute(rules))
            fines = update(fine).values(amount_minor=fine.amount_minor + 70_000)
            await store.transact(lambda connection: connection.execute(fines))

        return change
