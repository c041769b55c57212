"""Conditions for a reservation: "if it takes ages, cancel it" asks for the place first; what cancelling costs is asked."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.holds import holds_asked
from actions.subjects.moves.questions import RULES, HouseQuestion
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.own.own_matters import Matter, read_matters

__all__ = ["tells_cost_of_cancelling", "tells_place_first"]

_IF = re.compile(r"\b(?:if|in case|unless)\b|(?<!\w)(?:اگه|اگر|چنانچه)(?!\w)|\b(?:age|agar)\b")
_PLACE = re.compile(
    r"\b(?:queue|line|how far|how many (?:people|are|before|ahead)|(?:my|what) (?:place|position|turn|number)|down the list|on the list)\b|نوبت\w*|(?<!\w)(?:صف\w*|چندم\w*|چند نفر)(?!\w)|\b(?:nobat\w*|saf\w*|chandom\w*|chand nafar)\b"
)
# Who says so of a wait that is long wants it no more.
_DROPS = re.compile(
    r"\b(?:cancel|drop|forget|scrap|leave|skip|take me off|remove)\b[^.?!]{0,12}\b(?:it|that|me|the (?:reservation|hold))\b|\b(?:forget|never ?mind)\b"
    r"|(?:لغو|کنسل)(?:ش|شو)? ?(?:کن\w*|بشه|شود|نمایید|بفرمایید)|بی ?خیال\w*|ولش کن\w*|حذف(?:ش)? کن\w*|منصرف\w*|نمی ?خوا\w*|\b(?:laghv\w*|cancel\w*|kansel\w*|bikhial\w*|velesh|nemikham\w*)\b"
)
_CANCELLING = re.compile(
    r"\bcancel(?:ling|ing|lation|ed|led)?\b|\b(?:give|giving) (?:it|one|them|the \w+) up\b|لغو|کنسل|انصراف|منصرف|\b(?:laghv|cansel|kansel|cancel)"
)
_COSTS = re.compile(
    r"\b(?:costs?|fees?|fines?|fined|penal\w*|charged?|held against|against me|consequences?|restrict\w*|banned|free|points?)\b"
    r"|جریمه|هزینه|پول\w*|محدودیت\w*|(?<!\w)ضرر\w*|منفی|\b(?:jarime|hazine|pul\w*|pool\w*|mahdudiat\w*)\b"
)
_ASKS = re.compile(
    r"[?؟]\s*$|^\W*(?:(?:and|but|so|ok|okay|also)\W+)*(?:does|do|is|are|will|would|can|what|how)\b|(?<!\w)(?:آیا|داره|دارد|میشه|می ?شود|چقدر|می ?گیر\w+|می ?کند|می ?کنه)(?!\w)|\b(?:dare|mishe|cheghad\w*|migir\w*)\b"
)
# What is late or lost is charged for, whatever becomes of a reservation.
_OF_LOANS = re.compile(r"\b(?:late|overdue|lost|membership|room)\b|دیرکرد|گم|عضویت|اتاق|\b(?:dirkard|ozviat|otagh)")


# Why it was cancelled, or whether a fee can be, is another question.
_OTHERWISE = re.compile(
    r"\bwhy\b|\b(?:was|were|been|being|got|gets?|is) (?:\w{1,12} )?cancel{1,2}ed\b|\b(?:you|they|library|someone|somebody) (?:\w{1,12} )?cancel{1,2}(?:ed)?\b|\bcancel(?:ling|ing)? (?:\w{1,12} ){0,3}(?:fines?|fees?|charges?|penalt(?:y|ies)|debts?|bills?)\b"
    r"|(?<!\w)(?:چرا|به چه دلیل)(?!\w)|(?:لغو|کنسل) (?:شد(?:ه|ند|ن)?|کردید|کردین|کردند|کردن|کرده ?(?:اید|این|اند|ان))(?!\w)|(?:جریمه|هزینه|بدهی|پول)\w{0,6}(?: \w{1,12}){0,2} (?:رو|را)(?: \w{1,12})? (?:لغو|کنسل)|(?:جریمه|بدهی)\w{0,6}(?: \w{1,3})? (?:لغو|کنسل) ?(?:کن|می|ب?شه|شود)|(?:لغو|کنسل) (?:کردن )?(?:این جریمه|جریمه ?(?:م|ام|هام|های?)(?!\w))"
    r"|\bchera\b|\b(?:laghv|cansel|kansel|cancel) (?:shod|kardid|kardin)\w{0,4}|\b(?:jarime|bedehi)\w{0,4} (?:ro |ra )?(?:laghv|cansel|kansel|cancel)"
)
# What a library may tell of it in a fact of its own.
_COST_OF_CANCELLING = HouseQuestion(
    "hold", "لغو رزرو هزینه دارد؟", "Does cancelling a reservation cost anything?",
    r"(?s)(?=.*(?:cancel|لغو|انصراف))(?=.*(?:cost|free|charge|fee|fine|rial|هزینه|رایگان|جریمه|ریال|پول))",
)  # fmt: skip


async def tells_place_first(turn: Turn) -> bool:
    """Tell the place in the queue that decides whether a reservation is dropped, and ask then; False for anything else."""
    said = fold(turn.text).replace("’", "'")
    if turn.is_payload or turn.patron is None or turn.slot("pending") or _IF.search(said) is None:
        return False
    asks = _PLACE.search(said) is not None or any(one.matter is Matter.PLACE for one in read_matters(turn.text))
    if not asks or not (orders_to_cancel(turn.text) or _DROPS.search(said)):
        return False
    own = await own_things(turn)
    hold = own.hold(turn)
    if hold is None or own.named_loans:
        return False
    turn.point("hold", hold.id, "hold_status")
    if not await holds_asked.place(turn, own):
        return False
    turn.intent, turn.entities = "cancel_hold", {"ref": [f"hold:{hold.id}"]}
    await HANDLERS["cancel_hold"].handler(turn)
    return True


async def tells_cost_of_cancelling(turn: Turn) -> bool:
    """Tell what the library says of the cost of giving a reservation up, where that is asked, and what it does.

    Nothing is cancelled by a question; where it is ordered beside it, it goes on with that.
    """
    said = fold(turn.text).replace("’", "'")
    if turn.is_payload or _CANCELLING.search(said) is None or _COSTS.search(said) is None or _OF_LOANS.search(said):
        return False
    if _OTHERWISE.search(said):
        return False
    spoken = any(act.kind == "hold" or act.act in ("hold", "cancel_hold", "hold_status") for act in turn.thread.acts())
    if not spoken or _ASKS.search(said) is None:
        return False
    pending = turn.slot("pending")
    if pending is not None and pending.get("do") not in _OF_CANCELLING:
        return False
    ordered = turn.patron is not None and orders_to_cancel(turn.text)
    entities = turn.entities
    turn.intent = "hold"
    if not await _COST_OF_CANCELLING.tell(turn, alone=True):
        await RULES["hold.cost"].tell(turn, alone=True)
    turn.say("utter_hold_cancel_free")
    if ordered and pending is None:
        turn.intent, turn.entities = "cancel_hold", entities
        await HANDLERS["cancel_hold"].handler(turn)
    elif pending is not None and not ordered:
        # What waits for a yes stays so, and is not put again at once.
        turn.set("pending", {**pending, "repeated": True})
    return True


_OF_CANCELLING = frozenset({"cancel_hold", "cancel_hold_which", "contact"})
