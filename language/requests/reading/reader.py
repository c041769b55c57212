"""Who reads, and children who are only written about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["BY_MARRIAGE", "FOR_WORK", "is_studied", "is_to_write_with"]

# A mother-in-law is no jurist, and «می‌خواستم ببینم» wants to know, not to watch.
BY_MARRIAGE = re.compile(
    r"\b(?P<kin>mother|father|sister|brother|daughter|son)s?(?:[ -]+in[ -]+laws?)\b|(?<!\w)(?:می ?)?خواست(?:م|یم) ببین(?:م|یم)(?= \w)"
)
# What is written with books.
_PAPER = r"(?:thesis|dissertation|essay|paper|homework|project|presentation)"
_PAPER_FA = r"(?:پایان ?نامه|رساله|تحقیق|مقاله|پروژه|کنفرانس)\w{0,4}"
_PAPER_LATIN = r"(?:payan ?name\w{0,2}|tahghigh|maghale)"
FOR_WORK = re.compile(rf"\b{_PAPER}\b|(?<!\w){_PAPER_FA}(?!\w)|\b{_PAPER_LATIN}\b")
# What is wished for is for it: "for my thesis", "an essay about".
_WRITTEN_WITH = re.compile(
    rf"\b(?:for|writing|write|preparing|prepare|working on|researching)\b[^.,;?!]{{0,30}}\b{_PAPER}\b|\b{_PAPER} (?:is )?(?:on|about)\b"
    rf"|(?<!\w)(?:برای|برا|واسه|نگارش|نوشتن)(?!\w)[^.،؛؟?!]{{0,20}}(?<!\w)(?:{_PAPER_FA}|{_PAPER})(?!\w)|(?<!\w){_PAPER_FA}[^.،؛؟?!]{{0,25}}(?<!\w)(?:درباره|در ?مورد|راجع|با موضوع)(?!\w)"
    rf"|\b(?:baraye|vase|bara) (?:\w{{2,8}} )?{_PAPER_LATIN}"
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


def is_to_write_with(folded: str) -> bool:
    """Tell whether a folded text wishes for something to write a paper with."""
    return _WRITTEN_WITH.search(folded) is not None
