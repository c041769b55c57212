"""The first account of the console is made on the command line."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from click.testing import CliRunner

from bot.cli.main import cli
from bot.settings import Settings
from crm.audit import trail
from crm.database.store import Store
from crm.staff import members
from protocol.shared_secret import make_secret


def test_the_first_account_is_made_on_the_command_line(sqlite_file: Path, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")
    make_secret(tmp_path)
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    monkeypatch.setenv("KETABYAR_PUBLIC_URL", "https://library.example")
    runner, secret = CliRunner(), "باران بهاری ۱۲"
    typed = f"{secret}\n{secret}\n"
    first = runner.invoke(cli, ["staff", "add", "sara", "--name", "سارا"], input=typed)
    assert first.exit_code == 0, first.output
    assert "Password for the console at https://library.example/console" in first.output
    assert "sara (admin) was added; sign in at https://library.example/console" in first.output
    assert secret not in first.output
    second = runner.invoke(cli, ["staff", "add", "omid", "--name", "امید"], input=typed)
    assert "omid (librarian) was added" in second.output
    weak = runner.invoke(cli, ["staff", "add", "mina", "--name", "مینا"], input="short\nshort\n")
    assert weak.exit_code == 2
    assert "at least 12 characters" in weak.output
    other = "یک گذرواژهٔ دیگر"
    changed = runner.invoke(cli, ["staff", "password", "sara", "--reset-two-step"], input=f"{other}\n{other}\n")
    assert "sara has a new password" in changed.output
    assert "sara can sign in again" in runner.invoke(cli, ["staff", "unlock", "sara"]).output
    assert runner.invoke(cli, ["staff", "unlock", "nobody"]).exit_code == 1
    settings = Settings.load()

    async def verify(password: str) -> bool:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            assert (await trail.verify(store)).is_sound
            return await members.verify_staff(store, "sara", password) is not None
        finally:
            await store.close()

    assert asyncio.run(verify(other))
    assert not asyncio.run(verify(secret))
