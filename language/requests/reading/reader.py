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
# What is wished for is for it: "books on magic for my thesis", «برای پایان‌نامه‌ام … منبع می‌خوام».
_WISHED = r"(?:books?|sources?|material|literature|titles|something|anything|what (?:have|do) you (?:have|got)?)"
_WRITTEN_WITH = re.compile(
    rf"\b{_WISHED} (?:on|about|for) [^.,;:?!]{{0,60}}(?<!not )\bfor (?:(?:my|an?|the|his|her|our|their) (?:(?!who|whose|with|writing|and|after|from|to|that)[a-z'-]{{2,14}} ){{0,2}})?{_PAPER}(?= ?(?:[.,;?!]|$|(?:please|on|about|at|in|due|next|this)\b))"
    rf"|(?<!\w)(?:برای|برا|واسه) (?:نوشتن |نگارش )?{_PAPER_FA}(?!\w)[^.،؛؟?!]{{0,50}}(?<!\w)(?:منبع|منابع|کتاب)\w{{0,4}}(?!\w)|(?<!\w)(?:منبع|منابع|کتاب)\w{{0,4}}(?!\w)[^.،؛؟?!]{{0,50}}(?<!\w)(?:برای|برا|واسه) (?:نوشتن |نگارش )?{_PAPER_FA}(?!\w)"
    rf"|\b(?:ketab|manba|manabe)\w{{0,3}} [^.,?!]{{0,40}}\b(?:baraye|vase|bara) {_PAPER_LATIN}"
)
# Papers are written on stories with stories.
_ON_STORIES = re.compile(
    r"\b(?:literature|literary|fiction|fantasy|dystopias?|comed(?:y|ies)|folklore|myths?|fairy ?tales?|novels?|stor(?:y|ies)|poe(?:try|ms?)|writers?|authors?)\b|(?<!\w)(?:ادبیات|ادبی|رمان|داستان|شعر|نویسنده)\w{0,3}(?!\w)|\b(?:adabiat|roman|dastan|sher)\w{0,2}\b"
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
    """Tell whether a folded text wishes for something to write a paper with that is on no stories."""
    return _WRITTEN_WITH.search(folded) is not None and _ON_STORIES.search(folded) is None
