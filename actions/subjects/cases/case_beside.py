"""What is said beside a case that was just told: a second fault, a detail before a question, a question of its own."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.cases.case_contact import asked_beside_contact, read_contact, take_contact
from actions.subjects.cases.case_details import just_told_case, names_detail
from actions.subjects.cases.case_filing import add_to_case, file_matter, names_another_thing, tells_fault
from actions.subjects.cases.cases_named import case_of_matter
from actions.subjects.cases.purchases.purchase_told import told_of_purchase
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.facts.unmarked_questions import asks_unmarked
from crm.cases import own
from crm.library_info import directory
from language.normalise import fold
from language.requests.cases.after_case import orders_to_note
from language.requests.cases.colleagues import describes_somebody, keeps_name_out, names_somebody
from language.requests.cases.filed import announces_only, goes_on
from language.requests.cases.grievances import find_grievance
from language.requests.library_info.whereabouts import asks_until_when
from language.requests.speech.statements import is_courtesy, states_only
from protocol.intents import intents_with

__all__ = ["calls_somebody", "hears_beside_case", "speaks_of_lent"]

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
# What goes on with another thing that is wrong …
_ANOTHER = re.compile(
    r"\b(?:also|too|as well|another|second|besides|plus)\b|^\W*and (?:the|there|one|two|in)\b|(?<!\w)(?:هم|همچنین|ضمنا|دیگه|دیگر)(?!\w)|\b(?:ham|dige)\b"
)
# … which stands for itself: "it also smells" tells more of the same.
_OF_THE_SAME = re.compile(
    r"^\W*(?:and |also |plus |besides )*(?:it|it's|they|that|this|he|she|i|we)\b|^\W*(?:و )?(?:این|اون|آن|من|ما)(?!\w)"
)
_WRONG = re.compile(
    r"\bnt (?:work|open|close|lock)|\bnever\b|\b(?:empty|out|wrong|slow|fast|late|missing|torn|loose|dirty|dripp\w+|drips?|leak\w*|flicker\w*|jammed|stuck|broken|cracked|smells?|blocked|clogged|off|dark)\b"
    r"|(?<!\w)(?:ن?می[\u200c ]?(?:سوز|چک|ریز)\w*|خراب\w*|خالی\w*|شکسته\w*|سوخته\w*|عقبه?|جلوئه|پاره\w*|کثیف\w*|گرفته\w*|لق\w*|تاریک\w*|قطع\w*|کنده\w*)(?!\w)|\b(?:kharab\w*|khali\w*|shekast\w*|sukht\w*|sookht\w*|misooze|pare|kasif\w*)\b"
)
# What may be out of order in a house …
_DEVICE = re.compile(
    r"\b(?:printers?|scanners?|copiers?|computers?|pcs?|keyboards?|mouse|screens?|monitors?|lamps?|lights?|bulbs?|clocks?|dryers?|heaters?|radiators?|fans?|taps?|sinks?|toilets?|lifts?|elevators?|doors?|windows?|chairs?|tables?|desks?|sockets?|plugs?|fountains?|kiosks?|machines?|lockers?|curtains?|blinds?|shelf|shelves|carpets?|wi ?fi|internet)\b"
    r"|(?<!\w)(?:چاپگر|پرینتر|اسکنر|کپی|کامپیوتر|رایانه|کیبورد|موس|مانیتور|لامپ|چراغ|مهتابی|ساعت دیواری|خشک ?کن|شوفاژ|کولر|بخاری|پنکه|شیر آب|شیر|دستشویی|توالت|آسانسور|پنجره|صندلی|میز|پریز|آبسردکن|آب ?سردکن|کمد|پرده|قفسه|موکت|اینترنت|وای ?فای|دستگاه)"
    r"|\b(?:printer|chapgar|computer|lamp|cheragh|kooler|cooler|shofazh|panjere|sandali|asansor|asansoor|dastshooyi|internet|dastgah)"
)
# … and where.
_PLACE = re.compile(
    r"\b(?:halls?|floors?|rooms?|corridors?|stairs?|staircase|entrance|roof|ceiling|walls?|yard|lobby)\b|(?<!\w)(?:سالن|راهرو|طبقه|اتاق|پله|ورودی|سقف|دیوار|حیاط)|\b(?:salon|rahro|tabaghe|otagh|pelle|saghf|divar)"
)
# Who does or leaves something undone is no thing, and what people did is a grievance.
_OF_PEOPLE = re.compile(
    r"\b(?:i|we|you)(?:'m|'re)? (?:(?:also|really|just) )?(?:(?:do|did|am|are|was|were|will|would|wo|have|had)(?:n't| not)|not|never)\b|\b(?:staff|guards?|librarians?|employees?|clerks?|nobody|no one)\b"
    r"|(?<!\w)نمی ?(?!تون|توان)\w{1,12}(?:م|ید|ین)(?!\w)|(?<!\w)(?:کارمند|نگهبان|کتابدار|مسئول|هیچ ?کس)|\bnemi(?!tun|toon|tavan)\w{1,12}[aio](?:m|d|n)\b"
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
_SENTENCE = re.compile(r"[^.!?؟؛;\n…]+[.!?؟؛;…]*")
_ASKS = re.compile(
    r"[?؟]\s*$|^\W*(?:(?:and|so|but|ok|okay|then|also|btw|by the way)\W+)*(?:what|when|where|who|which|how|can|could|may|do|does|is|are|will|would|should)\b"
    r"|(?<!\w)(?:چنده|چقدر\w*|چند|کجا\w*|کدوم|کدام|چطور\w*|آیا|می ?شه|می ?تونم|دارید|دارین)(?!\w)|\b(?:chande|cheghad\w*|koja\w*|kodum|chetor\w*|mishe|darid|darin)\b",
    re.IGNORECASE,
)


# Somebody of the house is to come, or to be sent, at once: nothing that is written down brings anybody.
_STAFF = r"(?:(?:a|the|your|one of your|any) (?:(?:real|human) )?(?:member of (?:the )?staff|librarian|guard|supervisor|manager|technician|colleague)s?|(?:the )?(?:staff|security))"
_SOMEONE = rf"(?:some(?: ?one| ?body)|{_STAFF})"
# Of whom it may be asked as well whether an event is open to all: it has to be here, or now.
_ANYONE = r"(?:any(?: ?one| ?body)|(?:a|any) person)"
_AT_ONCE = (
    r"(?:over|here|down|up|round|now|right now|immediately|at once|right away|quick(?:ly)?|asap|today|soon|please)"
)
_TO_LOOK = r"(?:and|to) (?:look|help|see|check|fix|repair|stop|deal|sort|clean|(?:have|take) a look)(?: (?:at|with|to|it|this|that|him|her|them|us|me|out|up|off|down|now|please|here)){0,4}"
_END_EN = r"(?=\W{0,9}$|\s{0,2}[.,;:!?\n])"
_ORDER_EN = r"(?:^|[.,;:!?\n]\s{0,3}|\b(?:please|pls|(?:can|could|will|would) you|(?:can|could) (?:i|we)(?= get))\s{1,3})(?:please |just |at least )?"
_SOMEONE_FA = r"(?:یکی|(?:یه|یک)[ \u200c]?نفر|نگهبان(?:ی|تون|ها)?|مسئول(?:ی|تون|ش)?|کتابدار(?:ی|تون|ها)?|همکار(?:تون|اتون|هاتون|های شما))(?: از (?:همکار|کارمند|کتابدار|نگهبان|بچه)\w*)?"
_AT_ONCE_FA = r"(?:لطفا|لطفن|اینجا|بالا|پایین|الان|همین|همین الان|حالا|زود|زودتر|سریع|سریعتر|فوری|فورا|دیگه|کمک|کمکم|کمکمون|برام|برامون|ببینه|نگاه کنه|درستش کنه|درست کنه)"
_END_FA = rf"(?: {_AT_ONCE_FA}){{0,4}}(?=\W{{0,9}}$|\s{{0,2}}[.,;:!?؟،\n])"
_COMES_AT_ONCE = re.compile(
    rf"\b(?:can|could|will|would|when will|when can|when does) {_SOMEONE} (?:please |just )?comes?(?: {_AT_ONCE}){{0,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|\b(?:can|could|will|would) {_ANYONE} (?:please |just )?come(?: {_AT_ONCE}){{1,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|\bwhen (?:will|does) {_ANYONE} come(?: {_AT_ONCE}){{0,3}}{_END_EN}"
    rf"|\b(?:is|are) (?:{_SOMEONE}|{_ANYONE}|no ?body|no ?one) coming(?: {_AT_ONCE}){{0,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|{_ORDER_EN}send (?:(?:me|us) )?(?:{_SOMEONE}|{_ANYONE})(?: {_AT_ONCE}){{0,3}}(?: {_TO_LOOK})?{_END_EN}"
    rf"|{_ORDER_EN}(?:get|fetch|call) (?:(?:me|us) )?{_SOMEONE} (?:to come(?: {_AT_ONCE}){{0,3}}|{_AT_ONCE}(?: {_AT_ONCE}){{0,2}})(?: {_TO_LOOK})?{_END_EN}"
    rf"|(?<!\w){_SOMEONE_FA}(?:و| رو| را)?(?: {_AT_ONCE_FA}){{0,3}} بفرست(?:ید|ین|ی)?(?!\w){_END_FA}"
    rf"|(?<!\w){_SOMEONE_FA}(?: {_AT_ONCE_FA}){{0,3}}(?: (?:باید|می[ \u200c]?تونه|می[ \u200c]?شه|کی))? (?:بیاد|بیاید|(?:ن?می[ \u200c]?)اد|ن?می[ \u200c]?آد|ن?میاد)(?!\w){_END_FA}"
    rf"|(?<!\w)کسی (?:{_AT_ONCE_FA} ){{0,2}}ن?میاد(?!\w){_END_FA}"
    rf"|(?<!\w)کسی(?: می[ \u200c]?تونه| می[ \u200c]?شه)? بیاد(?= {_AT_ONCE_FA}){_END_FA}"
    r"|\b(?:yeki|ye ?nafar|negahban|masoul|masul|ketabdar)(?:o| ro)?(?: (?:lotfan|zood|zud|sari|alan|hamin alan|inja|bala|payin))* (?:befrest(?:id|in)?|(?:bayad )?bi?yad|(?:bayad )?biad|(?:ne)?miad)\b(?: (?:lotfan|zood|zud|sari|alan|hamin alan|inja|bala|payin|dige))*(?=\W{0,9}$|\s{0,2}[.,;:!?؟،])"
)
# What is only supposed calls nobody: "call security here if he is back".
_SUPPOSED = re.compile(
    r"\b(?:if|in case|when(?= (?:i|he|she|it|they|we|you)\b)|age|agar)\b|(?<!\w)(?:اگه|اگر|وقتی)(?!\w)"
)


def calls_somebody(text: str) -> bool:
    """Tell whether somebody of the house is wanted on the spot: "can a member of staff come over right now?"."""
    said = fold(text).replace("’", "'")
    return _COMES_AT_ONCE.search(said) is not None and _SUPPOSED.search(said) is None


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
    if str(last.get("matter")) == "report_fault" and _tells_second(turn, said):
        if number := _told_with(turn, said):
            if await add_to_case(turn, number, turn.text, matter="report_fault"):
                turn.read_as("report_fault", keeps_named=True)
                return LookStep.DONE
            return LookStep.ON
        turn.read_as("report_fault", keeps_named=True)
        await file_matter(turn, "report_fault", turn.text, anew=True)
        return LookStep.DONE
    if _tells_further(turn, str(last.get("matter"))):
        # It is said already what it is: nothing is asked for, and it may still be said to be another matter.
        matter = turn.intent if turn.intent in _FURTHER else str(last.get("matter"))
        if await add_to_case(turn, str(last["number"]), turn.text, matter=matter):
            turn.read_as("case_add", keeps_named=True)
            return LookStep.DONE
    if not int(last.get("age", 0)) and (step := await _detail_before_question(turn, last)) is not LookStep.ON:
        return step
    return _asks_hours(turn)


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


def _tells_second(turn: Turn, said: str) -> bool:
    """Tell whether a message says of another thing that it is out of order, right after one that was told of."""
    if not _FEWEST <= word_count(said) <= _MOST_OF_A_FAULT or not states_only(turn.text) or is_courtesy(turn.text):
        return False
    other = _ANOTHER.search(said) is not None and _OF_THE_SAME.search(said) is None
    if not other or turn.intent in _NO_FAULT or _OF_PEOPLE.search(said) is not None:
        return False
    is_named = _DEVICE.search(said) is not None or _PLACE.search(said) is not None
    return tells_fault(turn.text) or (is_named and _WRONG.search(said) is not None)


# A further thing may be said of these, and is read as one of those.
_FURTHER = frozenset({"complaint", "suggestion", "report_fault", "website_problem"})
_MOST_FURTHER = 14


def _tells_further(turn: Turn, matter: str) -> bool:
    """Tell whether a few words go on with a further thing of what was told: "there is no soap either"."""
    few = _TWO <= word_count(turn.text) <= _MOST_FURTHER
    if matter not in _FURTHER or not few or not goes_on(turn.text) or announces_only(turn.text):
        return False
    if orders_to_note(turn.text):
        return False
    if "?" in turn.text or "؟" in turn.text or asks_unmarked(turn.text) or is_courtesy(turn.text):
        return False
    sure = turn.confidence >= _SURE
    if sure and turn.intent == "suggestion" == matter:
        # Each idea is one of its own.
        return False
    if turn.intent == "report_fault" and (tells_fault(turn.text) or names_another_thing(turn, turn.text)):
        return False
    if find_grievance(turn.text) is not None and matter != "complaint":
        return False
    if turn.intent == "suggest_purchase" and matter == "suggestion":
        # "Buy better chairs, too" wishes for no title.
        return not turn.entity("title") and not _QUOTES & set(turn.text) and _TO_READ.search(fold(turn.text)) is None
    own = turn.intent in _FURTHER | _UNREAD
    return own or (not sure and turn.intent not in _NO_FAULT)


_TWO, _QUOTES = 2, frozenset('«»“”"')
_TO_READ = re.compile(
    r"\b(?:books?|novels?|titles?|magazines?|journals?|newspapers?|films?|dvds?|audio ?books?|comics?|copy|copies|volumes?|edition)\b|کتاب|رمان|مجله|نشریه|روزنامه|فیلم|نسخه|جلد|\b(?:ketab|roman|majale|film)\w{0,4}\b"
)
_UNREAD = frozenset({"case_add", "nlu_fallback", "out_of_scope"})


def _told_with(turn: Turn, said: str) -> str | None:
    """Give the number of the case in which a device of the same kind was told of: a third lamp joins the second."""
    devices = _devices(said)
    for one in reversed(turn.recall("told") or []):
        known = _devices(str(one.get("words") or "")) if one.get("matter") == "report_fault" else frozenset()
        if devices and devices <= known:
            return str(one["number"])
    return None


def _devices(said: str) -> frozenset[str]:
    return frozenset(name[0].rstrip("s") for name in _DEVICE.finditer(fold(said)))


# What is done with the patron's own things is wrong of no device, nor is what is said of the talk, of a case or of people.
_NO_FAULT = frozenset(
    "renew hold cancel_hold loans fines hold_status search_book recommendation sign_in account"
    " thanks deny cancel goodbye chitchat praise insult complaint case_status case_withdraw".split()
)


async def _detail_before_question(turn: Turn, last: dict[str, Any]) -> LookStep:
    """Add the place or the time that a message begins with, and leave the question behind it as the turn's own."""
    parts = [part.strip() for part in _SENTENCE.findall(turn.text) if word_count(part)]
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


# Asked of the library: the house is open, and no case is.
_OPEN = re.compile(
    r"\b(?:are you|you are|you're|is (?:it|the \w+)|do you)\b[^.?!]{0,20}\b(?:open|close)\b|\b(?:opening|working) (?:hours|times?)\b|ساعت\w* کار|(?:تا|از) (?:ساعت )?(?:چند|کی)\s?(?:باز|هست)\w*|کی (?:باز|تعطیل)\w*|\bta (?:saat )?chand baz\w*",
    re.IGNORECASE,
)


# What asks is a sentence of its own: "when I came it was locked" and "when I asked if you are open" ask for nothing,
# and "stop telling me about opening times" asks for none.
_ASKS_FOR_THEM = re.compile(
    r"[?؟]\s{0,3}$|^\W*(?:(?:and|so|but|ok|okay|then|also|please)\W+){0,3}(?:(?:when|what (?:time|hour|are))\b(?! i\b)(?! we\b)|(?:just |please ){0,2}(?:tell|give) me\b)|(?<!\w)(?:بگو|بگید|بگین|بگویید)(?!\w)",
    re.IGNORECASE,
)
# What is to be written or sent to them are the hours, and neither a complaint about them nor an answer to it.
_HAS_THEM_SENT = re.compile(
    r"\b(?:write|send|list) (?:me|us)\b|\b(?:write|send|list)\b[^.?!]{0,40}\bfor (?:me|us)\b"
    r"|(?<!\w)(?:بنویس|بفرست|بده|بدید|بدین|بدهید|لیست کن)(?:ید|ین)?(?!\w)(?=[^.؟?!]{0,30}(?<!\w)(?:برام|برایم|واسم|برای من|بهم)(?!\w))|(?<!\w)(?:برام|برایم|واسم|برای من|بهم)(?!\w)[^.؟?!]{0,30}(?<!\w)(?:بنویس|بفرست|بده|بدید|بدین|بدهید|لیست کن)",
    re.IGNORECASE,
)
_NO_HOURS = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|responses?|explanations?|explain|apolog\w+|reasons?|letter|complain\w*)\b|\b(?:write|send)\b[^.?!]{0,16}\bthat\b"
    r"|(?<!\w)(?:جواب|پاسخ|توضیح|دلیل|علت|عذرخواهی|شکایت|رعایت|عوض)|(?<!\w)بنویس\w{0,3} که(?!\w)",
    re.IGNORECASE,
)
_NEVER_HOURS = frozenset({"complaint", "insult"})


def _asks_hours(turn: Turn) -> LookStep:
    """Take what plainly asks when the library is open as just that."""
    if turn.intent in _NEVER_HOURS or tells_fault(turn.text) or find_grievance(turn.text) is not None:
        return LookStep.ON
    parts = _SENTENCE.findall(turn.text.replace("’", "'"))
    if not any(_OPEN.search(part) and _asks_for_them(part.strip()) for part in parts):
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "hours", max(turn.confidence, _SURE), {}
    return LookStep.RUN


def _asks_for_them(part: str) -> bool:
    if _ASKS_FOR_THEM.search(part) is not None:
        return True
    return _HAS_THEM_SENT.search(part) is not None and _NO_HOURS.search(part) is None
