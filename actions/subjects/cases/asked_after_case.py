"""Questions right after a case was told: they are answered, and never filed, joined to it or taken for its state."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day, matter_of
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.cases.case_contact import TOKENS, read_contact
from actions.subjects.cases.case_details import just_told_case
from actions.subjects.cases.case_filing import add_to_case, tell_no_name, tells_fault
from actions.subjects.cases.cases_named import case_of_matter
from actions.subjects.cases.found_collected import tells_of_collecting
from actions.subjects.cases.right_after_case import misses_word, puts_right, tells_who_is_first, without_reason
from actions.subjects.cases.told_before import tells_of_nothing_before
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.facts.unmarked_questions import asks_unmarked
from actions.subjects.fines.debt_blocks import blocks
from crm.cases import own
from language.normalise import fold
from language.requests.cases.after_case import (
    ANONYMOUS,
    CALL,
    DUTY,
    HANDLING,
    HEAR,
    MEMBER,
    PRECEDENT,
    find_after_case,
    orders_to_note,
)
from language.requests.cases.case_questions import asks_for_keeping, find_message
from language.requests.cases.grievances import SURE as SURE_GRIEVANCE
from language.requests.cases.grievances import find_grievance
from language.requests.cases.meanwhile import asks_meanwhile, asks_only_meanwhile, beside_meanwhile
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.objections import contests
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.sentences import only_asks
from protocol.intents import traits_of

__all__ = ["answers_after_case", "asks_what_became"]

# For so many turns after a case was told it is what such a question is asked of.
_FRESH = 4
_FEWEST = 3  # words of a question that is answered from facts
_SURELY = 0.5
# Read so surely as one of these, a message is asked of something else.
_SURE = 0.75
_ELSEWHERE = frozenset("hours location loans fines renew hold search_book events room_booking recommendation".split())
# The same, but for who asks whether one has to be a member for it.
_OF_ACCOUNT = frozenset(
    "account card_registration eresources facilities shelf_location new_arrivals hold_status cancel_hold borrow"
    " loan_policy return equipment print_scan wifi visitor_access course_reserves ill research_help".split()
)
# What is wished for in the words of a question is still a wish (subjects/files_nothing.py).
_WISHES = frozenset({"suggestion", "suggest_purchase"})
# How the library is asked of what was told.
_AS_NO_MEMBER = {
    "fa": "غیرعضو هم می‌تواند خرید کتاب پیشنهاد بدهد؟",
    "en": "Can non-members suggest a purchase, and how many may I suggest?",
}
_HEARS = {
    "lost_property": {"fa": "اگر وسیله‌ام پیدا شود چگونه خبردار می‌شوم؟", "en": "How do I hear when my thing is found?"},
    "suggest_purchase": {
        "fa": "از کجا بفهمم کتاب پیشنهادی‌ام خریده شد؟",
        "en": "How do I learn whether the book I suggested was bought?",
    },
}
# Who wants it registered first is told that it is, with its number: no rule tells that.
_REGISTERS = re.compile(
    r"\b(?:report|register|file|record|submit|log) (?:it|that|this)\b"
    r"|(?<!\w)(?:ثبت|ثبتش|گزارش)(?: \w+)? (?:کن|کنید|کنین)(?!\w)"
    r"|\bsabt\w* kon\w*"
)
# By which move the other questions are answered.
_MOVES = {ANONYMOUS: "case.anonymous", HEAR: "case.how", MEMBER: "case.anonymous", HANDLING: "case.who"}


async def answers_after_case(turn: Turn) -> LookStep:
    """Answer what is asked of the case that was told a moment ago, whatever the message was read as."""
    last = just_told_case(turn, _FRESH)
    if last is None:
        return LookStep.ON
    tells = _surely_tells(turn, int(last.get("age", 0))) and word_count(turn.text) >= _PLACED
    if contests(turn.text) or (read_contact(turn.text) is not None and not (tells and not TOKENS.search(turn.text))):
        # «طبقهٔ بالا، همین‌جا نشستم» tells a place, and no way to be reached.
        return LookStep.ON
    number, matter = str(last["number"]), str(last.get("matter"))
    if (named := await case_of_matter(turn, turn.text)) is not None and named.subject != matter:
        # "And my complaint?" after another matter was told is asked of the complaint.
        number, matter = named.number, str(named.subject)
    if await tells_of_nothing_before(turn, number):
        return LookStep.DONE
    if await tells_of_collecting(turn) or await tells_who_is_first(turn, matter):
        return LookStep.DONE
    if puts_right(turn, int(last.get("age", 0))) and await _open_case(turn, number):
        return LookStep.DONE if await add_to_case(turn, number, turn.text) else LookStep.ON
    if asks_what_became(turn.text) or misses_word(turn, number, matter):
        turn.intent = "case_status"
        # Of several it is the one that was told just now, however the others stand.
        if not await MOVES["case.status"](turn):
            await HANDLERS["case_status"].handler(turn)
        return LookStep.DONE
    beside = beside_meanwhile(turn.text) or ""
    # What is told beside whether one may borrow meanwhile is filed.
    tells_more = find_grievance(beside) == SURE_GRIEVANCE or tells_fault(beside)
    if turn.patron is not None and asks_meanwhile(turn.text) and not tells_more:
        if not await blocks(turn, await own_things(turn)):
            return LookStep.ON
        registers = _REGISTERS.search(fold(turn.text)) is not None and asks_only_meanwhile(turn.text)
        if registers and (case := await _open_case(turn, number)) is not None:
            # "Register a complaint for both then. Can I borrow until you answer?": it is registered, and no second time.
            turn.settled = True
            due = due_day(case.due_at, turn.services.zone)
            turn.say("utter_case_is_there", number=case.number, matter=matter_of(case.subject, case.kind), due=due)
        return LookStep.DONE
    surely = turn.intent if turn.confidence >= _SURE else ""
    if orders_to_note(turn.text) or _asks_to_add(turn.text) or _surely_adds(turn, int(last.get("age", 0))):
        if surely in _ELSEWHERE | _OF_ACCOUNT or not await _open_case(turn, number):
            return LookStep.ON
        return LookStep.DONE if await add_to_case(turn, number, turn.text) else LookStep.ON
    kind = find_after_case(turn.text)
    if kind != CALL and find_message(turn.text):
        # "Tell the manager, and leave my name out" is passed on.
        return LookStep.ON
    if kind is not None and (surely in _ELSEWHERE or (surely in _OF_ACCOUNT and kind != MEMBER)):
        return LookStep.ON
    if kind is None and _surely_tells(turn, int(last.get("age", 0))) and await _open_case(turn, number):
        # "It's every Thursday. Every single Thursday": it tells more, and asks for no day.
        return LookStep.DONE if await add_to_case(turn, number, turn.text) else LookStep.ON
    if kind is None:
        return LookStep.DONE if await _asks_beside(turn, matter, int(last.get("age", 0))) else LookStep.ON
    case = await _open_case(turn, number)
    if case is None:
        return LookStep.ON
    before = turn.intent
    if await _answer(turn, kind, case, matter):
        return LookStep.DONE
    turn.intent = before
    return LookStep.ON


# What is asked of it without naming it …
_BECAME = re.compile(
    r"\W{0,4}(?:(?:and|so|ok|okay|well|hi|hello)\W{1,3}){0,2}(?:what(?:'s| has| is)? (?:became|become|happened|come|came|happening)(?: of| to| with| about)? ?(?:it|that|this|of that|mine)?|any (?:news|updates?|progress)(?: (?:on|about|of|with) (?:it|that|this))?(?: yet)?|(?:is|has|was) (?:it|that|this) (?:been )?(?:settled|decided|answered|looked (?:at|into)|dealt with)(?: yet)?)\W{0,4}"
    r"|\W{0,4}(?:(?:خب|پس|حالا|راستی|سلام)\W{1,3}){0,2}(?:(?:اون|این|همون)(?: یکی)? )?(?:چی شد|چه شد|چیشد|به کجا رسید|خبری (?:شد|نشد|نیست|هست)|نتیجه ?(?:ش|اش)? (?:چی|چه) شد|جوابی (?:اومد|نیومد|دادن|ندادن))(?: بالاخره| پس)?\W{0,4}"
    r"|\W{0,4}(?:(?:khob|pas)\W{1,3})?(?:chi ?shod|be koja resid|khabari (?:shod|nist))\W{0,4}"
)
# … and what is asked to be put to it, in the form of a question.
_ADDS = re.compile(
    r"^\W{0,4}(?:(?:and|also|oh|please|ok)\W{1,3}){0,2}(?:can|could|would|will) you (?:please |also |perhaps )?(?:add|put|note|mention|include|write)(?: (?:to it|to that|in it|there|in there|down|in))? that (?:i|we|it|he|she|they|there|the|this|my|our|nobody|somebody|someone|no one|\w+ (?:was|is|were|are|has|had))\b"
    r"|\b(?:file|register|make|lodge|log|put)\b[^.?!]{0,14} (?:as )?an? (?:official |formal |proper )?complaint[^.?!]{0,20}\b(?:say|write|add|mention|note|put)(?: down)? that \w+\W\w|(?<!\w)شکایت\w{0,2}(?: (?:منو|من رو|من را|من))? (?:رو |را )?ثبت کن\w*[^.؟?!]{0,12}(?<!\w)(?:بنویس|بگو|اضافه کن)\w{0,3} (?:که )?\w+ \w"
    r"|^\W{0,4}(?:(?:و|راستی|لطفا|خب)\W{1,3}){0,2}(?:اینم|این رو هم|اینو هم|این هم)(?: (?:رو|را))?(?: به(?:ش|شون| آن| اون))? (?:اضافه|یادداشت|ذکر) (?:کن|کنید|کنین) که(?= \w+ \w)|^\W{0,4}(?:میشه|می ?شود|می ?تونید|می ?تونین)(?: بهش| به آن)? (?:اضافه|یادداشت) (?:کنید|کنین|کنی) که \w+ \w"
)


def asks_what_became(text: str) -> bool:
    """Tell whether a few words only ask what became of what was filed: "what became of it?", «چی شد؟»."""
    return _BECAME.fullmatch(fold(text).replace("’", "'")) is not None


def _asks_to_add(text: str) -> bool:
    return _ADDS.search(fold(text).replace("’", "'")) is not None


_PLACED = 5  # words


def _surely_tells(turn: Turn, age: int) -> bool:
    """Tell whether a message right after a case was surely read as more of it, and asks and demands nothing."""
    surely = turn.intent == "case_add" and turn.confidence >= _SURELY_ADDS
    asks = bool({"?", "؟"} & set(turn.text)) or asks_unmarked(turn.text) or only_asks(turn.text)
    # "I want to reserve Dune as well now" is no more of it.
    asks = asks or orders_to_renew(turn.text) or orders_to_hold(turn.text) or orders_to_cancel(turn.text)
    return surely and age == 0 and not asks and not _is_heated(turn.text) and find_message(turn.text) is False


def _surely_adds(turn: Turn, age: int) -> bool:
    """Tell whether what is read as a matter of its own is surely more of the case that was told right before it."""
    case = {name: share for name, share in turn.moves.items() if name.startswith("case.")}
    way, about = turn.sides.get("way") or {}, turn.sides.get("about") or {}
    adds = case.get("case.add", 0.0) >= max(_SURELY_ADDS, *case.values()) if case else False
    of_case = way.get("case", 0.0) >= _SURELY_ADDS and about.get("case", 0.0) >= _OF_THE_CASE
    told = traits_of(turn.intent).told and turn.intent not in _APART
    return age == 0 and adds and of_case and told and not only_asks(turn.text)


# So likely it adds to a case, and so likely the case is spoken of; a fault and a purchase may be one of their own.
_SURELY_ADDS, _OF_THE_CASE = 0.9, 0.8
_APART = frozenset({"report_fault", "suggest_purchase", "lost_property"})


async def _open_case(turn: Turn, number: str) -> own.OwnCase | None:
    case = await own.own_case(turn.store, turn.conversation, number)
    return case if case is not None and case.is_open else None


async def _answer(turn: Turn, kind: str, case: own.OwnCase, matter: str) -> bool:
    turn.intent = "case_status"
    if kind == PRECEDENT:
        say_unknown(turn)
        return True
    if kind == DUTY:
        return await tell_no_name(turn, case)
    if kind == CALL and not only_asks(turn.text):
        # When it would suit is for whoever calls; that is kept, and how one is reached is told.
        if not await add_to_case(turn, case.number, turn.text, quietly=True):
            return False
        return await MOVES["case.how"](turn)
    kind = HEAR if kind == CALL else kind
    if kind == MEMBER and matter == "suggest_purchase" and await answer_as(turn, matter, **_AS_NO_MEMBER, alone=True):
        return True
    registers = _REGISTERS.search(fold(turn.text)) is not None
    if (
        kind == HEAR
        and not registers
        and matter in _HEARS
        and await answer_as(turn, matter, **_HEARS[matter], alone=True)
    ):
        return True
    return await MOVES[_MOVES[kind]](turn)


async def _asks_beside(turn: Turn, matter: str, age: int) -> bool:
    """Answer from what the library tells a mere question that was read as more of what was told, or say it is unknown.

    A question asked in anger ("why is nobody there?") is no such one, nor is what is surely asked of the case.
    """
    text, whole = without_reason(turn.text), turn.text
    asks = age <= 1 and (only_asks(text) or asks_unmarked(text))
    told = turn.intent in {"case_add", matter} or (traits_of(turn.intent).told and not age)
    if not asks or not told or turn.intent in _WISHES or word_count(turn.text) < _FEWEST:
        return False
    if find_grievance(text) is not None or tells_fault(text):
        return False
    own_moves = {name: share for name, share in turn.moves.items() if name.startswith("case.")}
    likeliest = max(own_moves, key=lambda one: own_moves[one], default="case.none")
    if likeliest not in {"case.add", "case.none"} or _is_heated(text) or asks_for_keeping(turn.text):
        return False
    before, acts = turn.intent, list(turn.acts)
    turn.text = text
    told = await answer_from_facts(turn, None, least=_SURELY)
    turn.text = whole
    if told:
        return True
    turn.intent, turn.acts = before, acts
    if before != "case_add":
        return False
    say_unknown(turn)
    return True


_HEATED = (
    "why",
    "how can",
    "how dare",
    "how come",
    "what the",
    "چرا",
    "مگه",
    "آخه",
    "یعنی چی",
    "chera",
    "mage",
    "akhe",
)


def _is_heated(text: str) -> bool:
    """Tell whether a question reproaches rather than asks."""
    said = text.casefold().strip(" .,!؟?\"'")
    return any(word in said for word in _HEATED) or "!" in text
