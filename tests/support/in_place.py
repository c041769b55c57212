"""Transactions that run where they are awaited, for tests that play thousands of them one after the other.

A trip to a thread and back takes as long as most transactions of SQLite run.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from crm.database.store import Store, _Threads

__all__ = ["run_in_place"]


class _InPlace(ThreadPoolExecutor):
    """Has no thread: what is submitted is done when it has been."""

    def submit(self, fn: Callable[..., Any], /, *given: Any, **more: Any) -> Future[Any]:
        """Do it now."""
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*given, **more))
        except BaseException as error:
            done.set_exception(error)
        return done


def run_in_place(store: Store) -> None:
    """Let a store on SQLite run its transactions in the thread of the event loop.

    Not for tests in which one is to wait for another: what would hold it up holds up all.
    """
    threads = store._engine
    assert isinstance(threads, _Threads)
    for each in (threads.writing, threads.reading):
        each.shutdown()
    store._engine = replace(threads, writing=_InPlace(1), reading=_InPlace(1))
