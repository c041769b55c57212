"""The rest of a list that was shortened: "show me the rest", «بقیه‌اش رو هم نشون بده»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import MOVES
from language.normalise import fold

__all__ = ["show_rest"]

# A message that is nothing else: whoever says what is to be done with the rest wants that done.
_REST = re.compile(
    r"\W*(?:"
    r"(?:(?:ok|okay|yes|yeah|please|pls|and|now|then|so),? ){0,3}(?:(?:can|could|would|will) you (?:please )?|i want to see |i'd like to see |let me see |let's see )?"
    r"(?:(?:show|give|list|tell|send) (?:(?:me|us) )?)?(?:also )?(?:all )?(?:the )?(?:rest|others|other ones|remaining ones|remaining)"
    r"(?: of (?:them|it|the list|the books|the titles))?(?:,? (?:too|please|pls|as well|also|then|now)){0,2}"
    r"|(?:(?:خب|خوب|باشه|آره|اره|بله|لطفا|میشه|می شه|حالا|پس|و)،? ){0,3}(?:بقیه|باقی|مابقی|ادامه)(?: ?(?:اش|ش|شون|شان|ی لیست|ی فهرست|ی کتابها|ی کتاب ها))?"
    r"(?: ?(?:رو|را|و))?(?: ?هم)?(?: (?:لطفا|برام|بهم))?(?: (?:نشون|نشان|نشونم|نشانم) (?:بده|بدید|بدین|بدی|بدهید|می ?دی|می ?دید)| بگو| بگید| بگین| بفرست| بفرستید| ببینم| بیار| بیارید| چیه| چیا| چیان| چی)"
    r"(?:،? لطفا)?"
    r")\W*",
    re.IGNORECASE,
)  # fmt: skip


async def show_rest(turn: Turn) -> LookStep:
    """Show what a list of titles or events left out, where a message asks for nothing else: by its button, or the next ones."""
    if turn.is_payload or not _REST.fullmatch(fold(turn.text)):
        return LookStep.ON
    shown = turn.shown("title") or turn.shown("event")
    if not shown:
        return LookStep.ON
    behind = turn.recall("rest") or {}
    if behind.get("last") == shown:
        turn.intent, turn.confidence, turn.entities = str(behind["intent"]), 1.0, {"ref": [str(behind["ref"])]}
        turn.text, turn.is_payload = "", True
        return LookStep.RUN
    lists = [(turn.recall(name) or {}).get("last") for name in ("reading", "searched")]
    return LookStep.DONE if shown in lists and await MOVES["title.more"](turn) else LookStep.ON
