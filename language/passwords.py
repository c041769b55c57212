"""Passwords made of letters, which patrons give away in a sentence."""

from __future__ import annotations

import re

from language.canvas import Canvas

__all__ = ["settle_passwords"]

_WORD = (
    '(?:["«“](?P<quoted>[^"»”]{2,40})["»”]|(?P<word>[^\\s"\'«»“”،,؟?!.;\x01-\x03\\[][^\\s"\'«»“”،,؟?;\x01-\x03]{2,}))'
)

_ENGLISH = re.compile(
    "(?<![^\\W_])(?:pin(?:\\s?code)?|password|passcode|passwd|pass\\s?word)"
    "(?:\\s+(?:code|number|for\\s+(?:my|the)\\s+\\w+(?:\\s+\\w+)?))?"
    f"\\s*(?:\\bis\\b|\\bwas\\b|:|=)\\s*(?:(?:now|still|set\\s+to)\\s+)?{_WORD}",
    re.IGNORECASE,
)
_ENGLISH_MIXED = re.compile(
    "(?<![^\\W_])(?:pin|password|passcode)\\s+(?P<word>(?=[^\\s]*\\d)(?=[^\\s]*[a-z])[\\w@#$%^&*!+-]{4,})",
    re.IGNORECASE,
)
_ENGLISH_AFTER = re.compile(
    f"(?<![\\w\\[]){_WORD}\\s+is\\s+(?:my|our)\\s+(?:\\w+\\s+)?(?:pin|password|passcode)(?![^\\W_])",
    re.IGNORECASE,
)
_PERSIAN_NAME = (
    "(?:رمز|گذر[\u200c ]?واژه|پسورد|پین|کلمه[ \u200c]?عبور)"
    "(?:[ \u200c]?(?:عبور|ورود|کارت|حساب|عضویت|کتاب[ \u200c]?خانه|کتاب[ \u200c]?خونه|کد))?"
)
_PERSIAN = re.compile(
    f"{_PERSIAN_NAME}(?:[ \u200c]?(?:من|ام|م))\\s*[:=]?\\s+{_WORD}\\s*"
    "(?:\\s|\u200c)(?:است|هست|هستش|می[ \u200c]?باشد|میباشد|ه|بود)(?![^\\W\\d_])"
)
_PERSIAN_COLON = re.compile(f"{_PERSIAN_NAME}(?:[ \u200c]?(?:من|ام|م))?\\s*(?:[:=]|\\sاینه:?\\s)\\s*{_WORD}")
_PERSIAN_LATIN = re.compile(
    f"{_PERSIAN_NAME}(?:[ \u200c]?(?:من|ام|م))\\s+(?P<word>[A-Za-z][\\w@#$%^&*!+-]{{2,}})", re.ASCII
)
_FINGLISH = re.compile(
    f"(?<![^\\W_])ramz(?:am|e\\s?man|\\s?oboor(?:am|e man)?)\\s*[:=]?\\s*{_WORD}\\s+(?:ast|hast|e|ine)(?![^\\W_])",
    re.IGNORECASE,
)
_PATTERNS = (_ENGLISH, _ENGLISH_MIXED, _ENGLISH_AFTER, _PERSIAN, _PERSIAN_COLON, _PERSIAN_LATIN, _FINGLISH)

# What people say about a password without telling it.
_HARMLESS = frozenset(
    """
    a about accepted again all allowed already also always an and any asked asking at because been being between blank
    blocked broken by case cancelled changed changing compromised confusing correct default denied different disabled
    due easy else empty enough entered expired expiring failing fine first for forgotten from given going gone good hard
    has have here his hidden how i if impossible in incorrect inside insecure invalid it its just kept known known last
    like listed locked long longer lost made mandatory maybe me missing mixed more my necessary needed never new no none
    not now off old on one only optional or our out outdated over personal possible printed private probably ready
    really recognised recognized refused rejected required reset right safe same saved secret secure secured sent set
    shared short shown simple simply so some something somewhere still stolen stored strong stuck supposed temporary
    that the their them there these they this those to too unable under unique unknown useless usually valid very
    visible was weak what when where which who why with without working written wrong yes you your yours
    اشتباه غلط نادرست درست صحیح خراب قفل مسدود بسته منقضی فراموش باطل معتبر نامعتبر قدیمی جدید ضعیف قوی کوتاه بلند
    طولانی ساده سخت آسان چی چه چیست چیه چند کجا کجاست همین همان همون این آن اون یادم عوض تغییر ناقص لازم مشکل دار
    چطور چطوری کدام کدوم محرمانه خصوصی شخصی مهم فعال غیرفعال گم پیدا مشخص نامشخص خالی یکی یکسان متفاوت
    """.split()
)
_LATIN_NAMES = frozenset("wifi wi-fi pin password login opac email account app pdf online reset site".split())
_MENTION = re.compile("pin|pass|ramz|رمز|پین|پسورد|گذر|عبور", re.IGNORECASE)


def settle_passwords(canvas: Canvas) -> None:
    """Mask the word that somebody says is their password."""
    if not _MENTION.search(canvas.words):
        return
    for pattern in _PATTERNS:
        for match in list(pattern.finditer(canvas.open)):
            name = "quoted" if match.groupdict().get("quoted") else "word"
            word = match[name].rstrip(".!:)")
            start = match.start(name)
            plain = word.casefold()
            if len(word) < 3 or plain in _HARMLESS or (pattern is _PERSIAN_LATIN and plain in _LATIN_NAMES):
                continue
            canvas.take(start, start + len(word), "pin")
