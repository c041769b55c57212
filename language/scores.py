"""Scores of the service in a text, from 1 to 5, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.aligned import align
from language.kept import kept
from language.normalise import fold

__all__ = ["Score", "find_score", "names_score", "remark_after"]

LEAST, MOST = 1, 5
_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "صفر": 0, "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "بیست": 20,
}  # fmt: skip
_VERDICTS = {
    1: ("terrible", "awful", "very bad", "خیلی بد", "افتضاح", "داغون"),
    2: ("bad", "poor", "بد", "ضعیف"),
    3: ("average", "okay", "ok", "so so", "متوسط", "معمولی", "بد نبود"),
    4: ("good", "خوب"),
    5: ("excellent", "perfect", "great", "very good", "عالی", "خیلی خوب"),
}
_WORDS = {
    **{fold(word): (number, True) for word, number in _NUMBERS.items() if LEAST <= number <= MOST},
    **{fold(word): (score, False) for score, words in _VERDICTS.items() for word in words},
}
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})(?!\w)")
_NAMED = re.compile(
    r"[★⭐🌟]|(?<!\w)(?:scor(?:e|es|ed|ing)|rat(?:e|ed|ing|ings)|stars?|points?|marks?|grade|feedback|out of"
    r"|i(?: would|'d|'ll| will)? give|giv(?:e|ing) (?:it|you|this)|نمره\w*|نمرت|امتیاز\w*|ستاره\w*|رای|از (?:۵|5|پنج)"
    r"|emtia[zs]\w*|nomre\w*|setare\w*)(?!\w)|\d ?/ ?5(?!\d)"
)
_JOINT = re.compile(
    r"^(?:[\s\u200c.,،:;!؛-]|(?:stars?|points?|because|since|as|out of 5|/5|ستاره|امتیاز|میدم|می‌دم|می‌دهم"
    r"|چون|چونکه|زیرا|برای اینکه|از ۵|از 5|از پنج)(?!\w))*",
    re.IGNORECASE,
)
_STAR = re.compile(r"[★⭐🌟]")
_FULL = re.compile(r"نمره کامل|full marks|top marks|perfect score")
_TOPS = {"five": 5, "ten": 10, "twenty": 20, "پنج": 5, "ده": 10, "بیست": 20, "صد": 100}
_MARK = re.compile(
    rf"(?<![\w.])(?:(\d{{1,3}}(?:\.\d{{1,2}})?)|({'|'.join(_NUMBERS)}))"
    rf"(?: ?(?:/|out of|of|از) ?(\d{{1,3}}|{'|'.join(_TOPS)})| ?(%|percent|درصد))?(?!\w)(?!\.\d)"
)


@dataclass(frozen=True)
class Score:
    """A score from 1 to 5 and its place; it is counted where somebody gave a number or stars, not only a word."""

    value: int
    start: int
    end: int
    counted: bool = True


@kept
def find_score(text: str) -> Score | None:
    """Find the score in a text: stars, so many out of so many, digits of three scripts, or a word for it.

    Nothing is converted: of what is given out of ten, or is no whole number, None is made. Of words the longest counts:
    «یک» is rather an article where «عالی» stands too.
    """
    copy = align(text)
    stars = list(_STAR.finditer(copy.text))
    if stars:
        return Score(min(5, len(stars)), *copy.span(stars[0].start(), stars[-1].end()))
    full = _FULL.search(copy.text)
    if full:
        return Score(5, *copy.span(*full.span()))
    for mark in _MARK.finditer(copy.text):
        digits, word, top, percent = mark.groups()
        if word and not top and not percent:
            continue
        value = float(digits or _NUMBERS[word])
        if percent or (top is not None and (_TOPS.get(top) or int(top)) != MOST) or value not in range(LEAST, MOST + 1):
            return None
        return Score(int(value), *copy.span(*mark.span()))
    return _in_words(text)


def names_score(text: str) -> bool:
    """Tell whether a text calls what it says a score: "I give it 4", «نمره ۲», stars, so many out of five."""
    return _NAMED.search(align(text).text) is not None


def remark_after(text: str) -> str:
    """Give what is said after the score of a text, empty when that is less than two words."""
    found = find_score(text)
    if found is None or not found.counted:
        return ""
    rest = _JOINT.sub("", text[found.end :]).strip()
    return rest if len(re.findall(r"\w+", rest)) > 1 else ""


def _in_words(text: str) -> Score | None:
    said = [match.group() for match in _WORD.finditer(fold(text))]
    if not said:
        return None
    word = max(said, key=lambda each: (len(each), _WORDS[each]))
    value, counted = _WORDS[word]
    copy = align(text)
    there = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", copy.text)
    start, end = copy.span(*there.span()) if there else (0, len(text))
    return Score(value, start, end, counted)
