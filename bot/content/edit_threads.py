"""Threads for edits of the content, which may wait for one another and for other machines."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

__all__ = ["edited"]

# Edits follow one another in any case; who waits in a thread of the event loop keeps it from what the first one needs,
# as the address of the database.
_THREADS = ThreadPoolExecutor(4, "content-edits")


async def edited[**P, T](work: Callable[P, T], *given: P.args, **more: P.kwargs) -> T:
    """Do something that edits the content in a thread, and give what it gives."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(_THREADS, lambda: context.run(work, *given, **more))
