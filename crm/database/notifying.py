"""Short words between the processes on a PostgreSQL store, by LISTEN and NOTIFY."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Never

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from crm.database.store import Store

__all__ = ["CHANNEL", "listen", "notify"]

log = logging.getLogger(__name__)

CHANNEL = "ketabyar"
# A connection on which nothing comes is asked now and then whether it still is one.
ASK_SECONDS = 5.0
PAUSE_SECONDS = 1.0


async def notify(store: Store, word: str) -> None:
    """Say a word of at most 7,000 signs to all who listen; errors of the store are raised."""
    say = select(func.pg_notify(CHANNEL, word))
    await store.transact(lambda connection: connection.execute(say), aside=True)


async def listen(store: Store, heard: Callable[[str], None], began: Callable[[], None]) -> Never:
    """Hear every word, for ever; `began` is called whenever it begins anew, for what came before went unheard."""
    while True:
        try:
            async with store.apart() as connection:
                await _listened(connection, heard, began)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            log.warning("what other gateways say is not heard for the moment: %s", type(error).__name__)
        except Exception as error:
            # The driver has errors of its own that have no common name with the others.
            log.warning("what other gateways say is not heard for the moment: %r", error)
        await asyncio.sleep(PAUSE_SECONDS)


async def _listened(connection: AsyncConnection, heard: Callable[[str], None], began: Callable[[], None]) -> None:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    lost = asyncio.Event()

    def on_word(_connection: object, _pid: int, _channel: str, word: object) -> None:
        heard(str(word))

    def on_end(_connection: object) -> None:
        lost.set()

    driver.add_termination_listener(on_end)
    try:
        async with asyncio.timeout(ASK_SECONDS):
            await driver.add_listener(CHANNEL, on_word)
        began()
        while not lost.is_set():
            try:
                async with asyncio.timeout(ASK_SECONDS):
                    await lost.wait()
            except TimeoutError:
                await driver.fetchval("SELECT 1", timeout=ASK_SECONDS)
    finally:
        # It is not to go back among those that others use.
        await connection.invalidate()
