"""Titles that were found: one with all that is known of its copies, several as a list with a button for each."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn
from actions.facts.choices import choice, item
from actions.facts.lines import title_line
from actions.facts.shelves import standing
from library.values import Title

__all__ = ["show_found", "show_title"]


async def show_found(turn: Turn, titles: Sequence[Title], answer: str, **facts: Fact) -> None:
    """Show a list of titles with their availability, and a button to each."""
    turn.show("title", [title.id for title in titles])
    lines = [title_line(title, await turn.library.availability(title.id), acts=True) for title in titles]
    choices = [item("search_book", "title", title) for title in titles]
    turn.say(answer, titles={"list": lines, "line": "utter_line_title"}, choices=choices, **facts)


async def show_title(turn: Turn, title: Title, *, corrected: bool = False, query: str = "") -> None:
    """Show one title with its availability, and offer to reserve it."""
    turn.point("title", title.id, "search_book")
    places = await turn.library.availability(title.id)
    facts = title_line(title, places)
    turn.say(
        "utter_search_one_similar" if corrected else "utter_search_one",
        query=query,
        title=facts["title"],
        availability=facts["availability"],
        isbn=facts["isbn"],
        **standing(title, places),
        summary=title.summary or None,
        choices=[choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")]
        if any(place.for_loan for place in places)
        else [],
    )
