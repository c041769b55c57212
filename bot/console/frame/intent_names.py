"""Names of intents for the pages."""

from __future__ import annotations

import asyncio

from bot.console.frame.visit import Visit
from bot.content.names import IntentNames
from bot.content.project import Project
from bot.texts import LANGUAGES, text

__all__ = ["intent_names", "names_of"]

# What patrons read on the buttons of these names none of them to staff: "English", or nothing at all.
OWN = ("back_to_bot", "change_language")
# What the bot reads by itself, or a button says, and nobody means in words of their own.
UNOFFERED = ("clearance", "fact", "interests", "nlu_fallback", "signed_in", "stale_button")


async def intent_names(visit: Visit) -> IntentNames:
    """Read the names of intents from the content in use; read again only when its file has changed."""
    return await asyncio.to_thread(names_of, visit.content)


def names_of(content: Project) -> IntentNames:
    """Give the names of intents as staff read them."""
    own, unoffered = (
        {name: {language: text(language, f"intents.named.{name}") for language in LANGUAGES} for name in names}
        for names in (OWN, UNOFFERED)
    )
    return content.intent_names().but(own, unoffered)
