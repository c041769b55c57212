"""An order to have a lost card blocked: "block it, please", «مسدودش کن», «می‌شه بسوزونینش؟», "bebandinesh"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.kept import kept
from language.normalise import fold

__all__ = ["asked_beside_block", "orders_block", "tells_lost_card"]

# Said of nothing else that a patron has.
_SURELY = re.compile(
    r"\b(?:block|freeze|deactivate|disable|invalidate|suspend) (?:it|(?:my|the|that|this|her|his|our) (?:library |old |lost )?card)\b"
    r"|(?<!\w)(?:مسدود|بلاک|غیر ?فعال)(?:ش|شو|ش رو|ش را)? ?(?:کن|بکن|می ?کن|شود|بشه|بشود)\w*"
    r"|(?<!\w)کارت\w* ?(?:(?:رو|را|و) )?(?:مسدود|بلاک|باطل|قفل|غیر ?فعال) ?(?:کن|بکن|می ?کن|شود|بشه|بشود)\w*"
    r"|(?<!\w)(?:بسوزون|بسوزان|می ?سوزون|می ?سوزان)\w+"
    r"|\b(?:masdud|masdood|block|bolok|bolak)(?:esh)? ?(?:kon|konid|konin|beshe|bokon\w*)\b|\bbesuzun\w*|\bbesoozoon\w*"
)
# Said of a card only where its loss was told.
_OF_LOST = re.compile(
    r"\b(?:cancel|stop|close|lock|void|kill|shut) (?:it|(?:my|the|that|this|her|his) (?:library |old |lost )?card)\b"
    r"|\b(?:so )?(?:that )?(?:no ?body|no one) (?:else )?(?:can|could) (?:use|borrow)\b"
    r"|(?<!\w)(?:ببند|می ?بند)(?:ید|ین|ن)?ش(?!\w)|(?<!\w)کارت\w* ?(?:(?:رو|را|و) )?(?:ببند|می ?بند)\w*|(?<!\w)(?:باطل|قفل|لغو)(?:ش|شو|ش رو|ش را)? ?(?:کن|کین[دن]|بکن|می ?کن|شود|بشه)\w*"
    r"|\b(?:beband|miband)\w*|\b(?:batel|ghofl)(?:esh)? ?(?:kon|konid|konin)\b"
)
# "Yes, block it", where that was asked: the order stands right behind the yes, and nothing but courtesy behind it.
_AGREED = re.compile(
    r"^\W{0,3}(?:(?:thanks|thank you|please|ok|okay|oh|well|fine)\W{1,3}){0,3}(?:yes|yeah|yep|yup|sure|of course|absolutely)\W{1,3}(?:(?:please|just|yes|do|then)\W{1,3}){0,3}"
    r"(?:(?:go ahead and )?(?:(?:block|freeze|deactivate)(?: (?:it|that|the card|my card))?|have (?:it|my card|the card) (?:blocked|frozen|deactivated)|do (?:it|so|that)|(?:register|file) (?:it|that|the request))|go ahead|do so|do)"
    r"(?:\W{1,3}(?:please|now|then|already|right now|right away|at once|immediately|quickly|asap|today|for me|thanks|thank you)){0,3}\W{0,4}$"
    r"|^\W{0,3}(?:آره|اره|بله|آری|حتما|باشه)[\s،,]{1,3}(?:(?:آره|بله|حتما|لطفا|پس|الان|همین الان|زود|زودتر|سریع|سریعتر|بی زحمت|کارت\w{0,3}|رو|را)[\s،,]{1,3}){0,4}"
    r"(?:ببند(?:ید|ین)?(?:ش)?|(?:مسدود|بلاک|باطل|ثبت)(?:ش)? ?(?:رو |را )?(?:کن|کنید|کنین|بکنید|بکنین|بفرمایید|بفرمائید)|بسوزون(?:ید|ین)?(?:ش)?|انجام(?:ش)? ?(?:بده|بدید|بدین|دهید|بدهید))"
    r"(?:[\s،,]{1,3}(?:دیگه|لطفا|سریع|زود|زودتر|الان|همین الان|مرسی|ممنون\w{0,2}|تو رو خدا)){0,3}\W{0,4}$"
    r"|^\W{0,3}(?:are|areh|bale|bashe|hatman)\W{1,3}(?:(?:are|bale|hatman|lotfan|pas|alan|hamin alan|zood|zud|kart\w{0,3}|ro)\W{1,3}){0,4}"
    r"(?:beband(?:id|in)?(?:esh)?|(?:masdud|masdood|block|batel|sabt)(?:esh)? ?(?:kon|konid|konin)|anjam(?:esh)? ?(?:bede|bedid|bedin))(?:\W{1,3}(?:dige|lotfan|zood|zud|alan|mersi|mamnoon)){0,3}\W{0,4}$"
)
# A yes beside one of these is asked for again.
_TAKEN_BACK = re.compile(
    r"\b(?:no|nope|wait|dont|don't|do not|not|stop|found|never ?mind|already)\b|(?<!\w)(?:نه|صبر|وایسا|نکن\w*|نزن\w*|نبند\w*|نمی ?خوا\w*|پیدا\w*|دست نگه|لازم نیست|نیازی|فعلا)(?!\w)|\b(?:na|sabr|vaysa|nakon\w*|peyda\w*|nemikh\w*|felan)\b"
)
_NOT = re.compile(
    r"\b(?:dont|don't|do not|not|never|why|who|did|has|was|unblock|stop blocking|for (?:adult|grown[- ]?up|horror|violent)\w*)\b|(?<!\w)(?:چرا|کی|ساعت|نکن\w*|نبند\w*|نسوزون\w*|نمی ?خوام|نمی ?خواهم)(?!\w)"
    r"|\b(?:chera|nakon\w*|naband\w*|nemikham)\b"
)
# Who wonders what would be orders nothing.
_SUPPOSING = re.compile(
    r"\b(?:if|what happens|should i|shall i|how long|how much|when|can i|could i|do i|will i|may i)\b"
    r"|(?<!\w)(?:اگه|اگر|چقدر|چند|چی می ?ش\w+|age|agar|cheghadr)(?!\w)"
)
_POLITE = re.compile(r"\b(?:can|could|would|will) you\b|(?<!\w)(?:می ?ش\w+|می ?تون\w+|لطفا\w*)|\b(?:mishe|mituni\w*)\b")
_SENTENCE = re.compile(r"[^.!?؟…\n]+[.!?؟…]*")
_BARE_CANCEL = re.compile(r"^\W*(?:(?:please|ok|no) )?(?:cancel|stop|drop) it\b|لغو")


@kept
def orders_block(text: str, *, lost: bool = False, asked: bool = False) -> bool:
    """Tell whether a text orders, or asks, to have a card blocked.

    `lost`: that a card is lost was just told; `asked`: whether to block it is what was asked. One sentence may order it
    beside others that ask of it.
    """
    parts = _SENTENCE.findall(text)
    return any(_orders(part, lost=lost, asked=asked) for part in parts) or (asked and _agrees(text, parts))


def _agrees(text: str, parts: Sequence[str]) -> bool:
    """Tell whether one sentence says yes and orders it, and no other takes that back."""
    said = fold(text).replace("’", "'")
    return _TAKEN_BACK.search(said) is None and any(map(_agreed, parts))


def _agreed(part: str) -> bool:
    asks = part.rstrip().endswith(("?", "؟"))
    return not asks and _AGREED.search(fold(part).replace("’", "'")) is not None


def asked_beside_block(text: str, *, lost: bool = False, asked: bool = False) -> str:
    """Give the questions that stand in sentences of their own beside an order to block a card; empty for none."""
    told = _SENTENCE.findall(text)
    parts = [one for one in told if not (_orders(one, lost=lost, asked=asked) or (asked and _agreed(one)))]
    return " ".join(
        part.strip() for part in parts if part.rstrip().endswith(("?", "؟")) or _SUPPOSING.search(fold(part))
    )


def _orders(text: str, *, lost: bool, asked: bool) -> bool:
    said = fold(text)
    if _NOT.search(said) or _SUPPOSING.search(said):
        return False
    if _SURELY.search(said):
        return True
    if not lost or (asked and _BARE_CANCEL.search(said)):
        # "Cancel it" is the answer to that question.
        return False
    asks = text.rstrip().endswith(("?", "؟")) and not _POLITE.search(said)
    return not asks and _OF_LOST.search(said) is not None


# A carton is no card …
_CARD_FA = r"(?<!\w)کارت(?!ن|ون(?:ا|ها))\w*"
_CARD_LOST = re.compile(
    r"\b(?:lost|lose|losing|mislaid|misplaced|dropped) (?:my|the|our|his|her) (?:library |membership )?card\b|\b(?:my|the) (?:library |membership )?card (?:is|has been|was|got|went|has gone|has) (?:lost|stolen|missing|gone|nicked)\b"
    r"|\b(?:can't|cannot|can not|couldn't) find my (?:library |membership )?card\b|\b(?:stole|nicked|took) my (?:library )?card\b|(?<!found )\bmy (?:lost|stolen|missing) (?:library |membership )?card\b|\bmy (?:wallet|purse|bag) (?:was |is |got )?(?:stolen|lost)\b[^.?!]{0,30}\bcard\b"
    rf"|{_CARD_FA}(?:[،,]? \w+){{0,3}}[،,]? ?(?:گم\w*|دزدید\w*|دزدی|نیست که نیست|پیدا نمی ?\w+|پیداش نمی ?\w+|نمیدونم کجاست|سرقت)|(?:گم|گمش) کردم(?: \w+){{0,2}} {_CARD_FA}|\b(?:kart(?!o?on|un)\w*|card(?!board)\w*)(?: \w+){{0,2}} (?:gom|dozd)\w*"
)
# … and what was borrowed with a card is lost instead of it.
_BORROWED_WITH = re.compile(
    r"(?<!\w)با کارت\w*(?: \w+){0,4} (?:گرفت(?:م|یم|ه)|امانت)\w*|\bba kart\w*(?: \w+){0,4} (?:gerefte?|gereftam|gereftim|amanat)\b"
)
_OF_BANK = re.compile(r"\bbank\b|\bcredit\b|بانک|عابر|اعتباری")


@kept
def tells_lost_card(text: str) -> bool:
    """Tell whether a text tells that a library card is lost or stolen."""
    said = fold(text).replace("’", "'")
    return _CARD_LOST.search(_BORROWED_WITH.sub(" - ", said)) is not None and _OF_BANK.search(said) is None
