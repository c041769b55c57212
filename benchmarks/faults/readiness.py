"""When a system that was harmed is whole again."""

from __future__ import annotations

import asyncio
import contextlib
import time

import aiohttp

from benchmarks.faults.many import Many
from tests.support.system import System

__all__ = ["ready_again"]

BACK_SECONDS = 90.0


async def ready_again(system: System | Many, begun: float) -> float | None:
    """Wait until everything is ready for a whole second; the moment at which it first was."""
    timeout, first = aiohttp.ClientTimeout(total=2), None
    urls = system.urls if isinstance(system, Many) else [system.url]
    async with aiohttp.ClientSession(timeout=timeout) as http:
        while time.monotonic() - begun < BACK_SECONDS:
            good = False
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
                good = all([await _is_ready(http, url) for url in urls])
                # A gateway is ready while any engine is: the others are waited for by their ports.
                good = good and await _all_listen(system)
            if not good:
                first = None
            elif first is None:
                first = time.monotonic()
            elif time.monotonic() - first > 1.0:
                return first
            await asyncio.sleep(0.1)
    return None


async def _all_listen(system: System | Many) -> bool:
    if not isinstance(system, Many):
        return True
    return all([await _listens(system.host(unit.name), unit.port) for unit in system.units])


async def _listens(host: str, port: int) -> bool:
    with contextlib.suppress(OSError, TimeoutError):
        async with asyncio.timeout(2):
            _, writer = await asyncio.open_connection(host, port)
        writer.close()
        return True
    return False


async def _is_ready(http: aiohttp.ClientSession, url: str) -> bool:
    async with http.get(f"{url}/health/ready") as answer:
        return answer.status == 200
