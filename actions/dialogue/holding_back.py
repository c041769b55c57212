"""What keeps a yes from being one: the deed that is asked about is forbidden, or something is to be told first."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.speech.yes_and_no import leaves_as_is

__all__ = ["asks_first", "forbids"]

# The words of a deed: in English, in Persian, and in Persian in Latin letters.
_DEEDS = {
    "move": (
        r"chang\w+|mov(?:e|ing)\w*|switch\w*|transfer\w*|send\w*|bring\w*",
        r"عوض\w*|منتقل\w*|انتقال\w*|جابجا\w*|جابه ?جا\w*|تغییر\w*|بفرست\w*|ببر\w*",
        r"avaz\w*|montaghel\w*|jabeja\w*|taghir\w*|befrest\w*|bebar\w*",
    ),
    "cancel": (r"cancel\w*|delet\w+|remov\w+|drop\w*", r"لغو\w*|کنسل\w*|حذف\w*|باطل\w*", r"laghv\w*|kansel\w*|hazf\w*"),
    "renew": (r"renew\w*|extend\w*|prolong\w*", r"تمدید\w*", r"tamdid\w*"),
    "hold": (r"reserv\w+|hold|book", r"رزرو\w*|رزو\w*", r"rezerv\w*|reserv\w*"),
}
_ANY_DEED = (
    r"do|touch|register|file|submit|sign|send|forward",
    r"انجام\w*|ثبت\w*|بفرست\w*|دست|کاری\w*",
    r"anjam\w*|sabt\w*|befrest\w*|dast|kari\w*",
)
_BETWEEN = (
    r"(?:(?:please|just|want|wanna|like|have|to|you|me|us|it|that|ever|actually|really|bother|let|them|the|my) ){0,4}"
)


def _pattern(english: str, persian: str, latin: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!why )\b(?:(?:don't|dont|do not)(?! (?:you|mind|forget|hesitate|worry)\b)|never|no need (?:to|for)|needn't|not necessary to|not to|rather not|without) {_BETWEEN}(?:{english})\b"
        rf"|(?<!\w)(?:{persian})(?: (?:رو|را|جایی|که))? ن(?:کن|ده|دید|دین|زن|شه|شود)\w*"
        rf"|(?<!\w)(?:نمیخوا(?:م|د|ن|یم|هم)|لازم نیست|لازم نکرده|نیازی? (?:نیست|ندار\w*)|احتیاجی نیست|بدون|قرار نیست)(?: \w+){{0,3}}? (?:{persian})(?!\w)(?! کن(?!\w))"
        rf"|(?<!\w)(?:{persian})(?: (?:کردن\w*|دادن\w*|بشه|شدن\w*|کنم|بدم))?(?: رو)? (?:نمیخوا[مد](?!\w)|لازم نیست|نیازی نیست)"
        rf"|\b(?:{latin}) (?:ro )?na(?:kon|de|did|zan|she)\w*|\b(?:nemikha[md]|lazem nist|niazi nist)(?: \w+){{0,2}}? (?:{latin})"
    )


_FORBIDS = {
    deed: _pattern(*("|".join(pair) for pair in zip(words, _ANY_DEED, strict=True))) for deed, words in _DEEDS.items()
}
_FORBIDS_ANY = _pattern(*_ANY_DEED)
# A reservation that is neither sent nor brought anywhere, in a word of its own.
_SENT_NOWHERE = re.compile(
    r"(?<!\w)(?:نفرست\w*|نبر(?:ش|ید|ین|یدش|ینش)?|نیار(?:ش|ید|ین|یدش|ینش)?)(?!\w)|\b(?:nafrest\w*|nabar(?:id|in|esh)?)\b"
)
_FIRST = re.compile(
    r"\bfirst(?! (?:floor|one|name|of|book|time|day)\b)|\bbeforehand\b|\bprior to\b"
    r"|\bbefore(?= (?:that|then|this|you|i|it|we|doing|moving|cancel\w*|renew\w*|reserv\w*|anything)\b)"
    r"|(?<!to )(?<!the )(?<!a )(?<!long )\bwait\b|\b(?:hold|hang) on\b|\b(?:one|just a|a) (?:moment|second|sec|minute)\b|\b(?:not )?until you\b|\b(?:once|after|when) you(?:'ve| have)? (?:tell|told|answer\w*|say|said|check\w*)\b|\blet me know\b"
    r"|(?<!طبقه )(?<!\w)(?:اول(?:ش)?(?! (?:ماه|هفته|وقت|سال|صبح))|قبلش|پیشش|قبل از(?! (?:ساعت|ظهر|شب|عید|\d))|پیش از|قبل اینکه|صبر|وایس\w*|(?:یه|یک) (?:لحظه|دقیقه|ثانیه)|دست نگه|بعد از این ?که)(?!\w)"
    r"|\b(?:aval(?:esh)?|ghablesh|ghabl az|sabr|vays\w*|ye (?:lahze|daghighe))\b"
)


def forbids(text: str, deed: str | None = None) -> bool:
    """Tell whether a text says that a deed ("move", "cancel", "renew", "hold"; None: another one) is not to be done."""
    said = fold(text).replace("’", "'")
    if deed in ("move", "cancel") and leaves_as_is(text):
        return True
    if deed == "move" and _SENT_NOWHERE.search(said):
        return True
    return _FORBIDS.get(deed or "", _FORBIDS_ANY).search(said) is not None


def asks_first(text: str) -> bool:
    """Tell whether a text wants something told, or waited for, before anything is done: "yes, first tell me …"."""
    return _FIRST.search(fold(text).replace("’", "'")) is not None
