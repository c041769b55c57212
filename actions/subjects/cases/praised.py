"""Praise that is gone on with: who it was, and the wish that it reach them, are kept with what was passed on."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.doing import Unconfirmed, doing
from actions.dialogue.turn import LookStep, Turn
from crm.cases import own_steps
from crm.errors import NotFound
from language.normalise import fold

__all__ = ["goes_on_with_praise", "hears_more_of_praise"]

_THEM_EN = r"(?:her|him|them|that (?:lady|woman|man|librarian|colleague)|the (?:lady|woman|man|librarian|colleague|team|staff) (?:herself|himself|themselves)?)"
_REACHES = re.compile(
    rf"\b(?:pass|forward|send|give|get)\b[^.?!]{{0,24}}\b(?:on )?to {_THEM_EN}|\b(?:tell|let|thank) {_THEM_EN}\b(?! (?:to|not)\b)|\bwill (?:she|he|they) (?:hear|see|read|get|know|be told)\b"
    r"|(?<!\w)ب(?:ه)? (?:خودش\w{0,3}|ایشون|ایشان|اون خانم\w{0,2}|اون آقا\w{0,2}|دستش\w{0,2}|گوشش\w{0,2})(?: (?:هم|رو|را)){0,2} (?:برسون\w{0,3}|برسان\w{0,4}|ب?رسه|ب?رسد|می ?رسه|می ?رسد|می ?رسون\w{0,3}|بگ(?:ید|ین|و|ویید)|منتقل)"
    r"|\bbe (?:khodesh\w{0,3}|ishoo?n|ishan)(?: ham)? (?:beres(?:oo?|u)n\w{0,3}|mires(?:oo?|u)n\w{0,3}|begi[dn]|begoo?)\b"
)
# Who somebody is, right after they were praised.
_WHO = re.compile(
    r"\b(?:don't|didn't|do not|did not) (?:know|catch|get|ask) (?:her|his|their) name\b|\b(?:her|his) name (?:is|was)\b|\b(?:she|he) (?:was|is|has|had|wears|wore)\b[^.?!]{0,24}\b(?:glasses|hair|scarf|beard|tall|short|young|old|name)\b"
    r"|(?<!\w)(?:اسم|نام)(?:ش|شون|شان|شونو|شو|شان را|شون رو|ش رو|ش را)? (?:(?:رو|را) )?(?:نمی ?دون\w{0,2}|نمی ?دان\w{0,2}|یادم نیست|نپرسیدم)"
    r"|\besm\w{0,5}(?: ro| o)? (?:nemidoo?nam|nemidanam|yadam nist)"
)
_MAY_BE = frozenset(
    "praise chitchat thanks out_of_scope nlu_fallback human_help case_add suggestion staff_contact case_status".split()
)
_SURE, _FRESH = 0.75, 1


def goes_on_with_praise(text: str) -> bool:
    """Tell whether a text says, right after praise, who was meant, or wishes that it reach them."""
    said = fold(text).replace("’", "'")
    return _REACHES.search(said) is not None or _WHO.search(said) is not None


async def hears_more_of_praise(turn: Turn) -> LookStep:
    """Add what goes on with praise to it, and say again that it is passed on."""
    praised = turn.recall("praised")
    if not praised or turn.is_payload:
        return LookStep.ON
    age = int(praised.get("age", 0))
    turn.remember(praised={**praised, "age": age + 1} if age < _FRESH else None)
    free = turn.intent in _MAY_BE or turn.confidence < _SURE
    if turn.slot("pending") or turn.recall("case") or not free or not goes_on_with_praise(turn.text):
        return LookStep.ON
    try:
        async with doing(turn, "case"):
            await own_steps.add_words(
                turn.store, str(praised["number"]), turn.as_written(turn.text), conversation=turn.conversation
            )
    except (NotFound, Unconfirmed):
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves, turn.settled = "praise", 1.0, {}, True
    turn.say("utter_praise_passed_on")
    return LookStep.DONE
