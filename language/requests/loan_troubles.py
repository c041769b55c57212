"""What is said of a book that is lost or spoilt: since when, what would replace it, whether it is to be put down."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_to_record", "had_it_before", "is_out_of_print", "is_second_hand"]

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
