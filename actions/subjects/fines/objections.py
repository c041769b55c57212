"""Objections to a charge: a case that names it, at once where one is to be registered, else offered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.repeating import TOPICS
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian, no, yes
from actions.facts.lines import fee_line, listed, money
from actions.rasa.registry import HANDLERS, PatronReply, listens, pending_action
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.facts.facts import answer_as, answer_clearly, answer_from_facts
from language.choices import find_choice
from language.normalise import fold
from language.requests.cases.case_questions import registers
from language.requests.deeds.objections import (
    DENIES,
    OBJECTS,
    accepts_charge,
    asks_for_rule,
    asks_what_charge,
    charged_wrongly,
    contests,
    find_objection,
    refuses_to_pay,
    without_accepted,
)
from language.requests.deeds.portions import find_portion
from language.requests.own.own_names import find_own
from language.requests.speech.denials import denies
from language.requests.speech.statements import states_only
from library.values import Fee, FeeKind

__all__ = [
    "contest",
    "file_objection",
    "insists",
    "offer_objection",
    "open_offer",
    "sums_of",
    "tells_what_for",
    "tells_who_decides",
]

_OF_FEES = re.compile(
    r"\b(?:fines?|fined|fees?|charges?|charged|debt|owe|pay|bill|billed)\b|جریمه|جریم|خسارت|بدهی|هزینه|دیرکرد|مبلغ|پول|\bjarime\b|\bpool\b"
)
_DAMAGE = re.compile(r"damag|torn|broke|ruin|wet|apart|stain|خسارت|خراب|پاره|خیس|کنده|kharab|pare")
_LATE = re.compile(r"\b(?:late|overdue)\b|دیرکرد|تاخیر|\b(?:dirkard|takhir)\w*")
# Read surely as one of these, "how much" asks for the price of something else.
_HOUSE, _SURE = TOPICS - {"fines", "lost_item", "return", "loan_policy"}, 0.75
# Who signs up for something has no objection registered.
_SIGNS_UP = re.compile(r"\b(?:for|to) (?:the|a|an|my|your)\b|ثبت ?نام|\bsabte? ?nam")
# While one of these waits, a charge may still be contested.
_BESIDE = frozenset({None, "contact", "objection"})
# How the library is asked whether damage is charged that was there before.
_BEFORE = {"fa": "کتاب از پیش خراب بود؛ باید پول بدهم؟", "en": "The book was damaged before I had it; must I pay?"}


@listens
async def contest(turn: Turn) -> bool:
    """Take an objection to a charge that was told or is named; False where no charge is spoken of."""
    if turn.is_payload or turn.intent == "emergency" or not _may_be_contested(turn):
        return False
    if turn.patron is None:
        return await _contest_unknown(turn)
    spoken = any(act.act == "fines" for act in turn.thread.acts())
    offered = open_offer(turn)
    if offered is not None and await _beside_offer(turn, offered):
        return True
    kind = find_objection(turn.text) or (DENIES if spoken and refuses_to_pay(turn.text) else None)
    if kind is None:
        return spoken and asks_for_rule(turn.text) and await _rule(turn)
    if not (spoken or _OF_FEES.search(fold(turn.text))) or not await _fees(turn):
        return False
    if kind == OBJECTS:
        await file_objection(turn, turn.text)
        return True
    if find_objection(turn.text) is not None and _DAMAGE.search(fold(turn.text)):
        await answer_as(turn, "lost_item", **_BEFORE, about="before|پیش|قبل", alone=True)
    await offer_objection(turn, turn.text)
    return True


async def _contest_unknown(turn: Turn) -> bool:
    """Tell who is not signed in how a charge is objected to, and offer to file it; False where none is contested."""
    said = fold(turn.text).replace("’", "'")
    if (
        not turn.slot("pending")
        and turn.intent in _ASKED_OF_FINE
        and asks_what_charge(turn.text)
        and _of_own_fine(said)
    ):
        # What it is stands in the account: it is told after the sign-in, and the objection offered there.
        turn.intent, turn.entities = "fines", {}
        ask_sign_in(turn)
        turn.settled = True
        return True
    if turn.slot("pending") or "if" in said.split() or not _OF_FEES.search(said) or not charged_wrongly(turn.text):
        return False
    if not await answer_as(turn, "fines", **_HOW_TO_OBJECT, alone=True):
        return False
    turn.intent = "fines"
    ref = turn.await_("file", "yes", matter="complaint", text=turn.text)
    choices = [yes(ref, "utter_button_file_complaint"), no(ref)]
    turn.say("utter_complaint_ask_whether", status="clarified", choices=choices)
    return True


# A fine for a book that came back late stands in the account; what else costs here does not.
_ASKED_OF_FINE = frozenset({"fines", "complaint"})
_FINE = re.compile(
    r"\b(?:fines?|fined|late fees?|overdue fees?)\b|(?<!\w)(?:جریمه|دیرکرد)\w{0,3}(?!\w)|\bjarime\w{0,3}\b"
)
_OF_BOOK = re.compile(
    r"\b(?:books?|novels?|loans?|brought|returned|gave|renewed|on time|in time|my (?:account|card))\b|(?<!\w)(?:کتاب\w{0,5}|رمان\w{0,4}|امانت\w{0,3}|آوردم\w{0,3}|اوردم\w{0,3}|پس دادم\w{0,3}|تحویل دادم\w{0,3}|تمدید\w{0,3}|سر ?وقت|به ?موقع|حسابم|کارتم)(?!\w)|\b(?:ketab\w*|avordam\w*|sar vaght)\b"
)
_OTHER_PLACE = re.compile(
    r"\b(?:parking|cop(?:y|ies)|photocop\w*|print\w*|scan\w*|machine|guards?|rude|per day|join\w*|lockers?|room)\b|پارکینگ|کپی|پرینت|چاپ|اسکن|دستگاه|نگهبان|حراست|کمد"
)
_FEW_OF_A_FINE = 5


def _of_own_fine(said: str) -> bool:
    """Tell whether folded words are of a fine, and of a book or of nothing else."""
    if _FINE.search(said) is None or _OTHER_PLACE.search(said):
        return False
    return _OF_BOOK.search(said) is not None or word_count(said) <= _FEW_OF_A_FINE


_HOW_TO_OBJECT = {"fa": "به جریمه اعتراض دارم؛ چه کنم؟", "en": "How can I object to a fee?"}


def _may_be_contested(turn: Turn) -> bool:
    return open_offer(turn) is not None or (turn.slot("pending") or {}).get("do") in _BESIDE


async def _rule(turn: Turn) -> bool:
    """Tell what the library says of such a charge, where its rule is asked for and not its sum."""
    spoken = " ".join(act.words for act in turn.thread.acts() if act.act == "fines")
    topic = "lost_item" if _DAMAGE.search(fold(f"{spoken} {turn.text}")) else "fines"
    return await answer_from_facts(turn, topic)


def open_offer(turn: Turn) -> dict[str, Any] | None:
    """Give the offer to register an objection that is open still, itself or behind the offer of a person."""
    pending: dict[str, Any] = dict(turn.slot("pending") or {})
    older: dict[str, Any] = dict(pending.get("older") or {})
    if pending.get("do") == "objection":
        return pending
    return older if pending.get("do") == "call_librarian" and older.get("do") == "objection" else None


def insists(text: str) -> bool:
    """Tell whether a text orders a charge away, or an objection written down."""
    return _INSISTS.search(fold(text).replace("’", "'")) is not None


async def _beside_offer(turn: Turn, offered: dict[str, Any]) -> bool:
    """Answer what is asked beside the offer to register an objection: for a person, the sum, what it is for.

    The offer stays open, and is not put once more.
    """
    said = fold(turn.text).replace("’", "'")
    elsewhere = turn.intent in _HOUSE and turn.confidence >= _SURE
    again = insists(turn.text)
    if not again and (denies(turn.text) or find_objection(turn.text) == OBJECTS):
        return False
    if (again or (registers(turn.text) and not _SIGNS_UP.search(said))) and not elsewhere:
        every = bool((offered.get("args") or {}).get("every")) or bool(_all_meant(turn, turn.text, await _fees(turn)))
        turn.set("pending", None)
        words = str((offered.get("args") or {}).get("text") or turn.text)
        if again and turn.text not in words:
            words = f"{words}\n{turn.text}"[-_MOST_TOLD:]
        await file_objection(turn, words, every=every)
        return True
    if _PERSON.search(said):
        turn.intent, turn.confidence = "human_help", 1.0
        await HANDLERS["human_help"].handler(turn)
        return True
    fees = [] if elsewhere else await _fees(turn)
    if not fees or not (_SUM.search(said) or _FOR_WHAT.search(said)) or contests(turn.text):
        return False
    _tell_charge(turn, _spoken_of(turn, turn.text, fees), fees)
    _keep_open(turn)
    return True


async def tells_who_decides(turn: Turn, offered: dict[str, Any]) -> bool:
    """Say that a librarian decides, with the offer to register the objection, where it is asked who does; else False."""
    waits = (turn.slot("pending") or {}).get("do") == "objection"
    parts = (one[0].strip() for one in _PART.finditer(fold(turn.text).replace("’", "'")))
    if not waits or not any(_WHO_DECIDES.fullmatch(part) for part in parts):
        return False
    if not (fees := await _fees(turn)):
        return False
    args = dict(offered.get("args") or {})
    ref, charge = str(offered["ref"]), _charge(_spoken_of(turn, str(args.get("text") or ""), fees))
    turn.intent = "fines"
    turn.did("fines", result="told")
    turn.say(
        "utter_objection_ask",
        status="clarified",
        charge=_charges(fees) if args.get("every") else charge,
        choices=[yes(ref, "utter_button_file_objection"), no(ref)],
    )
    _keep_open(turn)
    return True


# Who decides on this one, and who reads or checks nothing else.
_WHO_DECIDES = re.compile(
    r"(?:(?:so|and|but|well|ok|then) )?(?:i (?:just )?want to know )?(?:who (?:actually |really |will |is going to )?(?:decides?(?: (?:on )?(?:it|that|this|them))?|looks? (?:at|into) (?:it|that|this|them))|whose decision is (?:it|that|this))(?: (?:then|anyway|exactly|in the end))?(?: and how long (?:does it take|it takes|will it take))?"
    r"|(?:(?:خب|پس|حالا|و) )?(?:کی|چه کسی|کیا|چه کسانی)(?: (?:در ?موردش|درباره ?ش|راجع بهش|اینو|این رو|بهش|آخرش)){0,2} (?:تصمیم می ?گیر\w{1,3}|(?:بررسی|رسیدگی) ?ش? می ?کن\w{1,3})|(?:ki|kia|che kasi)(?: (?:dar ?moredesh|ino|behesh)){0,2} (?:tasmim migir\w{1,3}|(?:barresi|residegi)(?:sh)? mikon\w{1,3})"
)
_PART = re.compile(r"[^.,;:!?،؛؟\n]{1,200}")


async def tells_what_for(turn: Turn) -> bool:
    """Tell what a charge is for where that is asked beside something else; what was offered stays open."""
    if not _FOR_WHAT.search(fold(turn.text).replace("’", "'")) or not (fees := await _fees(turn)):
        return False
    portion = find_portion(turn.text)
    named = [fee for fee in fees if portion is not None and portion.rials in sums_of(fee)]
    _tell_charge(turn, named[0] if len(named) == 1 else _spoken_of(turn, turn.text, fees), fees)
    if open_offer(turn) is not None:
        _keep_open(turn)
    return True


def _tell_charge(turn: Turn, fee: Fee | None, fees: Sequence[Fee]) -> None:
    """Say what a charge is for and how much it is; every one of them where it is not known which is meant."""
    turn.intent = "fines"
    turn.did("fines", result="told")
    if fee is None:
        turn.say("utter_debt_lines", fines={"list": [fee_line(one) for one in fees], "line": "utter_line_fee"})
    elif fee.title is not None:
        turn.say("utter_debt_line", **fee_line(fee))
    else:
        turn.say("utter_debt_line_service", **fee_line(fee), choices=[librarian()])


def _keep_open(turn: Turn) -> None:
    """Keep what waits for a yes, without its being asked once more."""
    turn.set("pending", {**(turn.slot("pending") or {}), "repeated": True})


# Who orders the charge away, or the objection written, after that was offered, has it registered.
_INSISTS = re.compile(
    r"(?<!can you )(?<!could you )\b(?:take|get) (?:it|this|that|them|the (?:fine|fee|charge)) off\b|(?<!can you )(?<!could you )\b(?:remove|cancel|delete|correct|fix) (?:the|this|that|my|your)(?: \w{1,12})? (?:fines?|fees?|charges?|debt|mistake|error)\b|(?<!can you )(?<!could you )\b(?:remove|delete|correct) (?:it|them)\b"
    r"|(?<!\w)(?:برش ?دار|بردارش|بردارید ?ش|پاکش کن|حذفش کن|اصلاحش کن|درستش کن|جریمه رو بردار|جریمه را بردار)\w{0,4}(?!\w)(?!\s*[؟?])|(?<!\w)اعتراض\w{0,4}(?!\w)[^.؟?!]{0,40}(?<!\w)(?:بنویس|ثبت کن|یادداشت کن)\w{0,4}(?!\w)(?!\s*[؟?])"
    r"|\beteraz\w{0,4}\b[^.?!]{0,30}\b(?:benevis\w{0,4}|sabt kon\w{0,3})\b"
)
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


# Every charge is meant, or the other one beside the one that was spoken of.
_BOTH = re.compile(
    r"\b(?:both|all (?:of )?(?:them|these|those|the|my)?(?: \w+)? ?(?:charges?|fines?|fees?)?|each|either of (?:them|those)|neither|none of (?:them|these|those)|everything|the two|two (?:charges|fines|fees))\b"
    r"|(?<!\w)(?:هر ?(?:دو|سه)\w*|جفت\w*|همه\w*|هیچ ?(?:کدوم|کدام|یک)\w*|دوتا\w*|دو تا\w*|تک ?تک\w*)(?!\w)|\b(?:har ?do\w*|jofte?sh\w*|hichkodum\w*|hameye?sh\w*)\b"
)
_OTHER = re.compile(
    r"\b(?:(?:the|that) other|another|too|as well|also|second|the rest|nor|neither)\b|(?<!\w)(?:(?:اون|آن|این|ان) ?یکی|دیگ\w+|بقیه|دوم\w*|هم|اون هم)(?!\w)|\b(?:oo?n ?yeki|dige\w*|baghie|dovomi|ham)\b"
)


_OTHER_ONE = re.compile(
    r"\b(?:the|that|my) (?:other|second)(?: (?:one|charge|fine|fee|amount|sum))?\b|(?<!\w)(?:اون|آن|این|ان) ?یکی(?!\w)|\boo?n ?yeki\b"
)


def _all_meant(turn: Turn, words: str, fees: list[Fee]) -> list[Fee]:
    """Give every charge where a text is of both or all of them; the other one, too, beside one that is contested.

    Empty where it is of one only.
    """
    if len(fees) < _SEVERAL or accepts_charge(words):
        return []
    said = fold(words)
    if _BOTH.search(said):
        return fees
    contested = str(((open_offer(turn) or {}).get("args") or {}).get("text") or "")
    if not contested or not _OTHER.search(said):
        return []
    if _OTHER_ONE.search(said) and len(fees) == _SEVERAL:
        return fees
    first, other = _spoken_of(turn, contested, fees), _meant(without_accepted(words), fees)
    return fees if first is not None and len(fees) == _SEVERAL and other is not first else []


_SEVERAL = 2


def _charges(fees: Sequence[Fee]) -> Fact:
    return listed(_charge(fee) for fee in fees)


async def offer_objection(turn: Turn, words: str) -> None:
    """Ask whether an objection is to be registered; the charge that is meant is named.

    Just asked, it is not asked again: what is told is kept for it, a rule that fits is told, and a person is offered.
    """
    offered = open_offer(turn)
    every = _all_meant(turn, words, await _fees(turn))
    args = dict((offered or {}).get("args") or {})
    if offered is not None and (not every or args.get("every")):
        await _kept_for_it(turn, words, offered)
        return
    if offered is not None:
        # The other charge is contested, too: one objection to both is offered in place of that to the first.
        before = str(args.get("text") or "")
        words = f"{before}\n{words}".strip()[-_MOST_TOLD:]
        turn.set("pending", None)
    spoken = any(act.act == "fines" for act in turn.thread.acts())
    turn.remember(objection=words)
    turn.intent = "fines"
    turn.did("fines", result="told")
    fees = await _fees(turn)
    meant = _spoken_of(turn, words, fees)
    charge = _charges(every) if every else _charge(meant)
    if offered is None and fees and not spoken and asks_what_charge(words):
        # "What is this fine? I brought it back in time": first what it is for.
        _tell_charge(turn, meant, fees)
    if (turn.slot("pending") or {}).get("do") in _BESIDE:
        turn.set("pending", None)
    ref = turn.await_("objection", "yes", text=words, **({"every": True} if every else {}))
    choices = [yes(ref, "utter_button_file_objection"), no(ref)]
    turn.say(
        "utter_objection_ask", again="utter_objection_ask_again", status="clarified", charge=charge, choices=choices
    )


async def _kept_for_it(turn: Turn, words: str, offered: dict[str, Any]) -> None:
    """Keep what is told for the objection that is offered already; say what fits, or offer a person."""
    args = dict(offered.get("args") or {})
    before = str(args.get("text") or "")
    both = words if before and before in words else f"{before} {words}".strip()
    both = both[-_MOST_TOLD:]
    turn.remember(objection=both)
    kept = {**{key: value for key, value in offered.items() if key != "question"}, "args": {**args, "text": both}}
    waits = str((turn.slot("pending") or {}).get("do"))
    turn.intent = "fines"
    if waits == "call_librarian":
        # A person was offered, too: what the charge is stays to be told.
        fees = await _fees(turn)
        _tell_charge(turn, _spoken_of(turn, both, fees), fees)
        turn.set("pending", {**(turn.slot("pending") or {}), "older": kept})
        _keep_open(turn)
        return
    turn.set("pending", kept)
    # A story asks for no rule.
    if not states_only(words) and await answer_clearly(turn):
        turn.did("fines", result="told")
        _keep_open(turn)
        return
    turn.did("fines", result="told")
    turn.set("pending", None)
    ref = turn.await_("call_librarian", "yes", text=both)
    choices = [yes(ref, "utter_button_librarian"), yes(str(kept["ref"]), "utter_button_file_objection"), no(ref)]
    turn.say("utter_handoff_ask_whether", status="clarified", choices=choices)
    waiting = {key: value for key, value in (turn.slot("pending") or {}).items() if key != "question"}
    turn.set("pending", {**waiting, "older": kept, "repeated": True})


_MOST_TOLD = 600


async def file_objection(turn: Turn, words: str, *, every: bool = False) -> None:
    """Open the case of an objection; the charges stand in it beside the patron's words. `every`: it is to all of them."""
    fees = await _fees(turn)
    offered = dict((open_offer(turn) or {}).get("args") or {})
    every = every or bool(offered.get("every"))
    meant = (
        fees if every and len(fees) >= _SEVERAL else _all_meant(turn, words, fees) or _all_meant(turn, turn.text, fees)
    )
    turn.remember(objection=None)
    turn.intent = "fines"
    fee = None if meant else _spoken_of(turn, words, fees)
    named = "\n".join(f"[{_named(one)}]" for one in meant or ([fee] if fee is not None else []))
    whole = "\n".join(filter(None, (words, named)))
    charge = _charges(meant) if meant else _charge(fee)
    await file_matter(turn, "complaint", whole, anew=True, answer="utter_objection_taken", charge=charge)
    # What is told of the charge next belongs to it (subjects/disputes_told.py).
    turn.remember(objection_case=(turn.recall("case") or {}).get("number"))


def _named(fee: Fee) -> str:
    return " — ".join((fee.title or fee.kind.value, f"{fee.outstanding.minor:,} {fee.outstanding.currency}"))


@pending_action("objection", signed_in=True)
async def objection_agreed(turn: Turn, args: dict[str, object], _reply: PatronReply) -> None:
    """Register the objection that was offered."""
    await file_objection(turn, str(args["text"]), every=bool(args.get("every")))


async def _fees(turn: Turn) -> list[Fee]:
    account = await turn.library.fees(turn.patron_id)
    return [*(fee for fee in account.lines or () if fee.outstanding.minor > 0), *account.running]


def _spoken_of(turn: Turn, words: str, fees: list[Fee]) -> Fee | None:
    """Give the charge that is meant: by the words, else by those of what was asked of fees before."""
    contested = without_accepted(words)
    fees = _left(words, fees)
    told = turn.recall("fee_told")
    if (fee := _meant(contested, fees)) is not None or not fees:
        return fee
    if (fee := next((one for one in fees if one.id == told), None)) is not None:
        # «به همون معترضم»: the charge that was told of by itself.
        return fee
    spoken = [act.words for act in turn.thread.acts() if act.act == "fines"]
    return next((fee for text in spoken if (fee := _meant(text, fees)) is not None), None)


def _left(words: str, fees: list[Fee]) -> list[Fee]:
    """Give the charges beside those that the words accept: "the late one is fine", «دیرکرد رو می‌دم»."""
    accepted = accepts_charge(words)
    fee = _meant(accepted, fees) if accepted and len(fees) > 1 else None
    return [one for one in fees if one is not fee]


def _meant(words: str, fees: list[Fee]) -> Fee | None:
    """Give the charge that words name: by its title, its place or its kind; the only one where there is one."""
    if len(fees) == 1:
        return fees[0]
    titles = [fee.title or "" for fee in fees]
    named = [at for at in find_own(words, titles) if titles[at]]
    if len(named) == 1:
        return fees[named[0]]
    choice = find_choice(words)
    places = choice.resolve(len(fees)) if choice is not None else []
    portion = find_portion(words)
    if portion is not None and portion.kind == "sum":
        of_sum = [fee for fee in fees if portion.rials in sums_of(fee)]
        if len(of_sum) == 1:
            return of_sum[0]
    damaged = [fee for fee in fees if fee.kind is FeeKind.DAMAGED]
    if len(damaged) == 1 and _DAMAGE.search(fold(words)):
        return damaged[0]
    late = [fee for fee in fees if fee.kind is FeeKind.OVERDUE]
    if len(late) == 1 and _LATE.search(fold(words)):
        return late[0]
    return fees[places[0]] if len(places) == 1 else None


def sums_of(fee: Fee) -> tuple[int, ...]:
    """Give the sums, in minor units, by which a charge may be named: what is left of it, and all of it."""
    return fee.outstanding.minor, fee.amount.minor


def _charge(fee: Fee | None) -> Fact:
    if fee is None:
        return nested("utter_part_charge_any")
    if fee.title is None:
        return nested("utter_part_charge_service", sum=money(fee.outstanding))
    return nested("utter_part_charge", title=fee.title, sum=money(fee.outstanding))
