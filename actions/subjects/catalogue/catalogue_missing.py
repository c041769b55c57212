"""A library whose catalogue has not been brought in yet: nothing is "not found" in it."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.subjects.library_info.places import contact
from crm.library_info import directory

__all__ = ["catalogue_is_missing"]


async def catalogue_is_missing(turn: Turn) -> bool:
    """Say that there is no catalogue here yet; it tells whether that is so."""
    if await directory.has_titles(turn.store):
        return False
    turn.say("utter_catalogue_missing", status="fallback", contact=await contact(turn), choices=[librarian()])
    return True
