"""The wait of a thread for what its gateway's event loop does for it; it ends with the gateway."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
from collections.abc import Coroutine
from typing import Any

from crm.errors import StoreUnavailable

__all__ = ["wait_for"]

# How soon an edit notices that its gateway has ended.
ENDED_SECONDS = 1.0
ENDING = "this process is ending"


def wait_for[T](work: Coroutine[Any, Any, T], loop: asyncio.AbstractEventLoop) -> T:
    """Give what some work comes to in a loop of another thread; raises StoreUnavailable where that loop has ended."""
    try:
        doing = asyncio.run_coroutine_threadsafe(work, loop)
    except RuntimeError:
        # The gateway had ended before.
        work.close()
        raise StoreUnavailable(ENDING) from None
    while True:
        try:
            return doing.result(ENDED_SECONDS)
        except concurrent.futures.CancelledError:
            # It ends in good order: all that goes on is cancelled.
            raise StoreUnavailable(ENDING) from None
        except TimeoutError:
            if doing.done():
                return doing.result()
            if loop.is_closed():
                # The gateway has ended, and nobody goes on with it: nor may this thread keep it from ending.
                with contextlib.suppress(RuntimeError):
                    # What has begun cannot let go of anything any more: it would wait for that.
                    work.close()
                raise StoreUnavailable(ENDING) from None
