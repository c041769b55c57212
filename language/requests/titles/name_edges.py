"""What a name that was cut out of a sentence has too much at its ends, and which is none: «آل احمد کتاب صوتی», "it"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.titles.title_names import is_said_around

__all__ = ["author_alone", "only_points"]

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


# “It”, “We” and «آن‌ها» are titles as well.
_POINTS = frozenset(
    fold(word)
    for word in "it we she he they them us this that one me you her him او ما شما من این اون آن‌ها آنها اونا اینا".split()
)
_MARKED = (
    r"\b(?:called|titled|named|entitled|book|novel|film|movie|title|king's|about) [“\"]?{name}(?!\w)"
    r"|(?<!\w){name}[”\"]?,? (?:by|from|نوشته|اثر) |(?:کتاب|رمان|فیلم) ?(?:ی )?[«]?{name}(?!\w)|[«“\"] ?{name} ?[»”\"]"
)


# «ما را بخرید»: nobody is bought.
_TO_BE_HAD = r"(?<!\w){name} (?:را|رو) (?:ب?خر\w{{0,4}}|سفارش|رزرو|تمدید|تهیه)(?!\w)"


def only_points(name: str, text: str) -> bool:
    """Tell whether what was read as a title is a word that points, and nothing marks it as a name: "do you have it?".

    "It by Stephen King", "the novel It" and "It" alone name the book, and so does "do you have It?".
    """
    said = fold(name).strip(_SIGNS)
    if said not in _POINTS or fold(text).strip(f" {_SIGNS}") == said:
        return False
    if re.search(_MARKED.format(name=re.escape(said)), fold(text).replace("’", "'")):
        return False
    if re.search(_TO_BE_HAD.format(name=re.escape(said)), fold(text)):
        return False
    written = name.strip(_SIGNS)
    capital = written[:1].isupper() and re.search(rf"(?<=[\w,] ){re.escape(written)}(?!\w)", text) is not None
    return not capital or text.isupper()
