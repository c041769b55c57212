"""Detection of answers that would quote themselves, directly or through others, and without end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.console.answers.listing import file_text
from bot.console.frame.text_checks import TextRemark, variables_of
from bot.console.frame.visit import Visit
from crm.content.answer_versions import AnswerText, latest_versions, published_now
from protocol.values import LANGUAGES

__all__ = ["circles", "quotes", "way_back"]

Graph = Mapping[str, set[str]]


async def quotes(visit: Visit) -> dict[str, set[str]]:
    """Give which answers each one quotes: in the file, in what is published now or later, and in the newest draft."""
    answers = await asyncio.to_thread(visit.content.answers)
    found = {name: _quoted(file_text(answer)) for name, answer in answers.items()}
    newest, published = await latest_versions(visit.store), await published_now(visit.store)
    for version in (*newest.values(), *published):
        found.setdefault(version.name, set()).update(_quoted(version.content))
    return found


def circles(name: str, content: AnswerText, graph: Graph) -> dict[str, TextRemark]:
    """Say in which fields an answer's new text comes back to the answer itself, and by which way."""
    found = {}
    for language in LANGUAGES:
        fields = {
            f"text_{language}": _named(content.text(language)),
            f"buttons_{language}": _quoted(AnswerText("", "", tuple(content.buttons(language)), ())),
        }
        for field, first in fields.items():
            if way := way_back(name, first, graph):
                found[field] = TextRemark("bad", "circle", {"way": " ← ".join(f"{{{one}}}" for one in reversed(way))})
    return found


def way_back(name: str, first: set[str], graph: Graph) -> list[str]:
    """Give the shortest way from an answer that quotes `first` back to itself, both ends named; empty without one."""
    ways = [[name, one] for one in sorted(first)]
    seen: set[str] = set()
    for way in ways:
        here = way[-1]
        if here == name:
            return way
        if here not in seen:
            seen.add(here)
            ways.extend([*way, further] for further in sorted(graph.get(here, ())))
    return []


def _quoted(content: AnswerText) -> set[str]:
    titles = [button["title"] for language in LANGUAGES for button in content.buttons(language)]
    return set[str]().union(*map(_named, (content.text_fa, content.text_en, *titles))) | {
        title for title in titles if title.startswith("utter_")
    }


def _named(text: str) -> set[str]:
    return {name for name in variables_of(text) if name.startswith("utter_")}
