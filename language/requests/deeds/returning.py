"""What is said of things that are brought back, beside what is ordered of others: "… and I'll drop Gatsby off"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["tells_return", "without_returns"]

_ENGLISH = re.compile(
    r"\b(?:i'll|i’ll|i will|i'm going to|i’m going to|i am going to|i'd|i can|i could|we'll|we will|let me|i'm|i’m|i am)(?: just| also| then)? (?:bring(?:ing)?|return(?:ing)?|drop(?:ping)?|giv(?:e|ing)|hand(?:ing)?|tak(?:e|ing))\b (?:(?!\b(?:renew|extend|prolong|reserve|cancel|order))[^.,;!?]){2,60}",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\b(?:and|but|then|so|while)\s*(?=[.,;!?]|$)", re.IGNORECASE)
_PARTS = re.compile(r"([.،؛!؟\n]+|(?<!\w)(?:ولی|اما|بعد|و)(?!\w))")
_PERSIAN = re.compile(
    r"(?<!\w)(?:می[ ‌]?آ?رم|میارم(?:ش|شون)?|پس(?:ش|شون)? می[ ‌]?دم|بر(?:ش)? ?می[ ‌]?گردونم(?:ش)?|تحویل(?:ش)? می[ ‌]?دم)(?!\w)"
)
_DEED = re.compile(r"تمدید|رزرو|لغو|کنسل")


@kept
def without_returns(text: str) -> str:
    """Give a text without what it says of things that are brought back; the text where that is all it says."""
    english = _ENGLISH.sub(" ", text)
    rest = _JOIN.sub(" ", english) if english != text else text
    if _PERSIAN.search(rest):
        rest = _without_persian(rest)
    return rest if rest.strip(" .,;!?؟،؛") else text


def _without_persian(text: str) -> str:
    """Leave out the parts that bring something back, with the names joined to them by «و» before."""
    parts = _PARTS.split(text)
    out: set[int] = set()
    for at in range(0, len(parts), 2):
        if not _PERSIAN.search(parts[at]) or _DEED.search(parts[at]):
            continue
        out.add(at)
        before = at - 2
        while before >= 0 and parts[before + 1].strip() == "و" and not _DEED.search(parts[before]):
            out.add(before)
            before -= 2
    return " ".join(part for at, part in enumerate(parts) if at not in out and at - 1 not in out)


@kept
def tells_return(text: str) -> bool:
    """Tell whether a text says that its writer, or somebody for them, brings a thing back: «شنبه باید بیارم»."""
    said = fold(text[-_MOST_LETTERS:]).replace("’", "'")
    return _RETURNS.search(said) is not None and _KEEPS.search(said) is None


_MOST_LETTERS = 300
_RETURNS = re.compile(
    r"\b(?:i'll|i will|i'm going to|i have to|i must|my \w{2,12} (?:can|could|will|would)|let me) (?:(?:just|also|then) )?(?:return\b(?! to\b)|bring back\b|(?:bring|take|give|hand) (?:(?!to\b|for\b|with\b)[^\s.?!,]{1,16} ){1,5}back\b|drop (?:[^\s.?!,]{1,16} ){0,5}off\b)|\b(?:going|goes) back\b"
    r"|(?<!\w)باید (?:(?!تا)[^\s.؟?!،]{1,12} ){0,2}(?:بیارم|پس ?بدم|برگردونم|تحویل ?بدم)(?:ش)?(?!\w)|(?<!\w)میارم(?:ش)?(?!\w)|(?<!\w)می ?خوام (?:[^\s.؟?!،]{1,12} ){0,3}(?:پس ?بدم|برگردونم|تحویل ?بدم)(?!\w)|(?<!\w)پس(?:ش)? می ?دم(?!\w)|(?<!\w)بر(?:ش)? ?می ?گردونم\w{0,2}(?!\w)|(?<!\w)تحویل(?:ش)? می ?دم(?!\w)"
    r"|\b(?:bayad bi[y]?aram\w{0,2}|miaram\w{0,2}|pas(?:esh)? midam)\b"
)
# Who would rather keep it, or asks to, brings nothing back.
_KEEPS = re.compile(
    r"\b(?:renew|extend|prolong|longer|keep)\w{0,3}\b|\b(?:not|never|\w{2,6}n't)\b|(?<!\w)(?:نمی ?خوا\w{1,4}|نباید|نیارم|نکنه|چرا)(?!\w)|تمدید|(?<!\w)نگه(?!\w)|(?<!\w)(?:نمی ?تونم|نمی ?رسم|نمی ?توانم) (?:\S{1,10} )?(?:بیارم|پس|برگردون)|\b(?:tamdid|negah)\b"
)
