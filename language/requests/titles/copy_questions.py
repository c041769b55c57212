"""Questions about the copies of a title: how many there are, how many wait, when one comes back, where else it is."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_where_all", "find_copy_question", "without_copy_question"]

_ASKS = {
    "copies": re.compile(
        r"\bhow many (?:cop(?:ies|ys|yes|is|ie)|volumes|of (?:it|them|those|these|this|that))\b(?! can i| may i| could i| am i| are allowed)(?: of)?"
        r"|\bhow many of (?=(?!my\b|your\b|the\b|us\b|you\b)[^?.!,]{2,60} (?:do|does|have|has|are) (?:you|the library|there|they)\b)|\b(?:number of|so many|that many) cop(?:ies|ys|yes|is)\b"
        r"|(?<!\w)(?:چند ?(?:تا )?|چنتا |چنداتا )(?:نسخه|نسخش|کپی|copy|copies)\w*(?! (?:\S{1,12} ){0,3}(?:می ?تون\w*|می ?توان\w*|می ?شه|بگیرم|بزنم|بگیریم|اجازه|مجاز\w*)(?!\w))(?: ?(?:ازش|از آن|از این|ازین))?|(?<!\w)(?:چند ?تا|چنتا) (?:ازش|از این|از آن|ازین|ازاین) ?(?=دار|هست|موجود)"
        r"|(?<=\w )چند ?تا (?=دار)|\bchan(?:d )?(?:ta )?(?:noskhe|nosxe|noskhash|copy)\w*(?! (?:\w{1,12} ){0,3}(?:mitoo?n\w*|mitun\w*|mishe|begir\w*|bezan\w*|ejaze)\b)|(?<=\w )\bchand ?ta (?:azash |az in )?(?=dar)"
    ),
    "queue": re.compile(
        r"\bhow many (?:people|others|readers|patrons|folks|ppl)? ?(?:are |is )?(?:waiting|ahead|before|in (?:the )?(?:queue|line)|queu\w+|on the (?:waiting )?list)\b(?: for| of| me)*"
        r"|\b(?:is there|is there still|are there|any) (?:a |any )?(?:waiting list|queue|line|wait|people waiting|others waiting|(?:holds?|reservations?) on)\b(?: for| on)?(?= (?!me\b|my\b)\w)"
        r"|\bhow long(?:'s| is) the (?:queue|line|waiting list|wait)\b(?: for)?"
        r"|(?<!\w)چند نفر(?:ن|ند)? (?:(?:تو|توی|در|جلو|جلوی|پشت) ?)?(?:صف|نوبت|queue|جلو|منتظر|waiting)\w*(?: ?(?:ان|ن|هستن|هستند|اند))?|(?<!\w)(?:صف|نوبت)(?:ش|شون)? (?:چند نفر|چقدر)\w*"
        r"|\bchand nafar(?:an|e)? (?:too|tu|to|jelo|montazer|dar)\w*(?: (?:saf|nobat|queue))?\w*"
    ),
    "back": re.compile(
        r"\bwhen(?:'s| is| are| will| does| do)(?: it| that| this| they)? (?:be |get |come |coming |due |expected (?:to be )?){0,4}(?:back|returned)\b(?! to me)"
        r"|\bwhen(?:'s| is| will) (?=[^?.!]{2,50} (?:be |due |expected )*back\b)"
        r"|(?<!\w)(?:کی|چه (?:زمانی|موقع|وقت|روزی)) (?:\w+ ){0,2}?(?:بر ?می ?گرد\w*|بر ?گرد\w+|پس (?:میارن|میاد|داده)\w*|باز ?گردانده\w*|باز ?می ?گرد\w*)(?: (?:میشه|میشود|شود|بشه))?"
        r"|\b(?:key|kei) (?:bar ?mi ?gard\w*|pas miar\w*)"
    ),
    "elsewhere": re.compile(
        r"^\W*(?:(?:and|or|so|ok|what about|how about|is it|in|at|any|the|maybe|then)\W+)*(?:another|other|different) (?:branch|library|branches|libraries)(?: then| too| as well| maybe)?\W*$"
        r"|\b(?:which|what|any|do|does|have|has) (?:the )?other (?:branch|librar)\w*(?: (?:has|have|had|got|hold|holds|stock|stocks))(?: got)?(?: it| that| this| one| them| a copy)?(?: too| as well| then)?\W*$"
        r"|\bother (?:branch|librar)(?:es|ies) (?:have|got|hold)(?: it| that| one)?(?: too| as well)?\W*$|^\W*(?:(?:and|or|is it)\W+)*(?:elsewhere|anywhere else|somewhere else)\W*$"
        r"|(?<!\w)(?:شعبه|کتابخانه|کتابخونه) ?(?:ی|های|ها|ای)? ?(?:دیگه|دیگر)(?: ?(?:ای|م|هم|ام|اش))?(?: ?(?:چی|چطور|ندار\w*|دار\w*|هست\w*|نیست\w*|موجود\w*))?\W*(?=$|[؟?])"
        r"|\bshobe\w* (?:dige|digar)\w*(?: (?:ham|chi|nadare|dare|hast|nist))*\W*$"
    ),
}  # fmt: skip
_ALL = re.compile(
    r"\b(?:which|what) (?:branch|library|place|one)(?:es)? (?:has|have|holds|keeps|got|do have|would have)(?: got)? (?:both|the two|all(?: of)?|them|the lot)\b"
    r"|\bwhere (?:can i (?:get|find)|could i (?:get|find)|are) (?:both|the two|all (?:of|three))\b|\b(?:is there a|any) branch (?:with|that has) (?:both|all)\b"
    r"|(?:کدوم|کدام|چه) (?:شعبه|کتابخانه|کتابخونه)\w* (?:هر ?دو|جفت|هر ?سه|همه)\w*|(?:هر ?دو|جفت|هر ?سه|همه)\w*(?:شون|ش|تاش|تاشون|شان)?(?: ?(?:رو|را|با هم))? ?(?:تو |توی |در )?(?:کدوم|کدام) شعبه"
    r"|\b(?:kodum|kodoom|kodam) shobe (?:har ?do|joft|hame)\w*"
)


@kept
def find_copy_question(text: str) -> str | None:
    """Find what a text asks of the copies of a title: "copies", "queue", "back" or "elsewhere"; None where it is none."""
    asked = fold(text)
    return next((name for name, pattern in _ASKS.items() if pattern.search(asked)), None)


def without_copy_question(text: str) -> str:
    """Give a text, folded, without the words of that question: the title, where it is named."""
    rest = fold(text)
    for pattern in _ASKS.values():
        rest = pattern.sub(" ", rest)
    return " ".join(rest.split())


def asks_where_all(text: str) -> bool:
    """Tell whether a text asks which branch has all the titles that are spoken of."""
    return _ALL.search(fold(text)) is not None
