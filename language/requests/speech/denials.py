"""What a message says no to, and what is left of it beside: "not Dune, the other", «همه‌اش رو ندارم، نصفش»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.speech.questions import orders
from language.requests.speech.sentences import clauses, deed_of, has, sentences
from language.requests.speech.vocabulary import phrases

__all__ = ["denied_of", "denies", "orders_longer", "without_denied"]

_LEADING = re.compile(r"^\W*(?:(?:no+|nope|nah|نه+|نخیر|خیر)(?!\w)[\s،,.!;:]*)+")
_NO = re.compile(
    r"\b(?:no|not|nope|never|none|neither|nor|cannot|without|\w+n't|dont|doesnt|didnt|cant|wont|isnt|havent)\b"
    r"|(?<!\w)(?:نه|نخیر|خیر|نمی ?\w+|ندار\w*|نداشت\w*|نیست\w*|نبود\w*|نباش\w*|نکن\w*|نکرد\w*|نخوا\w*|نباید|نشد\w*|نشه|نده|ندید|هیچ\w*|بدون)(?!\w)"
    r"|\b(?:nemi\w+|nadaram|nist|nakon\w*|nabayad)\b"
)
_NOT_ALL = re.compile(r"^\W*(?:no|not|نه) +(?:all|both|همه|هر ?دو|هردو)")
_PARTS = re.compile(r"[.,،;؛!?؟\n]+|\b(?:but|only|just|rather)\b|(?<!\w)(?:فقط|ولی|اما|بلکه|تنها)(?!\w)")
# Ways to ask for a longer loan without naming the deed.
_LONGER = phrases(
    "keep it longer|keep them longer|longer|more time|another week|one more week|a week more|another two weeks|two more weeks|another month|more days|extra week|extra time"
    "|a few more days|push it back|push back|one more round|another round|give me more|again please|once more|too please|too pls|as well"
    "|بیشتر|یه هفته دیگه|یک هفته دیگر|دو هفته دیگه|یه بار دیگه|یک بار دیگر|چند روز دیگه|مهلت بده|مهلت بدید|وقت بده|وقت بدید|فرصت بده|فرصت بدید|مدت بیشتری|دوباره"
    "|bishtar|ye hafte dige|ye bar dige|mohlat bede|dobare"
)
_ASKED_FOR = phrases(
    "please|pls|plz|do it|go ahead|do that|لطفا|انجام بده|انجام بدید|انجام دهید|انجامش بده|بی زحمت|lotfan"
)
_FEW = 5
_PLEA = re.compile(r" (?:can|could|would|will|may|might) (?:you|i|we) |میشه|میتون|ممکنه|لطف|mishe| please ")


@kept
def denies(text: str) -> bool:
    """Tell whether a text says no to something, or to a part of something; a mere "no" before it does not."""
    return bool(denied_of(text))


def denied_of(text: str) -> str:
    """Give the parts of a text in which something is denied."""
    return " ".join(part for part in _parts(text) if _NO.search(part))


@kept
def without_denied(text: str) -> str:
    """Give the parts of a text in which nothing is denied; a "no" before them is none of them."""
    return " ".join(part for part in _parts(text) if not _NO.search(part))


def orders_longer(text: str) -> bool:
    """Tell whether a text itself orders that something be renewed, or kept longer, in whatever words."""
    for sentence in sentences(text):
        said = f" {' '.join(sentence.words)} "
        if not sentence.asked and (has(said, _LONGER) or has(said, _ASKED_FOR)):
            return True
        for words in clauses(sentence.words):
            about = deed_of(words)
            if about == "renew" and orders(words):
                return True
            if about == "renew" and not sentence.asked and len(words) <= _FEW and not _NO.search(" ".join(words)):
                return True
            if sentence.asked and has(said, _LONGER) and _PLEA.search(said):
                return True
    return False


def _parts(text: str) -> list[str]:
    said = fold(text).replace("’", "'")
    if not _NOT_ALL.match(said):
        said = _LEADING.sub("", said)
    return [part for each in _PARTS.split(said) if (part := each.strip())]
