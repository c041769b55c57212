"""`up` says whose store it has started with."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.held import held_in
from bot.settings import Settings
from crm.actor import Actor
from crm.database.store import Store
from library import seed
from library.imports import runs
from library.imports.outcome import ImportOutcome
from protocol.shared_secret import make_secret
from tests.support.givens import NOW

SEED = Path(__file__).parents[2] / "actions" / "library.yml"


@pytest.fixture
def settings(sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")
    make_secret(tmp_path)
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    return Settings.load()


def test_an_empty_store_is_called_empty(settings: Settings) -> None:
    held = asyncio.run(held_in(settings))
    assert (held.name, held.has_accounts) == (None, False)
    told = "no library yet: create it on the console's page Set-up, or load a file with `ketabyar seed`"
    assert list(held.lines()) == [told]


def test_a_library_is_named_with_what_it_has_and_what_is_left(settings: Settings) -> None:
    async def fill() -> None:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        await seed.load(store, SEED)
        run = await runs.begin(
            store, "loans", "loans.csv", full=True, as_of=NOW - timedelta(days=1), by=Actor("system", "test")
        )
        await runs.end(store, run, ImportOutcome(), state="done", by=Actor("system", "test"))
        await store.close()

    asyncio.run(fill())
    name, counts, imported, left = asyncio.run(held_in(settings)).lines()
    assert name == "Test Library"
    assert counts.endswith("facts") and "3 branches" in counts
    assert imported == "loans imported, as of 2026-11-23 10:00"
    assert left.startswith("not set up yet: ") and "branches" not in left
