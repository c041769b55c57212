"""`ketabyar patron erase` asks, erases, tells what it erased, and says why it does not."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from bot.settings import Settings
from bot.start_errors import StartError
from crm import records
from crm.database.store import Store
from protocol.shared_secret import make_secret
from tests.support.store_rows import add, add_patron, rows, say, sign_in, visitor
from tests.support.system import free_ports

NAME, CARD, WORDS = "Zarghamzadehone", "20001001", "a sentence of mine alone"


@pytest.fixture
def home(tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")
    make_secret(tmp_path)
    port, engine, actions = free_ports(3)
    for name, value in (("HOME", tmp_path), ("PORT", port), ("ENGINE_PORT", engine), ("ACTIONS_PORT", actions)):
        monkeypatch.setenv(f"KETABYAR_{name}", str(value))
    return tmp_path


def in_store(work: Callable[[Store], Any]) -> Any:
    async def run() -> Any:
        settings = Settings.load()
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())


async def known(store: Store) -> int:
    patron_id = await add_patron(store, CARD, display_name=NAME)
    await say(store, await sign_in(store, await visitor(store), patron_id), WORDS)
    return patron_id


def run(*arguments: str, **more: Any) -> Result:
    return CliRunner().invoke(cli, ["patron", "erase", *arguments], **more)


def test_it_asks_and_then_erases_and_tells_what(home: Path) -> None:
    patron_id = in_store(known)
    refused = run(CARD, input="n\n")
    assert refused.exit_code == 1
    assert NAME in refused.output
    (left,) = in_store(lambda store: rows(store, records.Patron, id=patron_id))
    assert left.display_name == NAME
    done = run(CARD, input="y\n")
    assert done.exit_code == 0, done.output
    assert "message: 1" in done.output
    assert "channel identity: 1" in done.output
    # No engine runs here.
    assert "forgets once it is running again" in done.output
    (signed,) = [line.removeprefix("receipt: ") for line in done.output.splitlines() if line.startswith("receipt: ")]
    checked = CliRunner().invoke(cli, ["patron", "receipt", signed])
    assert checked.exit_code == 0, checked.output
    assert "genuine" in checked.output
    assert "message: 1" in checked.output
    kept = home / "receipt.txt"
    kept.write_text(f"Receipt of the erasure\nMessages: 1\n\n{signed}\n", encoding="utf-8")
    assert CliRunner().invoke(cli, ["patron", "receipt", str(kept)]).exit_code == 0
    wrong = CliRunner().invoke(cli, ["patron", "receipt", signed[:-3]])
    assert wrong.exit_code == 1
    assert "not a receipt of this installation" in wrong.output
    found = b"".join(path.read_bytes() for path in home.glob("store.sqlite3*"))
    assert NAME.encode() not in found
    assert WORDS.encode() not in found
    again = run(CARD, "--yes")
    assert again.exit_code == 1
    assert "no patron has this card" in again.output


def test_it_says_what_has_to_be_settled_first(home: Path) -> None:
    async def lent(store: Store) -> None:
        now = store.clock.now()
        loan = {"ils_loan_id": "1", "patron_id": await known(store), "loaned_at": now, "due_at": now, "synced_at": now}
        await add(store, records.Loan, **loan)

    in_store(lent)
    refused = run(CARD, "--yes")
    assert refused.exit_code == 1
    assert "1 loans" in refused.output
    (left,) = in_store(lambda store: rows(store, records.Patron))
    assert left.display_name == NAME


def test_where_nothing_is_nothing_is_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETABYAR_HOME", str(home / "nowhere"))
    said = run(CARD, "--yes")
    assert isinstance(said.exception, StartError) and "run `ketabyar up`" in str(said.exception)
    assert not (home / "nowhere").exists()
