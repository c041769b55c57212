"""What is asked beside the offer to register an objection: for a person, the sum, what it is for, who decides."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.repeating import TOPICS
from actions.dialogue.turn import Turn
from actions.facts.choices import no, yes
from actions.rasa.registry import HANDLERS
from actions.subjects.fines.charges_meant import (
    charge_said,
    charge_spoken_of,
    charges_said,
    fees_left,
    sums_of,
    tell_charge,
)
from actions.subjects.fines.objections import MOST_TOLD, all_meant, file_objection, insists, keep_open, open_offer
from language.normalise import fold
from language.requests.cases.case_questions import registers
from language.requests.deeds.objections import OBJECTS, contests, find_objection
from language.requests.deeds.portions import find_portion
from language.requests.speech.denials import denies

__all__ = ["answered_beside", "tells_what_for", "tells_who_decides"]

# Read surely as one of these, "how much" asks for the price of something else.
_HOUSE, _SURE = TOPICS - {"fines", "lost_item", "return", "loan_policy"}, 0.75
# Who signs up for something has no objection registered.
_SIGNS_UP = re.compile(r"\b(?:for|to) (?:the|a|an|my|your)\b|ثبت ?نام|\bsabte? ?nam")


async def answered_beside(turn: Turn, offered: dict[str, Any]) -> bool:
    """Answer what is asked beside the offer to register an objection: for a person, the sum, what it is for.

    The offer stays open, and is not put once more.
    """
    said = fold(turn.text).replace("’", "'")
    elsewhere = turn.intent in _HOUSE and turn.confidence >= _SURE
    again = insists(turn.text)
    if not again and (denies(turn.text) or find_objection(turn.text) == OBJECTS):
        return False
    if (again or (registers(turn.text) and not _SIGNS_UP.search(said))) and not elsewhere:
        every = bool((offered.get("args") or {}).get("every")) or bool(
            all_meant(turn, turn.text, await fees_left(turn))
        )
        turn.set("pending", None)
        words = str((offered.get("args") or {}).get("text") or turn.text)
        if again and turn.text not in words:
            words = f"{words}\n{turn.text}"[-MOST_TOLD:]
        await file_objection(turn, words, every=every)
        return True
    if _PERSON.search(said):
        turn.intent, turn.confidence = "human_help", 1.0
        await HANDLERS["human_help"].handler(turn)
        return True
    fees = [] if elsewhere else await fees_left(turn)
    if not fees or not (_SUM.search(said) or _FOR_WHAT.search(said)) or contests(turn.text):
        return False
    tell_charge(turn, charge_spoken_of(turn, turn.text, fees), fees)
    keep_open(turn)
    return True


async def tells_who_decides(turn: Turn, offered: dict[str, Any]) -> bool:
    """Say that a librarian decides, with the offer to register the objection, where it is asked who does; else False."""
    waits = (turn.slot("pending") or {}).get("do") == "objection"
    parts = (one[0].strip() for one in _PART.finditer(fold(turn.text).replace("’", "'")))
    if not waits or not any(_WHO_DECIDES.fullmatch(part) for part in parts):
        return False
    if not (fees := await fees_left(turn)):
        return False
    args = dict(offered.get("args") or {})
    ref, charge = str(offered["ref"]), charge_said(charge_spoken_of(turn, str(args.get("text") or ""), fees))
    turn.intent = "fines"
    turn.did("fines", result="told")
    turn.say(
        "utter_objection_ask",
        status="clarified",
        charge=charges_said(fees) if args.get("every") else charge,
        choices=[yes(ref, "utter_button_file_objection"), no(ref)],
    )
    keep_open(turn)
    return True


# Who decides on this one, and who reads or checks nothing else.
_WHO_DECIDES = re.compile(
    r"(?:(?:so|and|but|well|ok|then) )?(?:i (?:just )?want to know )?(?:who (?:actually |really |will |is going to )?(?:decides?(?: (?:on )?(?:it|that|this|them))?|looks? (?:at|into) (?:it|that|this|them))|whose decision is (?:it|that|this))(?: (?:then|anyway|exactly|in the end))?(?: and how long (?:does it take|it takes|will it take))?"
    r"|(?:(?:خب|پس|حالا|و) )?(?:کی|چه کسی|کیا|چه کسانی)(?: (?:در ?موردش|درباره ?ش|راجع بهش|اینو|این رو|بهش|آخرش)){0,2} (?:تصمیم می ?گیر\w{1,3}|(?:بررسی|رسیدگی) ?ش? می ?کن\w{1,3})|(?:ki|kia|che kasi)(?: (?:dar ?moredesh|ino|behesh)){0,2} (?:tasmim migir\w{1,3}|(?:barresi|residegi)(?:sh)? mikon\w{1,3})"
)
_PART = re.compile(r"[^.,;:!?،؛؟\n]{1,200}")


async def tells_what_for(turn: Turn) -> bool:
    """Tell what a charge is for where that is asked beside something else; what was offered stays open."""
    if not _FOR_WHAT.search(fold(turn.text).replace("’", "'")) or not (fees := await fees_left(turn)):
        return False
    portion = find_portion(turn.text)
    named = [fee for fee in fees if portion is not None and portion.rials in sums_of(fee)]
    tell_charge(turn, named[0] if len(named) == 1 else charge_spoken_of(turn, turn.text, fees), fees)
    if open_offer(turn) is not None:
        keep_open(turn)
    return True


_PERSON = re.compile(
    r"\b(?:who|whom) (?:can|could|do|should|shall|may|must|would) (?:i|we) (?:talk|speak|ask|go|turn|write|complain)\b|\b(?:talk|speak) (?:to|with) (?:a |an |the |some ?)?(?:one|body|person|human|librarian|manager|somebody|someone|anyone|your|real|head)\b|\b(?:call|get|bring|fetch) (?:me )?(?:a|the|your) (?:librarian|manager|person|human)\b"
    r"|(?:با )?(?:کی|چه کسی|کدوم همکار\w*) (?:باید |می ?تون\w+ |می ?شه )?(?:صحبت|حرف|در میون|مطرح)\w*|(?:با|به) (?:یه |یک )?(?:نفر|آدم|کتابدار|مسئول\w*|رئیس\w*|مدیر\w*|کسی)(?: \w+){0,2} (?:صحبت|حرف|وصل|بگم|بگویم)\w*|\bba ki (?:bayad )?(?:sohbat|harf)\w*"
)
_SUM = re.compile(
    r"\bhow (?:much|many rials)\b|\bwhat(?:'s| is) the (?:sum|amount|total|figure)\b|(?<!\w)(?:چقد\w*|چند (?:تومن|تومان|ریال)|مبلغش?|جمعش|چنده)(?!\w)|\b(?:cheghad\w*|chande|mablagh\w*)\b"
)
_FOR_WHAT = re.compile(
    r"\bwhat(?:'s| is) (?:the|that|this) (?:other |second )?(?:\d[\d,.]{2,12}|charge|fee)(?: (?:rials|tomans))?(?=\W*$|\s?[?؟,.;])|\bwhat(?:'s| is| was)? (?:it|this|that|the (?:fee|fine|charge|late (?:one|fee)|other one))?(?: \w+){0,3} for\b|\bwhy (?:was|am|is|did|were|have) (?:i|it|that|you|this)(?: \w+){0,3} (?:charge\w*|fine\w*|there|so much)\b|\b(?:and |what about )(?:the )?(?:late|other|service|first|second|damage) (?:one|fee|charge|fine)\b|\b(?:explain|which book)\b"
    r"|(?<!\w)(?:بابت چی\w*|برای چی\w*|واسه چی\w*|بابت کدوم\w*|مال کدوم\w*|مال چی\w*)(?!\w)|\b(?:babate? chi\w*|male chi\w*|baraye chi\w*)\b"
)
