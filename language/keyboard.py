"""Words typed on the other keyboard: `sghl` is «سلام», «اثممخ» is "hello"."""

from __future__ import annotations

from language.normalise import fold
from language.requests.reading.reading_words import FILLING, TERMS

__all__ = ["as_meant"]

# The standard Persian layout, key by key; where layouts differ, the letter that is more common.
_KEYS = dict(
    zip(
        "qwertyuiop[]asdfghjkl;'zxcvbnm,\\",
        "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپوژ",
        strict=True,
    )
)
_PERSIAN = str.maketrans({**_KEYS, "H": "آ", "?": "؟", "m": "پ", "`": "پ", "~": "ژ"})
_LATIN = str.maketrans(
    {**{letter: key for key, letter in _KEYS.items()}, "ئ": "m", "آ": "h", "؟": "?", "ً": "", "ي": "d", "ك": ";"}
)
_EVERYDAY = """
سلام درود ساعت کار کاری کتابخانه کتابخونه تمدید رزرو جریمه عضویت عضو باز بسته کجاست کجا آدرس شعبه تلفن کارت
رمز وای فای اینترنت امروز فردا
جمعه شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه تعطیل تعطیله ممنون مرسی خسته نباشید چطور چطوری چنده چقدر
چقدره کمک کتابدار امانت مهلت لیست
من تو ما شما دارم دارید داری هست هستید است میخوام کنم کن کنید بده برای تا چند کی چی خداحافظ صبح عصر ظهر شب
سالن مطالعه پرینت شکایت انتقاد پیشنهاد
hello hi hours opening open close closed library renew reserve hold fine fines fee membership member address
branch phone card today tomorrow
friday saturday sunday monday tuesday wednesday thursday thanks help librarian loan loans due wifi print room
complaint where when what how bye good
"""
_WORDS = FILLING | {word for key in TERMS for word in key} | set(fold(_EVERYDAY).split())
_LEAST_LETTERS = 3
_LONGEST = 200


def as_meant(text: str) -> str:
    """Give a text as it would read on the right keyboard, where only that makes words of it; else the text itself."""
    if len(text) > _LONGEST or not any(map(str.isalpha, text)) or "/" in text or "@" in text or _makes_words(text):
        return text
    latin = text.isascii()
    meant = text.translate(_PERSIAN) if latin else text.translate(_LATIN)
    if not latin and not meant.isascii():
        return text
    return meant if _makes_words(meant, mostly=True) else text


def _makes_words(text: str, *, mostly: bool = False) -> bool:
    """Tell whether one word of a text is known, or mostly all of them are."""
    said = [word.strip(".,!?؟،؛:") for word in fold(text).split()]
    said = [word for word in said if word]
    known = [word for word in said if word in _WORDS]
    if not mostly:
        return bool(known)
    return 2 * len(known) >= len(said) and any(len(word) >= _LEAST_LETTERS for word in known)
