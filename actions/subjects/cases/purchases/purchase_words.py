"""The words of a purchase: whether something is ordered or only hoped for, and what is named to be bought."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = [
    "HAVE_BOUGHT",
    "NAMES_IT",
    "ORDERS",
    "QUOTED",
    "SUPPOSED",
    "names_or_wishes",
    "only_hopes",
    "order_in",
    "quoted_title",
]

QUOTED = re.compile(r"[«“\"](?P<title>[^»”\"]{2,120})[»”\"]")
# «کتاب … را بخرید», and what stands behind a colon, is named; "this book" is not.
NAMES_IT = re.compile(
    r"(?:کتاب|رمان|نمایشنامه|دیوان|ترجمه)(?:\u200c?ی|ی)? (?!(?:رو|را|هم|که|خوب\w*)(?!\w))(?:(?!(?:این|اون|آن|همین|همون|دیگه|دیگر) )\w+ ){1,10}(?:رو|را)(?!\w)|[:：]\s*\w{2,} ?\w+"
)


def order_in(said: str) -> str:
    """Give what is ordered behind what is supposed: of "if you can get it, would you order Dune?" the question."""
    supposed = SUPPOSED.search(said)
    return said[supposed.end() :] if supposed and _ORDERS_THEN.search(said, supposed.end()) else said


def only_hopes(text: str) -> bool:
    """Tell whether a text finds it a pity, or wishes, that something be there, and orders nothing: "you should have it"."""
    said = fold(text)
    return _HOPES.search(said) is not None and _ASKED_FOR.search(said) is None


_HOPES = re.compile(
    r"\b(?:i wish you|shame|pity|you (?:really )?(?:should|ought to|must))\b|(?<!\w)(?:کاش|کاشکی|حیف|ای کاش|باید)(?!\w)|\b(?:kash|kashki|heyf|hayf)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:please|pls|plz|could you|can you|would you|i(?:'d| would) like|request|suggest|order)\b|لطفا|پیشنهاد|درخواست|سفارش|ثبت|خواهش|\b(?:lotfan|pishnahad|darkhast|sabt)\b"
)


def quoted_title(text: str) -> str:
    """Give the title that stands in quotation marks; empty for none."""
    found = QUOTED.search(text)
    return found["title"] if found is not None else ""


def names_or_wishes(text: str) -> bool:
    """Tell whether a text names who wrote it or wishes it were there, so that a question word is the title's own."""
    return _WISHED.search(fold(text)) is not None or _BY_NAME.search(text) is not None


_WISHED = re.compile(
    r"(?<!\w)(?:کاش|کاشکی|بیار|بیارید|بیارین|بیارن)(?!\w)|(?<=\w )باشه(?!\w)(?![^.!]{0,60}[?؟])|\b(?:kash|kashki|biarid|biarin|biyarid|biyarin)\b"
)
_BY_NAME = re.compile(
    r"\b[Bb]y (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|I\b)[A-Z]"
)
SUPPOSED = re.compile(
    r"\b(?:if|when|once|unless|in case|that) (?:you|they|the library)\b[^,.?!؟]{0,24}\b(?:buy|order|get|purchase|acquire)(?: (?:it|them|one|this|that))?\b"
)
_BUY = r"(?:buy|order|purchase|acquire|get(?! (?:in|back|to|round|around|rid|told|paid)\b))"
# What is ordered behind what is supposed.
_ORDERS_THEN = re.compile(
    rf"\b(?:can|could|would|will|won't) (?:you|the library|they) (?:(?:please|also|then|just|kindly) )?{_BUY} \w|[,;:] ?(?:(?:please|then|also|just|do) )?{_BUY} \w"
)
# Who is to buy it is asked to: "could you get the new Murakami?"
HAVE_BOUGHT = re.compile(
    r"\b(?:can|could|would|will|won't|should|why don't|please|why not)\b[^.?!]{0,20}\b(?:you|the library|library|they)\b[^.?!]{0,20}\b(?:buy|get|order|purchase|acquire|stock|add)\b"
    r"|(?<!\w)(?:می ?خر(?:ید|ین)|بخر\w*|تهیه (?:می ?)?کن\w*|سفارش (?:می ?)?د\w+)(?!\w)|\b(?:mikharid|mikharin|bekhar\w*)\b"
)
ORDERS = re.compile(
    r"\b(?:please|pls|plz|i'd like|i want|i wish|order it|buy it|register|would you)\b|لطفا|لطفن|بخرید|بخرین|ثبت کن|ثبت بفرما|سفارش بد|تهیه (?:کنید|کنین|بفرمایید)|خواهش|\b(?:lotfan|bekharid|bekharin|sabt kon)\w*"
)
