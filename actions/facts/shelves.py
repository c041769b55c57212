"""Where a title stands, as facts: of the branches at which a copy may be taken now, each with its own shelf."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.lines import listed
from crm.library_info import directory
from crm.library_info.shelf_marks import read_mark
from language.digits import to_ascii
from library.values import BranchAvailability, Title

__all__ = ["shelf_of", "standing"]


async def standing(turn: Turn, title: Title, places: Sequence[BranchAvailability]) -> dict[str, Fact]:
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
                "shelf": await shelf_of(turn, place),
            }
            for place in marked
        ]
        return {"call_number": {"list": lines, "line": "utter_line_shelf"}, "shelf": None}
    call = next((place.call_number for place in free if place.call_number), title.call_number)
    return {
        "call_number": nested("utter_part_call_number", call_number=call) if call else None,
        "shelf": await shelf_of(turn, marked[0]) if marked else None,
    }


async def shelf_of(turn: Turn, place: BranchAvailability) -> Fact:
    """Tell the shelf of a copy: its parts where its branch says how marks are read, else the mark as it stands."""
    if not place.shelf:
        return None
    branches = await directory.branches(turn.store)
    reading = next((one.shelf_marks for one in branches if one.code == place.branch.code), None)
    parts = read_mark(reading, place.shelf)
    if not parts:
        return nested("utter_part_shelf", shelf=place.shelf)
    return nested("utter_part_shelf_read", parts=listed(_part(name, value) for name, value in parts))


def _part(name: str, value: str) -> Fact:
    plain = to_ascii(value)
    if name == "floor" and plain.isdigit():
        # Nobody says "floor 02"; a shelf bears its number as it is written.
        return nested("utter_mark_floor", value=int(plain)) if int(plain) else nested("utter_mark_ground_floor")
    return nested(f"utter_mark_{name}", value={"digits": plain})
