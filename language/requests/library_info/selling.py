"""Whether books are sold: asked of the library, a sentence by itself, and no wish that it should buy one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_whether_sold"]

_BOOKS = r"(?:any )?(?:new |used |second[- ]hand )?(?:books?|novels?)"
# The whole of a sentence asks it, and books of no kind and by nobody.
_SOLD = re.compile(
    r"(?:(?:so|and|but|hi|hello|hey|sorry|excuse me|by the way|also|ok|okay|well|oh),? ){0,3}"
    rf"(?:(?:do|don't) (?:you|you guys|the libraries|u) (?:also |even |actually |ever )?sell {_BOOKS}|does (?:the|this|your) library (?:also |even |actually |ever )?sell {_BOOKS}|you (?:don't|do not) (?:also |actually )?sell {_BOOKS}"
    rf"|(?:have you(?: got)?|do you have|is there|have you) (?:a |any )?(?:book ?shops?|book ?stores?)|(?:can|could|may) (?:i|we|people|one) buy {_BOOKS} (?:from (?:you|the library|here)|here))"
    r"(?: here| too| as well| at all| in the library| inside| yourselves?| to people| by any chance| maybe| please| do you){0,2}"
    r"|(?:(?:خب|راستی|سلام|ببخشید|شما|اینجا|این ?جا|خودتون|کتابخونه|کتابخانه|اصلا)[،,]? ){0,3}"
    r"(?:(?:کتاب ?فروشی|فروشگاه کتاب) (?:هم )?(?:دارید|دارین|داری|هست|داره)|کتاب (?:هم )?(?:می ?فروشید|می ?فروشین|میفروشن)|(?:می ?شه|می ?شود|می ?تونم) (?:ازتون|از شما|همین ?جا|اینجا) (?:هم )?کتاب (?:بخرم|خرید))"
    r"|(?:(?:salam|rasti|bebakhshid|shoma|inja),? ){0,2}ketab ?(?:(?:ham )?mi ?foru?shi(?:d|n)|foru?o?shi(?: ham)? (?:darid|darin|hast))"
)
_SENTENCES = re.compile(r"[.!?؟\n]{1,8}(?: |$)|$")
# What else is asked for or told of: those have it who had it before.
_BESIDE = re.compile(
    r"\b(?:please|pls|could|can|would|want|need|if not|otherwise|instead|lost|donat\w+|complain\w*|librarian|by|called|titled|sell|tickets?|about)\b|[«»\"؟?]|(?<!\w)(?:لطفا|می ?شه|می ?خوا\w+|اگه|وگرنه|گم|اهدا\w*|شکایت|بخرید|بخرین|بیارید|بیارین|تهیه|می ?فروشم|بفروشم|درباره|نوشته)(?!\w)"
)


def asks_whether_sold(text: str) -> bool:
    """Tell whether a text asks whether the library sells books, or has a bookshop, and nothing else."""
    said = fold(text).replace("’", "'")
    parts, at = [], 0
    for end in _SENTENCES.finditer(said):
        parts.append((said[at : end.start()].strip(" ,،"), end[0]))
        at = end.end()
    asked = [part for part, _ in parts if _SOLD.fullmatch(part)]
    beside = " ".join(part + end for part, end in parts if part and part not in asked)
    return len(asked) == 1 and _BESIDE.search(beside) is None
