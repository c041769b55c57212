"""Wishes for another length that are told in many words."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.reading.changes import changes_length
from language.requests.reading.reading import read_wish

__all__ = ["only_says_length"]

_ASKED = re.compile(r"[^.,?!؟،]{1,200}[?؟]")
_WHERE = frozenset({"on", "in", "at", "during", "before"})
_OF_SHOWN = re.compile(
    r"\b(?:those|these|they) (?:all )?(?:sound|look|seem|are)\b|\bi should have (?:said|told|mentioned)\b|\bforgot to (?:say|mention|tell)\b|(?<!\w)(?:یادم رفت بگم|باید می ?گفتم|اینا)(?!\w)"
)


def only_says_length(turn: Turn) -> bool:
    """Tell whether a message was read as a wish to read, and wishes for nothing but another length."""
    if turn.intent not in ("recommendation", "search_book") or turn.entity("title") or turn.entity("author"):
        return False
    wish = read_wish(turn.text).wish.lacking("most_pages").lacking("least_pages").lacking("untold")
    if wish.like and wish.like.split()[0] in _WHERE:
        # "I read on the metro standing up".
        wish = wish.lacking("like")
    if wish or orders_to_hold(turn.text) or not changes_length(turn.text):
        return False
    # Read as a search, something is looked for unless all that is asked is how long it is.
    asked = (part for part in _ASKED.findall(turn.text) if not changes_length(part))
    return turn.intent == "recommendation" or (
        next(asked, None) is None and _OF_SHOWN.search(fold(turn.text)) is not None
    )
