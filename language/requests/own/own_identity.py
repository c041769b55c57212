"""What somebody gives who is asked whose card it is: a name, alone or beside a telephone number."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.speech.phrases import words_of

__all__ = ["names_somebody", "tells_name"]

_TOKEN = re.compile(r"\[\w+\]|\d[\d\s-]*")
_TELLS = re.compile(
    r"\b(?:my|his|her|the|full) (?:full )?name(?:'s| is|s)?\b|\bname ?:|\b(?:i am|i'm|this is|it's in the name of|in the name of) (?=[^\W\d_]{2,} [^\W\d_]{2,}(?:$|[\s,.]*(?:\[|and|my|tel|phone|mobile)))"
    r"|(?<!\w)(?:اسمم|اسمش|اسم من|نامم|نامش|نام من|به نام|به اسم|اسم و فامیلم|نام و نام خانوادگی)(?!\w)|\b(?:esmam|esmesh|esme man)\b"
)
# What stands beside a name and is none.
_BESIDE = frozenset(
    words_of(
        "my name is i am i'm it's its it the this her his full and phone telephone tel number mobile cell call me on at email e mail e-mail contact reach"
        " please thanks thank you hello hi ok okay yes sure here of in to for card or you can mr mrs ms dr miss dear"
        " اسمم اسم من نامم نام هستم و تلفن تلفنم شماره شمارم شماره‌ام موبایل موبایلم همراه همراهم ایمیل ایمیلم به این خانم آقای آقا لطفا سلام ممنون"
        " مرسی باشه بله چشم خانوادگی فامیل فامیلم فامیلی است هست تماس بگیرید با زنگ بزنید esmam man hastam shomaram telefonam va"
    )
)
# Whoever says one of these asks or tells something else.
_NO_NAME = frozenset(
    words_of(
        "what when where who how which why whether do does did can could will would should is are not don't no never much many cost price pay fee fine free open hours"
        " lost stolen gone found book books library renew reserve cancel need want have get give find show tell help"
        " چی چیه چه چند چنده چقد چقدر کی کجا کجاست کدوم کدام چرا چطور چطوری چجوری آیا یعنی میشه میشود نمیشه دارم دارید دارین ندارم نیست پول پولش هزینه جریمه"
        " کارت کارتم کارتمو گم کتاب کتابم کتابخانه میخوام نمیخوام باید لازم بدم کنم کنید بگو بگید ساعت روز فردا امروز"
        " با از تا که اگه اگر رو را وقتی بعد قبل هنوز with from until that if"
        " chi chand cheghadr kei koja chera mishe pool hazine ketab kart mikham daram"
    )
)
_VERBS = ("میتو", "میش", "میخوا", "میکن", "میکش", "میگ", "میده", "میبر", "نمی", "mitoon", "mikon")
_MOST_WORDS = 4


def tells_name(text: str) -> bool:
    """Tell whether a text says that it gives a name: "my name is …"; a question does not."""
    return "?" not in text and "؟" not in text and _TELLS.search(fold(text)) is not None


def names_somebody(text: str, *, beside_contact: bool = False) -> bool:
    """Tell whether a text, without the numbers in it, has the shape of a name: a few words that ask and tell nothing.

    `beside_contact`: a way to be reached stands with it, so that any word that is none of its own is taken as a name.
    """
    words = words_of(_TOKEN.sub(" ", text))
    left = [word for word in words if word not in _BESIDE and len(word) > 1]
    if beside_contact:
        return any(word not in _NO_NAME for word in left)
    if "?" in text or "؟" in text or any(word in _NO_NAME or word.startswith(_VERBS) for word in words):
        return False
    return 0 < len(left) <= _MOST_WORDS
