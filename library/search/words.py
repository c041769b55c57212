"""Texts as sequences of folded words, and the words that carry no meaning in a search."""

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["joined", "telling", "trigrams", "words"]

WORD = re.compile(r"[^\W_]+")
ALIKE = str.maketrans({"آ": "ا", "ئ": "ی", "ء": None, "ؤ": "و"})

# What surrounds a title or a name in a request; kept when nothing else is said («رمان» may be a subject).
PERSIAN_CHATTER = """
کتاب کتابی کتابهای کتابهایی کتابای کتابو رمان رمانهای داستانهای اثر آثار
نوشته نوشتهی نوشتههای نویسنده مال از به در با و یا را رو برای درباره دربارهی
راجع موضوع مورد زمینه ی یه یک این آن اون هست هستش موجود موجوده دارید دارین داری داره دارند میخوام میخواهم
میخواستم لطفا عنوان نام اسم هم که تو توی جلد چاپ ترجمه ترجمهی بقلم قلم پیدا کن کنید بگرد جستجو دنبال میگردم آیا شابک
"""
ENGLISH_CHATTER = """
the a an of by and or in on for to with about book books novel novels title author written any some do you have
is are there i want need find search looking me please copy copies isbn library from
"""
CHATTER = frozenset(word.translate(ALIKE) for text in (PERSIAN_CHATTER, ENGLISH_CHATTER) for word in fold(text).split())


def words(text: str) -> tuple[str, ...]:
    """Split a text into folded words, with letters that are typed either way made one."""
    return tuple(WORD.findall(fold(text).translate(ALIKE)))


def telling(text: str) -> tuple[str, ...]:
    """Give the words of a request that can find something; all of them when none stands out."""
    spoken = words(text)
    kept = tuple(word for word in spoken if word not in CHATTER)
    return kept or spoken


def joined(parts: tuple[str, ...]) -> str:
    """Write words without spaces, so that a missing or a wrong space does not matter."""
    return "".join(parts)


def trigrams(parts: tuple[str, ...]) -> list[str]:
    """Give every run of three letters within the words and across their borders, each once."""
    runs = dict.fromkeys(text[start : start + 3] for text in (*parts, joined(parts)) for start in range(len(text) - 2))
    return list(runs)
