"""Notes that are wished for on an account: the bot writes none there, and offers to pass them on to the librarians."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.facts.choices import no, yes
from language.normalise import fold

__all__ = ["asks_for_note", "hears_note_wished"]

_PLACE = r"(?:my|our) (?:library )?(?:account|record|file|card|profile|membership)"
# Who orders it, or asks whether it can be done for them.
_ASKED = r"(?:^\W*|[.!?;,:]\s{1,3}|\b(?:please|pls|(?:can|could|will|would) you|just|also|and|want (?:you|it|this|that) to(?: be)?|like (?:you|it|this|that) to(?: be)?) )"
_PUT_FA = r"(?:(?:یادداشت|ثبت|قید|ذکر) (?:کن|کنید|کنین|کنی|بشه|شود|بذار|بذارید|بذارین|بگذارید)|بنویس(?:ید|ین)?)(?!\w)"
_NOTE = re.compile(
    rf"{_ASKED}(?:please |just |also )?(?:note|write|mark|record|flag|(?:put|add|make|leave) (?:a|some) (?:\w+ )?(?:note|remark|comment|flag))\b(?: it| that| this| down)?(?: (?:of (?:it|that|this)|somewhere))? (?:on|in|to|into|against|under) {_PLACE}\b(?! (?:number|no|holder))"
    rf"|(?<!\w)(?:تو|توی|در|روی|رو) (?:حساب|پروفایل|کارت|سابقه|پرونده ?(?:عضویت|کتابخ\w{{2,8}})?)(?:م|ام|مون|مان| من| ما)? (?:(?:هم|یه|یک|لطفا) ){{0,2}}{_PUT_FA}|(?<!\w)(?:یادداشت|قید) (?:کن|کنید|کنین|بذار|بذارید|بذارین|بگذارید) (?:\w+ ){{0,2}}(?:تو|توی|در|روی) (?:حساب|پروفایل|کارت|پرونده)(?:م|ام| من)(?!\w)"
    r"|\b(?:too?ye?|tu|ru) (?:hesab|kart|profile?|parvande)(?:am|m)? (?:\w+ )?(?:benevis(?:id|in)?|(?:yaddasht|sabt) kon(?:id|in|i)?)\b"
)
# What was loaned, paid or bought is put there by the library itself; a contact of one's own, at the desk.
_OF_ELSE = re.compile(
    r"\b(?:why|is there|was there|are there|what(?:'s| is)? (?:the|that|this))\b|\b(?:fines?|fees?|books?|loans?|holds?|money|credit|charges?|e-?mail|(?:phone|telephone|mobile) number|address|name) (?:on|to|in) (?:my|our)\b|شماره (?:تلفن|موبایل)|ایمیل|آدرس|نشانی|جریمه|کتاب (?:رو |را )?(?:به|تو)"
)


def asks_for_note(text: str) -> bool:
    """Tell whether a text wants something noted on its writer's account: "note on my account that I lost it"."""
    said = fold(text).replace("’", "'")
    return _NOTE.search(said) is not None and _OF_ELSE.search(said) is None


async def hears_note_wished(turn: Turn) -> LookStep:
    """Say that nothing is written on an account from here, and offer to pass the words on; a case that is open takes them."""
    case = turn.recall("case") or {}
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact"}
    if turn.is_payload or waits or turn.recall("waiting") or turn.recall("emergency") or not asks_for_note(turn.text):
        return LookStep.ON
    if case and "پرونده" in fold(turn.text):
        return LookStep.ON
    before = str(turn.recall("words") or "")
    text = f"{before}\n{turn.text}" if before and not before.startswith("/") else turn.text
    turn.set("pending", None)
    ref = turn.await_("file", "yes", matter="librarian", text=text[-_MOST:])
    turn.settled = True
    turn.say("utter_note_not_here", status="clarified", choices=[yes(ref, "utter_button_pass_on"), no(ref)])
    return LookStep.DONE


_MOST = 600
