"""Where a title stands, as facts: of the branches at which a copy may be taken now, each with its own shelf."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, nested
from library.values import BranchAvailability, Title

__all__ = ["standing"]


def standing(title: Title, places: Sequence[BranchAvailability]) -> dict[str, Fact]:
    """Give `call_number` and `shelf`; of several branches with free copies each is named with its shelf.

    Where no copy is free, those of the branches that have any are told.
    """
    free = [place for place in places if place.available] or list(places)
    marked = [place for place in free if place.shelf]
    if len(free) > 1 and marked:
        lines = [
            {
                "branch": place.branch.name,
                "call_number": place.call_number or title.call_number,
                "shelf": nested("utter_part_shelf", shelf=place.shelf),
            }
            for place in marked
        ]
        return {"call_number": {"list": lines, "line": "utter_line_shelf"}, "shelf": None}
    call = next((place.call_number for place in free if place.call_number), title.call_number)
    return {
        "call_number": nested("utter_part_call_number", call_number=call) if call else None,
        "shelf": nested("utter_part_shelf", shelf=marked[0].shelf) if marked else None,
    }
