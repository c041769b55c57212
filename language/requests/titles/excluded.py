"""What a description says that is not meant: "no, not the Little Prince", «ماهی سیاه کوچولو نه»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from language.kept import kept
from language.normalise import fold

__all__ = ["denied_parts", "is_denied", "without_parts"]

_CLAUSES = re.compile(r"[^\w\s'’‌-]+|\n+|\b(?:but|although)\b|(?<!\w)(?:ولی|اما)(?!\w)")
_QUOTES = re.compile(r"[«»“”\"']{1,3}(?!\w{1,2}\b)")
_NO = re.compile(
    r"\b(?:no|not|nor|isn'?t|wasn'?t|aren'?t|don'?t|didn'?t|except|besides|(?:other|rather) than|apart from|instead of)\b"
    r"|(?<!\w)(?:نه|ن|نیست\w{0,3}|نبود\w{0,3}|نباش\w{1,3}|نمی ?گ\w{1,3}|نمی ?خوا\w{1,3}|غیر|به ?جز|جز|نیستا)(?!\w)"
    r"|\b(?:na|nist|nis|nabo{0,2}u?d|nemigam|gheyr|bejoz|joz)\b"
)
_LEADS = re.compile(rf"^\W*(?:\w+ )?(?:{_NO.pattern})")
_MOST = 6
# So alike a title is that stands among other words; a short one, or one of a single word, has to stand there whole.
_ALIKE, _LONG = 88.0, 8
# So many words before and behind a no are said with it.
_BEFORE, _BEHIND = 7, 9
# So near the no a title of a single word is named by it: "not Emma", "not in the kitchen".
_NEAR_WORDS = 2
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_SHORT_NAME = re.compile(r"[:؛;/(]")


@kept
def denied_parts(text: str) -> tuple[str, ...]:
    """Give the folded clauses that say what is not meant, and each before one that begins with a no."""
    clauses = _clauses(text)
    found = []
    for place, clause in enumerate(clauses):
        if _NO.search(clause):
            if place and _LEADS.search(clause):
                found.append(" ".join(clauses[place - 1].split()[-_BEFORE:]))
            found += _around_no(clause)
    return tuple(dict.fromkeys(found))[:_MOST]


def _around_no(clause: str) -> list[str]:
    """Give a clause; of a long one, as who dictates says it, the words around each no."""
    said = clause.split()
    if len(said) <= _BEFORE + _BEHIND:
        return [clause]
    places = [place for place, word in enumerate(said) if _NO.fullmatch(word)]
    return [" ".join(said[max(0, place - _BEFORE) : place + _BEHIND]) for place in places]


def is_denied(names: Iterable[str], parts: Iterable[str]) -> str | None:
    """Give the part that says that a work with these names is not meant; None where none does."""
    for part in parts:
        said = part.split()
        for name in names:
            named = _ARTICLE.sub("", " ".join(fold(_SHORT_NAME.split(name)[0]).split()))
            words = named.split()
            if len(words) == 1:
                if any(named in (word, word.removesuffix("ه")) for word in _beside_no(said)):
                    return part
            elif f" {named} " in f" {part} " or (
                len(named) >= _LONG and fuzz.partial_ratio(named, part, score_cutoff=_ALIKE)
            ):
                return part
    return None


def _beside_no(said: list[str]) -> list[str]:
    """Give the words that stand near a no."""
    near = [place for place, word in enumerate(said) if _NO.fullmatch(word)]
    return [word for place, word in enumerate(said) if any(abs(place - no) <= _NEAR_WORDS for no in near)]


def without_parts(text: str, parts: Iterable[str]) -> str:
    """Give a folded text without some of its clauses."""
    said = ", ".join(_clauses(text))
    for part in parts:
        said = said.replace(part, "")
    return " ".join(re.sub(r"(?:, ){2,9}", ", ", said).split()).strip(", ")


def _clauses(text: str) -> list[str]:
    said = _QUOTES.sub(" ", fold(text).replace("’", "'"))
    return [clause for one in _CLAUSES.split(said) if (clause := " ".join(one.split()))]
