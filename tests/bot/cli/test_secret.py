"""What the commands that change the secret refuse, and what the doctor says of a change that was forgotten."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.secret_change import change_forgotten
from bot.settings import Settings
from bot.watching.settings_shown import HIDDEN
from crm.actor import Actor
from crm.audit import seal, trail
from crm.database.store import Store
from crm.secret.standing import note_begun
from protocol.clock import FixedClock, SystemClock
from protocol.home import Home
from protocol.shared_secret import SecretRefused, drop_previous, kept_previous, kept_secret, make_secret, replace_secret
from tests.support.commands import Command

OLD, NEW = "an old secret of the tests, long enough", "a new secret of the tests, long enough"


@pytest.fixture
def ready(home: Path, sqlite_file: Path) -> Path:
    home.mkdir()
    shutil.copy(sqlite_file, home / "store.sqlite3")
    return home


def test_a_secret_that_comes_from_elsewhere_is_changed_there(ready: Path, ketabyar: Command) -> None:
    said = ketabyar("secret", "new", KETABYAR_SECRET=OLD)
    assert said.code == 1 and "KETABYAR_SECRET_PREVIOUS" in said.all
    assert OLD not in said.all and not Home(ready).secret.exists()


def test_there_is_nothing_to_carry_over_without_the_one_before(ready: Path, ketabyar: Command) -> None:
    said = ketabyar("secret", "rotate", KETABYAR_SECRET=OLD)
    assert said.code == 1 and "there is no secret before" in said.all
    early = ketabyar("secret", "rotate", KETABYAR_SECRET=OLD, KETABYAR_SECRET_NEXT=NEW)
    assert early.code == 1 and "is not in use yet" in early.all


def test_each_secret_may_be_a_file(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, secret in (("SECRET", NEW), ("SECRET_PREVIOUS", OLD)):
        (tmp_path / name).write_text(secret + "\n")
        monkeypatch.setenv(f"KETABYAR_{name}_FILE", str(tmp_path / name))
    assert Settings.load(make=False).secrets.accepted == (NEW, OLD)
    assert {"secret", "secret_next", "secret_previous"} <= HIDDEN, "the doctor and the console show none of them"


def test_a_new_secret_leaves_the_old_one_beside_it(tmp_path: Path) -> None:
    with pytest.raises(SecretRefused, match="there is no"):
        replace_secret(tmp_path)
    old = make_secret(tmp_path)
    replace_secret(tmp_path)
    new = kept_secret(tmp_path)
    assert new != old == kept_previous(tmp_path)
    with pytest.raises(SecretRefused, match="the last change is not over"):
        replace_secret(tmp_path)
    assert (kept_secret(tmp_path), kept_previous(tmp_path)) == (new, old)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (Home(tmp_path).secret, Home(tmp_path).previous_secret))
    assert (drop_previous(tmp_path), drop_previous(tmp_path)) == (True, False)


async def test_a_change_that_was_forgotten_is_told(sqlite_file: Path, tmp_path: Path, clock: FixedClock) -> None:
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")
    same = Settings(home=tmp_path, secret=NEW, secret_previous=NEW, secret_next=NEW)
    settings = Settings(home=tmp_path, secret=NEW, secret_previous=OLD)
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = await Store.open(url, clock=clock, **settings.store_keys)
    try:
        assert await change_forgotten(settings, store) == []
        await note_begun(store)
        clock.advance(timedelta(days=14))
        assert await change_forgotten(settings, store) == []
        clock.advance(timedelta(days=1))
        [told] = await change_forgotten(settings, store)
        assert "accepted for 15 days" in told
    finally:
        await store.close()
    store = await Store.open(url, clock=clock, **same.store_keys)
    try:
        told = await change_forgotten(same, store)
        assert len(told) == 2 and all("is the secret itself" in one for one in told)
    finally:
        await store.close()


def test_the_doctor_tells_of_it(ready: Path, ketabyar: Command) -> None:
    settings = Settings(home=ready, secret=NEW, secret_previous=NEW)
    assert settings.secrets.accepted == (NEW,)
    said = ketabyar("doctor", KETABYAR_SECRET=NEW, KETABYAR_SECRET_PREVIOUS=NEW)
    assert "change of the secret: KETABYAR_SECRET_PREVIOUS is the secret itself" in said.out


def test_a_broken_trail_is_given_up_only_when_one_says_so(ready: Path, ketabyar: Command) -> None:
    Home(ready).secret.write_text(NEW)
    Home(ready).previous_secret.write_text(OLD)

    async def begin() -> None:
        settings = Settings(home=ready, secret=OLD)
        store = await Store.open(f"sqlite:///{ready / 'store.sqlite3'}", clock=SystemClock(), **settings.store_keys)
        by, what = Actor("system", "test"), trail.Subject("store")
        try:
            await seal.seal(store)
            await store.transact(lambda connection: trail.append(connection, store, by, "test", what))
            change = text("UPDATE audit_event SET reason = 'because' WHERE action = 'test'")
            await store.transact(lambda connection: connection.execute(change))
        finally:
            await store.close()

    asyncio.run(begin())
    early = ketabyar("secret", "finish", "--now", "--broken-trail")
    assert early.code == 1 and "something needs the secret before" in early.all
    assert "it stays as it is" in ketabyar("secret", "rotate").out
    told = ketabyar("secret", "status").out
    assert "Only the audit trail needs the secret before" in told and "finish --broken-trail" in told
    assert ketabyar("secret", "finish", "--now").code == 1
    waiting = ketabyar("secret", "finish", "--broken-trail")
    assert waiting.code == 1 and "wait, or say --now" in waiting.all
    assert Home(ready).previous_secret.exists()
    assert ketabyar("secret", "finish", "--now", "--broken-trail").code == 0
    assert not Home(ready).previous_secret.exists()


def test_no_backup_is_taken_without_the_coming_secret(ready: Path, ketabyar: Command, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    said = ketabyar("backup", str(target), KETABYAR_SECRET=OLD, KETABYAR_SECRET_NEXT=NEW)
    assert said.code == 1 and "KETABYAR_SECRET_NEXT is set" in said.all
    assert not target.exists()
