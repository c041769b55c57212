"""What is said of a purchase request that was just made: who wrote the book, who published it; and how long it takes."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.normalise import fold

__all__ = ["PurchaseSaid", "find_purchase_said"]

_SENTENCE = re.compile(r"[^.!?؟؛;\n…]+[.!?؟؛;…]*")
_LONGEST, _MOST = 16, 5  # words of a detail, sentences
_FIRST = (
    r"^\W*(?:(?:and|oh|sorry|also|ok|okay|well|yes|thanks|thank you|و|راستی|ببخشید|ممنون|مرسی|va|rasti)[ ,،]{1,2}){0,2}"
)
_DETAIL = re.compile(
    rf"{_FIRST}(?:(?:the |its )?(?:author|writer|publisher|translator|editor|isbn|full title|subtitle|year)(?:'s name)?(?: of (?:it|the book))? ?(?:is|was|should be|:)|(?:it's|it is|it was|that's) (?:a book )?(?:written |translated |published |edited )?by|(?:written|published|translated) by|by) (?!me\b|us\b|post\b|mail\b|then\b|now\b)\w"
    rf"|{_FIRST}(?:(?:اسم|نام) )?(?:نویسنده|مترجم|ناشر|انتشارات|شابک|نشر)(?:ش|اش|ی آن|ی اون|ی کتاب)? \w"
    rf"|{_FIRST}(?:esme )?(?:nevisande|motarjem|nasher)\w{{0,3}} \w"
)
_HOW_LONG = re.compile(
    r"\bhow (?:long|soon|quickly)\b(?![^.?!]{0,20}\b(?:keep|borrow|open|loan|lend|have it|closed)\b)"
    r"|(?<!\w)(?:چقدر|چه ?قدر|چند (?:وقت|روز|هفته|ماه)|چه مدت)(?!\w)[^.؟?!]{0,24}(?:طول|زمان می ?بر|می ?کشه|می ?کشد)|\b(?:cheghad\w{0,2}|chand (?:rooz|ruz|hafte|mah|vaght)) (?:\w{2,8} )?tool\b"
)

# How long another thing takes: the way, a card, a reservation.
_OF_ELSE = re.compile(
    r"\b(?:there|walk|drive|bus|metro|cards?|renew\w*|reserv\w*|holds?|queue|print\w*|join|members?\w*|loans?|days|visit|complaint)\b"
    r"|(?<!\w)(?:کارت|راه|پیاده|اتوبوس|مترو|رزرو|تمدید|عضو|صف|نوبت|چاپ|پرینت|شکایت|اونجا|آنجا|برس)\w{0,5}"
)


@dataclass(frozen=True, slots=True)
class PurchaseSaid:
    """What is told of the book, in the patron's words, and whether it is asked how long a purchase takes."""

    details: str
    how_long: bool


def find_purchase_said(text: str) -> PurchaseSaid | None:
    """Find details of a book that is to be bought, and the question how long that takes; None where more is said."""
    parts = [part.strip() for part in _SENTENCE.findall(text) if part.strip(" .!?؟؛;…")]
    if not 0 < len(parts) <= _MOST:
        return None
    details, asks = [], False
    for part in parts:
        said = fold(part).replace("’", "'")
        question = part.endswith(("?", "؟"))
        if _HOW_LONG.search(said) is not None:
            if _OF_ELSE.search(said) is not None or len(said.split()) > _LONGEST:
                return None
            asks = True
        elif not question and len(said.split()) <= _LONGEST and _DETAIL.search(said):
            details.append(part)
        elif question or not _COURTESY.fullmatch(said):
            return None
    return PurchaseSaid(" ".join(details), asks) if details or asks else None


_COURTESY = re.compile(
    r"\W*(?:hi|hello|thanks|thank you|many thanks|great|ok|okay|good|سلام|ممنون|مرسی|سپاس|باشه|خب|عالی|salam|mamnoon|mersi)(?: (?:so much|very much|a lot|خیلی|again))?\W*"
)
