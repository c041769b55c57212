"""Typing errors as people make them: neighbours on the keyboard, lost, doubled and exchanged letters, sounds."""

from __future__ import annotations

from random import Random

_ROWS = ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {sign: [row[at] for at in (place - 1, place + 1) if 0 <= at < len(row)]
           for row in _ROWS for place, sign in enumerate(row)}  # fmt: skip
_SOUNDS = {"ز": "ذضظ", "ذ": "ز", "ض": "ز", "ظ": "ز", "س": "صث", "ص": "س", "ث": "س", "ت": "ط", "ط": "ت", "ق": "غ",
           "غ": "ق", "ه": "ح", "ح": "ه", "ع": "ا"}  # fmt: skip
# Of the words so many have an error, of the texts so many lack a word.
_WORDS, _SHORTER, _SHORTEST = 0.25, 0.2, 3


def mistyped(text: str, chance: Random) -> str:
    """Give a folded text with an error in about a quarter of its words."""
    words = text.split()
    for place in chance.sample(range(len(words)), min(len(words), max(1, round(len(words) * _WORDS)))):
        if len(words[place]) >= _SHORTEST and not words[place].isdigit():
            words[place] = _slip(words[place], chance)
    if len(words) > _SHORTEST and chance.random() < _SHORTER:
        words.pop(chance.randrange(len(words)))
    return " ".join(words)


def _slip(word: str, chance: Random) -> str:
    at, kind = chance.randrange(1, len(word)), chance.random()
    sign = word[at]
    if kind < 0.3:
        return word[:at] + word[at + 1 :]
    if kind < 0.45:
        return word[:at] + sign + word[at:]
    if kind < 0.65 and at + 1 < len(word):
        return word[:at] + word[at + 1] + sign + word[at + 2 :]
    others = _BESIDE.get(sign, [sign]) if kind < 0.85 else list(_SOUNDS.get(sign, sign))
    return word[:at] + chance.choice(others) + word[at + 1 :]
