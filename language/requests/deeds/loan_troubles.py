"""What is said of a book that is lost or spoilt: since when, what would replace it, whether it is to be put down."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = [
    "asks_of_past",
    "asks_to_record",
    "asks_what_to_do",
    "had_it_before",
    "is_out_of_print",
    "is_second_hand",
    "tells_found",
    "tells_lost",
    "tells_returned",
]

_WHAT_TO_DO = re.compile(
    r"\bwhat (?:do|can|shall|should|must|am|are|could) (?:i|we)\b[^.?!]{0,14}\b(?:do|supposed)\b|\bwhat now\b|\bwhat happens (?:to|with) it\b"
    r"|(?<!\w)(?:چی ?کار|چه ?کار|چکار)\w*|تکلیف\w*|(?<!\w)چه کنم(?!\w)|\b(?:chi ?kar|chekar|che ?kar)\w*\b"
)
_BEFORE = re.compile(
    r"\b(?:already|before i|when i (?:got|took|borrowed|received|opened)|was like that|like this when|not me|wasn't me"
    r"|not my (?:fault|doing)|previous (?:reader|borrower))\b"
    r"|از (?:قبل|اول|پیش|همون اول|همان اول)|قبل از من|وقتی (?:گرفتم|گرفتمش|بردم|آوردم)|کار من نیست|کار من نبود|من نکردم"
    r"|\b(?:az (?:ghabl|aval|pish)|vaghti gereftam|kare man n)"
)
_SECOND_HAND = re.compile(r"\b(?:second[- ]?hand|used (?:copy|one|book))\b|دست ?دوم|دسته دوم|کارکرده|\bdaste? ?dovom")
_OUT_OF_PRINT = re.compile(
    r"\b(?:out of print|not (?:printed|sold) any ?more|can't be bought|nowhere to be (?:bought|found))\b"
    r"|چاپ نمی ?ش|دیگه چاپ|تو بازار نیست|در بازار نیست|گیر نمیاد|نایاب|\b(?:nayab|chap nemish)"
)
_RECORD = re.compile(
    r"\b(?:put (?:it|this|that) down|(?:make|take) a note|note (?:it|that|this)|record (?:it|that|this)|write (?:it|that) down"
    r"|register (?:it|that|this)|report (?:it|that|this)|tell (?:them|the librarians?|somebody))\b"
    r"|(?:ثبت|یادداشت|گزارش)(?:ش|شو|ش رو)? ?(?:کن|بکن|کنید|کنین|بدید|بده)|\b(?:sabt(?:esh)? kon|yaddasht kon)"
)


_PAST = re.compile(
    r"\b(?:histor\w+|(?:borrowed|read|had|taken?|got|took|checked out|lent) (?:\w+ ){0,3}(?:before|so far|last|in the past|earlier|until now|this year|ever|already|over)|before|past|previous\w*|earlier|used to|last (?:year|month|summer|winter|spring|autumn|time|week)|ago|list of (?:all|everything)|everything i|ever)\b"
    r"|تاریخچه|سابقه|سوابق|قبلا|قبلی|پیش ?تر|تا حالا|تا الان|تا ?کنون|پارسال|گذشته|ماه پیش|سال پیش|قدیم|همه ?(?:ی )?کتاب\w*(?: که)?|\b(?:tarikhche|sabeghe|ghabl\w*|ta hala|parsal|gozashte)\b"
)


def asks_of_past(text: str) -> bool:
    """Tell whether a text asks of what was borrowed before."""
    return bool(_PAST.search(fold(text)))


_RETURNED = re.compile(
    r"\b(?:i|we|my \w+|he|she)(?: have|'ve| had| did)?(?: already| just)? (?:returned|return(?=ed)|brought|gave|handed|dropped|put) (?:\w+ ){0,5}?(?:back|in (?:the|your|a) (?:return )?(?:box|slot|drop|desk)|off|in last|last (?:week|month|\w+day)|on (?:\w+day)|days? ago|weeks? ago|yesterday|already)\b"
    r"|\b(?:i|we)(?: have|'ve)? (?:already )?returned (?:it|them|this|that|those|both|all|the)\b"
    r"|(?:پس|پسش|پسشون) ?(?:داد(?:م|یم|ه ?ام)|آورد(?:م|یم))|(?:برگردوند(?:م|مش|یم)|برگردانده ?ام|برگرداندم)|تحویل(?:ش)? ?داد(?:م|ه ?ام|یم)|(?:انداختم|گذاشتم)(?:ش|شون)?(?: \w+){0,2} صندوق|صندوق(?: \w+){0,2} (?:انداختم|گذاشتم)|\b(?:pas|tahvil)(?:esh)? dadam\b|\bbargardoo?ndam"
)
_WOULD = re.compile(
    r"\b(?:if|when|once|until|after|how|can|could|should|will|would)\b|(?<!\w)(?:اگه|اگر|وقتی|چطور|کجا|بعد از)(?!\w)"
)


_LOST = re.compile(
    r"\b(?:lost|lose|mislaid|misplaced)\b|\b(?:can't|cannot|can not|couldn't|could not|don't|do not|didn't) (?:seem to )?find\b|\b(?:gone|is|went) missing\b|\bnowhere to be found\b"
    r"|(?<!\w)(?:گم|گمش)(?!\w)|(?:پیدا|بیدا)(?:ش)? ?(?:نمی ?کن\w*|نکرد\w*|نشد\w*|نمی ?ش\w*)|پیداش نی|\b(?:gom|peyda(?:sh)? (?:nemi|nashod|nakard))\w*"
)


_FOUND = re.compile(
    r"\b(?:found (?:it|them|the book|both)|turned up)\b|(?<!\w)(?:پیدا|بیدا)(?:ش|شون)? ?(?:شد|کردم|کردیم|شدن|شدند)(?!\w)|\bpeyda(?:sh)? (?:shod|kardam)\b"
)


# What is only called so was told before: "the late fee of the lost one", «دیرکرد اون گم‌شده».
_CALLED_LOST = re.compile(
    r"\b(?:the|that) (?:lost|missing) (?:one|book|copy)\b"
    r"|(?<!\w)(?:دیرکرد|جریمه|هزینه|خسارت|پول|قیمت) ?ی? (?:اون|آن|همون|همان)(?: (?:یکی|کتاب))? گم ?شده(?= (?:هم|رو|را|چقدر|چند)(?!\w))"
    r"|\b(?:dirkard|jarime|hazine|khesarat|pool|gheymat)\w{0,2} (?:oon|un|hamoon)(?: yeki)? gom ?shode(?= (?:ham|ro|chand|cheghadr)\b)"
)


def tells_lost(text: str) -> bool:
    """Tell whether a text tells that something of one's own cannot be found, and not that it was found again."""
    said = _CALLED_LOST.sub(" ", fold(text).replace("’", "'"))
    return bool(_LOST.search(said)) and not _FOUND.search(said)


def tells_found(text: str) -> bool:
    """Tell whether a text tells that something that was missing was found again."""
    return bool(_FOUND.search(fold(text)))


def tells_returned(text: str) -> bool:
    """Tell whether a text tells that something has been brought back already."""
    said = fold(text).replace("’", "'")
    return bool(_RETURNED.search(said)) and not _WOULD.search(said)


def had_it_before(text: str) -> bool:
    """Tell whether a text says that the damage was there before."""
    return bool(_BEFORE.search(fold(text)))


def is_second_hand(text: str) -> bool:
    """Tell whether a text speaks of a used copy in place of the lost one."""
    return bool(_SECOND_HAND.search(fold(text)))


def is_out_of_print(text: str) -> bool:
    """Tell whether a text says that the book can't be bought any more."""
    return bool(_OUT_OF_PRINT.search(fold(text)))


def asks_to_record(text: str) -> bool:
    """Tell whether a text orders that it be put down for the librarians."""
    return bool(_RECORD.search(fold(text)))


def asks_what_to_do(text: str) -> bool:
    """Tell whether a text asks what is to be done: "it is due tomorrow, what should I do?"."""
    return _WHAT_TO_DO.search(fold(text)) is not None
