"""Who reads, and children who are only written about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["BY_MARRIAGE", "FOR_WORK", "is_studied"]

# A mother-in-law is no jurist, and «می‌خواستم ببینم» wants to know, not to watch.
BY_MARRIAGE = re.compile(
    r"\b(?P<kin>mother|father|sister|brother|daughter|son)s?(?:[ -]+in[ -]+laws?)\b|(?<!\w)(?:می ?)?خواست(?:م|یم) ببین(?:م|یم)(?= \w)"
)
# For a thesis or a paper it is read.
FOR_WORK = re.compile(
    r"\b(?:thesis|dissertation|essay|paper|homework|project|presentation)\b|(?<!\w)(?:پایان ?نامه|رساله|تحقیق|مقاله|پروژه|کنفرانس)\w{0,4}(?!\w)|\b(?:payan ?name\w{0,2}|tahghigh|maghale)\b"
)
# What is taught or written about children.
_STUDIES = frozenset(
    "psychology psychological development education rights health nutrition literature illness care therapy abuse labour labor learning behaviour behavior brain minds"
    " روانشناسی رشد تربیت آموزش حقوق سلامت تغذیه بیماری روانپزشکی نقاشی بازی رفتار پرورش یادگیری درمانی کار ravanshenasi roshd".split()
)
_FOR_WHOM = frozenset("for برای واسه برا مناسب baraye vase".split())


def is_studied(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether children are what a book is about: "child development", «روان‌شناسی رشد کودک»."""
    if not _FOR_WHOM.isdisjoint(words[max(0, start - 2) : start]):
        return False
    behind = words[end : end + 1] if words[start].isascii() else []
    before = words[max(0, start - 1) : start]
    of = words[max(0, start - 3) : start] if words[max(0, start - 1) : start] in (["of"], ["in"]) else []
    return not _STUDIES.isdisjoint((*behind, *(before if not words[start].isascii() else ()), *of))
