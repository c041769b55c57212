"""A librarian's answer from the terminal: what would be covered in it is shown before it goes."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.handoff import steps
from crm.staff import members
from protocol.clock import FixedClock
from protocol.shared_secret import make_secret
from tests.support.callers import calls
from tests.support.givens import NOW
from tests.support.store_rows import SARA, rows, visitor

TEXT = "کارت 1000200031 آماده است"


def test_what_is_covered_is_shown_first_and_goes_when_it_is_meant(
    sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")
    make_secret(tmp_path)
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    settings, clock = Settings.load(), FixedClock(NOW)

    async def opened[T](work: Callable[[Store], Awaitable[T]]) -> T:
        store = await Store.open(settings.database_url, clock=clock, **settings.store_keys)
        try:
            return await work(store)
        finally:
            await store.close()

    async def begin(store: Store) -> str:
        await members.add_staff(store, "sara", "سارا", "librarian", "باران بهاری ۱۲")
        conversation = await calls(store, await visitor(store), clock)
        await steps.claim(store, conversation, SARA)
        return conversation

    def sent() -> list[str]:
        messages = asyncio.run(opened(lambda store: rows(store, records.Message)))
        return [row.body for row in messages if row.sender == "staff"]

    conversation = asyncio.run(opened(begin))
    runner, reply = CliRunner(), ["staff", "reply", conversation, "--as", "sara"]
    held = runner.invoke(cli, [*reply, TEXT])
    assert held.exit_code == 1 and "کارت [کارت] آماده است" in held.output
    assert sent() == []
    gone = runner.invoke(cli, [*reply, TEXT, "--covered"])
    assert gone.exit_code == 0 and "sent, with a card number" in gone.output
    assert len(sent()) == 1 and "1000200031" not in sent()[0]
    assert runner.invoke(cli, [*reply, "سلام"]).output == "sent.\n"
