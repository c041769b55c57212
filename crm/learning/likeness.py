"""Similarity of two questions, across wordings and languages.

What is compared is a question without the words that every question has. With sentence vectors (multilingual-e5-small)
it is the cosine after the mean of each language is taken away, which brings the languages together; without them it is
the share of common words, within one language only.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from math import sqrt
from operator import mul
from pathlib import Path

from language.normalise import fold

__all__ = ["ACROSS", "OVERLAP", "WITHIN", "WORDS", "alike", "bare", "centre", "centred", "overlap"]

# From here on two questions are one matter: measured by benchmarks/question_groups.py on its pairs. Two languages
# are never close by chance words, so that less is enough between them.
WITHIN = 0.36
ACROSS = 0.24
OVERLAP = 0.5

CENTRES = Path(__file__).resolve().parent / "likeness.json"
LONGEST = 300
_WORD = re.compile(r"\w+")
# Words that say nothing of what is asked for; folded when they are read.
WORDS = """
    a an the i we you he she it they me my mine us our your his her its their this that these those here there
    am is are was were be been do does did have has had can could may might will would shall should must
    to of for in on at by with from into about as than then and or but if so not no yes any some all just also
    what when where which who whom how why want need like please hi hello hey thanks thank get take give find know
    tell help look looking library libraries possible way anything something anyone someone sorry im ive id dont
    و یا اما ولی اگر که تا به از با در بر برای را رو هم نیز همین این آن اون اینا اونا یک یه چند هر همه هیچ
    من تو او ما شما آنها ایشان خودم خود ام ای است هست هستم هستید هستین نیست بود باشد باشه شد شده می‌شود میشه می‌شه
    دارید دارین داره دارم دارد ندارید ندارین می‌خواهم می‌خوام میخوام می‌خواستم خواستم می‌خوایم می‌توانم می‌تونم میتونم
    می‌شود توانم کنم کنید کنین کرد کرده کردن می‌کنید می‌کنین می‌دهید می‌دین میدین بدهید بدین لطفا لطفاً سلام ممنون مرسی
    چی چه چیه چطور چطوری چگونه کجا کجاست کی کدام کدوم آیا اینجا آنجا اونجا کتابخانه کتابخونه کتابخانه‌تان کسی چیزی
"""
_COMMON = frozenset(fold(word) for word in WORDS.split())


def bare(text: str) -> str:
    """Give the folded words of a question that say what it is about; all of them when none is left."""
    words = _WORD.findall(fold(text))
    return (" ".join(word for word in words if word not in _COMMON) or " ".join(words))[:LONGEST]


def centred(vector: Sequence[float], language: str) -> list[float]:
    """Take the mean of a language's sentences from a vector and give it unit length."""
    mean = centre(language)
    moved = list(vector) if mean is None or len(mean) != len(vector) else [a - b for a, b in zip(vector, mean)]  # noqa: B905
    length = sqrt(sum(map(mul, moved, moved)))
    return [value / length for value in moved] if length else moved


def centre(language: str) -> list[float] | None:
    """Give the mean of a language's sentences; None where it is not known."""
    return _centres().get(language)


def alike(one: Sequence[float], other: Sequence[float], *, same_language: bool) -> float:
    """Say how alike two centred vectors are: 1 and more is one matter."""
    if len(one) != len(other):
        return 0.0
    return float(sum(map(mul, one, other))) / (WITHIN if same_language else ACROSS)


def overlap(one: str, other: str) -> float:
    """Say how alike two bare questions of one language are by their words: 1 and more is one matter."""
    mine, theirs = frozenset(one.split()), frozenset(other.split())
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs) / OVERLAP


@cache
def _centres() -> dict[str, list[float]]:
    try:
        read: dict[str, list[float]] = json.loads(CENTRES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read
