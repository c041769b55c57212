"""Whether one may borrow, renew or reserve until a case or an objection is answered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_meanwhile", "asks_only_meanwhile", "beside_meanwhile"]

# Whether one may go on borrowing while it is looked into.
_MEANWHILE = re.compile(
    r"\b(?:can|may|could|am|are|will) (?:i|we)\b[^.?!]{0,40}\b(?:borrow\w*|renew\w*|reserve|take (?:out )?books?|use my card|blocked|suspended|locked)\b[^.?!]{0,40}\b(?:meantime|meanwhile|until (?:then|(?:it|that|this) (?:is|has)|it's|that's)|while (?:it|this|that|you|they))\b|\b(?:meantime|meanwhile|until (?:then|it is|that is|this is)|while (?:it|this|that) is)\b[^.?!]{0,40}\b(?:can|may|could|am) i\b[^.?!]{0,30}\b(?:borrow|renew|reserve|take|use|blocked)\w*"
    r"|(?<!\w)(?:تا (?:وقتی|زمانی|موقعی)(?: که)?|تا اون موقع|تا آن موقع|در این مدت|تو این مدت|تو این فاصله|فعلا|این وسط)(?!\w)[^.؟?!]{0,40}(?:کتاب\w* (?:می ?تونم |می ?شه |هم )?(?:بگیر|ببر)\w*|امانت (?:بگیر|ببر)\w*|تمدید کنم|رزرو کنم|قفل\w*|مسدود\w*|بسته\w*)"
    r"|\b(?:ta vaghti|to in moddat|felan)\b[^.?!]{0,40}\b(?:ketab begiram|amanat begiram|ghofl\w*)"
)
# The same until it is answered: said of a case only where nothing else stands in the message.
_ANSWERED = re.compile(
    r"\b(?:can|may|could|am|are|will) (?:i|we)\b[^.?!]{0,40}\b(?:borrow\w*|renew\w*|reserve|take (?:out )?books?|use my card|blocked|suspended|locked)\b[^.?!,]{0,30}\buntil (?:(?:you|they|somebody|someone) (?:answer|reply|decide|have|has)\w{0,2}(?: (?:answered|replied|decided|me|it|that|this)){0,2}|i hear(?: back)?(?: from you)?)\b"
    r"|(?<!\w)(?:تا (?:جواب|پاسخ|نتیجه|رسیدگی|بررسی)\w{0,2} ?(?:ب?(?:دن|دهند|دید|دین|یاد|شه|شود|کنن|کنید)|معلوم|مشخص)\w{0,2}|تا (?:معلوم|مشخص|روشن) (?:بشه|شدن|شود))(?!\w)[^.؟?!،]{0,24}(?:کتاب\w* (?:می ?تونم |می ?شه |هم )?(?:بگیر|ببر)\w*|امانت (?:بگیر|ببر)\w*|تمدید کنم|رزرو کنم|قفل\w*|مسدود\w*|بسته\w*)"
)
_BESIDE = frozenset(
    "and so but ok okay fine please then still or not yes well thanks thank you now also too register file record submit it that this"
    " a the my complaint for both of them anything books something"
    " و پس باشه باشد خب لطفا مرسی ممنون بله آره یا نه الان حالا هم فقط آیا میتونم میتوانم میشه می تونم شه شود من شکایت شکایتم شکایتمو رو را ثبت"
    " ثبتش کن کنید کنین برای هر دوتاش دوتا دو هردو هردوتاش دوش این اون اینو".split()
)
_MAY = re.compile(
    r"\b(?:can|may|could|am|are|will) (?:i|we)\b|(?<!\w)(?:می ?تونم|می ?توانم|می ?شه|می ?شود|آیا)(?!\w)|\b(?:mitoonam|mitunam|mishe)\b"
)


def asks_meanwhile(text: str) -> bool:
    """Tell whether a text asks what one may do until the case is seen to; "I borrow nothing for now" asks nothing."""
    said = fold(text).replace("’", "'")
    told = _MEANWHILE.search(said) is not None or asks_only_meanwhile(text)
    return told and ("?" in text or "؟" in text or _MAY.search(said) is not None)


def asks_only_meanwhile(text: str) -> bool:
    """Tell whether nothing stands beside that question but that the case be registered: no new matter, nobody else's."""
    rest = beside_meanwhile(text)
    return rest is not None and all(word in _BESIDE for word in re.findall(r"[\w']+", rest))


def beside_meanwhile(text: str) -> str | None:
    """Give what stands beside that question; None where it is not asked."""
    said = fold(text).replace("’", "'")
    found = _ANSWERED.search(said) or _MEANWHILE.search(said)
    return None if found is None else said[: found.start()] + " " + said[found.end() :]
