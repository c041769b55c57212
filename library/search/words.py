"""Texts as sequences of folded words, and the stop words of a search."""

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["folded_words", "joined", "telling", "trigrams", "without_ending", "words"]

WORD = re.compile(r"[^\W_]+")
ALIKE = str.maketrans({"آ": "ا", "ئ": "ی", "ء": None, "ؤ": "و"})

# What surrounds a title or a name in a request; kept when nothing else is said («رمان» may be a subject).
PERSIAN_CHATTER = """
کتاب کتابی کتابهای کتابهایی کتابای کتابو رمان رمانهای داستانهای اثر آثار
نوشته نوشتهی نوشتههای نویسنده مال از به در با و یا را رو برای درباره دربارهی
راجع موضوع مورد زمینه ی یه یک این آن اون هست هستش موجود موجوده دارید دارین داری داره دارند میخوام میخواهم
میخواستم لطفا عنوان نام اسم هم که تو توی جلد چاپ ترجمه ترجمهی بقلم قلم پیدا کن کنید بگرد جستجو دنبال میگردم آیا شابک
کجاست کجاس کدوم کدام قفسه قفسهها طبقه میشه ببینم کتابا کتابها کتاباش کتابه رمانها رمانای داستانهای شعرهای
شعرای آثاری اثری چیا چی چیزی چیزایی هایی های نسخه نسخهای میگردم رزرو کنم تمدید برام برای الان یا نه امانت رفته کنین
"""
ENGLISH_CHATTER = """
the a an of by and or in on for to with about book books novel novels title author written any some do you have
is are there i want need find search looking me please copy copies isbn library from got any anything available where
can could put hold reserve renew stock shelf shelved s
"""
FINGLISH_CHATTER = """
ketab ketabe ketabi ketaba ketabha ketabhaye ketabaye roman romane az be dar ba va ya ro mikham mikhastam
darid darin dari dare
hast hastesh nevisande nevisandeye asar asare asaraye lotfan baraye bede begard begardin hav hve gimme wana wanna ur u
"""
CHATTER = frozenset(
    word.translate(ALIKE)
    for text in (PERSIAN_CHATTER, ENGLISH_CHATTER, FINGLISH_CHATTER)
    for word in fold(text).split()
)


def words(text: str) -> tuple[str, ...]:
    """Split a text into folded words, with letters that are typed either way made one."""
    return folded_words(fold(text))


def folded_words(text: str) -> tuple[str, ...]:
    """Split a text that is folded already in the same way."""
    return tuple(WORD.findall(text.translate(ALIKE)))


def telling(text: str) -> tuple[str, ...]:
    """Give the words of a request that can find something; all of them when none stands out."""
    spoken = words(text)
    kept = tuple(word for word in spoken if word not in CHATTER)
    return kept or spoken


# What is spoken at the end of a name: «رو» as «و», "is" as «ه» («هری پاتره هست؟», «کوچولوئه»).
_ENDINGS = ("و", "ه", "یه", "عه", "رو", "یو", "هه")
_LEAST_STEM = 3


def without_ending(spoken: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give the words without each spoken ending that the last one may have, longest first."""
    if not spoken or spoken[-1].isascii():
        return []
    last = spoken[-1]
    stems = [last[: -len(ending)] for ending in _ENDINGS if last.endswith(ending)]
    return [(*spoken[:-1], stem) for stem in stems if len(stem) >= _LEAST_STEM]


def joined(parts: tuple[str, ...]) -> str:
    """Write words without spaces, so that a missing or a wrong space does not matter."""
    return "".join(parts)


def trigrams(parts: tuple[str, ...]) -> list[str]:
    """Give every run of three letters within the words and across their borders, each once."""
    runs = dict.fromkeys(text[start : start + 3] for text in (*parts, joined(parts)) for start in range(len(text) - 2))
    return list(runs)
