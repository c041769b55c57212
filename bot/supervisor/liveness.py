"""Liveness of a process: asked every few seconds, and given up only when the silence was surely its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping

import httpx

__all__ = ["ASK_SECONDS", "MISSES", "silence"]

# A question every 2.5 s, each waited for as long, and three without an answer in a row: a process that hangs is known
# after 7.5 to 10 s. Shorter, and a machine that is busy for a moment would cost a process its life; longer, and the
# turns that wait for it (25 s) could not be answered by the one that takes its place.
ASK_SECONDS = 2.5
MISSES = 3
# The supervisor itself woke so much too late: the machine slept, or is so loaded that silence says nothing.
LATE_SECONDS = 1.0
# At first it is asked often, so that its readiness is seen at once; later a quiet look is enough.
SOON_SECONDS = 0.1
SOON_FOR = 15.0


async def silence(
    live_url: str,
    ready_url: str,
    headers: Mapping[str, str],
    *,
    start_seconds: float,
    is_ready: bool,
    on_ready: Callable[[], None],
    ask_seconds: float = ASK_SECONDS,
) -> str:
    """Ask until a process has been silent for too long, and tell how long that was; calls `on_ready` once it is ready.

    While it has not answered at all it is starting, which may take `start_seconds`.
    """
    begun = last = time.monotonic()
    heard, misses = is_ready, 0
    async with httpx.AsyncClient(timeout=ask_seconds, headers=dict(headers), trust_env=False) as client:
        while True:
            asked = time.monotonic()
            alive = await _within(ask_seconds, client, live_url) is not None
            if alive and not is_ready and await _within(ask_seconds, client, ready_url) == httpx.codes.OK:
                is_ready = True
                on_ready()
            soon = not is_ready and asked - begun < SOON_FOR
            due = asked + (SOON_SECONDS if soon and (alive or not heard) else ask_seconds)
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            now = time.monotonic()
            if alive or now - max(due, asked + ask_seconds) > LATE_SECONDS:
                heard, misses, last = heard or alive, 0, now if not alive else asked
            elif heard:
                misses += 1
                if misses >= MISSES:
                    return f"did not answer for {now - last:.0f} s"
            elif now - begun > start_seconds:
                return f"did not answer within {start_seconds:.0f} s of its start"


async def _within(seconds: float, client: httpx.AsyncClient, url: str) -> int | None:
    """Give the status of an answer; None when none came in time."""
    try:
        async with asyncio.timeout(seconds):
            return (await client.get(url)).status_code
    except (httpx.HTTPError, TimeoutError):
        return None
