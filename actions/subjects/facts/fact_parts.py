"""Facts as parts of an answer: their texts, their buttons, their lines in a list, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn
from actions.facts.choices import OfferedChoice, choice
from actions.facts.told import with_rule_values
from crm.knowledge import searching
from crm.knowledge.entries import KnowledgeEntry

__all__ = [
    "MOST_OFFERED",
    "MOST_TOLD",
    "both_languages",
    "entry_parts",
    "listed_facts",
    "offer_fact",
    "offers_of",
    "remember_told",
    "told_refs",
]

# So many facts are told of a topic whose button was pressed, and so many offered beside a fact.
MOST_TOLD, MOST_OFFERED = 3, 3
LONGEST_ASKED = 300


async def listed_facts(turn: Turn, entries: Sequence[KnowledgeEntry]) -> dict[str, Fact]:
    """Give entries as an answer's list, each with its question."""
    return {"list": [await entry_parts(turn, one) for one in entries], "line": "utter_line_fact"}


def remember_told(turn: Turn, entry: KnowledgeEntry) -> None:
    """Keep what was told, so that what is asked next may lean on it."""
    if entry.topic and not any(act.act == entry.topic or act.kind or act.branch for act in turn.acts):
        # What was told is spoken of then, and not what the message was taken for.
        turn.did(entry.topic, topic=entry.topic, result="told")
    asked = entry.title.get(turn.language, "")[:LONGEST_ASKED]
    turn.remember(fact={"topic": entry.topic, "ref": entry.ref, "asked": asked, "at": turn.first_id})


async def entry_parts(turn: Turn, entry: KnowledgeEntry) -> dict[str, Fact]:
    """Give an entry as an answer's facts; what was written in one language is said in that."""
    return {
        "fact": both_languages(await with_rule_values(turn, entry.text) or entry.text),
        "title": both_languages(entry.title),
        "source": entry.source,
        "link": {"answer": "utter_part_link", "link": entry.link} if entry.link else None,
    }


def both_languages(texts: dict[str, str]) -> dict[str, str]:
    """Give texts in both languages; what was written in one is said in that."""
    one = next(iter(texts.values()))
    return {"fa": texts.get("fa", one), "en": texts.get("en", one)}


def offer_fact(entry: KnowledgeEntry) -> OfferedChoice:
    """Offer an entry by its question."""
    return choice(both_languages(entry.title), "fact", ref=entry.ref)


async def offers_of(turn: Turn, topic: str, most: int = 2) -> list[OfferedChoice]:
    """Offer the first facts of a topic by their questions."""
    return [offer_fact(one) for one in (await searching.of_topic(turn.store, topic, turn.today))[:most]]


def told_refs(entries: Sequence[KnowledgeEntry]) -> dict[str, list[str]]:
    """Name for the console what answered."""
    return {"told": [entry.ref for entry in entries]}
