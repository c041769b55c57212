"""Volumes of a series, in their order."""

from __future__ import annotations

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.lines import availability, by_title
from library.values import Title

__all__ = ["volume_lines", "volumes"]


async def volumes(turn: Turn, series: str, language: str = "") -> list[Title]:
    """Give the volumes of a series, in order."""
    page = await turn.library.search(series, limit=60)
    found = [one for one in page.titles if one.series == series and language in ("", one.language)]
    return sorted(found, key=lambda one: (one.language, one.series_number or 0))


async def volume_lines(turn: Turn, titles: list[Title]) -> Fact:
    """Make lines of volumes, each with its number."""
    lines = [
        {
            "number": nested("utter_part_volume", number=one.series_number) if one.series_number is not None else None,
            "title": by_title(one.title, one.author),
            "availability": availability(await turn.library.availability(one.id)),
        }
        for one in titles
    ]
    return {"list": lines, "line": "utter_line_volume"}
