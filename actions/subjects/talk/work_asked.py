"""Work that patrons ask to have done for them, an essay or homework: no search for what it is about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import listens
from actions.subjects.facts.facts import answer_as
from language.normalise import fold

__all__ = ["asks_to_have_done"]

_DONE = re.compile(
    r"\b(?:can|could|would|will|cant|can't) (?:u|you)\b[^.?!]{0,20}\b(?:write|do|finish|edit|proof ?read|rewrite|correct) (?:up )?(?:me |us )?(?:my|our|the|an?|his|her|this) (?:\w+ )?(?:es+ay|home ?work|assignment|paper|thesis|dissertation|report|presentation|term paper|coursework)s?\b"
    r"|\b(?:write|do|finish) (?:my|our|an?|me an?|the|this|me (?:my|the)) (?:\w+ )?(?:es+ay|home ?work|assignment|term paper|coursework)\b(?! (?:here|there|in|at)\b)"
    r"|(?:مقاله|انشا|تکلیف|تکالیف|مشق|پایان ?نامه|تحقیق|گزارش)\w*(?: \w+){0,3} (?:(?:می ?)?(?:نویسی|نویسید|نویسین)|بنویس\w*|انجام (?:میدی|می ?دهی|بد)\w*|ویرایش کن\w*)(?!\w)|\b(?:maghale|ensha|taklif|mashgh|tahghigh)\w*(?: \w+){0,3} (?:benevis\w*|minevis\w*|anjam)"
)
_READ_SO = frozenset(
    "search_book recommendation nlu_fallback out_of_scope chitchat citation_help research_help shelf_location".split()
)
_FA, _EN = (
    "کتابدار مقاله یا تکلیفم را می‌نویسد یا ویرایش می‌کند؟",
    ("Will a librarian write, edit or proofread my paper or homework?"),
)


def asks_to_have_done(text: str) -> bool:
    """Tell whether a text asks that an essay or homework be written for somebody."""
    return _DONE.search(fold(text).replace("’", "'")) is not None


@listens
async def asks_for_work(turn: Turn) -> bool:
    """Answer who wants work done with what the library tells of that; False where it tells nothing."""
    if turn.is_payload or turn.intent not in _READ_SO or not asks_to_have_done(turn.text):
        return False
    if not await answer_as(turn, "research_help", fa=_FA, en=_EN, alone=True, about="writ|edit|نوشت|ویرایش|می‌نویس"):
        return False
    turn.intent = "research_help"
    return True
