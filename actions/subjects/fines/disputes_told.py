"""What is told of a charge that is contested: kept with the objection, filed at an order, and never let go."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.fines.debt_blocks import blocks
from actions.subjects.fines.objection_beside import tells_what_for, tells_who_decides
from actions.subjects.fines.objections import file_objection, insists, offer_objection, open_offer
from language.normalise import fold
from language.requests.cases.case_questions import registers
from language.requests.cases.meanwhile import asks_meanwhile
from language.requests.deeds.objections import OBJECTS, find_objection
from language.requests.speech.denials import denies
from language.requests.speech.sentences import sentences
from language.requests.speech.statements import states_only

__all__ = ["filed_objection", "hears_dispute", "tells_was_so"]

_MOST_TOLD = 600
_CHARGE = re.compile(
    r"\b(?:fines?|fees?|charges?|charged|bill|pay for)\b|جریمه|جریم|خسارت|دیرکرد|بدهی|تاوان|\b(?:jarime|khesarat)\w*"
)
# For so many turns what is told of a charge belongs to the objection that was filed.
_FRESH = 3
# What is charged for as damage …
_HARM = (
    r"torn|ripped|broken|damaged|stained|wet|scratched|missing|loose|worn|marked|bent|cracked|creased|dirty|scribbled|underlined|falling apart|coming (?:off|apart)|came off|like (?:that|this)|that way|in (?:that|this|such a) (?:state|condition)|stains?|a tear|water damage",
    r"پاره|خراب|خیس|کنده|لک\w*|کثیف|خط ?خطی\w*|شکسته|تا ?خورده|جدا|افتاده|آسیب\w*|همین ?(?:جوری|طوری|طور)|همین شکلی|ناقص|مخدوش|زخمی|پارگی|پارگیش|خرابی|خرابیش|نم ?کشیده|چروک",
)
# … and that it was so before, or was another's doing.
_BEFORE = (
    r"when i (?:first )?(?:got|took|borrowed|received|picked|collected|opened|checked)|when (?:it was|you) (?:given|gave|lent|handed)|already|before i (?:\w+ )?(?:got|took|borrowed|had|even|opened)|from the (?:start|beginning|first day|outset)|before me|since before|the (?:previous|last|earlier) (?:reader|borrower|person|patron|one)|(?:was not|wasn't|not) me|i did not do|i didn't do|somebody else|someone else|the way i (?:got|received|found)|at the time i",
    r"(?:وقتی|موقعی|زمانی|هنگامی|روزی|همون موقع|همان موقع|لحظه ?ای|همون روزی)(?: که)?(?: \w+){0,4} (?:گرفتم\w*|گرفتیم\w*|بردم\w*|برداشتم\w*|دادین\w*|دادید\w*|دادن\w*|رسید|باز کردم|دریافت کردم|دستم)|از (?:همون |همان )?(?:اول\w*|قبل\w*|پیش|روز اول|ابتدا)|قبل از (?:من|این|اینکه)|پیش از من|نفر قبلی|عضو قبلی|کسی قبل|قبلا\w*|قبلش|کار من نیست|کار من نبود\w*|من نکردم\w*|تقصیر من نیست|تقصیر من نبود\w*|من این ?کار\w* (?:رو )?نکرد\w*",
)
_WAS_SO = tuple(
    (re.compile(rf"(?<!\w)(?:{harm})(?!\w)"), re.compile(rf"(?<!\w)(?:{before})(?!\w)"))
    for harm, before in zip(_HARM, _BEFORE, strict=True)
)
# Words that are to be put down, or told to those who decide.
_WRITE = re.compile(
    r"(?:^|[.!?;:\n] |\b(?:please|then|and|so|ok|okay|just|well|can you|could you) )(?:put|write|set) (?:(?:both|all|my|the|these|those|that|this|two|of) ){0,3}(?:objections?|disputes?) (?:down|in(?:to)? writing|on (?:record|paper|file))\b|\b(?:write|note|put|jot|record|mention|add|state) (?:it |this |that |them |in )?(?:down |in )?(?:as well )?(?:that|there|:)|\b(?:tell|inform|let) (?:them|the (?:library|librarian|librarians|staff|manager))(?: know)? (?:that\b|:|the|it|i)|\b(?:pass|send) (?:it|this|that|my words) on\b"
    r"|(?<!\w)(?:بنویس|بنویسید|بنویسین|یادداشت کن|یادداشت کنید|یادداشت کنین|ذکر کنید|ذکر کن|ذکر کنین|اضافه کن|اضافه کنید|بهشون بگو|بهشون بگید|بهشون بگین|بگید بهشون|به کتابدار بگید|به کتابدار بگو|منتقل کن|منتقل کنید)(?!\w)|\b(?:benevis|benevisid|beheshun begu)\b"
)


def tells_was_so(text: str) -> bool:
    """Tell whether a text says that a thing was damaged already, or by somebody else; a question tells nothing."""
    told = " ".join(" ".join(one.words) for one in sentences(text) if not one.asked)
    said = fold(told).replace("’", "'")
    return any(harm.search(said) and before.search(said) for harm, before in _WAS_SO)


async def hears_dispute(turn: Turn) -> bool:
    """File what is to be put down of a contested charge, and offer it where a charge was just told; False for others."""
    if turn.is_payload or turn.patron is None or turn.intent == "emergency":
        return False
    offered = open_offer(turn)
    if offered is None:
        number = filed_objection(turn)
        waits = (turn.slot("pending") or {}).get("do") not in {None, "contact"}
        if waits or (number is None and not _of_charge(turn)):
            return False
        if not tells_was_so(turn.text) or (number is None and find_objection(turn.text) is not None):
            # What is contested in plain words is heard by subjects/fines/charges_contested.py.
            return False
        if number is not None:
            if not await add_to_case(turn, number, turn.text):
                return False
            # "What are those 180 for? It was torn already": what is asked beside it is answered.
            await tells_what_for(turn)
            return True
        await offer_objection(turn, turn.text)
        return True
    # "Ok, file it. Can I borrow until then?" takes the offer up.
    orders = (find_objection(turn.text) == OBJECTS or _WRITE.search(fold(turn.text)) is not None) and not denies(
        turn.text
    )
    if orders and asks_meanwhile(turn.text):
        turn.set("pending", None)
        await file_objection(turn, _together(offered, turn.text))
        await blocks(turn, await own_things(turn))
        return True
    answers = turn.intent in {"affirm", "deny"} or registers(turn.text)
    beside = not answers and not denies(turn.text) and asks_meanwhile(turn.text)
    if beside and await blocks(turn, await own_things(turn)):
        return True
    asks = bool({"?", "؟"} & set(turn.text))
    if asks and not answers and find_objection(turn.text) != OBJECTS and await tells_who_decides(turn, offered):
        return True
    if asks and find_objection(turn.text) != OBJECTS and await tells_what_for(turn):
        if tells_was_so(turn.text):
            # "And the other one? It was falling apart already": the objection is to that one, too.
            await offer_objection(turn, turn.text)
        return True
    if _demands(turn.text):
        # "I want it removed" is what an objection asks for.
        turn.set("pending", None)
        await file_objection(turn, _together(offered, turn.text))
        return True
    if orders:
        turn.set("pending", None)
        await file_objection(turn, _together(offered, turn.text))
        return True
    if _tells_of_return(turn):
        await offer_objection(turn, turn.text)
        return True
    if tells_was_so(turn.text) and find_objection(turn.text) is None:
        await offer_objection(turn, turn.text)
        return True
    return False


def _tells_of_return(turn: Turn) -> bool:
    """Tell whether words only tell how the thing came back: "I handed it to the man at the desk myself"."""
    asks = "?" in turn.text or "؟" in turn.text
    said = fold(turn.text).replace("’", "'")
    tells = not asks and states_only(turn.text) and not insists(turn.text)
    few = word_count(turn.text) <= _MOST_OF_A_STORY
    return (
        tells
        and few
        and turn.intent in _OF_A_STORY
        and _HANDED.search(said) is not None
        and not _OWN_FAULT.search(said)
    )


_MOST_OF_A_STORY = 60
# What tells so is read as one of these.
_OF_A_STORY = frozenset(
    "nlu_fallback out_of_scope chitchat complaint fines return lost_item case_add report_fault loans".split()
)
# It was handed to somebody here, or into the box.
_HANDED = re.compile(
    r"\b(?:i|we|my \w+) (?:(?:personally|myself|just|already|even|did) )?(?:handed|gave|returned|brought|put|dropped|left) (?:it|them|that|this|the book|the books|both)(?: (?:back|myself|personally|in|over)){0,2} (?:to|at|into|in|through|with) (?:the|your|a) (?:\w+ )?(?:man|lady|woman|gentleman|girl|guy|guard|librarian|colleague|clerk|staff|desk|counter|box|slot|drop|return)\b"
    r"|(?<!\w)(?:به|دست|دادم (?:به|دست)) (?:آقا|اقا|خانم|خانوم|همکار|کتابدار|مسئول|نگهبان)\w{0,4} (?:\w+ ){0,4}(?:دادم|دادمش|تحویل)(?!\w)|(?<!\w)دادمش? (?:به|دست) (?:اون |همون )?(?:آقا|اقا|خانم|خانوم|همکار|کتابدار|مسئول|نگهبان)\w{0,4}(?!\w)|(?<!\w)(?:تو|توی|داخل) (?:صندوق|باکس|جعبه)\w{0,3} (?:\w+ ){0,3}(?:انداختم|انداختمش|گذاشتم|گذاشتمش)(?!\w)|(?<!\w)(?:انداختمش?|گذاشتمش?) (?:تو|توی|داخل) (?:صندوق|باکس|جعبه)\w{0,3}(?!\w)"
    r"|\b(?:dadamesh|tahvil(?:esh)? dadam) (?:be|daste?) (?:agha|khano?u?m|ketabdar|hamkar)\w{0,4}\b"
)
_OWN_FAULT = re.compile(r"\b(?:late|forgot|lost|weeks?|damaged)\b|(?<!\w)(?:دیر|یادم رفت|گم|خیس|هفته)(?!\w)|\bdir\b")
# That a charge is to go is an order; "no, just remove it" takes no objection.
_DEMANDS = re.compile(
    r"^(?!\W{0,4}no\b)[^?؟]{0,200}\b(?:i|we) (?:want|need|demand|expect|insist on having|would like|'d like) (?:(?:it|that|this|them) (?:to be )?(?:removed|waived|refunded|gone|taken off)|(?:the|my|that|this) (?:\w+ )?(?:fine|fee|charge|amount|sum|money|bill) (?:to be )?(?:removed|waived|cancell?ed|refunded|deleted|gone|taken off|dropped|back|off))\b"
    r"|^(?!\W{0,4}(?:نه|نخیر)(?!\w))[^?؟]{0,200}(?:می ?خوام|می ?خواهم|باید) (?:\w+ ){0,3}(?:حذف|پاک|برداشته|لغو|کنسل|صفر) (?:بشه|بشود|شود|شه)(?!\w)|^(?!\W{0,4}(?:نه|نخیر)(?!\w))[^?؟]{0,200}(?:حذفش|پاکش|لغوش) (?:کن|کنید|کنین)(?!\w)"
)


def _demands(text: str) -> bool:
    said = fold(text).replace("’", "'")
    # A reservation, a membership or one's data that is to go is no charge.
    other = _OF_ELSE.search(said) is not None
    return "?" not in text and "؟" not in text and not other and _DEMANDS.search(said) is not None


_OF_ELSE = re.compile(
    r"\b(?:reserv\w*|holds?|account|card|membership|data|history|note)\b|رزرو|عضویت|حساب|کارت|اطلاعات|سابقه|داده|(?<!\w)(?:چرا|گفت\w{0,3})(?!\w)"
)


def _of_charge(turn: Turn) -> bool:
    return any(act.act == "fines" for act in turn.thread.acts())


def filed_objection(turn: Turn) -> str | None:
    """Give the number of the objection, or complaint of a charge, that was filed a moment ago; another is none."""
    case = turn.recall("case") or {}
    told = " ".join(str(one["words"]) for one in turn.recall("told") or [] if one["number"] == case.get("number"))
    of_charge = case.get("matter") == "complaint" and _CHARGE.search(fold(told)) is not None
    meant = bool(case) and (of_charge or case["number"] == turn.recall("objection_case"))
    fresh = meant and int(case.get("age", 0)) <= _FRESH
    return str(case["number"]) if fresh and not case.get("settled") else None


def _together(offered: dict[str, Any], words: str) -> str:
    """Give what was told for the objection so far, and these words behind it."""
    before = str((offered.get("args") or {}).get("text") or "")
    return (words if not before or before in words else f"{before}\n{words}")[-_MOST_TOLD:]
