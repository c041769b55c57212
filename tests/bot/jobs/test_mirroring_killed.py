"""A gateway that ends at any commit of reading and telling: what is due elsewhere is told all the same, and once."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.jobs.mirroring import Mirroring
from bot.jobs.notices import Notices
from bot.notices.wording import word
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.messages import outbox
from crm.notices.trying import take
from protocol.clock import FixedClock
from tests.support.given_notices import at_telegram, wants
from tests.support.givens import NOW, SERVER_KEY
from tests.support.koha.app import FakeKoha
from tests.support.koha.fixtures import catalogue_of, koha_at_work, koha_library
from tests.support.mortal_store import Killed, MortalStore
from tests.support.store_rows import rows

CARD, PIN = "20000001", "1111"
SETTINGS = Settings(
    telegram_token="1:x", library_system="koha", koha_url="https://koha.example", koha_client_id="c",
    koha_client_secret="s",
)  # fmt: skip


async def opened(path: Path, clock: FixedClock) -> MortalStore:
    return await MortalStore.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY)


async def begun(koha: FakeKoha, path: Path, folder: Path, clock: FixedClock) -> None:
    store = await opened(path, clock)
    await catalogue_of(koha, store, folder)
    async with koha_library(koha, store, clock, seconds=5.0) as library:
        found = await library.authenticate(CARD, PIN)
    assert found is not None
    who = await at_telegram(store, found.id)
    await wants(store, found.id, "telegram", "due_soon", "hold_ready", identity_id=who.id)
    await store.close()


async def a_round(koha: FakeKoha, store: Store, clock: FixedClock) -> None:
    """Read, plan, write and send, as the jobs of a gateway do that has just begun."""
    await outbox.recover(store)
    async with koha_library(koha, store, clock, seconds=5.0) as library:
        mirroring = Mirroring(SETTINGS, store, library)
        await mirroring.run()
        await Notices(SETTINGS, store, mirroring).run()
        for item in await outbox.due(store, "telegram"):
            taken = await take(store, SETTINGS.notice_rules, word, item)
            if taken is not None:
                await outbox.sent(store, taken.id)


@pytest.mark.parametrize("after_commit", [False, True], ids=["before the commit", "after the commit"])
async def test_whenever_it_ends_it_is_told_once(tmp_path: Path, sqlite_file: Path, after_commit: bool) -> None:
    clock = FixedClock(NOW, frozen=True)
    async with koha_at_work(clock) as koha:
        first = tmp_path / "begun.sqlite3"
        shutil.copy(sqlite_file, first)
        await begun(koha, first, tmp_path, clock)
        ends_at, is_over = 1, False
        while not is_over:
            clock = FixedClock(NOW, frozen=True)
            path = tmp_path / f"{ends_at}.sqlite3"
            shutil.copy(first, path)
            store = await opened(path, clock)
            store.ends_at, store.after_commit, store.commits = ends_at, after_commit, 0
            with suppress(Killed):
                await a_round(koha, store, clock)
                is_over = True
            store.ends_at = 0
            # Whoever had claimed what has died meanwhile.
            for _ in range(3):
                clock.advance(timedelta(minutes=7))
                await a_round(koha, store, clock)
            # What a messenger has taken when it dies, before that is noted, comes once more: docs/notices.md says so.
            sent = await rows(store, records.Outbox, state="sent")
            assert len(sent) == 1 and len(await rows(store, records.Outbox)) == 1, f"at commit {ends_at}"
            kinds = Counter(one.kind for one in await rows(store, records.Notice, status="sent"))
            assert kinds == {"due_soon": 4, "hold_ready": 1}, f"at commit {ends_at}"
            await store.close()
            path.unlink()
            ends_at += 1
        assert ends_at > 8
