"""Persian that is typed in Latin letters, word by word in Persian ones: the known word that sounds like it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from language.normalise import fold

__all__ = ["KnownWords"]

_LETTERS = dict(
    zip(
        "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء",
        "a a b p t s j ch h kh d z r z zh s sh s z t z _ gh f gh k g l m n v h i i _".split(),
        strict=True,
    )
)
_SOUNDS = (("kh", "x"), ("gh", "q"), ("sh", "c"), ("ch", "č"), ("zh", "j"), ("ph", "f"), ("w", "v"))
_VOWELS = re.compile(r"[aeiouy_']")
_DOUBLED = re.compile(r"(.)\1+")
_LATIN = re.compile(r"[a-z']+")
# What is joined to the end of a word: whose it is, several of it, that something is done with it.
_ENDINGS = ("", "m", "c", "t", "n", "h", "r", "d", "st", "nd", "mr", "tn", "mn", "cn", "hm", "ht", "tr")
_LEAST_CONSONANTS, _LEAST_LETTERS = 2, 3
# So alike the letters have to be, vowels and endings included, where the consonants are the same.
_ALIKE = 55.0


class KnownWords:
    """Persian words, found by how they sound."""

    def __init__(self, words: Mapping[str, float]) -> None:
        """Take words with what each weighs where several sound alike."""
        self._by_sound: dict[str, list[tuple[str, str, float]]] = {}
        for word, weight in words.items():
            if not word.isascii():
                latin = "".join(_LETTERS.get(letter, letter) for letter in word).replace("_", "")
                for sound in _sounds(latin):
                    self._by_sound.setdefault(sound, []).append((word, latin, weight))

    def in_persian(self, text: str, *, but: Iterable[str] = ()) -> str:
        """Give a text with each Latin word that sounds like a known one as that; those of `but` stay."""
        kept = frozenset(but)
        return _LATIN.sub(
            lambda found: found[0] if found[0] in kept else self._nearest(found[0]) or found[0], fold(text)
        )

    def _nearest(self, word: str) -> str | None:
        if len(word) < _LEAST_LETTERS:
            return None
        skeleton = _skeleton(word)
        tried = [
            skeleton.removesuffix(end)
            for end in _ENDINGS
            if skeleton.endswith(end) and len(skeleton) - len(end) >= _LEAST_CONSONANTS
        ]
        found = [
            (fuzz.ratio(word, latin) - 4 * place, weight, known)
            for place, sound in enumerate(tried)
            for known, latin, weight in self._by_sound.get(sound, ())
        ]
        best = max(found, default=None)
        return best[2] if best is not None and best[0] >= _ALIKE else None


def _sounds(latin: str) -> set[str]:
    """Give the consonants of a Persian word in Latin letters; «و» and a last «ه» may be vowels."""
    forms = {latin, latin.replace("v", ""), latin.removesuffix("h"), latin.replace("v", "").removesuffix("h")}
    return {sound for form in forms if len(sound := _skeleton(form)) >= _LEAST_CONSONANTS}


def _skeleton(latin: str) -> str:
    for letters, sound in _SOUNDS:
        latin = latin.replace(letters, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", latin))
