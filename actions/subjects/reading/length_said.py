"""Wishes that are told in many words and say of a book only how it shall be: another length, another writer, not so sad."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.reading.wish_readers import names_another_reader
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.reading.changes import changes_length
from language.requests.reading.likeness import likens
from language.requests.reading.reading import read_wish

__all__ = ["only_narrows", "only_says_length"]

_ASKED = re.compile(r"[^.,?!؟،]{1,200}[?؟]")
_WHERE = frozenset({"on", "in", "at", "during", "before"})
_OF_SHOWN = re.compile(
    r"\b(?:those|these|they) (?:all )?(?:sound|look|seem|are)\b|\bi should have (?:said|told|mentioned)\b|\bforgot to (?:say|mention|tell)\b|(?<!\w)(?:یادم رفت بگم|باید می ?گفتم|اینا)(?!\w)"
)


def only_narrows(turn: Turn) -> bool:
    """Tell whether a message wishes for something to read and says nothing of what it shall be, but how it shall."""
    of_shown = turn.intent in ("out_of_scope", "nlu_fallback") and _OF_SHOWN.search(fold(turn.text)) is not None
    if not (turn.intent == "recommendation" or of_shown) or turn.entity("title") or names_another_reader(turn.text):
        return False
    wish = read_wish(turn.text).wish
    named = wish.genres or wish.forms or wish.kinds or wish.topics or (wish.author and not wish.not_by)
    said = bool(wish.lacking("like").lacking("ages").lacking("audience"))
    return said and not named and not (wish.like and likens(turn.text)) and not orders_to_hold(turn.text)


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
