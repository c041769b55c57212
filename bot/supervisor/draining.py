"""Draining of a replaced engine, until its turns have ended or their time is over."""

from __future__ import annotations

import asyncio
import time

import httpx

from bot.sharing.engine_directory import LOOK_SECONDS
from bot.supervisor.service import SupervisedProcess

__all__ = ["drained"]

# After the switch no gateway sends a turn to the old engine; what was on its way then has long arrived.
GRACE_SECONDS = 1.0
# Where gateways of other machines find the engine in the store: by then each has looked again.
ANNOUNCED_GRACE_SECONDS = LOOK_SECONDS + 1.5
SPARE_SECONDS = 5.0


async def drained(old: SupervisedProcess, turn_seconds: float, *, is_announced: bool = False) -> None:
    """Stop an engine when it has no turn under way any more, at most a turn's time from now."""
    try:
        await asyncio.sleep(ANNOUNCED_GRACE_SECONDS if is_announced else GRACE_SECONDS)
        deadline = time.monotonic() + turn_seconds + SPARE_SECONDS
        async with httpx.AsyncClient(timeout=2.0, headers=dict(old.headers), trust_env=False) as client:
            while time.monotonic() < deadline:
                if not await _turns_in(client, old.ready_url):
                    break
                await asyncio.sleep(0.1)
    finally:
        await old.stop()


async def _turns_in(client: httpx.AsyncClient, url: str) -> bool:
    try:
        answer = await client.get(url)
        return bool(answer.status_code == 200 and answer.json().get("turns"))
    except httpx.TimeoutException:
        return True
    except (httpx.HTTPError, ValueError):
        # Who is not there any more has no turns that could still end well.
        return False
