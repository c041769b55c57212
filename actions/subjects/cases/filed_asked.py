"""What is said of what was reported lost, and asked of what was filed: it is found again; is it open still?"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.cases.filed import names_filed
from language.requests.speech.phrases import words_of

__all__ = ["asks_whether_open", "says_found"]

_MOST_WORDS = 14
_OPEN = re.compile(
    r"\b(?:complaint|report|case|suggestion|request|ticket)\b(?! (?:desk|office|form|box|window|line))[^.?!,;]{0,12}\b(?:open(?! (?:to|for)\b)|closed|registered|recorded|on file|active|being looked (?:at|into))\b"
    r"|(?<!\w)(?:شکایت|گزارش|پرونده|درخواست|پیشنهاد|گلایه)\w{0,3}[^.?!؟،,]{0,12}(?<!\w)(?:باز|بسته|ثبت|فعال)\w{0,3}(?!\w)"
)
_FOUND = re.compile(
    r"\bfound (?:it|them|him|her|my \w+|mine|the \w+ (?:in|at|under|on|behind|inside|after|again))\b|\b(?:it|they|that|mine|the \w+|my \w+)(?:'s|'ve| is| are| was| were| has| have)? (?:just |finally )?(?:been found|found|turned up|shown up|showed up|reappeared)\b"
    r"|(?<!\w)پیدا(?:ش|شون|شان)? (?:کردم|کردیم|شد|شدن|شدند|شده)(?!\w)|\bpeyda(?:sh|shun)? (?:kardam|kardim|shod|shode)\b"
)
_NOT_FOUND = re.compile(
    r"\b(?:if|when|whether|unless|until|once|not|never|no|nobody|but|except|still|missing|gone|belongs?|else|someone|somebody|catalogue|catalog|shelf|floor|list)\b|n't\b|(?<!\w)(?:اگه|اگر|وقتی|شاید|هنوز|ولی|اما|فقط|نه|کسی|یکی|قفسه|طبقه|فهرست|سایت)(?!\w)|\b(?:age|agar|vaghti|vali|ama|hanooz)\b"
)
_NO_MORE = ("never mind", "no longer", "not needed", "no need", "no worries")


def asks_whether_open(text: str) -> bool:
    """Tell whether a question asks if something that was filed is open, or registered: "is my request still open?"."""
    asks = "?" in text or "؟" in text
    few = len(words_of(text)) <= _MOST_WORDS
    return asks and few and names_filed(text) and _OPEN.search(fold(text)) is not None


def says_found(text: str) -> bool:
    """Tell whether a text says that what was lost is found again; a question or a condition says nothing."""
    said = fold(text).replace("’", "'")
    for words in _NO_MORE:
        said = said.replace(words, "")
    few = len(words_of(text)) <= _MOST_WORDS
    return few and "?" not in text and "؟" not in text and bool(_FOUND.search(said)) and not _NOT_FOUND.search(said)
