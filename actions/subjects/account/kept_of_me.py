"""What is kept of who writes here, and for how long: told whole, however it is asked and in how many parts."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.thread import Act, Thread
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, listens
from actions.subjects.facts.facts import answer_as
from language.normalise import fold
from language.requests.own.whose_things import another_learns

__all__ = ["asks_to_erase_past", "asks_what_is_kept", "asks_whether_told", "tells_what_is_kept", "tells_whether_told"]

_DATA_EN = r"(?:data|informations?|infos?|details|chats?|conversations?|messages?|personal \w+|(?:what|everything|anything|things|stuff) (?:i|we) (?:say|said|write|wrote|type|typed|tell|told|ask|asked|read|have read|looked at|search(?:ed)?(?: for)?)|what (?:i'm|i am|we're) (?:typing|writing|saying|telling))"
_KEPT_EN = r"(?<!\bto )(?:keep|keeps|kept|store|stores|stored|hold|held|save|saved|collect|collected|record|recorded|retain|retained|log|logged)"
_DATA_FA = r"(?:اطلاعات|داده|گفت ?و ?گو|گفتگو|چت|پیام|مشخصات|حرف|چیز)\w{0,8}"
_KEPT_FA = r"(?:نگه ?(?:ش )?(?:می ?دار|دار|می)|نگهداری|ذخیره|جمع(?!ه)|ثبت(?! ?نام)|ضبط|می ?مون|می ?مان|سیو|save)\w{0,8}"
_DATA_FI = r"(?:etel[a]{1,2}at|data|chat|peyam|moshakhasat|harf|goftogu|chiz)\w{0,8}"
_KEPT_FI = r"(?:negah|zakhire|sabt(?!e? ?nam)|zabt|save|seyv|jam(?!e)|mimun|mimoon|miman)\w{0,8}"
_ASKS = re.compile(
    rf"\b(?:what|which|how much|how long|for how long|do you|are|is|does it)\b[^.?!]{{0,40}}\b{_DATA_EN}\b[^.?!]{{0,30}}\b{_KEPT_EN}\b"
    rf"|\b(?:what|which|how much|how long|do you)\b[^.?!]{{0,30}}\b{_KEPT_EN}\b[^.?!]{{0,25}}\b(?:about|of|on) (?:me|us|people|patrons|users|visitors)\b"
    rf"|\bhow long\b[^.?!]{{0,20}}\b{_KEPT_EN}\b[^.?!]{{0,20}}\b{_DATA_EN}\b|\bwhat (?:do|does) (?:you|the (?:library|bot)) know about me\b|\bwhat happens (?:to|with) (?:my|this|our) {_DATA_EN}\b"
    rf"|\bdo you\b[^.?!]{{0,20}}\b(?:keep|store|save|record)\b[^.?!]{{0,10}}\b{_DATA_EN}\b"
    rf"|\babout (?:me|us),? (?:what|which)[^.?!]{{0,20}}\b{_KEPT_EN}\b"
    rf"|(?:چه|چی|کدوم|کدام|چقدر|تا کی|چند (?:روز|وقت|ماه)|چه مدت)[^.؟?!]{{0,30}}{_DATA_FA}[^.؟?!]{{0,30}}{_KEPT_FA}|{_DATA_FA}[^.؟?!]{{0,25}}(?:چه|چقدر|تا کی|چند (?:روز|وقت|ماه)|کجا)[^.؟?!]{{0,20}}{_KEPT_FA}"
    rf"|(?:چه|چی)[^.؟?!]{{0,12}}(?:از|درباره ?(?:ی)?|راجع به) (?:خود )?(?:من|ما|آدم|خودم|خودمون)(?!\w)[^.؟?!]{{0,20}}{_KEPT_FA}|(?:از|درباره ?(?:ی)?|راجع به) (?:خود )?(?:من|ما|خودم|خودمون)(?!\w)[^.؟?!]{{0,6}}(?:چه|چی)[^.؟?!]{{0,20}}{_KEPT_FA}"
    rf"|\b(?:che|chi|cheghadr?|ta ke?y|chand (?:ruz|rooz|vaght|mah))\b[^.?!]{{0,30}}\b{_DATA_FI}[^.?!]{{0,30}}\b{_KEPT_FI}|\b{_DATA_FI}[^.?!]{{0,25}}\b(?:che|chi|cheghadr?|ta ke?y|chand (?:ruz|rooz|vaght|mah))\b[^.?!]{{0,20}}\b{_KEPT_FI}"
    rf"|\b(?:che|chi)\b[^.?!]{{0,12}}\baz (?:man|ma)\b[^.?!]{{0,20}}\b{_KEPT_FI}|\baz (?:man|ma)\b[^.?!]{{0,6}}\b(?:che|chi)\b[^.?!]{{0,20}}\b{_KEPT_FI}"
)
# What is ordered, what is kept of something else, and whose it is.
_ELSE = re.compile(
    r"\b(?:delete|erase|remove|wipe|copy of|download|export|cameras?|cctv|footage|videos?|locker|seat|hold shelf|reserv\w*|books? (?:for me|on hold)|lost|found|servers?|my files|print\w*|scan\w*|save my (?:file|work)\w*)\b"
    r"|پاک(?:ش|شون)? ?(?:کن|می ?کن)\w*|حذف|نسخه|دوربین|کمد|صندلی|رزرو|گم|پیدا|سرور|فایل|پرینت|چاپ|اسکن|کتاب\w*|\b(?:pak|hazf|durbin|doorbin|komod|sandali|rezerv\w*|ketab\w*|file\w*|print\w*)\b"
)
# Only where it was read as what is kept, or as nothing.
_READ = frozenset("privacy my_data account nlu_fallback out_of_scope chitchat".split())
# What was read less surely than this as anything else is no more than that.
_FAIRLY = 0.75
# … where it asks of what was read.
_OF_ME = re.compile(
    r"\bdo you (?:keep|store|save|record|log) (?:what|everything) i(?:'ve| have)? read\b|(?<!\w)(?:از|درباره ?ی?|راجع به) (?:خود )?(?:من|خودم)(?!\w).{0,60}(?<!\w)(?:خوندم|خونده ?ا?م|خواندم|خوانده ?ام)(?!\w)"
)
# Somebody asks whether another may learn what they have borrowed.
_MY_READING = re.compile(
    r"\b(?:what|which (?:books?|ones?|titles?)|the (?:books?|titles?)|books) i(?:'ve| have|'m| am)? (?:(?!should|could|can|may|might|must)\w+ )?(?:borrow\w*|read\w*|had|have(?! to\b)|got|took|taken|take|reading)\b|\bmy (?:loans?|history|borrowing\w*|books|reading|record)\b"
    r"|(?:چی|چیا|چه (?:کتاب|چیز)\w*|کدوم کتاب\w*|کتاب\w*)[^.؟?!]{0,14}(?:گرفته?|برده?|خونده?|خوندم|گرفتم|بردم|می ?گیرم|می ?خونم|امانت)\w{0,4}|سابقه\w{0,2}|امانت(?:ام|هام|‌هام)|\b(?:chi|ketab\w*)\b[^.?!]{0,14}\b(?:gerefta?m\w*|borda?m|khoonda?m)"
)
_FEW_BEHIND = 12
_FAMILY = {"fa": "خانواده‌ام می‌توانند ببینند چه کتاب‌هایی گرفته‌ام؟", "en": "Can my family see what I have borrowed?"}
# Nothing but "and for how long?".
_HOW_LONG = re.compile(
    r"\W{0,4}(?:(?:and|و|o|va) ?)?(?:(?:for )?how long(?: for| (?:do|will) you keep (?:it|them|that|those))?|until when|(?:تا|برای)? ?(?:چه مدت(?:ی)?|چند (?:روز|وقت|ماه)|چقدر|کی)(?: (?:نگه\S*(?: می ?دار\S*)?|می ?مون\S*|می ?ماند|هست))?|(?:ta|baraye)? ?(?:che moddat\w*|chand (?:ruz|rooz|vaght|mah)|cheghadr?|ke?y)(?: (?:negah midar\w*|mimun\w*|mimoon\w*))?)\W{0,4}"
)


def asks_what_is_kept(text: str) -> bool:
    """Tell whether a text asks what is kept of who writes, or how long; an order to erase asks nothing."""
    said = fold(text).replace("’", "'")
    # "Do you keep the books I have read?" asks of nothing else.
    return _ASKS.search(said) is not None and _ELSE.search(_MY_READING.sub(" ", said)) is None


def asks_whether_told(text: str, *, of_that: bool = False) -> bool:
    """Tell whether a text asks if another may learn what its writer borrows; `of_that`: right after it was spoken of."""
    said = fold(text).replace("’", "'")
    asks = "?" in text or "؟" in text or _ASKS_LEAVE.search(said) is not None
    few = of_that and word_count(text) <= _FEW_BEHIND and _ELSE_ASKED.search(said) is None
    named = _MY_READING.search(said) is not None or few
    # "I'd like to know what I have out, my husband moved the pile" is nothing that another learns.
    return asks and named and another_learns(text, _MY_READING, of_that=few)


_ASKS_LEAVE = re.compile(
    r"\b(?:can|could|may|might|would|will|do|does|if)\b|(?<!\w)(?:می ?تون\w*|می ?شه|می ?گین|می ?گید|آیا)(?!\w)|\b(?:mitoon\w*|mitun\w*|migin)\b"
)
_ELSE_ASKED = re.compile(
    r"\b(?:fines?|renew|reserv\w*|collect|pick|open|hours|join|member|card|book)\b|جریمه|تمدید|رزرو|تحویل|ساعت|عضو|کارت"
)


async def tells_whether_told(turn: Turn) -> bool:
    """Tell whether somebody else is told what one borrows, where the library says it; False where that is not asked."""
    last = turn.thread.last
    of_that = last is not None and not _OF_WHAT_IS_KEPT.isdisjoint((last.act, last.topic))
    waits = (turn.slot("pending") or {}).get("awaits") in {"words", "told", "join"}
    if turn.is_payload or turn.recall("emergency") or waits:
        return False
    parts = _SENTENCE.findall(turn.text)
    of_it = of_that and any(asks_whether_told(part, of_that=True) for part in parts)
    if not of_it and not asks_whether_told(turn.text, of_that=of_that):
        return False
    before = turn.intent
    turn.intent = "privacy"
    if await answer_as(turn, "privacy", **_FAMILY, alone=True, about="borrow|گرفته"):
        if any(_asks_whom_to_ask(part) for part in parts):
            await answer_as(turn, "privacy", **_WHOM, alone=True)
        turn.settled = True
        return True
    turn.intent = before
    return False


_SENTENCE = re.compile(r"[^.!?؟\n]{1,300}[.!?؟]{0,3}")
_OF_WHAT_IS_KEPT = frozenset({"privacy", "my_data"})
_WHOM = {"fa": "دربارهٔ داده‌هایم از که بپرسم؟", "en": "Whom do I ask about my data?"}
# To whom the wish to have it erased goes.
_ASKS_WHOM = re.compile(
    r"\b(?:whom?|where|how)\b|(?<!\w)(?:چه کسی|کجا|کی|چطور\w*|چگونه|چجوری)(?!\w)|\b(?:koja|ki|chetor\w*)\b"
)
_PAST_READING = re.compile(
    r"\b(?:(?:borrowing|loan|reading) (?:history|records?)|(?:my|the) history|(?:past|old|earlier|previous) (?:loans|books)|(?:books|ones|loans|things|titles) (?:that )?i(?:'ve| have)? (?:already |ever )?(?:gave back|given back|returned|brought back|borrowed|read|had))\b"
    r"|(?<!\w)سوابق\w{0,3}|(?<!\w)سابقه ?(?:ی |م|ام|ی)?(?: ?(?:امانت|کتاب)\w{0,6})?|(?:کتاب|امانت)(?: ?ها)?(?:ی|یی)?(?: \w+){0,2} (?:قبلی|قدیمی|قبلا|پارسال)(?!\w)|\bsabeghe\w{0,3}|\bsavabegh\w{0,3}"
)
_READ_OF_PAST = _READ | {"return", "loans", "borrow", "my_data"}


def _asks_whom_to_ask(text: str) -> bool:
    """Tell whether a sentence asks to whom, or how, one turns to have what is kept erased."""
    said = fold(text).replace("’", "'")
    of_it = _PAST_READING.search(said) or _OF_DATA.search(said)
    return _ERASES.search(said) is not None and _ASKS_WHOM.search(said) is not None and of_it is not None


def asks_to_erase_past(text: str) -> bool:
    """Tell whether a text wants what was borrowed before to be erased: "the books I gave back, delete them"."""
    said = fold(text).replace("’", "'")
    return _PAST_READING.search(said) is not None and _ERASES.search(said) is not None


_SEES = re.compile(
    r"\bwho(?: else)?(?: can| could| may| will|'s able to| is able to)? (?:see|sees|read|reads|look|looks|access|view)\w*\b|(?<!\w)(?:کی|کیا|چه کس(?:ی|انی)|چه کسی)(?: \w+){0,3} (?:می ?بین\w*|ببین\w*|می ?خون\w*|بخون\w*|دسترسی)|\bki\w{0,2} (?:\w+ ){0,2}(?:mibin\w*|mikhun\w*|mikhoon\w*)"
)
_ERASES = re.compile(
    r"\b(?:delet\w*|eras\w*|wip(?:e|ed)|remov\w*)\b|(?<!\w)(?:پاک\w{0,3}|حذف\w{0,3})(?!\w)|\b(?:pak|hazf)\w{0,4} (?:kon|bsh|beshe)\w*"
)
_OF_DATA = re.compile(
    rf"\b{_DATA_EN}\b|\b(?:it|that|them|this|all)\b|{_DATA_FA}|(?:این|اون|آن)\w*|پاکش\w*|\b{_DATA_FI}"
)


@listens
async def tells_who_sees_and_erases(turn: Turn) -> bool:
    """Tell who sees what is kept, and where it is erased, where that is asked right after it was told."""
    last, said = turn.thread.last, fold(turn.text).replace("’", "'")
    of_that = last is not None and not _OF_WHAT_IS_KEPT.isdisjoint((last.act, last.topic))
    waits = (turn.slot("pending") or {}).get("awaits") in {"words", "told", "join"}
    of_history = last is not None and last.act == "loans" and last.topic == "history"
    if turn.is_payload or turn.recall("emergency") or waits or not (of_that or of_history):
        return False
    if of_history and _erases_it(turn):
        # "Then delete those" right behind the loans of before: these, and not all that is kept.
        return await _tells_where(turn, "my_data")
    if not of_that:
        return False
    if turn.intent in _READ_OF_PAST and asks_to_erase_past(turn.text):
        return await _tells_where(turn, "my_data")
    if turn.intent not in _READ or not (_SEES.search(said) and _ERASES.search(said) and _OF_DATA.search(said)):
        return False
    return await _tells_where(turn, "privacy", "my_data")


def _erases_it(turn: Turn) -> bool:
    """Tell whether what was just told of is to be erased, by its name or as "those", and nothing beyond it."""
    said = fold(turn.text).replace("’", "'")
    if turn.intent not in _READ_OF_PAST or _ERASES.search(said) is None or _EVERYTHING.search(said):
        return False
    few = word_count(turn.text) <= _FEW_BEHIND
    return asks_to_erase_past(turn.text) or (few and _THOSE.search(said) is not None)


_THOSE = re.compile(
    r"\b(?:it|that|them|those|these)\b|(?<!\w)(?:این|اون|آن|همین|همون)(?:ها|ا|و|رو)?\w{0,3}(?!\w)|(?<!\w)(?:پاک|حذف)(?:ش|شون|شان)(?!\w)|\b(?:pak|hazf)(?:esh|eshoon|eshun|eshan)\b|\b(?:oo?na|ina)(?:ro)?\b"
)
_EVERYTHING = re.compile(
    r"\b(?:everything|all (?:of )?(?:my|the) (?:data|information|chats?|messages)|my (?:account|data|membership|card|chats?)|chats?|messages?)\b|(?<!\w)(?:همه ?چیز\w*|همه ?چی\w{0,3}|اطلاعات\w{0,3}|داده\w{0,5}|حساب\w{0,3}|گفت ?و ?گو\w{0,3}|چت\w{0,3}|پیام\w{0,4}|عضویت\w{0,3})(?!\w)|\b(?:hame ?chi\w{0,2}|etela\w{1,4}|chat\w{0,3})\b"
)


async def _tells_where(turn: Turn, *intents: str) -> bool:
    """Tell of what is kept by these handlers, one after the other; always True."""
    whole = _WHOLE[turn.language]
    past = len(intents) == 1
    for intent in intents:
        turn.intent, turn.confidence, turn.entities = intent, 1.0, {} if past else turn.entities
        # What was borrowed before is a part of what is kept: the page is told of, and nothing is said to go.
        text, turn.text = turn.text, whole if past or intent == "privacy" else turn.text
        await HANDLERS[intent].handler(turn)
        turn.text = text
    turn.settled = True
    return True


_WHOLE = {"fa": "چه اطلاعاتی از من نگه می‌دارید؟", "en": "What data do you keep about me?"}


@listens
async def tells_what_is_kept(turn: Turn) -> bool:
    """Tell what is kept and for how long, where that is asked, and nothing else in its place."""
    if turn.is_payload or turn.recall("emergency") or (turn.slot("pending") or {}).get("awaits") in {"words", "told"}:
        return False
    if not asks_what_is_kept(turn.text):
        return _asks_only_how_long(turn)
    if turn.intent not in _READ and (turn.confidence >= _FAIRLY or not _OF_ME.search(fold(turn.text))):
        return False
    turn.intent, turn.confidence, turn.entities = "privacy", 1.0, {}
    await HANDLERS["privacy"].handler(turn)
    turn.settled = True
    return True


def _asks_only_how_long(turn: Turn) -> bool:
    """Tell whether "and for how long?" is asked in the very message whose other part has just told it."""
    turns = Thread.of(turn.slots.get("thread")).turns
    acts = (turns[-1].get("acts") or []) if turns and turns[-1].get("message") == turn.first_id else []
    told = bool(acts) and Act.unpacked(acts[-1]).act == "privacy"
    if not told or not _HOW_LONG.fullmatch(fold(turn.text)):
        return False
    turn.intent = "privacy"
    return True
