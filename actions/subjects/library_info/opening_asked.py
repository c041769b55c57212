"""Whether the library is open on a day, asked right after a fact or an event: a question of hours, not of what was told."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from language.normalise import fold

__all__ = ["asks_whether_open"]

_MOST = 10  # words
# Whoever answers is open, or the library itself: what is only "open" may be what was told of.
_OPEN = re.compile(
    r"\b(?:are|will|would) (?:you|u|we|y'all)(?: guys| folks| all)? (?:be |still |usually )?(?:open|closed|shut)\b|\b(?:do|will) (?:you|u) (?:open|close|shut)\b|\b(?:is|are|will) (?:the |your )?(?:librar(?:y|ies)|(?:\w+ )?branch(?:es)?)(?: be)? (?:open|closed|shut)\b|^\W*(?:(?:and|so|ok|also) )?(?:u|you) open\b"
    r"|(?<!\w)(?:باز|بسته|تعطیل)(?:ید|ین|ن| ?هستید| ?هستین| ?میباشید| ?می باشید)(?!\w)|(?:کتاب ?خ[او]نه|شعبه)\w{0,4}(?: \w+){0,4} (?:باز|بسته|تعطیل)(?:ه|ن|ست| است| هست)?(?!\w)|(?<!\w)(?:باز|تعطیل)(?:ه|ست| است| هست)? (?:کتاب ?خ[او]نه|شعبه)"
    r"|\b(?:baz|tatil|basteh?)(?:id|in| hastid| hastin)\b|\bketabkh\w+(?: \w+){0,4} (?:baze|baz|tatile?|tatil)\b"
)
_PARTS = re.compile(r"[.?!؟;؛\n]+")
# What has hours of its own.
_ELSE = re.compile(
    r"\b(?:caf[eé]|canteen|desk|parking|car park|garden|park|rooms?|hall|workshop|class\w*|courses?|event|exhibition|lockers?|counter|section|department|book ?bus|bookmobile|return box|shop|holidays?)\b"
    r"|کافه|بوفه|میز|پیشخ|پارکینگ|باغ(?!.?فردوس)|اتاق|سالن|کارگاه|کلاس|دوره|برنامه|نمایشگاه|کمد|بخش|سیار|صندوق|فروشگاه|نمازخانه|نمازخونه|\b(?:kafe|bufe|kargah|kelas|barname|otagh|salon|bakhsh)\b"
)


async def asks_whether_open(turn: Turn) -> LookStep:
    """Tell the hours where it is asked whether the library is open, whatever fact or event was told right before."""
    last = turn.thread.last
    if turn.is_payload or last is None or turn.slot("pending") or turn.recall("emergency") is not None:
        return LookStep.ON
    turns = turn.thread.turns
    told: dict[str, str] = turn.recall("fact") or {}
    of_fact = bool(turns) and turns[-1].get("message") == told.get("at")
    if not of_fact and last.act != "events":
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    if word_count(turn.text) > _MOST or _OPEN.search(said) is None or _ELSE.search(said) is not None:
        return LookStep.ON
    if sum(word_count(part) > 1 for part in _PARTS.split(turn.text)) > 1:
        # What is asked in another sentence is not lost.
        return LookStep.ON
    turn.read_as("hours", keeps_named=True)
    turn.prior, turn.settled = None, True
    await HANDLERS["hours"].handler(turn)
    return LookStep.DONE
