"""Waiting until something has come about: the one place where tests look again and again.

A test waits for what it needs, and not for as long as it may take on a quick machine. It stands in both environments.
"""

from __future__ import annotations

import asyncio
import inspect
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")

# On a busy machine a start may take long; whoever looks at what is there already waits no longer for it.
PATIENCE = 20.0
EVERY = 0.02


def until(
    look: Callable[[], T],
    seconds: float = PATIENCE,
    every: float = EVERY,
    *,
    sleep: Callable[[float], object] = time.sleep,
) -> T:
    """Look again and again until what is seen is true, and give it.

    `sleep` takes seconds. Raises AssertionError, with what was seen last, when that has not come in time.
    """
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, _late(seen, seconds)
        sleep(every)
    return seen


def until_in(page: Any, look: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Do as `until` in the own time of one of Playwright's pages, in which its events come in.

    Its `wait_for_function` needs a page that may evaluate texts, and the console's policy forbids that.
    """
    # A short look again, not a wait for so long.
    until(look, seconds, sleep=lambda pause: page.wait_for_timeout(1000 * pause))


async def eventually(look: Callable[[], T | Awaitable[T]], seconds: float = PATIENCE, every: float = EVERY) -> T:
    """Do as `until` in an event loop; what is looked at may be asked for asynchronously."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        seen: T = await found if inspect.isawaitable(found) else found  # type: ignore[assignment]
        if seen:
            return seen
        assert time.monotonic() < deadline, _late(seen, seconds)
        await asyncio.sleep(every)


def _late(seen: object, seconds: float) -> str:
    return f"it did not come within {seconds} s; what was seen last: {seen!r}"


def listens(port: int) -> bool:
    """Say whether somebody accepts connections at a port of this machine."""
    with socket.socket() as asked:
        asked.settimeout(1)
        return asked.connect_ex(("127.0.0.1", port)) == 0
