"""The words of a text that say what it is about: all but those that every question has."""

from __future__ import annotations

from collections.abc import Callable

from crm.learning.likeness import WORDS
from language.normalise import fold
from language.stems import stem, stems

__all__ = ["QUESTIONS", "telling"]

# Words that every question has, beside those of likeness.
_ASKING = """
    become becoming happens happen im ive bring friendly
    could would wonder wondering ask question tell please let know if me there much many long often
    می‌شود بشه میشه بشود باید بگید بگین بگویید بفرمایید بدونم بدانم می‌تونم می‌توان چقدر چقد چندتا واسه جهت مورد خواهم
    شه بشه بیارم بیاریم بذارم بگذارم ببرم ببریم بگیرم بگیریم چیکار چکار اومدن میارم میبرم میگیرید میگیرین پولشه
    توی تون کنیم بکنیم میکنم میکنیم میدید میشم قبول
    شم شیم بشم بشیم باشم کنه بکنم کجان کجاس کجاست دارن هستن هس چنده چجوری چطوریه
    ببخشید خسته نباشید عزیز درود وقت بخیر جان آقا خانم دیگه دیگر فقط الان اگه مگه خب پس
"""
QUESTIONS = frozenset(word for text in (WORDS, _ASKING) for word in fold(text).split())
_COMMON = frozenset(map(stem, QUESTIONS))


def telling(text: str, by: Callable[[str], str] = stem) -> list[str]:
    """Give the stems of a text that say what it is about; each of a folded word is what `by` gives."""
    return [each for each in stems(text, by) if each not in _COMMON]
