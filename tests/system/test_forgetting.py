"""The whole system, used as patrons use it: after all periods no byte of theirs is left in any file of HOME."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from bot.engine_client import EngineClient
from bot.jobs.memory import forget_ended
from bot.jobs.retention import Retention
from bot.settings import Settings
from crm.conversations.outcomes import close_silent
from crm.database.store import Store
from protocol.clock import FixedClock
from protocol.keys import engine_secret
from tests.support.system import NOW, System

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

T = TypeVar("T")
WORDS = [f"zqword{number:02}marked" for number in range(24)]
PHONE, EMAIL = "09121234567", "zargham@example.org"


def in_store(system: System, work: Callable[[Store], Awaitable[T]], *, days: float = 0) -> T:
    """Work on the running system's store, with a clock that is so many days ahead."""
    settings = Settings(home=system.home, secret=system.secret)
    clock = FixedClock(datetime.fromisoformat(NOW) + timedelta(days=days), frozen=True)

    async def run() -> T:
        url = f"sqlite:///{system.store_path}"
        store = await Store.open(url, clock=clock, **settings.store_keys)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())


def forgotten(system: System) -> int:
    """Let the engine forget what is over, as the gateway does it every half minute."""

    async def work(store: Store) -> int:
        async with EngineClient(f"http://127.0.0.1:{system.engine_port}", engine_secret(system.secret)) as engine:
            return await forget_ended(store, engine)

    return in_store(system, work)


def close_all(system: System) -> None:
    in_store(system, lambda store: close_silent(store, before=store.clock.now()), days=1)


def tracked(system: System) -> int:
    connection = sqlite3.connect(f"file:{system.home / 'tracker.sqlite3'}?mode=ro", uri=True, timeout=10)
    try:
        return int(connection.execute("SELECT count(*) FROM tracker_event").fetchone()[0])
    finally:
        connection.close()


def left_in_files(system: System) -> dict[str, list[str]]:
    wanted = [*WORDS, PHONE, EMAIL]
    found = {}
    for path in sorted(system.home.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            there = [word for word in wanted if word.encode() in content]
            if there:
                found[str(path.relative_to(system.home))] = there
    return found


def talk(system: System, words: list[str]) -> None:
    with system.chat("en") as chat:
        chat.say(f"my name is {words[0]} and I like {words[1]}, what are your opening hours?")
        chat.say(f"do you have the book {words[2]} by {words[3]}")
        chat.say(f"may my {words[4]} swim in the {words[5]} please")
        chat.say(f"I want to complain that {words[6]} of the desk shouted at my {words[7]} yesterday")
        chat.say(f"call me at {PHONE} or write to {EMAIL}")


def test_no_byte_is_left_in_any_file(fragile: System) -> None:
    for start in range(0, 24, 8):
        talk(fragile, WORDS[start : start + 8])
    there = left_in_files(fragile)
    assert set(WORDS) <= {word for found in there.values() for word in found}
    assert any(name.startswith("tracker") for name in there)
    assert not any(name.startswith("logs") for name in there)
    # The gateway may have been faster than this test.
    close_all(fragile)
    forgotten(fragile)
    assert tracked(fragile) == 0
    assert not any(name.startswith("tracker") for name in left_in_files(fragile))

    async def erase(store: Store) -> int:
        return await Retention(Settings(home=fragile.home), store).run()

    assert in_store(fragile, erase, days=400) > 0
    assert left_in_files(fragile) == {}


def test_what_is_closed_while_the_engine_is_away_is_forgotten_when_it_is_back(fragile: System) -> None:
    talk(fragile, WORDS[:8])
    assert tracked(fragile) > 0
    pid = fragile.pid("engine")
    fragile.signal("engine", signal.SIGKILL)
    close_all(fragile)
    fragile.wait_restarted("engine", pid)
    forgotten(fragile)
    assert tracked(fragile) == 0
    with fragile.chat("en") as chat:
        assert chat.say("what are your opening hours?").replies
