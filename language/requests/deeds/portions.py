"""A portion of a sum in words: half of it, the smaller part, so and so many rials; and what is asked of its parts."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.normalise import fold

__all__ = ["WHY_SO_MUCH", "Portion", "asks_of_part", "asks_of_rest", "asks_why_so_much", "find_portion"]

_HALF = re.compile(r"\bhalf\b|نصف|نیمی|\b(?:nesf\w*)\b")
_SMALLER = re.compile(
    r"\b(?:smaller|smallest|lesser|cheaper|little one)\b|کمتر|کوچیک|کوچک|ارزون|\b(?:kamtar|kuchik\w*)\b"
)
_LARGER = re.compile(
    r"\b(?:larger|largest|bigger|biggest|greater|big one)\b|بیشتر|بزرگ|گنده|گرون|\b(?:bozorg\w*|bishtar\w*)\b"
)
_SUM = re.compile(
    r"(?<![\d,.])(?P<digits>\d{1,3}(?:[,٬]\d{3})+|\d{2,9})(?: ?(?P<thousand>هزار|thousand|k|hezar))?(?: ?(?P<unit>تومان|تومن|تومنی|toman|tomans|tuman))?"
)
_LEAST = 1000
_HUNDREDS = {
    "صد": 1, "یکصد": 1, "دویست": 2, "سیصد": 3, "چهارصد": 4, "پانصد": 5, "پونصد": 5, "sad": 1, "devist": 2, "sisad": 3,
    "charsad": 4, "chaharsad": 4, "punsad": 5, "poonsad": 5,
}  # fmt: skip
_WORDED = re.compile(
    r"(?<!\w)(?:(?P<fa>یکصد|صد|دویست|سیصد|چهارصد|پانصد|پونصد) ?هزار|(?P<latin>sad|devist|sisad|chaharsad|charsad|punsad|poonsad) ?hezar|(?:a|one) hundred thousand)(?: ?(?P<unit>تومان|تومن|تومنی|toman|tomans|tuman))?(?!\w)"
)
WHY_SO_MUCH = re.compile(
    r"\bwhy\b[^.?!]{0,20}\b(?:so|that|this|too) (?:much|high|big|expensive)\b|\bhow come\b[^.?!]{0,20}\bmuch\b|\b(?:only|just) (?:one|a single|1)\b[^.?!]{0,30}\blate\b|\b(?:only|just)\b[^.?!]{0,30}\b(?:one|1)\b[^.?!]{0,20}\blate\b|\blate\b[^.?!]{0,20}\b(?:only|just) (?:with )?one\b"
    r"|چرا[^.؟?!]{0,20}(?:این ?قد\w*|ان ?قد\w*|این همه|زیاد\w*)|(?:فقط|همش) (?:یه|یک|همین)[^.؟?!]{0,24}دیر|\bchera\b[^.?!]{0,14}\b(?:enghad\w*|inghad\w*|ziad\w*)"
)
_REST = re.compile(
    r"\b(?:the |and |other |what(?:'s| is) )?(?:rest|remainder|remaining|other (?:one|part|charge|fee|sum|amount|half)|the others?)\b"
    r"|(?<!\w)(?:بقیه|باقی|مابقی)\w*|(?<!\w)(?:اون|آن) ?یکی\w*|\bbaghi\w*|\b(?:un|oon) ?yeki\w*"
)
_PART = re.compile(
    r"\bwhich (?:part|one|of|sum|amount|book|title)\b|\b(?:for|of|per|by) (?:which|what|each|every) ?(?:book|one|title|item|of them)?\b|\bper (?:book|item|title)\b|\beach(?: (?:one|book|of))?\b|\bhow much (?:of (?:that|it|this)|for|is for)\b|\b(?:worked out|calculated|broken down|breakdown|made up)\b|\b(?:the )?damages?\b"
    r"|(?:کدوم|کدام)\w*[^.؟?!]{0,6}(?:مال|بابت|برای|واسه|خسارت|دیرکرد)|(?<!\w)(?:مال|بابت|برای|واسه) (?:کدوم|کدام|چی|چه|خسارت|دیرکرد)\w*|هر ?(?:کدوم|کدام|یک|کتاب)\w*|چ(?:طور|جور)\w* حساب|چقد\w* (?:از|مال|بابت|واسه|برای)|چقدش"
    r"|\b(?:kodu?m|kodoom)\w* (?:male|babate|vase)|\bhar ?kod(?:u|oo)m\w*|\bchet(?:or|ori) hesab"
)
_TOGETHER = re.compile(r"\b(?:together|in total|altogether|total)\b|روی? هم|جمع\w*|مجموع|\b(?:jaman|ruye ham)\b")


@dataclass(frozen=True)
class Portion:
    """A portion: "half", "smaller" or "larger" of the parts, or "sum" with its rials."""

    kind: str
    rials: int = 0


def find_portion(text: str) -> Portion | None:
    """Find which portion of a sum a text speaks of; None where it speaks of none."""
    said = fold(text)
    for match in _SUM.finditer(said):
        amount = int(re.sub(r"\D", "", match["digits"])) * (1000 if match["thousand"] else 1)
        amount *= 10 if match["unit"] else 1
        if amount >= _LEAST:
            return Portion("sum", amount)
    if (worded := _WORDED.search(said)) is not None:
        hundreds = _HUNDREDS.get(worded["fa"] or worded["latin"] or "", 1)
        return Portion("sum", hundreds * 100_000 * (10 if worded["unit"] else 1))
    for kind, words in (("half", _HALF), ("smaller", _SMALLER), ("larger", _LARGER)):
        if words.search(said):
            return Portion(kind)
    return None


def asks_why_so_much(text: str) -> bool:
    """Tell whether a text wonders at the height of a sum: "just one was late, why so much?"."""
    return WHY_SO_MUCH.search(fold(text)) is not None


def asks_of_rest(text: str) -> bool:
    """Tell whether a text asks after what is left beside a part: "and the rest?", «اون یکی واسه چیه؟»."""
    return _REST.search(fold(text)) is not None


def asks_together(text: str) -> bool:
    """Tell whether a text asks for a sum of several: "altogether", «جمعش»."""
    return _TOGETHER.search(fold(text)) is not None


def asks_of_part(text: str) -> bool:
    """Tell whether a text asks of the parts of a sum, and not of the sum: which part, for which book, why so much."""
    said = fold(text)
    if _TOGETHER.search(said):
        return False
    return asks_why_so_much(text) or asks_of_rest(text) or _PART.search(said) is not None
