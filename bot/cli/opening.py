"""The store of the settings, opened for commands that create nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.settings import Settings
from bot.start_errors import StartError
from crm.audit import seal
from crm.database import migrate
from crm.database.store import Store

__all__ = ["opened", "with_store"]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """Open the store as it is; raises StartError or a StoreError that says what has to be done first."""
    if not settings.secret:
        raise StartError(
            f"there is nothing in {settings.home} yet; run `ketabyar up` or `ketabyar migrate` first, "
            "or set KETABYAR_HOME to the folder of the running ketabyar"
        )
    await asyncio.to_thread(migrate.check, settings.database_url)
    store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    try:
        await seal.prove(store)
        yield store
    finally:
        await store.close()


def with_store[T](work: Callable[[Settings, Store], Awaitable[T]]) -> T:
    """Run some work with the store of the settings, and give what it gives."""
    settings = Settings.load(make=False)

    async def run() -> T:
        async with opened(settings) as store:
            return await work(settings, store)

    return asyncio.run(run())
