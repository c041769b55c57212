"""What happens in the library while a patron talks: what staff answer, what a night finds, what the desk has set."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import Any

from bot.console.cases.words import letter
from crm import records
from crm.cases.answers import answer
from crm.database.store import Store
from crm.guardians.setting import set_link
from crm.interests.news import find_new
from crm.staff.members import actor_named
from crm.surveys import definitions
from protocol.clock import FixedClock
from tests.support.given_interests import title
from tests.support.store_rows import rows
from tests.support.system import System
from tests.support.system import rows as rows_read

STAFF = "librarian"
MAY = {"sees_loans": True, "sees_holds": True, "renews": True}


def key_of(secret: str) -> bytes:
    """Give the store's key, as `ketabyar` makes it of the secret."""
    return hashlib.sha256(b"ketabyar store key\0" + secret.encode()).digest()


@asynccontextmanager
async def opened(path: object, moment: str, secret: str) -> AsyncIterator[Store]:
    """Open a store of SQLite at a moment that stands still."""
    clock = FixedClock(datetime.fromisoformat(moment), frozen=True)
    store = await Store.open(f"sqlite:///{path}", clock=clock, server_key=key_of(secret))
    try:
        yield store
    finally:
        await store.close()


def _in_store(system: System, work: Callable[[Store], Awaitable[None]]) -> None:
    async def run() -> None:
        # The system's clock has run on since it started: it is as late as its last message says.
        [last] = rows_read(system.store_path, "SELECT max(created_at) AS at FROM message")
        moment = f"{last['at']}+00:00" if last["at"] else system.environment["KETABYAR_NOW"]
        async with opened(system.store_path, moment, system.environment["KETABYAR_SECRET"]) as store:
            await work(store)

    asyncio.run(run())


async def comes_in(store: Store, about: dict[str, str]) -> None:
    """Let a title come in, and the night look whom it interests."""
    await title(store, **about)
    await find_new(store)


async def answers(store: Store, text: str) -> None:
    """Answer the newest case, as a librarian does in the console."""
    case = (await rows(store, records.ServiceCase))[-1]
    by = await actor_named(store, STAFF)
    await answer(store, case.number, text, version=case.version, by=by, letter=letter)


async def guardian(store: Store, cards: list[str]) -> None:
    """Make the holder of the first card the guardian of that of the second, as the desk does."""
    known = {row.card_number_hash: row.public_id for row in await rows(store, records.Patron)}
    of, child = (known[store.card_hash(card)] for card in cards)
    today = store.clock.now().date()
    await set_link(store, of, child, **MAY, last_day=None, today=today, by=await actor_named(store, STAFF))


HAPPENS: dict[str, Callable[[Store, Any], Awaitable[None]]] = {
    "comes_in": comes_in,
    "answers": answers,
    "guardian": guardian,
}


def let_happen(system: System, meanwhile: dict[str, Any]) -> None:
    """Let what a turn names happen, in order."""

    async def all_of_it(store: Store) -> None:
        for name, about in meanwhile.items():
            await HAPPENS[name](store, about)

    _in_store(system, all_of_it)


@contextmanager
def survey_asked(system: System, code: str | None) -> Iterator[None]:
    """Ask everybody a survey that few are asked, for as long as a conversation takes; none where no code is given."""
    if code is None:
        yield
        return

    async def put(store: Store, *, is_active: bool) -> None:
        by = await actor_named(store, STAFF)
        more = {"is_active": is_active, "sample_rate": 1.0, "cooldown_days": 30, "owner": None}
        await definitions.put_asking(store, code, **more, by=by)

    _in_store(system, lambda store: put(store, is_active=True))
    try:
        yield
    finally:
        _in_store(system, lambda store: put(store, is_active=False))
