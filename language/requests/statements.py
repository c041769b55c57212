"""Statements: what a message says where it asks for nothing, wishes for nothing and orders nothing."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["is_courtesy", "states_only"]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUESTION = re.compile(
    r"\b(?:what|how|why|whose)\b"
    r"|(?:^\W*|[.!,;:]\s*|\b(?:and|but|so|or|then|know|wonder|wondering|ask|asking|ok|okay|well|sorry|please|till|until|since|by|from)\s+)(?:when|where|who|whom|which)\b"
    r"|^\W*(?:(?:and|but|so|ok|okay|well|then|also|or|oh|hi|hello|please|sorry)\W+)*(?:is|are|was|were|do|does|did|can|could|will|would|may|might|must|should|shall|have you|has|any)\b"
    r"|(?<!\w)(?:آیا|چی|چیه|چیست|کی|کیه|کجا\w*|چند\w*|چقد\w*|چطور\w*|چجور\w*|چگونه|کدوم\w*|کدام\w*|چرا|مگه|میشه|می ?شود|نمیشه|میتونم|میتونید|دارید|دارین|دارن)(?!\w)"
    r"|\b(?:aya|chi|chie|key|koja\w*|chand\w*|cheghad\w*|chetor\w*|kodum\w*|kodoom\w*|chera|mage|mishe|nemishe|mitunam|darid|darin)\b"
)
_WISH = re.compile(
    r"\b(?:i|we) (?:would|'d) (?:like|love|prefer|rather)\b(?! (?:it|that|this|the|an?) ?(?:\w+ )?(?:edition|version|translation|paperback|hardback|hardcover|copy|volume|format)\b)"
    r"|\b(?:i|we) (?:want|wanna|need|wish|look for|am looking|'m looking)\b|\b(?:looking|searching) for\b|\blet (?:me|us)\b"
    r"|(?<!\w)(?:می ?خوا(?:م|هم|یم|هیم|ستم|ستیم)|لازم دارم|دنبال)(?!\w)|\b(?:mi?khwa?m|mikham|mikhaim|mikhastam|lazem daram)\b"
)
_ORDER = re.compile(
    r"(?:^|[.!;,]\s*|\b(?:please|and|then|just|now)\s+)(?:please\s+)?(?:show|tell|give|find|renew|reserve|extend|cancel|block|connect|put me|call|bring up|list|open|close|forget|delete|stop|withdraw|transfer|remind|send me|check|search|book|order|register|explain|help|let|translate|speak|write|recommend|suggest)\b"
    r"|(?<!\w)(?:نشون|نشان|تمدید|رزرو|لغو|کنسل|مسدود|وصل|معرفی|پیدا|پاک|حذف|ثبت نام|چک|بررسی|جست ?و ?جو|یادآوری)\w* ?(?:م )?(?:بده|بدید|بدین|کن|کنید|کنین|بکن\w*)(?!\w)|(?<!\w)(?:بگو|بگید|بگین|بفرست|بفرستید|برام پیدا|ولش کن|بیخیال)(?!\w)"
    r"|\b(?:tamdid|rezerv|laghv|cansel|cancel|vasl|moarefi|peyda|pak|block|check) ?(?:kon\w*|bede|bedid)|\b(?:begu|begin|begid|befrest\w*)\b"
)
# Of these words alone a message thanks, agrees or takes leave.
_SOCIAL = frozenset(
    fold(word)
    for word in (
        "ok okay oh great good perfect nice alright fine super cool wonderful hi hello hey bye goodbye thanks thank you thx cheers"
        " many very much so a lot for your help yes yeah yep no nope sure please right got it understood that that's thats all is never"
        " mind nevermind sorry see have day evening appreciate it's"
        " سلام درود مرسی ممنون ممنونم ممنونتون متشکر متشکرم سپاس سپاسگزارم تشکر خیلی باشه باشد چشم اوکی عالی عالیه خوبه خوب آره اره بله نه نخیر حتما"
        " لطفا خداحافظ فعلا همین دستتون دستت درد نکنه لطف کردید کردین لطفتون از ببخشید بیخیال"
        " salam mersi merci mamnun mamnunam mamnoon bashe chashm are bale na khodafez lotfan dastet dard nakone".split()
    )
)


@kept
def states_only(text: str) -> bool:
    """Tell whether a text only tells something: no sentence of it asks, wishes for a thing or orders one."""
    said = _folded(text)
    if "?" in text or "؟" in text or _QUESTION.search(said):
        return False
    return _WISH.search(said) is None and _ORDER.search(said) is None


def is_courtesy(text: str) -> bool:
    """Tell whether a text has no words but those of thanks, agreement and leave-taking."""
    words = set(_WORD.findall(_folded(text)))
    return bool(words) and words <= _SOCIAL


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
