"""Lists of titles that were found, with a button for each."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn
from actions.facts.choices import item
from actions.facts.lines import title_line
from library.values import Title

__all__ = ["show_found"]


async def show_found(turn: Turn, titles: Sequence[Title], answer: str, **facts: Fact) -> None:
    """Show a list of titles with their availability, and a button to each."""
    turn.show("title", [title.id for title in titles])
    lines = [title_line(title, await turn.library.availability(title.id)) for title in titles]
    choices = [item("search_book", "title", title) for title in titles]
    turn.say(answer, titles={"list": lines, "line": "utter_line_title"}, choices=choices, **facts)
