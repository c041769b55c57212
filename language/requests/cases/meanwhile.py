"""Whether one may borrow, renew or reserve until a case or an objection is answered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_meanwhile"]

# Whether one may go on borrowing while it is looked into.
_MEANWHILE = re.compile(
    r"\b(?:can|may|could|am|are|will) (?:i|we)\b[^.?!]{0,40}\b(?:borrow\w*|renew\w*|reserve|take (?:out )?books?|use my card|blocked|suspended|locked)\b[^.?!]{0,40}\b(?:meantime|meanwhile|until (?:then|(?:it|that|this) (?:is|has)|it's|that's|(?:you|they|somebody|someone) (?:answer|reply|decide|have|has)\w{0,2}|i hear)|while (?:it|this|that|you|they))\b|\b(?:meantime|meanwhile|until (?:then|it is|that is|this is)|while (?:it|this|that) is)\b[^.?!]{0,40}\b(?:can|may|could|am) i\b[^.?!]{0,30}\b(?:borrow|renew|reserve|take|use|blocked)\w*"
    r"|(?<!\w)(?:تا (?:وقتی|زمانی|موقعی)(?: که)?|تا (?:جواب|پاسخ|نتیجه|رسیدگی|بررسی)\w{0,2} ?(?:ب?(?:دن|دهند|دید|دین|یاد|شه|شود|کنن|کنید)|معلوم|مشخص)\w{0,2}|تا (?:معلوم|مشخص|روشن) (?:بشه|شدن|شود)|تا اون موقع|تا آن موقع|در این مدت|تو این مدت|تو این فاصله|فعلا|این وسط)(?!\w)[^.؟?!]{0,40}(?:کتاب\w* (?:می ?تونم |می ?شه |هم )?(?:بگیر|ببر)\w*|امانت (?:بگیر|ببر)\w*|تمدید کنم|رزرو کنم|قفل\w*|مسدود\w*|بسته\w*)"
    r"|\b(?:ta vaghti|to in moddat|felan)\b[^.?!]{0,40}\b(?:ketab begiram|amanat begiram|ghofl\w*)"
)
_MAY = re.compile(
    r"\b(?:can|may|could|am|are|will) (?:i|we)\b|(?<!\w)(?:می ?تونم|می ?توانم|می ?شه|می ?شود|آیا)(?!\w)|\b(?:mitoonam|mitunam|mishe)\b"
)


def asks_meanwhile(text: str) -> bool:
    """Tell whether a text asks what one may do until the case is seen to; "I borrow nothing for now" asks nothing."""
    said = fold(text).replace("’", "'")
    return _MEANWHILE.search(said) is not None and ("?" in text or "؟" in text or _MAY.search(said) is not None)
