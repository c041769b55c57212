"""Names of intents for the pages."""

from __future__ import annotations

import asyncio

from bot.console.frame.visit import Visit
from bot.content.names import IntentNames

__all__ = ["intent_names"]


async def intent_names(visit: Visit) -> IntentNames:
    """Read the names of intents from the content in use; read again only when its file has changed."""
    return await asyncio.to_thread(visit.content.intent_names)
