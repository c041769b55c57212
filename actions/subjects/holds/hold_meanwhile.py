"""While a reservation is being made: another branch in place of the one asked about, and whether it costs anything."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.branches_named import branches_wanted
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import PatronReply
from actions.subjects.facts.facts import answer_as
from crm.library_info import directory
from language.normalise import fold

__all__ = ["hears_meanwhile"]

# What waits for a branch, or for the yes to one.
_MAKING = frozenset({"hold", "hold_at"})
_MOST_WORDS = 14
_COSTS = re.compile(
    r"\b(?:cost|costs|free(?! (?:now|copy|there|at))|charge|charged|fee|pay|price)\b|(?<!\w)(?:هزینه\w*|رایگان\w*|مجانی\w*|مفت\w*|پولی\w*|پول (?:می ?گیر|می ?خوا|باید|هم)\w*|خرج\w*)"
    r"|\b(?:pooli|puli|hazine\w*|rayegan\w*|majani|pool (?:migir|mikhad|bayad)\w*)"
)
_ASKS_OF_BRANCH = re.compile(
    r"[?؟]|\b(?:where|when|hours|open|opens|close|closes|address|copy|copies)\b|(?<!\w)(?:کجا\w*|ساعت|آدرس|نشانی|باز ?(?:ه|است)|کی|دارید|دارین|موجود\w*)(?!\w)|\b(?:koja\w*|saat|adres|baze|darid|darin)\b"
)
_OF_RESERVING = {"fa": "رزرو کردن هزینه دارد؟", "en": "Does reserving cost anything?"}


async def hears_meanwhile(turn: Turn) -> bool:
    """Take another branch in place of the one that waits for a yes, or say what reserving costs; False for anything else.

    The reservation is asked for anew at that branch: a yes never reserves at one that was taken back.
    """
    pending: dict[str, Any] = turn.slot("pending") or {}
    if (
        turn.is_payload
        or turn.patron is None
        or pending.get("do") not in _MAKING
        or word_count(turn.text) > _MOST_WORDS
    ):
        return False
    if _COSTS.search(fold(turn.text)):
        return await answer_as(turn, "hold", **_OF_RESERVING, about="cost|free|charge|رایگان|هزینه|پول", alone=True)
    if _ASKS_OF_BRANCH.search(fold(turn.text)) or turn.intent in ("cancel", "emergency"):
        return False
    wanted = branches_wanted(turn.text, await directory.branches(turn.store))
    args = pending.get("args") or {}
    if len(wanted) != 1 or wanted[0].code == args.get("branch"):
        return False
    turn.intent = "hold"
    return await run_pending(turn, PatronReply("branch", text=wanted[0].code))
