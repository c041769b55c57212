"""Loans of before: that they are not seen here, and that nothing is suggested by them; what is kept is said with it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.kept import history_told
from actions.subjects.moves.loan_trouble import tell_history
from language.normalise import fold

__all__ = ["asks_for_past_loans", "hears_of_past_loans", "means_the_returned", "wishes_by_loans"]

_GAVE_EN = r"(?:returned|brought back|gave back|given back|took back|taken back|handed in|had|read|borrowed|finished)"
_BEFORE_EN = r"(?:before|already|earlier|in the past|last (?:year|month|week|summer|winter|spring|autumn|term|time)|back then|years? ago|months? ago|long ago)"
_THE_RETURNED = re.compile(
    rf"\b(?:the )?(?:ones?|books|loans|things|titles) (?:that |which )?i(?:'ve| have| had)? (?:already )?(?:{_GAVE_EN}|gave (?:\w+ )?back|brought (?:\w+ )?back)\b|\b(?:the )?(?:ones?|books|loans) from before\b|\bwhat i(?:'ve| have)? (?:already )?(?:returned|brought back|gave back|given back)\b"
    r"|\b(?:the|my) (?:old|older|earlier|previous|past|former|returned) (?:ones?|loans?|books?)\b"
    r"|(?<!\w)(?:اونایی|اوناییو|اون(?:هایی|ها|ا)|آنهایی|کتاب(?:ا|ها)یی|همونایی|قدیمی(?: ?ها| ?ا)?(?: ?ی)?|قبلی(?: ?ها| ?ا)?|چیزایی)(?: (?:رو|را))?(?: (?:ن?میگم|منظورمه?|بود))?(?: که)(?: \w+){0,4} (?:پس ?(?:داد|آورد|داده|آورده)\w*|برگردون\w*|برگردان\w*|خوند\w*|خواند\w*|بردم|برده بودم|گرفته بودم|تحویل دادم)(?!\w)"
    r"|(?<!\w)(?:قدیمی ?ها|قدیمیا|قبلی ?ها|قبلیا)(?: ?ی)?(?: رو| را|و)? (?:میگم|منظورمه|میخوام)(?!\w)"
    r"|(?<!\w)(?:برگشتی|پس داده شده|برگردونده)(?: ?ها| ?ا)(?: ?ی)?(?: رو| را|و)?(?: میگم| منظورمه| میخوام)?\W{0,9}$"
    r"|\b(?:una(?:yi|ei|i)|oona(?:yi|ei|i)|ketaba(?:yi|ei|i)|ghadimi\w*|ghabli\w*)(?: ro)?(?: ke)(?: \w+){0,3} (?:pas (?:dadam|avordam)|bargardund\w*|bargardoond\w*|khundam|khoondam|bordam|gerefte budam)\b"
)
_PAST_LOANS = re.compile(
    r"\b(?:borrowing|loan|lending|reading|checkout) (?:history|record|log)s?\b|\b(?:my|the) (?:past|previous|earlier|former|old) (?:loans|borrowings)\b"
    rf"|\b(?:what|which (?:books?|ones|titles?)|(?:the )?books|everything|list of (?:all |the )?(?:books|what|everything))(?: that)? (?:did |had |have )?i(?:'ve| have| had)? (?:\w+ )?(?:borrow(?:ed)?|have|had|read|take|taken|took|check(?:ed)?|got|out)(?: out| on loan| home)? (?:\w+ )?(?:{_BEFORE_EN}|in (?:spring|summer|autumn|winter|20\d\d|january|february|march|april|may|june|july|august|september|october)|before (?:these|those|this|that))\b"
    r"|\bwhich (?:books?|ones) had i (?:\w+ ){0,3}(?:before|out|earlier)\b"
    r"|(?<!\w)(?:سابقه|تاریخچه|سوابق)(?: ی)? (?:\w+ )?(?:امانت|کتاب|مطالعه|قرض)\w*"
    r"|(?<!\w)کتاب(?:ا|ها)یی(?: رو| را)? ?(?:که )?(?:\w+ ){0,3}(?:پارسال|قبلا|پیشتر|گذشته|ماه پیش|سال پیش|تا حالا|تا الان|پاییز|تابستون|بهار|زمستون)(?: \w+){0,2} (?:خوند\w*|خواند\w*|برد(?:م|ه)\w*|گرفت\w*|امانت گرفت\w*)"
    r"|\b(?:tarikhche|sabeghe)\w*(?: \w+)? (?:amanat|ketab)\w*"
)
# Who wants to see it, or asks which it was; told beside something else it is no question.
_SEES = re.compile(
    r"[?؟]|\b(?:see|show|list|view|look at|find|what|which|where|tell me|get|i mean|not those|remember)\b|(?<!\w)(?:ببین\w*|نشون|نشان|چی|چیا|کدوم|کجا\w*|بگو|لیست|فهرست|میخوام|چه)(?!\w)|\b(?:bebin\w*|neshun|neshoon|chi|chia|koja|mikham|list)\b"
)
_SUGGESTS = re.compile(
    r"\b(?:recommend\w*|suggest\w*|tips?|what (?:should|shall|could|can|to|else)(?: i)? (?:\w+ )?read|what next|read next|ideas?|pick (?:me )?(?:something|a book)|something)\b|پیشنهاد|معرفی|توصیه|(?<!\w)چی (?:\w+ )?بخونم|\b(?:pishnahad|moarefi|moarrefi|tosie)\b|\bchi bekhoo?nam\b"
)
_BY_LOANS = re.compile(
    r"\b(?:based on|according to|going by|judging by|considering|given|from|by|like|similar to|in line with|matching|fits?) (?:(?:what|all|everything|the (?:books|ones|things|titles|stuff)|those|books|stuff)(?: that| which)? i(?:'ve| have)? (?:\w+ )?(?:read|borrow(?:ed)?|had|taken?|took|checked)\b|(?:my|past) (?:\w+ ){0,2}?(?:history|loans?|borrowings?|reading|reads|record|account)\b)"
    r"|(?:بر ?اساس|از روی|با توجه به|مطابق|طبق|شبیه|مثل|از بین|با نگاه به)(?: \w+){0,4}? (?:(?:خوند|خواند|برد|گرفت)(?:م|ه ?ام|ه بودم)|سابقه\w*|تاریخچه\w*|سوابق\w*|امانت(?:م|ام|ی ?هام|هام|های \w+))(?!\w)"
    r"|\b(?:bar ?asase?|az rooye|az ruye|ba tavajoh be|shabihe|mesle)(?: \w+){0,4}? (?:khoo?ndam|bordam|gereftam|sabeghe\w*|tarikhche\w*|amanat\w*)\b"
)
# A list that is wrong, a debt or a book that is lost is no matter of the past.
_TROUBLE = re.compile(
    r"\b(?:still|fines?|charged?|owe|pay|late|overdue|lost|damaged|why|renew\w*|by (?:agatha|an? )|erase|delete|kept|keep|stored?|who|private|secret|anonym\w*|confidential|shared?)\b|هنوز|چرا|جریمه|بدهی|(?<!\w)گم(?!\w)|محرمانه|خصوصی|خراب|تمدید|پاک|حذف|نگه|دیرکرد|\b(?:hanuz|hanooz|chera|jarime|bedehi|gom|pak|hazf|tamdid)\b"
)
_OF_LOANS = frozenset({"loans", "privacy", "my_data", "others_loans"})
# What is surely read as one of these speaks of nothing that one had.
_ELSE = frozenset({"events", "hours", "location", "hold", "cancel_hold", "lost_item", "renew", "suggest_purchase"})
_MOST_WORDS = 16


def means_the_returned(text: str) -> bool:
    """Tell whether a few words point at what was brought back; only to be asked after loans, or what is kept of them."""
    said = _folded(text)
    return _THE_RETURNED.search(said) is not None and _TROUBLE.search(said) is None


def asks_for_past_loans(text: str) -> bool:
    """Tell whether a text wants to see what its writer had borrowed before."""
    said = _folded(text)
    asked = _PAST_LOANS.search(said) is not None and _SEES.search(said) is not None
    return asked and _TROUBLE.search(said) is None and _SUGGESTS.search(said) is None


def wishes_by_loans(text: str) -> bool:
    """Tell whether a text wishes for something to read by what its writer has borrowed."""
    said = _folded(text)
    return _BY_LOANS.search(said) is not None and _SUGGESTS.search(said) is not None


async def hears_of_past_loans(turn: Turn) -> bool:
    """Say what of earlier loans is seen here, or that nothing is suggested by them; tell whether it was that."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or pending.get("awaits") in _TOLD:
        return False
    if word_count(turn.text) > _MOST_WORDS or (turn.intent in _ELSE and turn.confidence >= _SURE):
        return False
    if wishes_by_loans(turn.text) and not (turn.entity("title") or turn.entity("author")):
        await _suggests_by_none(turn)
        return True
    if pending.get("do") not in _WAITS:
        return False
    last = turn.thread.last
    goes_on = last is not None and last.act in _OF_LOANS and means_the_returned(turn.text)
    if not goes_on and not asks_for_past_loans(turn.text):
        return False
    turn.intent, turn.confidence, turn.entities = "loans", 1.0, {}
    await tell_history(turn)
    return True


_WAITS = (None, "contact", "recommend", "search", "file")
# What is told for a case is kept as it is told.
_TOLD = frozenset({"told", "score", "join"})
_SURE = 0.9


async def _suggests_by_none(turn: Turn) -> None:
    turn.intent, turn.confidence, turn.entities = "recommendation", 1.0, {}
    turn.await_("recommend", "words")
    turn.say("utter_reading_by_loans", status="clarified", history=await history_told(turn))


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
