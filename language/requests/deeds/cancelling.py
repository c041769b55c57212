"""Orders to cancel, whatever else a text names: "cancel the first one", «اون یکی رو لغو کن»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.deeds.returning import without_returns
from language.requests.own.own_names import find_own
from language.requests.speech.polarity import refuses
from language.requests.speech.questions import orders
from language.requests.speech.sentences import clauses, deed_of, sentences

__all__ = ["given_up", "gives_up", "orders_to_cancel"]


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


# A whole clause at the beginning of a sentence; what is needed no more is its object, and nothing stands behind it.
_LEAD = r"\W{0,3}(?:(?:hi|hello|hey|ok|okay|oh|actually|sorry|please|well|by the way|so|and|also|now|i think|i guess|سلام|راستی|ببخشید|خب|پس|salam|rasti|khob)\b\W{0,3}){0,3}"
_OFF_FA = r"(?:نمی ?خوام(?:ش)?|نمی ?خواهم|لازم(?:ش)? ندارم|نیازی? (?:بهش )?ندارم)"
_OFF_LATIN = r"(?:nemikha{0,2}m(?:esh)?|lazem(?:esh)? nadaram|niaz nadaram)"
_NO_MORE = re.compile(
    rf"{_LEAD}i (?:really )?(?:don'?t|do not) (?:really )?(?:need|want) (?:any ?more (?P<behind>[^,،]{{2,60}}?)|(?P<en>[^,،]{{2,60}}?) (?:any ?more|any longer))"
    rf"|{_LEAD}i no longer (?:need|want) (?P<longer>[^,،]{{2,60}}?)"
    rf"|{_LEAD}(?P<is>[^,،]{{2,60}}?) (?:is no longer|isn'?t|is not) needed(?: any ?more| any longer)?"
    rf"|{_LEAD}(?P<fa>[^,،]{{2,60}}?) (?:(?:رو|را) )?(?:دیگه|دیگر) {_OFF_FA}"
    rf"|{_LEAD}(?:دیگه|دیگر) (?P<after>[^,،]{{2,60}}?) (?:(?:رو|را) )?{_OFF_FA}"
    rf"|{_LEAD}(?P<latin>[^,،]{{2,60}}?) (?:(?:ro|o) )?dige {_OFF_LATIN}"
    rf"|{_LEAD}dige (?P<dige>[^,،]{{2,60}}?) (?:(?:ro|o) )?{_OFF_LATIN}"
)
# What is supposed or doubted gives nothing up, nor is it the waiting for it that is given up.
_DOUBTED = re.compile(
    r"\b(?:if|when|unless|until|in case|urgently|so soon|before|or|but|maybe|perhaps|never|said|says|told|to|your)\b|(?<!\w)(?:اگه|اگر|وقتی|فوری|زود|عجله\w{0,3}|یا|ولی|اما|شاید|نگفتم|گفت\w{0,3}|منتظر)(?!\w)|\b(?:age|agar|vaghti|ya|vali|shayad|nagoftam|goft\w{0,3})\b"
)
_ABOUT = re.compile(
    r"^(?:(?:the|my|that|this|book|novel|reservation|hold|copy|of|called|on|for|کتاب|رمان|رزرو|ketabe?|romane?|rezerve?)\s){0,4}|\s(?:reservation|hold|book|one|novel)$"
)
_SENTENCE = re.compile(r"[^.!?؟;؛\n]+[.!?؟;؛\n]*")


@kept
def given_up(text: str) -> tuple[str, ...]:
    """Give the words for what is said to be needed no more: "Dune" of "I don't need Dune anymore, I have it"."""
    found: list[str] = []
    for sentence in _SENTENCE.findall(fold(text).replace("’", "'")):
        first = re.split("[,،]", sentence)[0].strip(" .!;؛\n")
        said = _NO_MORE.fullmatch(first)
        if said is not None and not {"?", "؟"} & set(sentence) and not _DOUBTED.search(sentence):
            found += [_ABOUT.sub("", one.strip()).strip() for one in said.groups() if one]
    return tuple(found)


def gives_up(text: str, title: str, author: str = "") -> bool:
    """Tell whether a text says of this very title that it is not needed any more."""
    most = len(title.split())
    return any(
        0 < len(words.split()) <= most
        and (not _OF_IT.search(words) or words in fold(title))
        and find_own(words, [title], [author])
        for words in given_up(text)
    )


_OF_IT = re.compile(
    r"\b(?:for|about|from|in|at|with|another|other|any)\b|(?<!\w)(?:برای|از|به|با|تو)(?!\w)|\b(?:baraye|az)\b"
)
