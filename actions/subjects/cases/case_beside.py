"""What is said beside a case that was just told: how one is reached, a detail before a question, a question."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import sentences_of, word_count
from actions.facts.case_lines import due_day
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.cases.case_contact import asked_beside_contact, read_contact, take_contact
from actions.subjects.cases.case_details import just_told_case, names_detail
from actions.subjects.cases.case_filing import add_to_case, file_matter
from actions.subjects.cases.cases_named import case_of_matter
from actions.subjects.cases.further_told import FURTHER, tells_further, tells_second, told_with
from actions.subjects.cases.hours_beside_case import asks_hours
from actions.subjects.cases.purchases.purchase_told import told_of_purchase
from actions.subjects.cases.somebody_called import calls_somebody
from actions.subjects.facts.facts import answer_as, answer_from_facts
from crm.cases import own
from crm.library_info import directory
from language.normalise import fold
from language.requests.cases.colleagues import describes_somebody, keeps_name_out, names_somebody
from language.requests.library_info.whereabouts import asks_until_when
from language.requests.speech.statements import states_only
from protocol.intents import intents_with

__all__ = ["hears_beside_case", "speaks_of_lent"]

# For so many turns after a case was told, and so many words that are a place or a time.
_FRESH, _MOST_OF_A_DETAIL, _FEWEST, _MOST_OF_A_FAULT = 3, 10, 3, 30
_SURE, _SURELY = 0.75, 0.7
_OF_CASES = frozenset(
    {*intents_with("told"), *intents_with("about_case"), "nlu_fallback", "out_of_scope", "chitchat", "affirm", "deny"}
)
# Whether a number is to be left, so that somebody calls.
_LEAVES_NUMBER = re.compile(
    r"\b(?:(?:shall|should|can|could|may|must|do|would it help if) (?:i|we)|want me to|would it help to)\b(?: (?:also|just|perhaps|maybe|have to|need to)){0,2} (?:give|leave|left|write|send|put)\b[^.?!]{0,24}\b(?:my|our|(?<=leave )a) (?:(?:tele)?phone |mobile |cell |name and )*(?:number|contact|e ?mail|details)\b"
    r"|\b(?:do|can|could|would|will|should|must) you (?:want|need|take|like)\b[^.?!]{0,16}\bmy (?:(?:tele)?phone |mobile |cell |name and )*(?:number|e ?mail|contact|details)\b"
    r"|(?:شماره|تلفن|موبایل|ایمیل)(?:م|ام|مو|مون|ی)?(?:\s(?:رو|را|و|تلفن\w{0,4}|موبایل\w{0,4}|تماس\w{0,4})){0,4}\s(?:هم )?(?:بدم|بدهم|بذارم|بزارم|بگذارم|بنویسم|بگم|بگویم|بفرستم)(?!\w)"
    r"|\bshomar\w*(?: (?:ro|ra|o|ham|telefon\w{0,4}|tamas\w{0,4}|mobile?\w{0,4}|khod\w{0,4})){0,2} (?:bezaram|bedam|benevisam|begam)\b"
)
_FETCH = r"(?:pick(?:s|ed)?|collect\w*|fetch\w*|grabs?|get(?:s)? (?:it|them)|take(?:s)? (?:it|them)|come(?:s)? (?:for|and))\b"
_SOMEBODY_EN = r"(?:my|a|our|some) (?:(?:best|older|younger|little|good) )?(?:son|daughter|wife|husband|mother|mum|mom|father|dad|brother|sister|friend|flatmate|roommate|neighbour|neighbor|colleague|partner|cousin|kid|aunt|uncle|niece|nephew|grandson|granddaughter|boyfriend|girlfriend)|(?:some(?:body|one)|any(?:body|one)) else"
# What is asked of what was lost while it is looked for, and how the library is asked the same.
_OF_LOST = (
    (
        re.compile(
            rf"\b(?:can|could|may|might|will|would|shall|is|if|let)\b[^.?!]{{0,20}}\b(?:{_SOMEBODY_EN})\b[^.?!]{{0,24}}\b{_FETCH}"
            r"|\b(?:can|could|may|would|will) (?:some|any)(?:body|one) (?:just |please |perhaps |maybe )?(?:come (?:and|to|for) |come over and )?(?:get|fetch|collect|grab|pick|take) (?:up )?(?:it|them)\b"
            r"|(?<!\w)(?:دوست|پسر|دختر|همسر|شوهر|خانم|زن|مادر|مامان|پدر|بابا|برادر|خواهر|همکار|رفیق|شوهرم)(?:م|ام|مون)(?!\w)[^.؟?!]{0,24}(?<!\w)(?:بگیر|برش ?دار|بردار|ببر|بیاد دنبال)\w{0,6}"
            r"|(?<!\w)(?:کس|یکی|آدم|نفر) ?(?:ی)? ?(?:دیگه|دیگر)\w{0,3}[^.؟?!]{0,24}(?<!\w)(?:بگیر|برش ?دار|بردار|ببر)\w{0,6}"
            r"|\b(?:dust|doost|pesar|dokhtar|hamsar|mamaan|maman|baba|baradar|khahar)am\b[^.?!]{0,24}\b(?:begir|bardar|bebar)\w*"
        ),
        (
            "کس دیگری می‌تواند وسیلهٔ جامانده‌ام را بگیرد؟",
            "Can somebody else collect my lost thing, or can you post it?",
        ),
    ),
    (
        re.compile(
            r"\b(?:how long|until when|till when|how many (?:days|weeks))\b[^.?!]{0,30}\b(?:keep|kept|hold|held|store[ds]?|hang on)\b"
            r"|(?<!\w)(?:تا کی|چقدر|چه ?قدر|چند (?:روز|وقت|هفته)|چه مدت|تا چند (?:روز|وقت|هفته))(?!\w)[^.؟?!]{0,24}(?<!\w)نگه(?!بان)\w{0,6}"
            r"|\b(?:ta key|ta kei|chand rooz|chand ruz|cheghadr?)\b[^.?!]{0,24}\bnegah"
        ),
        ("چیزهای پیداشده تا کی نگه داشته می‌شود؟", "How long are found things kept?"),
    ),
)
# Asked without a mark, too: who begins with what asks in the middle of a sentence.
_ASKS_LEAVE = re.compile(
    rf"[?؟]|\b(?:can|could|may|might|will|would|shall) (?:{_SOMEBODY_EN}|(?:some|any)(?:body|one))\b|\b(?:how long|until when|till when|how many)\b"
    r"|(?<!\w)(?:می ?تون\w*|می ?توان\w*|می ?شه|می ?شود|تا کی|چقدر|چه ?قدر|چند|چه مدت|تا چند)(?!\w)|\b(?:mitun\w*|mitoon\w*|mishe|ta key|ta kei|chand|cheghadr?)\b"
)
# What is lent, held or renewed was not lost, unless the case speaks of it: «رزروم رو تا کی نگه می‌دارین؟».
_LENT = re.compile(
    r"\b(?:books?|reserv|holds?\b|on hold|loans?\b|borrow|renew|cards?\b|dvds?\b|films?\b)|کتاب(?!خ|دار)|رزرو|امانت|تمدید|کارت|فیلم|\b(?:ketab(?!kh|dar)|rezerv|amanat|tamdid|kart)"
)
_I_KEEP = re.compile(r"\b(?:can|could|may|might|do|should|shall) (?:i|we) (?:still )?(?:keep|have|hold)\b")
# Who is in charge of the house, and not of the case.
_IN_CHARGE = re.compile(
    r"\bwho(?:'s|s| is| are)?\b[^.?!]{0,20}\b(?:resp?on?sible|in charge|looks? after|takes? care|maintains?|repairs|fixes|runs)\b(?! (?:it|this|that|my|mine|of (?:it|this|that|my)|for (?:it|this|that|my))\b)"
    r"|(?<!\w)(?:کی|چه کسی) مسئول|مسئول\w* (?:(?!پرونده|شکایت|گزارش|این)\w+ ){1,4}(?:کیه|کیست|کی هست|کی است|چه کسی\w*)|\bki masool|\bmas(?:oo|u)l\w* (?:\w+ ){1,3}(?:kie|kiye|kist)\b"
)
_MONEY_BACK = re.compile(
    r"\b(?:refunds?|refunded|reimburse\w*|pays? (?:me|us) back|(?:money|credit|balance)[^.?!]{0,16}\bback|give\w*[^.?!]{0,12}money)\b|(?:پول|اعتبار)\w*[^.؟?]{0,24}(?:پس|برمی ?گرد\w*|برگرد\w*)|\bpool\w* (?:\w+ ){0,3}(?:pas|bar ?mi ?gard\w*)\b"
)
_PRINTED = re.compile(r"\b(?:print\w*|cop(?:y|ier|ying)\w*|scann\w*|kopi|perint)\b|کپی|پرینت|چاپ|اسکن")
_ASKS = re.compile(
    r"[?؟]\s*$|^\W*(?:(?:and|so|but|ok|okay|then|also|btw|by the way)\W+)*(?:what|when|where|who|which|how|can|could|may|do|does|is|are|will|would|should)\b"
    r"|(?<!\w)(?:چنده|چقدر\w*|چند|کجا\w*|کدوم|کدام|چطور\w*|آیا|می ?شه|می ?تونم|دارید|دارین)(?!\w)|\b(?:chande|cheghad\w*|koja\w*|kodum|chetor\w*|mishe|darid|darin)\b",
    re.IGNORECASE,
)


async def hears_beside_case(turn: Turn) -> LookStep:
    """Hear what is no answer and no part of the case that was told a moment ago, whatever the message was read as."""
    last = just_told_case(turn, _FRESH)
    if last is None:
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    if await _contact_beside_question(turn, str(last["number"])) or await _tells_of_somebody(turn, last):
        return LookStep.DONE
    if _LEAVES_NUMBER.search(said):
        return await _tells_way(turn, str(last["number"]))
    if calls_somebody(turn.text):
        return LookStep.DONE if await MOVES["case.somebody"](turn) else LookStep.ON
    if _IN_CHARGE.search(said):
        return LookStep.DONE if await MOVES["case.head"](turn) else LookStep.ON
    if str(last.get("matter")) == "lost_property":
        asked = next((texts for words, texts in _OF_LOST if words.search(said)), None)
        if _ASKS_LEAVE.search(said) is None or speaks_of_lent(turn):
            asked = None
        if asked is not None and await answer_as(turn, "lost_property", fa=asked[0], en=asked[1], alone=True):
            turn.intent = "lost_property"
            return LookStep.DONE
    if str(last.get("matter")) == "suggest_purchase" and await told_of_purchase(turn, str(last["number"])):
        return LookStep.DONE
    if _MONEY_BACK.search(said) and _ASKS.search(turn.text + "?") and await _tells_refund(turn):
        return LookStep.DONE
    if str(last.get("matter")) == "report_fault" and tells_second(turn, said):
        if number := told_with(turn, said):
            if await add_to_case(turn, number, turn.text, matter="report_fault"):
                turn.read_as("report_fault", keeps_named=True)
                return LookStep.DONE
            return LookStep.ON
        turn.read_as("report_fault", keeps_named=True)
        await file_matter(turn, "report_fault", turn.text, anew=True)
        return LookStep.DONE
    if tells_further(turn, str(last.get("matter"))):
        # It is said already what it is: nothing is asked for, and it may still be said to be another matter.
        matter = turn.intent if turn.intent in FURTHER else str(last.get("matter"))
        if await add_to_case(turn, str(last["number"]), turn.text, matter=matter):
            turn.read_as("case_add", keeps_named=True)
            return LookStep.DONE
    if not int(last.get("age", 0)) and (step := await _detail_before_question(turn, last)) is not LookStep.ON:
        return step
    return asks_hours(turn)


async def _contact_beside_question(turn: Turn, number: str) -> bool:
    """Put the number that stands beside a question into the case, and answer the question; False where none stands there."""
    from actions.subjects.cases.beside_contact import answer_rest

    given, rest = read_contact(turn.text), asked_beside_contact(turn.text)
    if not rest or given is None or not await take_contact(turn, number, given):
        return False
    turn.text, turn.entities = rest, {}
    if await hears_beside_case(turn) is LookStep.DONE:
        return True
    # What the matter's own facts tell is looked for there first: how long found things are kept.
    of_matter = turn.intent in intents_with("told") and turn.confidence >= _SURE
    if not of_matter or not await answer_from_facts(turn, turn.intent):
        await answer_rest(turn, rest)
    return True


async def _tells_of_somebody(turn: Turn, last: dict[str, Any]) -> bool:
    """Put to the case how the colleague looked whom it is about, or say whose name staff see; False for anything else."""
    told = " ".join(str(one.get("words") or "") for one in turn.recall("told") or [])
    if turn.intent not in _OF_SOMEBODY or _ORDERS_ELSE.search(fold(turn.text).replace("’", "'")):
        # What is asked or ordered is no part of the case.
        return False
    if keeps_name_out(turn.text) and _FEWEST <= word_count(turn.text) <= _MOST_OF_A_DETAIL:
        return await MOVES["case.anonymous"](turn)
    if not names_somebody(told) or not describes_somebody(turn.text) or word_count(turn.text) > _MOST_OF_A_FAULT:
        return False
    if not await add_to_case(turn, str(last["number"]), turn.text):
        return False
    turn.read_as("case_add", keeps_named=True)
    return True


# How somebody looked is read as one of these.
_OF_SOMEBODY = frozenset(
    "nlu_fallback out_of_scope chitchat case_add complaint praise lost_property report_fault thanks deny inform privacy".split()
)
_ORDERS_ELSE = re.compile(
    r"\b(?:let me|show me|give me|tell me|i want to|i'd like to|talk to|speak to|(?:extend|renew|cancel|reserve|borrow|book|find|search)\w{0,3} (?:\w+ ){0,3}(?:it|this|that|loans?|books?|reservations?|holds?|card|place))\b"
    r"|(?<!\w)(?:(?:تمدید|رزرو|لغو|کنسل)\w{0,3} (?:\w+ ){0,2}(?:کن|کنید|کنین|بشه)|نشونم بده|می ?خوام با|وصلم کن\w{0,3}|کتابی|رمانی|جلدش)(?!\w)|\b(?:tamdid\w*|rezerv\w*|laghv\w*) (?:kon|konid)\b"
)


def speaks_of_lent(turn: Turn) -> bool:
    """Tell whether a message is about what is lent or held, and not what the case itself speaks of."""
    said = fold(turn.text)
    told = " ".join(str(one.get("words") or "") for one in turn.recall("told") or [])
    return _I_KEEP.search(said) is not None or bool(set(_LENT.findall(said)) - set(_LENT.findall(fold(told))))


async def _tells_way(turn: Turn, number: str) -> LookStep:
    named = await case_of_matter(turn, turn.text)
    case = named or await own.own_case(turn.store, turn.conversation, number)
    if case is None or not case.is_open:
        return LookStep.ON
    turn.intent = "case_status"
    turn.say("utter_case_asked_way", number=case.number, due=due_day(case.due_at, turn.services.zone))
    return LookStep.DONE


async def _tells_refund(turn: Turn) -> bool:
    """Tell how credit comes back that a machine has taken, where one was told of."""
    told = " ".join(str(one.get("words") or "") for one in turn.recall("told") or [])
    if not _PRINTED.search(fold(told)):
        return False
    fa, en = (
        "چاپم بد درآمد یا کاغذ گیر کرد؛ پولم برمی‌گردد؟",
        "My print came out badly or the paper jammed; do I get my money back?",
    )
    return await answer_as(turn, "print_scan", fa=fa, en=en, alone=True)


async def _detail_before_question(turn: Turn, last: dict[str, Any]) -> LookStep:
    """Add the place or the time that a message begins with, and leave the question behind it as the turn's own."""
    parts = [part.strip() for part in sentences_of(turn.text) if word_count(part)]
    behind = next((place for place, part in enumerate(parts) if _ASKS.search(part)), len(parts))
    told, asked = " ".join(parts[:behind]), " ".join(parts[behind:])
    if not told or not asked or word_count(told) > _MOST_OF_A_DETAIL or not states_only(told):
        return LookStep.ON
    whole, entities = turn.text, turn.entities
    turn.text = told
    detail = names_detail(turn) or await directory.find_branch(turn.store, told) is not None
    turn.text = asked
    branch = await directory.find_branch(turn.store, asked)
    turn.entities = {name: values for name, values in entities.items() if name != "branch"}
    if branch is not None:
        turn.entities["branch"] = [branch.code]
    before, is_hours = len(turn.answers), asks_until_when(asked)
    is_answered = detail and not is_hours and await answer_from_facts(turn, None, least=_SURELY)
    is_own = is_hours or (turn.intent not in _OF_CASES and turn.intent in HANDLERS)
    # The case is told of first. A question that nothing answers is for whoever works the case, like what is before it.
    answers = turn.answers[before:]
    del turn.answers[before:]
    if not detail or not (is_answered or is_own) or not await add_to_case(turn, str(last["number"]), told):
        turn.text, turn.entities = whole, entities
        return LookStep.ON
    turn.moves = {}
    turn.answers.extend(answers)
    if is_answered:
        return LookStep.DONE
    if is_hours:
        turn.intent = "hours"
    return LookStep.RUN
