"""While a reservation is being made: another branch in place of the one asked about, and whether it costs anything."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
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
from language.requests.deeds.reserving_several import read_order, sentences_in

__all__ = ["hears_meanwhile"]

# What waits for a branch, or for the yes to one.
_MAKING = frozenset({"hold", "hold_at"})
_MOST_WORDS, _BRIEF = 30, 14
# So much is only said of another branch where a sentence that names it prefers it in so many words.
_PREFERS = re.compile(
    r"\b(?:would be|is|will be|might be|'s) (?:much |far |a bit |way |so much )?(?:better|nearer|closer|easier|more convenient) (?:for|to) (?:me|us|my)\b"
    r"|\b(?:i|we|house|home|office|work|place|flat|school) (?:am |is |are |live |lives |work )?(?:much |far )?(?:nearer|closer) to\b"
    r"|\b(?:change|switch|make|move|put|have|collect|get|send) (?:it|them|both|that|this|these|all)(?: \w{2,6}){0,2}? (?:to|at|from|in)\b|\bi(?:'d| would) (?:rather|prefer)\b"
    r"|(?<!\w)به (?:من|ما|خون\w{1,4}|خانه\w{0,3}|محل کار\w{0,2}) نزدیک ?تر\w{0,3}|(?<!\w)برام (?:بهتره|راحت ?تره)(?!\w)|(?<!\w)(?:بذار|بذارید|بذارین|عوضش کن|عوض کن|تغییرش بد|ببرید|بفرست)\w{0,4}(?!\w)"
    r"|\b(?:behem|be khunam) nazdik ?tar\w{0,2}\b|\b(?:bezar|avazesh kon)\w{0,3}\b"
)
_OPPOSES = re.compile(
    r"\b(?:not|never|if|\w{2,6}n't|friend)\b|(?<!\w)(?:نه|نمی|نمی\w+|نیست|اگه|اگر|نکن\w*|نذار\w*|کاش\w*)(?!\w)|\b(?:na|nemi\w+|age|kash\w*)\b"
)
_SORRY = re.compile(
    r"^\W*(?:(?:no|nope|hm+|oh|sorry|actually|نه|ببخشید|راستش|na|bebakhshid|rastesh)(?!\w)[\s,،.!:]{1,3}){1,3}"
)
# Surely read as one of these, a message speaks of something else.
_ELSEWHERE = frozenset("complaint lost_property suggestion facility_problem report_problem".split())
_SURE = 0.75
# "Can you change it to there?" asks nothing.
_BIDS = re.compile(
    r"\b(?:can|could|would|will) (?:you|i) (?:please )?(?:change|make|switch|put|move|have|collect)\b[^.?!]{0,40}[?؟]|می ?ش(?:ه|ود)[^.؟?!]{0,40}[?؟]"
)
# What is to be done with it some day, or once it was read, is no branch to collect it at.
_ANOTHER_DAY = re.compile(
    r"\b(?:later|afterwards|bring|brought|return\w{0,3}|drop)\b|(?<!\w)(?:بعدا\w?|بعدش|پس(?:ش)? ?(?:بد(?:م|هم)|بیار\w{0,2})|برگرد\w{1,5})(?!\w)|\b(?:ba'?dan|pasesh)\b"
)
_COSTS = re.compile(
    r"\b(?:cost|costs|free(?! (?:now|copy|there|at))|charge|charged|fee|pay|price)\b|(?<!\w)(?:هزینه\w*|رایگان\w*|مجانی\w*|مفت\w*|پولی\w*|پول (?:می ?گیر|می ?خوا|باید|هم)\w*|خرج\w*)"
    r"|\b(?:pooli|puli|hazine\w*|rayegan\w*|majani|pool (?:migir|mikhad|bayad)\w*)"
)
_ASKS_OF_BRANCH = re.compile(
    r"[?؟]|\b(?:where|when|hours|open|opens|close|closes|address|copy|copies)\b|(?<!\w)(?:کجا\w*|ساعت|آدرس|نشانی|باز ?(?:ه|است)|کی|دارید|دارین|موجود\w*)(?!\w)|\b(?:koja\w*|saat|adres|baze|darid|darin)\b"
)
_HOW_MANY = re.compile(
    r"\bhow many (?:more )?(?:(?:books|titles|holds|reservations|of them|items) )?(?:can|may|could|am|are) (?:i|we)\b[^.?!]{0,30}\b(?:reserv\w{1,8}|holds?|on hold)\b"
    r"|(?<!\w)چند ?(?:تا|کتاب|عنوان|رزرو)(?: (?:کتاب|عنوان|رزرو|دیگه|هم ?زمان|با هم|رو|را|هم)){0,4} (?:می ?تونم|می ?توانم|می ?تونیم|می ?شه)(?: \w{1,10}){0,3}? (?:رزرو|داشته باش\w{1,2})"
    r"|\bchand ?ta(?: (?:ketab|reserv\w{0,3}|rezerv|hamzaman)){0,3} mi(?:she|tunam|toonam)\b[^.?!]{0,25}\b(?:reserv\w{0,3}|rezerv\w{0,3}|dashte)\b"
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
    if _ANOTHER_DAY.search(said) and any(sign in said for sign in "?؟"):
        return False
    args = pending.get("args") or {}
    known = await directory.branches(turn.store)
    elsewhere = turn.intent in _ELSEWHERE and turn.confidence >= _SURE
    prefers = _prefers_another(_SORRY.sub("", said), known)
    if (elsewhere and not prefers) if word_count(turn.text) <= _BRIEF else (elsewhere or not prefers):
        return False
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


def _prefers_another(said: str, known: Sequence[directory.Branch]) -> bool:
    return any(
        branches_named(one, known) and _PREFERS.search(one) and not _OPPOSES.search(one) for one in sentences_in(said)
    )
