"""Topics of facts as staff choose them: by plain names, never by the name that programs have for them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.frame.intent_names import intent_names
from bot.console.frame.visit import Visit
from bot.texts import has_text
from crm.knowledge.facts import topics
from protocol.alphabet import by_alphabet
from protocol.intents import known_intents, traits_of

__all__ = ["topic_options"]

# What the bot looks up when it has read that this is asked about.
ASKED = tuple(sorted(intent for intent in known_intents() if traits_of(intent).note_then is not None))


async def topic_options(visit: Visit, *, used_only: bool = False) -> Sequence[tuple[str, str]]:
    """Give topics with their names in the order of these: those that the bot asks for, and those of facts."""
    names = await intent_names(visit)
    kept = await topics(visit.store)

    def named(topic: str) -> str:
        if has_text(f"places.topic.{topic}"):
            return visit.t(f"places.topic.{topic}")
        said = names(topic, visit.language)
        return topic.replace("_", " ") if said == topic else said

    wanted = set(kept) if used_only else {*kept, *ASKED}
    return sorted(((topic, named(topic)) for topic in wanted), key=lambda pair: by_alphabet(pair[1]))
