"""Whether a librarian is there, told to the open streams as it changes: somebody comes or goes, a desk closes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Never

from bot.channels.web import welcome
from bot.channels.web.services import Gateway
from bot.sharing.background import beside
from crm.errors import StoreError

__all__ = ["telling_presence"]

log = logging.getLogger(__name__)

# One look for all streams of this gateway, however many they are.
LOOK_SECONDS = 5.0


@asynccontextmanager
async def telling_presence(gateway: Gateway) -> AsyncIterator[None]:
    """Tell who is there for as long as the block lasts."""
    async with beside(_run(gateway), "presence"):
        yield


async def _run(gateway: Gateway) -> Never:
    told: dict[str, str] | None = None
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if not gateway.hub.wants_presence():
            # Whoever opens a stream then is told as it is opened.
            told = None
            continue
        try:
            now = await welcome.presence(gateway)
        except StoreError as error:
            log.warning("whether a librarian is there could not be read: %s", type(error).__name__)
            continue
        except Exception:
            log.exception("whether a librarian is there was not told")
            continue
        if now != told:
            gateway.hub.tell_presence(now)
            told = now
