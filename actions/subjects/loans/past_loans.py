"""Loans of before: that they are not seen here, and that nothing is suggested by them; what is kept is said with it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.kept import history_told
from actions.subjects.moves.loan_trouble import tell_history
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold

__all__ = ["asks_for_past_loans", "hears_of_past_loans", "means_the_returned", "wishes_by_loans"]

_GAVE_EN = r"(?:returned|brought back|gave back|given back|took back|taken back|handed in)"
_THE_RETURNED = re.compile(
    rf"\b(?:the )?(?:ones?|books|loans|things|titles) (?:that |which )?i(?:'ve| have| had)? (?:already )?(?:{_GAVE_EN}|gave (?:\w+ )?back|brought (?:\w+ )?back)\b|\bwhat i(?:'ve| have)? (?:already )?(?:returned|brought back|gave back|given back)\b"
    r"|\b(?:i mean(?:t)?|not (?:those|these))\b[^.?!]{0,20}\bthe (?:old|older|earlier|previous|past|former|returned) (?:ones?|loans?|books?)\b"
    r"|(?<!\w)(?:اونایی|اوناییو|اون(?:هایی|ها|ا)|آنهایی|کتاب(?:ا|ها)یی|همونایی|قدیمی(?: ?ها| ?ا)?(?: ?ی)?|قبلی(?: ?ها| ?ا)?|چیزایی)(?: (?:رو|را))?(?: (?:ن?میگم|منظورمه?|بود))?(?: که)(?: \w+){0,4} (?:پس ?(?:دادم|آوردم|دادهام|داده بودم)|برگردوندم|برگرداندم|تحویل دادم)(?!\w)"
    r"|(?<!\w)(?:قدیمی ?ها|قدیمیا|قبلی ?ها|قبلیا)(?: ?ی)?(?: رو| را|و)? (?:میگم|منظورمه)(?!\w)"
    r"|(?<!\w)(?:برگشتی|پس داده شده|برگردونده)(?: ?ها| ?ا)(?: ?ی)?(?: رو| را|و)?(?: میگم| منظورمه| میخوام)?\W{0,9}$"
    r"|\b(?:una(?:yi|ei|i)|oona(?:yi|ei|i)|ketaba(?:yi|ei|i)|ghadimi\w*|ghabli\w*)(?: ro)?(?: ke)(?: \w+){0,3} (?:pas (?:dadam|avordam)|bargardundam|bargardoondam)\b"
)
# Whose history it is stands with it, and that its writer wants to see it: what others may see is another matter.
_PAST_LOANS = re.compile(
    r"\b(?:show(?: me)?|give me|send me|print|display|tell me|list|(?:can|could|may|do|did|should) i (?:\w+ )?(?:see|view|find|get|look at)|(?:want|like|need|wish) to (?:see|view|look at)|what(?:'s| is))(?: of| all| the)* my (?:\w+ )?(?:(?:borrowing|loan|lending|reading|checkout) histor(?:y|ies)|(?:past|previous|earlier|former|old) (?:loans|borrowings))\b"
    r"|\b(?:what|which (?:books?|ones|titles?))(?: books?)? (?:did|had|have) i (?:\w+ )?(?:borrow(?:ed)?|have|had|read|take|taken|check(?:ed)?|out)(?: out| on loan| home)? (?:in (?:the )?(?:spring|summer|autumn|winter|past|20\d\d|january|february|march|april|may|june|july|august|september|october)|last (?:year|summer|winter|spring|autumn)|years ago|long ago|before(?: (?:these|those|this|that))?)(?=\W*$|\W*[?.!,])"
    r"|(?<!\w)(?:سابقه|تاریخچه|سوابق)(?: ?ی)? (?:امانت|مطالعه|قرض)(?:هام|های من|های خودم|م|ام|ها?ی? ?من| من| خودم| کتابام)(?: رو| را)?(?: \w+)? (?:ببینم|نشون\w* بده|نشان\w* بده|بده|بگو|میخوام|کجاست|چیه)(?!\w)"
    r"|(?<!\w)کتاب(?:ا|ها)یی(?: رو| را)? ?(?:که )?(?:\w+ ){0,3}(?:پارسال|قبلا|پیشتر|گذشته|سال پیش|پاییز|تابستون|بهار|زمستون)(?: \w+){0,2} (?:خوندم|خواندم|بردم|گرفتم|امانت گرفتم|برده بودم|گرفته بودم|خونده بودم)(?: رو| را)?(?: \w+)? (?:ببینم|نشون\w* بده|نشان\w* بده|بگو|چیا بودن?|چی بود(?:ن)?|کدوما بودن)(?!\w)"
    r"|\b(?:tarikhche|sabeghe)\w* amanat\w*(?: haye?)? ?(?:man|khodam|am)?(?: ro)? (?:neshun|neshoon|bebinam|bego|mikham)\b"
)
# "Is what I borrowed and brought back in the past recorded, too?", «کتاب‌هایی که قبلاً برده‌ام هم ثبت است؟».
_BEFORE = r"(?:before|in the past|previously|last year|over the years|earlier)"
_BACK = r"(?: and (?:\w{1,10} )?(?:returned|brought back|gave back|given back))"
_RECORDED = re.compile(
    rf"\b(?:is|are)\b[^.?!,]{{0,24}}\b(?:books|ones|titles|everything|what|loans) (?:that |which )?i(?:'ve| have| had)? (?:already )?(?:borrowed|took(?! back)|taken(?! back)|read){_BACK}?(?: out)? {_BEFORE}{_BACK}?(?: also| too)? (?:recorded|registered|listed|on record|on file)\b(?! as\b)"
    r"|\bare (?:all )?my (?:past|previous|earlier|former) (?:loans|borrowings)(?: also)? (?:recorded|registered|listed|on record|on file)\b(?! as\b)"
    r"|(?<!\w)(?:کتاب(?:ا|ها)?یی|کتابهایی|امانت(?:ا|ها)?یی)(?: (?:رو|را))? که(?: (?:من|در|از|رو|را)){0,2} (?:قبلا|قبلن|پیشتر|گذشته|سابق|پارسال|قدیم)(?: (?:به|ازتون|از شما|اینجا)){0,2} (?:امانت|برد|گرفت|خوند|خواند)\w{0,6}(?: (?:و|به|برد\w{0,6}|گرفت\w{0,6}|ام|بودم|باز\w{4,12}|پس|داد\w{0,5}|آورد\w{0,5}|برگر\w{3,9}|هم|نیز)){0,7} (?:ثبت|نوشته)(?: (?:شده|است|هست|می ?شه|می ?شود|شدن)){1,2}(?!\w)"
    r"|(?<!\w)امانت ?(?:ها|ا)ی? ?(?:ی )?(?:قبلی|گذشته|سابق)\w{0,3}(?: (?:من|هم|نیز)){0,2} (?:ثبت|نوشته) ?(?:شده|است|هست|می ?شه|می ?شود)"
    r"|\bketab\w{1,5} ke (?:ghablan|ghabla|pishtar|parsal) (?:bord|gereft)\w{1,6}(?: (?:ham|o|va|pas|dadam|avordam)){0,4} sabt\w{0,4}"
)
_SUGGESTS = re.compile(
    r"\b(?:recommend\w*|suggest\w*|what (?:should|shall|could|can|to|else)(?: i)? (?:\w+ )?read|what next|read next|pick (?:me )?(?:something|a book))\b|پیشنهاد|معرفی|توصیه|(?<!\w)چی (?:\w+ )?بخونم|\b(?:pishnahad|moarefi|moarrefi|tosie)\b|\bchi bekhoo?nam\b"
)
# What is like a book that is named is asked of that book: only what is on the card, or all that was read, is meant.
_BY_LOANS = re.compile(
    r"\b(?:based on|according to|going by|judging by|considering|given|in line with) (?:what|all|everything|the (?:books|ones|things|titles|stuff)|those|books|stuff)(?: that| which)? i(?:'ve| have)? (?:\w+ )?(?:read|borrow(?:ed)?|had|taken?|took|checked)\b"
    r"|\b(?:based on|according to|going by|judging by|considering|given|in line with|from|by|matching|fits?) my (?:\w+ ){0,2}?(?:history|loans?|borrowings?)\b"
    r"|(?:بر ?اساس|از روی|با توجه به|مطابق|طبق|با نگاه به) (?:(?:کتاب(?:ا|ها)یی|چیزایی|چیزهایی|اونایی|هر ?چی)(?: که)?(?: \w+){0,3}? (?:خوند|خواند|برد|گرفت)(?:م|ه ?ام|ه بودم)|(?:سابقه|تاریخچه|سوابق)\w*(?: ی)?(?: (?:امانت|مطالعه)\w*)?|امانت(?:م|ام|ی ?هام|هام|های من))(?!\w)"
    r"|\b(?:bar ?asase?|az rooye|az ruye|ba tavajoh be) (?:ketaba\w*(?: ke)?(?: \w+){0,3}? (?:khoo?ndam|bordam|gereftam)|sabeghe\w*|tarikhche\w*)\b"
)
# A list that is wrong, a debt or a book that is lost is no matter of the past; nor is when anything is to be back.
_TROUBLE = re.compile(
    r"\b(?:still|fines?|charged?|owe|pay|late|overdue|lost|damaged|why|renew\w*|by (?:agatha|an? )|eras\w*|delet\w*|remov\w*|wip\w*|kept|keep|stored?|who|private|secret|anonym\w*|confidential|shared?|police|due|when|until)\b|هنوز|چرا|جریمه|بدهی|(?<!\w)گم(?!\w)|محرمانه|خصوصی|خراب|تمدید|پاک|حذف|نگه|دیرکرد|پلیس|موعد|مهلت|(?<!\w)(?:کی|پس ب\w+|بیارم|باید)(?!\w)|\b(?:hanuz|hanooz|chera|jarime|bedehi|gom|pak|hazf|tamdid|key|mohlat)\b"
)
_OF_LOANS = frozenset({"loans", "privacy", "my_data", "others_loans"})
# What is surely read as one of these speaks of nothing that one had.
_ELSE = frozenset(
    "events hours location hold cancel_hold lost_item renew suggest_purchase privacy my_data others_loans complaint"
    " case_add report_fault website_problem human_help return lost_property".split()
)
# What is looked for, or brought back, is no list of before.
_NO_RECORD = frozenset({"search_book", "recommendation", "return"})
_MOST_WORDS, _MOST_OF_RECORD = 16, 28


def means_the_returned(text: str) -> bool:
    """Tell whether a few words point at what was brought back; only to be asked after loans, or what is kept of them."""
    said = _folded(text)
    return _THE_RETURNED.search(said) is not None and _TROUBLE.search(said) is None


def asks_for_past_loans(text: str) -> bool:
    """Tell whether a text wants to see what its writer had borrowed before."""
    said = _folded(text)
    asked = _PAST_LOANS.search(said) is not None or _RECORDED.search(said) is not None
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
    recorded = _RECORDED.search(_folded(turn.text)) is not None
    if recorded and turn.intent in _NO_RECORD:
        return False
    if word_count(turn.text) > (_MOST_OF_RECORD if recorded else _MOST_WORDS) or (
        turn.intent in _ELSE and turn.confidence >= _SURE
    ):
        return False
    if wishes_by_loans(turn.text) and not (turn.entity("title") or turn.entity("author")):
        if await title_named(turn, turn.text) is not None:
            return False
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
