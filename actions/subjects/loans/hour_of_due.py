"""Until which hour of its last day a loan may be brought, and what is made of the return box at night."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.subjects.facts.facts import answer_as
from actions.subjects.loans.loan_days import until
from language.normalise import fold

__all__ = ["asks_for_hour", "in_box_at_night", "tells_box_day", "tells_hour_of_due"]

# How the library is asked which day counts for what lies in the box in the morning.
_BOX_DAY = {
    "fa": "کتابی که شب در صندوق می‌اندازم برای کدام روز حساب می‌شود؟",
    "en": "Which day counts for the return box?",
}
_HOUR = re.compile(
    r"\b(?:end of (?:the )?day|closing(?: time)?|close of business|midnight|by (?:what|which) (?:time|hour)|until (?:what|which) (?:time|hour)|what time(?: of day)?|before (?:you|the library) close)\b"
    r"|(?<!\w)(?:تا (?:آخر|اخر) (?:شب|وقت|روز|ساعت کار\w*)|آخر وقت|اخر وقت|(?:تا )?(?:چه ساعتی|ساعت چند|چند شب|نصفه ?شب|نیمه ?شب)|تا پایان (?:روز|وقت|ساعت\w*)|تا وقتی (?:بازین|بازید|می ?بندی\w*))(?!\w)|\b(?:ta akhare? (?:shab|vaght|ruz)|ta (?:saat )?chand|che saati)\b"
)
_HOURS_OF_HOUSE = re.compile(
    r"\b(?:open|opens|opening|are you closed|do you close)\b|(?<!\w)(?:باز(?:ین|ید|ه|ست|ی)?|تعطیل(?:ه|ین|ید|ست|ه‌)?)(?!\w)|\bbaz(?:in|id|e)\b"
)
_BOX = re.compile(r"\b(?:box|slot|bin|drop(?:ped)? (?:it )?(?:in|off|through))\b|صندوق|\bsandoo?[gq]h?\w*|\bsandugh\w*")
_NIGHT = re.compile(
    r"\b(?:night|midnight|evening|after (?:you )?clos\w+|after hours|late|\d{1,2} ?(?:pm|p\.m)|at (?:\d{1,2}|ten|eleven|twelve))\b|(?<!\w)(?:شب\w{0,3}|نصفه ?شب|آخر وقت|بعد از تعطیلی|بعد از ساعت|دیروقت|ساعت (?:\d{1,2}|ده|یازده|نه) شب)(?!\w)|\b(?:shab\w{0,3}|nesfe ?shab)\b"
)
_OF_LOANS = frozenset({"loans", "renew", "return"})
# Surely read as anything else, a message asks for the time of that.
_READ_SO = frozenset("loans renew return loan_policy borrow fines hours nlu_fallback out_of_scope".split())
_OF_THE_BOX = _READ_SO | {"location", "facilities"}
# What begins, is attended or kept has a time of its own.
_OF_ELSE = re.compile(
    r"\b(?:starts?|starting|begins?|beginning|events?|story ?(?:hour|time)|workshop|club|concert|films?|movies?|tour|(?:study |group |meeting )?rooms?|appointments?|reserv\w+|holds?|pick ?up|collect|bus|train)\b"
    r"|(?<!\w)(?:شروع|آغاز|برنامه|قصه ?خ(?:وا|و)نی|کارگاه|باشگاه|کلاس|جلسه|فیلم|کنسرت|تور|اتاق|نوبت|قرار|رزرو|اتوبوس)(?:م|مون|ش|ها|ه|و|ی)?(?!\w)|\b(?:shoru|barname|ghesse|kargah|bashgah|kelas|jalase|otagh|rezerv|reserve)\w{0,3}\b"
)


def asks_for_hour(text: str) -> bool:
    """Tell whether a text asks for the hour of a last day, and not for when the library is open."""
    said = fold(text).replace("’", "'")
    return _HOUR.search(said) is not None and _HOURS_OF_HOUSE.search(said) is None


def in_box_at_night(text: str) -> bool:
    """Tell whether a text supposes that something is put into the return box at night."""
    said = fold(text).replace("’", "'")
    return _BOX.search(said) is not None and _NIGHT.search(said) is not None


async def tells_box_day(turn: Turn) -> bool:
    """Tell which day counts for what is put into the return box at night; False where the library tells none."""
    return await answer_as(turn, "return", **_BOX_DAY, alone=True)


async def tells_hour_of_due(turn: Turn) -> bool:
    """Tell the last day of the loan that was told of, with what counts for that day; False where that is not asked."""
    last = turn.thread.last
    told = last is not None and last.kind == "loan" and last.act in _OF_LOANS
    if turn.is_payload or turn.patron is None or not told or turn.slot("pending"):
        return False
    boxed, surely = in_box_at_night(turn.text), turn.confidence >= _SURELY
    if surely and (turn.intent == "hours" or turn.intent not in (_OF_THE_BOX if boxed else _READ_SO)):
        return False
    if not boxed and (not asks_for_hour(turn.text) or _OF_ELSE.search(fold(turn.text))):
        return False
    own = await own_things(turn)
    if not own.loans:
        return False
    acts, before = len(turn.acts), turn.intent
    turn.intent = "loans"
    if not boxed and last is not None and len(last.things) == 1:
        loan = next((one for one in own.loans if one.id == last.things[0]), None)
        if loan is not None:
            turn.point("loan", loan.id, "loans")
    if not boxed:
        await until(turn, await own_things(turn))
    before_fact = len(turn.answers)
    if not await tells_box_day(turn) and not turn.answers:
        turn.intent, turn.acts[acts:] = before, []
        return False
    # Behind a due date it is told with its question: "the day before" says nothing by itself.
    turn.answers[before_fact:] = [
        ("utter_fact_asked" if name == "utter_fact" and before_fact else name, facts)
        for name, facts in turn.answers[before_fact:]
    ]
    turn.settled = True
    return True


_SURELY = 0.75
