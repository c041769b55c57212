"""Orders to cancel, whatever else a text names: "cancel the first one", «اون یکی رو لغو کن»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.deeds.returning import without_returns
from language.requests.speech.polarity import refuses
from language.requests.speech.questions import orders
from language.requests.speech.sentences import clauses, deed_of, sentences

__all__ = ["gives_up", "orders_to_cancel"]


@kept
def orders_to_cancel(text: str) -> bool:
    """Tell whether a text orders to cancel, whatever it was read as."""
    return any(
        deed_of(words) == "cancel" and orders(words) and not refuses(words)
        for sentence in sentences(without_returns(_MISTYPED.sub("cancel", text)))
        for words in clauses(sentence.words)
    )


# However it is typed, it is ordered.
_MISTYPED = re.compile(r"\b(?:cancle|cancell|cansel|cancal|canel)\b", re.IGNORECASE)


_NO_MORE = re.compile(
    r"\bi (?:\w{1,8} ){0,3}?(?:don'?t|do not) (?:really )?(?:need|want)\b(?! to (?:wait|queue|stand|be)\b)[^.?!]{0,60}\b(?:any ?more|any longer|no more)\b|\bi (?:\w{1,8} ){0,2}?no longer (?:need|want)\b(?! to (?:wait|queue|stand|be)\b)"
    r"|\b(?:isn'?t|is not|not) needed (?:any ?more|any longer|now)\b|\bno longer needed\b"
    r"|(?<!\w)(?:دیگه|دیگر)(?: \w{1,12}){0,5} ?(?:نمی ?خوام\w{0,2}(?! (?:منتظر|صبر|تو صف))|لازم(?:ش)? ندارم|نیاز(?:ی)? (?:بهش )?ندارم)(?!\w)|(?<!\w)(?:نمی ?خوامش|لازمش ندارم) (?:دیگه|دیگر)(?!\w)"
    r"|\bdige (?:\w{1,12} ){0,5}?(?:nemikha(?:a)?m\w{0,3}|lazem\w{0,3} nadaram|niaz nadaram)\b|\b(?:nemikhamesh|lazemesh nadaram) dige\b"
)
# What is supposed, or asked, gives nothing up; nor does who needs it later, or elsewhere.
_DOUBTED = re.compile(
    r"\b(?:if|when|unless|until|in case|urgently|so soon|before|at (?:central|saadi|bagh\w{0,10}))\b|(?<!\w)(?:اگه|اگر|وقتی|تا وقتی|فوری|زود|عجله\w{0,3})(?!\w)|\b(?:age|agar|vaghti)\b"
)
_CLAUSE_END = re.compile(r"[.!?؟;؛\n]+")


@kept
def gives_up(text: str) -> bool:
    """Tell whether a text says of something that it is not needed any more: "I don't need Dune anymore"."""
    parts = _CLAUSE_END.split(fold(text).replace("’", "'"))
    return any(_NO_MORE.search(part) and not _DOUBTED.search(part) for part in parts)
