"""While a reservation is being made: another branch in place of the one asked about, and whether it costs anything."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.branches_named import branches_named, branches_wanted
from actions.dialogue.own_things import own_things
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import PatronReply
from actions.subjects.facts.facts import answer_as
from actions.subjects.holds.branch_wished import same_branch
from actions.subjects.moves.hold import limit
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.reserving_several import read_order

__all__ = ["hears_meanwhile"]

# What waits for a branch, or for the yes to one.
_MAKING = frozenset({"hold", "hold_at"})
_MOST_WORDS, _BRIEF = 30, 14
# So much is only said of another branch with one of these.
_CHANGES = re.compile(
    r"\b(?:sorry|mistake|wrong|instead|rather|change|better|nearer|closer|near|actually|after all|wait)\b"
    r"|(?<!\w)(?:ببخشید|اشتباه\w{0,3}|عوض\w{0,2}|تغییر|بهتر\w{0,2}|نزدیک\w{0,4}|راستش|باشه|به ?جا\w{0,2})(?!\w)"
    r"|\b(?:bebakhshid|eshtebah|avaz|behtar\w{0,2}|nazdik\w{0,3}|bashe)\b"
)
# "Can you change it to there?" asks nothing.
_BIDS = re.compile(
    r"\b(?:can|could|would|will) (?:you|i) (?:please )?(?:change|make|switch|put|move|have|collect)\b[^.?!]{0,40}[?؟]|می ?ش(?:ه|ود)[^.؟?!]{0,40}[?؟]"
)
_COSTS = re.compile(
    r"\b(?:cost|costs|free(?! (?:now|copy|there|at))|charge|charged|fee|pay|price)\b|(?<!\w)(?:هزینه\w*|رایگان\w*|مجانی\w*|مفت\w*|پولی\w*|پول (?:می ?گیر|می ?خوا|باید|هم)\w*|خرج\w*)"
    r"|\b(?:pooli|puli|hazine\w*|rayegan\w*|majani|pool (?:migir|mikhad|bayad)\w*)"
)
_ASKS_OF_BRANCH = re.compile(
    r"[?؟]|\b(?:where|when|hours|open|opens|close|closes|address|copy|copies)\b|(?<!\w)(?:کجا\w*|ساعت|آدرس|نشانی|باز ?(?:ه|است)|کی|دارید|دارین|موجود\w*)(?!\w)|\b(?:koja\w*|saat|adres|baze|darid|darin)\b"
)
_HOW_MANY = re.compile(
    r"\bhow many\b[^.?!]{0,30}\b(?:reserv\w{1,8}|holds?|on hold)\b|(?<!\w)چند ?(?:تا|کتاب|عنوان|رزرو)\w{0,3}[^.؟?!]{0,25}(?:هم ?زمان|با هم|رزرو)|\bchand ?ta\b[^.?!]{0,25}\b(?:reserv\w{0,3}|rezerv\w{0,3}|hamzaman)\b"
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
    said = fold(turn.text).replace("’", "'")
    if _HOW_MANY.search(said) and await limit(turn, await own_things(turn)):
        turn.intent = "hold_status"
        return True
    if _ASKS_OF_BRANCH.search(_BIDS.sub(" ", said)) or turn.intent in ("cancel", "emergency"):
        return False
    if word_count(turn.text) > _BRIEF and _CHANGES.search(said) is None:
        return False
    args = pending.get("args") or {}
    known = await directory.branches(turn.store)
    several = len(args.get("titles") or []) > 1
    if several and any(not branches_named(part, known) for part in read_order(turn.text).left):
        # Not all of them are wanted any more: which, is no matter of the branch.
        return False
    wanted = branches_wanted(turn.text, known)
    code = wanted[0].code if len(wanted) == 1 else None if wanted else await same_branch(turn)
    if code is None or code == args.get("branch"):
        return False
    turn.intent = "hold"
    return await run_pending(turn, PatronReply("branch", text=code))
