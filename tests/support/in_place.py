"""Transactions that run where they are awaited, for tests that play one after the other.

A trip to a thread and back takes longer than most transactions of SQLite run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from crm.database.store import Store, _Threads
from process.pace import undisturbed

__all__ = ["run_in_place"]


class _InPlace(ThreadPoolExecutor):
    """Has no thread: what is submitted is done when it has been."""

    def submit(self, fn: Callable[..., Any], /, *given: Any, **more: Any) -> Any:
        """Do it now; who waits for it hears of it when the loop has turned, as of what a thread has done.

        A future of the loop's own is awaited as it is, and nothing has to be woken.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()
        try:
            # In a thread of its own it would not be broken off either.
            result = undisturbed(lambda: fn(*given, **more))
        except BaseException as error:
            loop.call_soon(_tell, done, done.set_exception, error)
        else:
            loop.call_soon(_tell, done, done.set_result, result)
        return done


def _tell(done: asyncio.Future[Any], tell: Callable[[Any], None], what: Any) -> None:
    # Who no longer waits hears of nothing.
    if not done.done():
        tell(what)


def run_in_place(store: Store) -> None:
    """Let a store on SQLite run its transactions in the thread of the event loop.

    Not for tests in which one is to wait for another: what would hold it up holds up all.
    """
    threads = store._engine
    assert isinstance(threads, _Threads)
    for each in (threads.writing, threads.reading):
        each.shutdown()
    store._engine = replace(threads, writing=_InPlace(1), reading=_InPlace(1))
