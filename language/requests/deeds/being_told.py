"""Questions of how one hears that something has come: "how will I know it is ready?", «پیامک می‌دین وقتی رسید؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_how_told", "asks_in_which_way"]

_HOW = re.compile(
    r"\bhow (?:will|would|do|does|can|shall|should) (?:i|we|one) (?:\w+ )?(?:know|find out|learn|hear|see|get (?:told|notified|informed)|be (?:told|notified|informed))\b"
    r"|\bhow (?:am i|are we|is one) (?:told|notified|informed)\b|\bhow will you (?:tell|inform|notify|let|reach|contact)\b"
    r"|\b(?:do|will|would|can|could) (?:you|the library|somebody|someone) (?:\w+ )?(?:text|message|email|e[ -]?mail|call|ring|phone|notify|inform|tell|let) (?:me|us)\b"
    r"|\b(?:do|will|would) i (?:get|receive|have) (?:a |an |any |some )?(?:text|sms|message|email|e[ -]?mail|call|notice|notification|word|note|alert)\b|\b(?:will|do|can) (?:you )?(?:be )?send(?:ing)? (?:me |us )?(?:a |an )?(?:text|sms|message|email|e[ -]?mail|notice|notification)\b|\byou (?:will|would) (?:send|text|message|tell|call|notify|let) (?:me|us)\b"
    r"|(?:چطور|چطوری|چجوری|چگونه|از کجا)(?: \w+){0,4} (?:می ?فهم\w*|بفهم\w*|خبر ?دار\w*|با ?خبر\w*|متوجه|مطلع|خبرم|خبر)(?!\w)|(?:پیامک|پیام|اس ?ام ?اس|sms|ایمیل|زنگ|خبرم|خبر)(?: \w+){0,3} ?(?:می ?آ?یاد|میاد|می ?آید|میدین|میدید|می ?دهید|می ?فرست\w*|می ?زنی\w*|ارسال می ?\w*|می ?شه|میکنین|میکنید)(?!\w)"
    r"|(?:چطور|چطوری|چجوری|از کجا) (?:می ?فهمم|بفهمم)|\b(?:chetori?|chejoori|chejuri|az koja)\b(?: \w+){0,4} (?:mifahm\w*|befahm\w*|khabar\w*|motevajeh)\b|\b(?:payamak|sms|khabar)\b(?: \w+){0,3} (?:midin|midid|miad|mifrest\w*)\b"
)
_COMES = re.compile(
    r"\b(?:ready|here|arriv\w+|come|comes|came|in|there|available|back|free|reserv\w*|hold|my turn|waiting)\b|آماده|رسید|برسه|اومد|بیاد|میاد|رزرو|نوبت|حاضر|موجود|\b(?:amade|resid|umad|oomad|rezerv|nobat)\w*"
)


_WHICH_WAY = re.compile(r"\bhow\b|چطور|چجوری|چگونه|از کجا|\b(?:chetor|chejoor|chejur|az koja)")


def asks_in_which_way(text: str) -> bool:
    """Tell whether a text asks how, and does not only wish for it."""
    return _WHICH_WAY.search(fold(text)) is not None


@kept
def asks_how_told(text: str, *, spoken_of: bool = False) -> bool:
    """Tell whether a text asks how one hears of it; `spoken_of`: a reservation is what is talked of."""
    said = fold(text).replace("’", "'")
    return _HOW.search(said) is not None and (spoken_of or _COMES.search(said) is not None)
