"""Whether a reservation is ordered for somebody else to collect, for oneself, or of another title than is named."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.own.own_words import asks_for_another, asks_for_him, tells_of_waiting

__all__ = ["collects_more", "names_another", "orders_aside", "orders_for_another"]

_SENTENCE = re.compile(r"[^.!?؟؛\n]+[.!?؟؛]*")
# "The next one", "one like it": the title that is named is not the one that is ordered.
_ANOTHER = re.compile(
    r"\b(?:next|another|other|like|similar|already|finished|sequel)\b|(?<!\w)(?:بعدی|دیگه|دیگر|مثل|شبیه|خوندم\w*|خونده|خوانده)(?!\w)"
)
_ASIDE = re.compile(
    r"\b(?:put|set|keep) (?:one|it|a copy|this one) aside for (?:me|us)\b|\b(?:put|set) aside (?:one|it|a copy) for (?:me|us)\b|(?<!\w)یکی\w{0,2} (?:رو )?(?:برام|برایم|واسم|برامون) (?:نگه|کنار)"
)
_COLLECTS = re.compile(
    r"\b(?:for|so(?: that)?) my \w{2,12} (?:can |could |may |will |to )(?:pick (?:it |this )?up|collect|fetch|get)\b"
)


def orders_aside(text: str) -> bool:
    """Tell whether one is ordered for oneself, and others are only told of: "my neighbour loves it, put one aside"."""
    left = " ".join(part for part in _SENTENCE.findall(text) if not orders_to_hold(part.rstrip(" ?؟")))
    return _ASIDE.search(fold(text)) is not None and not asks_for_another(left)


def orders_for_another(text: str) -> bool:
    """Tell whether a sentence orders a reservation that somebody else shall collect."""
    return any(
        _COLLECTS.search(fold(part)) is not None and orders_to_hold(part.rstrip(" ?؟"))
        for part in _SENTENCE.findall(text)
    )


def collects_more(turn: Turn) -> bool:
    """Tell whether who was asked about before, or another book waits for, may collect more: "could he take both?"."""
    if turn.is_payload or turn.entities or not asks_for_him(turn.text):
        return False
    beside = [part for part in _SENTENCE.findall(turn.text)[:-1] if not tells_of_waiting(part)]
    if any(orders_to_hold(part.rstrip(" ?؟")) or find_choice(part) is not None for part in beside):
        return False
    last = turn.thread.last
    return tells_of_waiting(turn.text) or (last is not None and asks_for_another(last.words))


def names_another(text: str) -> bool:
    """Tell whether another title than the one that is named may be the one ordered."""
    return _ANOTHER.search(fold(text)) is not None
