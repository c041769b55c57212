"""An order to have a lost card blocked: "block it, please", «مسدودش کن», «می‌شه بسوزونینش؟», "bebandinesh"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asked_beside_block", "orders_block", "tells_lost_card"]

# Said of nothing else that a patron has.
_SURELY = re.compile(
    r"\b(?:have|get) (?:it|my card|the card) (?:blocked|frozen|deactivated)\b|\b(?:block|freeze|deactivate|disable|invalidate|suspend) (?:it|(?:my|the|that|this|her|his|our) (?:library |old |lost )?card)\b"
    r"|(?<!\w)(?:مسدود|بلاک|غیر ?فعال)(?:ش|شو|ش رو|ش را)? ?(?:کن|بکن|می ?کن|شود|بشه|بشود)\w*"
    r"|(?<!\w)کارت\w* ?(?:(?:رو|را|و) )?(?:مسدود|بلاک|باطل|قفل|غیر ?فعال) ?(?:کن|بکن|می ?کن|شود|بشه|بشود)\w*"
    r"|(?<!\w)(?:بسوزون|بسوزان|می ?سوزون|می ?سوزان)\w+"
    r"|\b(?:masdud|masdood|block|bolok|bolak)(?:esh)? ?(?:kon|konid|konin|beshe|bokon\w*)\b|\bbesuzun\w*|\bbesoozoon\w*"
)
# Said of a card only where its loss was told.
_OF_LOST = re.compile(
    r"\b(?:cancel|stop|close|lock|void|kill|shut) (?:it|(?:my|the|that|this|her|his) (?:library |old |lost )?card)\b"
    r"|\b(?:so )?(?:that )?(?:no ?body|no one) (?:else )?(?:can|could) (?:use|borrow)\b"
    r"|(?<!\w)(?:ببند|می ?بند)(?:ید|ین|ن)?ش(?!\w)|(?<!\w)کارت\w* ?(?:(?:رو|را|و) )?(?:ببند|می ?بند)\w*|(?<!\w)(?:باطل|قفل|لغو)(?:ش|شو|ش رو|ش را)? ?(?:کن|بکن|می ?کن|شود|بشه)\w*"
    r"|\b(?:beband|miband)\w*|\b(?:batel|ghofl)(?:esh)? ?(?:kon|konid|konin)\b"
)
# "Yes, block it", in whatever verb, where that was asked: «آره ببند دیگه».
_AGREED = re.compile(
    r"^\W{0,3}(?:(?:thanks|thank you|please|ok|okay|oh|well|fine) ?\W{0,3}){0,3}(?:yes|yeah|yep|yup|sure|of course|absolutely)\b[^.?!]{0,40}\b(?:block\w*|freeze|deactivate|do (?:it|so|that|have it)|go ahead|register|file)\b"
    r"|(?<!\w)(?:آره|اره|بله|آری|حتما|باشه)(?!\w)[^.؟?!]{0,25}(?<!\w)(?:ببند|مسدود|بلاک|باطل|بسوزون|ثبت|انجام)\w{0,5}"
    r"|\b(?:are|areh|bale|bashe)\b[^.?!]{0,25}\b(?:beband|masdud|block|batel|sabt)\w{0,5}"
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
    return any(_orders(sentence, lost=lost, asked=asked) for sentence in _SENTENCE.findall(text))


def asked_beside_block(text: str, *, lost: bool = False, asked: bool = False) -> str:
    """Give the questions that stand in sentences of their own beside an order to block a card; empty for none."""
    parts = [sentence for sentence in _SENTENCE.findall(text) if not _orders(sentence, lost=lost, asked=asked)]
    return " ".join(
        part.strip() for part in parts if part.rstrip().endswith(("?", "؟")) or _SUPPOSING.search(fold(part))
    )


def _orders(text: str, *, lost: bool, asked: bool) -> bool:
    said = fold(text)
    if _NOT.search(said) or _SUPPOSING.search(said):
        return False
    if _SURELY.search(said) or (asked and not text.rstrip().endswith(("?", "؟")) and _AGREED.search(said)):
        return True
    if not lost or (asked and _BARE_CANCEL.search(said)):
        # "Cancel it" is the answer to that question.
        return False
    asks = text.rstrip().endswith(("?", "؟")) and not _POLITE.search(said)
    return not asks and _OF_LOST.search(said) is not None


_CARD_LOST = re.compile(
    r"\b(?:lost|lose|losing|mislaid|misplaced|dropped) (?:my|the|our|his|her) (?:library |membership )?card\b|\b(?:my|the) (?:library |membership )?card (?:is|has been|was|got|went|has gone|has) (?:lost|stolen|missing|gone|nicked)\b"
    r"|\b(?:can't|cannot|can not|couldn't) find my (?:library |membership )?card\b|\b(?:stole|nicked|took) my (?:library )?card\b|(?<!found )\bmy (?:lost|stolen|missing) (?:library |membership )?card\b|\bmy (?:wallet|purse|bag) (?:was |is |got )?(?:stolen|lost)\b[^.?!]{0,30}\bcard\b"
    r"|(?<!\w)کارت\w*(?:[،,]? \w+){0,3}[،,]? ?(?:گم\w*|دزدید\w*|دزدی|نیست که نیست|پیدا نمی ?\w+|پیداش نمی ?\w+|نمیدونم کجاست|سرقت)|(?:گم|گمش) کردم(?: \w+){0,2} کارت|\b(?:kart\w*|card\w*)(?: \w+){0,2} (?:gom|dozd)\w*"
)
_OF_BANK = re.compile(r"\bbank\b|\bcredit\b|بانک|عابر|اعتباری")


@kept
def tells_lost_card(text: str) -> bool:
    """Tell whether a text tells that a library card is lost or stolen."""
    said = fold(text).replace("’", "'")
    return _CARD_LOST.search(said) is not None and _OF_BANK.search(said) is None
