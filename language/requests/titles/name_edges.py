"""What a name that was cut out of a sentence has too much at its ends: «زویا پیرزاد اومده», «آل احمد کتاب صوتی»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from language.normalise import fold
from language.requests.titles.title_names import is_said_around

__all__ = ["author_alone"]

_SIGNS = ".,:;!?؟،؛«»\"'()"
# No author's name begins or ends with one of these.
_BESIDE = frozenset(
    "کتاب کتابی کتابای کتابهای رمان رمانی فیلم فیلمی فیلمای فیلمهای صوتی گویا جدید تازه تازه‌ای شعر شعرای داستان اثر آثار نوشته اینا اونا"
    " اومده اومد آمده امده رسیده رسید آوردین آوردید اوردین اوردید آورده اورده خریدین خریدید گرفتین گرفتید دراومده منتشر"
    " books book novel novels film films new recent latest arrived come came published written"
    " umade oomade omade reside avordin avordid avorde kharidin ketab ketabe film filme roman sooti soti jadid taze".split()
)


def author_alone(name: str) -> str:
    """Give an author's name without the words of the sentence at its ends; empty where nothing else is left."""
    words = name.split()
    while words and _is_beside(words[-1]):
        words.pop()
    while words and _is_beside(words[0]):
        words.pop(0)
    return " ".join(words)


def _is_beside(word: str) -> bool:
    said = fold(word).strip(_SIGNS)
    return not said or said in _BESIDE or (len(said) > 1 and not word[:1].isupper() and is_said_around(said))
