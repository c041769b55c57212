"""Statements: what a message says where it asks for nothing, wishes for nothing and orders nothing."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["hopes", "is_courtesy", "is_remark", "states_only"]

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


# With these one takes note of what was told, and is glad, sorry or astonished.
_EXCLAIMING = re.compile(
    r"^(?:(?:ok|okay|well|yes|yeah|right|and|but|so|خب|باشه|اوکی)\W+)*(?:wow|whoa|woah|phew|ouch|yikes|ah|aha|ooh|hm+|hmm+|huh|lovely|sweet|nice|great|cool|neat|brilliant|excellent|fantastic|perfect|wonderful|awesome|superb|good (?:to know|news|then)|not bad|too bad|(?:what|that's|thats|that is) (?:a (?:pity|shame)|too bad|a lot|(?:quite |very |rather |so |really )?(?:expensive|pricey|cheap|short|long|late|early|far|close|near|nice|great|good|bad|fine|sad|unfair|strange|odd|funny))|pity|shame|pricey|fingers crossed|(?:let's|lets|i) (?:just )?hope|hopefully|fair enough|makes sense|i see"
    r"|وای|واو|اوه|اوف|آها|اها|آهان|عجب|به ?به|ای بابا|ای وای|حیف|چه (?:خوب|بد|عالی|حیف|جالب|گرون|کم|زیاد|دیر|زود|دور|نزدیک)\w*|خدا ?کنه|خدا رو ?شکر|خداروشکر|امیدوارم|انشا ?الله|ایشالا|ایشالله|کاش|جالبه|عالیه|پس که اینطور|که ?اینطور"
    r"|vay|ajab|aha|ahan|che (?:khub|bad|ali|jaleb)|heyf|khoda kone|ishala|inshala)\b"
)
_MOST_OF_A_REMARK = 9  # words
# «دخترم خوشحال میشه» tells what will be, and asks for no leave.
_WILL_BE = re.compile(r"(?<!\w)میشه(?!\w)")


@kept
def is_remark(text: str) -> bool:
    """Tell whether a few words only take note of what was told, with joy, regret or astonishment, and ask for nothing."""
    said = _folded(text)
    if not _EXCLAIMING.match(said) or len(_WORD.findall(said)) > _MOST_OF_A_REMARK or any(map(str.isdigit, said)):
        return False
    return states_only(_WILL_BE.sub(" ", said) if "?" not in text and "؟" not in text else text)


_HOPES = re.compile(
    r"\bfingers crossed\b|\b(?:let's|lets|i) (?:just )?hope\b|\bhopefully\b|خدا ?کنه|امیدوارم|انشا ?الله|ایشالا|ایشالله|\b(?:khoda kone|ishala|inshala|omidvaram)\b"
)


def hopes(text: str) -> bool:
    """Tell whether a text says what is hoped for."""
    return _HOPES.search(_folded(text)) is not None
