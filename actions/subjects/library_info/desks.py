"""Desks with hours of their own: which one a text names, or runs an errand to, and which branch has it."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from actions.subjects.library_info.errands import names_desk_errand
from crm.library_info import directory
from crm.library_info.directory import Branch

__all__ = ["CIRCULATION", "DESKS", "ERRAND", "FEW", "LIBRARY_ITSELF", "desk_at", "desk_meant", "desk_named"]

# A desk with hours of its own, by what patrons call it.
DESKS = {
    "circulation": (
        "circulation desk",
        "loan desk",
        "lending desk",
        "checkout desk",
        "میز امانت",
        "بخش امانت",
        "امانت",
    ),
    "reference": ("reference desk", "information desk", "میز مرجع", "بخش مرجع", "میز اطلاعات"),
    "children": (
        "children's section",
        "children's corner",
        "children's room",
        "children room",
        "children section",
        "kids room",
        "kids section",
        "kids corner",
        "kids area",
        "kids department",
        "kids library",
        "kid section",
        "kids part",
        "children's area",
        "children's department",
        "children's library",
        "children's part",
        "children area",
        "بخش کودک",
        "گوشهٔ کودک",
        "بخش بچه‌ها",
        "بخش کودکان",
        "سالن کودک",
        "قسمت کودک",
        "اتاق کودک",
        "کودکان",
        "بخش بچه",
        "قسمت بچه",
        "قسمت بچه‌ها",
        "بخش خردسال",
        "کتابخانهٔ کودک",
        "کتابخونهٔ کودک",
        "bakhsh koodak",
        "bakhsh kudak",
        "bakhshe koodak",
        "bakhshe kudak",
        "bakhsh bacheha",
    ),
}
FEW = 5  # words of a question that only names a desk
LIBRARY_ITSELF, CIRCULATION = "library", "circulation"
# What is done at the circulation desk: its hours where it has some, and those of the branch elsewhere.
ERRAND = "errand"


def desk_named(text: str) -> str | None:
    """Name the desk with hours of its own that a text speaks of."""
    return next((desk for desk, words in DESKS.items() if says(text, *words)), None)


def desk_meant(text: str) -> str:
    """Name the desk that a text speaks of, or that what one comes for is done at; else the library itself."""
    return desk_named(text) or (ERRAND if names_desk_errand(text) else LIBRARY_ITSELF)


async def desk_at(turn: Turn, branch: Branch, desk: str) -> str:
    """Give the desk whose hours count at a branch: an errand is run wherever it has a desk for it."""
    if desk != ERRAND:
        return desk
    return CIRCULATION if await directory.has_desk(turn.store, branch.id, CIRCULATION) else LIBRARY_ITSELF
