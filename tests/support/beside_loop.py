"""A loop in a thread of its own: a server that runs beside tests which wait for processes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TypeVar

__all__ = ["beside"]

T = TypeVar("T")
SECONDS = 20.0


@contextmanager
def beside(server: AbstractAsyncContextManager[T]) -> Iterator[T]:
    """Run a server in another thread while the block runs; its own errors at the end are raised."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(_entered(server), loop).result(SECONDS)
        asyncio.run_coroutine_threadsafe(_left(server), loop).result(SECONDS)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(SECONDS)
        loop.close()


async def _entered(server: AbstractAsyncContextManager[T]) -> T:
    return await server.__aenter__()


async def _left(server: AbstractAsyncContextManager[T]) -> None:
    await server.__aexit__(None, None, None)
