"""Number words up to thirty-one: days of a month, places in a list."""

from __future__ import annotations

import re

__all__ = ["ENGLISH_COUNT", "ENGLISH_ORDINAL", "PERSIAN_COUNT", "PERSIAN_ORDINAL", "number_of"]

_FA_ONES = ("یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه")
_FA_TEENS = ("ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده")
_FA_TENS = {20: "بیست", 30: "سی"}
_FA_ORDINAL_FORMS = {1: ("اول", "یکم"), 3: ("سوم",), 30: ("سی ام", "سیام")}
_FA_SPOKEN = {
    "یه": 1, "چار": 4, "شیش": 6, "هیجده": 18, "پونزده": 15, "شونزده": 16, "هیفده": 17, "شیشم": 6, "هیجدهم": 18,
    "هژده": 18, "هژدهم": 18, "پونزدهم": 15, "شونزدهم": 16, "چارم": 4, "دویم": 2, "سی ام": 30, "سیام": 30, "یکم": 1,
    "سی و یکم": 31,
}  # fmt: skip

_EN_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_EN_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
                "eighteenth", "nineteenth", "twentieth")  # fmt: skip


def _persian() -> tuple[dict[str, int], dict[str, int]]:
    counts = {word: n for n, word in enumerate(_FA_ONES, start=1)}
    counts.update({word: n for n, word in enumerate(_FA_TEENS, start=10)})
    for ten, word in _FA_TENS.items():
        counts[word] = ten
        for n, one in enumerate(_FA_ONES, start=1):
            if ten + n <= 31:
                counts[f"{word} و {one}"] = ten + n
    ordinals = {}
    for word, n in counts.items():
        if n == 30:
            continue  # «سیم» is a wire
        ordinals["سوم" if n == 3 else word[:-2] + "سوم" if word.endswith("سه") else word + "م"] = n
    for n, words in _FA_ORDINAL_FORMS.items():
        ordinals.update(dict.fromkeys(words, n))
    return counts, ordinals


def _english() -> tuple[dict[str, int], dict[str, int]]:
    counts = {word: n for n, word in enumerate(_EN_ONES, start=1)}
    counts.update({"twenty": 20, "thirty": 30})
    ordinals = {word: n for n, word in enumerate(_EN_ORDINALS, start=1)}
    ordinals["thirtieth"] = 30
    for ten, word in ((20, "twenty"), (30, "thirty")):
        for n in range(1, 10):
            if ten + n <= 31:
                for joint in ("-", " "):
                    counts[f"{word}{joint}{_EN_ONES[n - 1]}"] = ten + n
                    ordinals[f"{word}{joint}{_EN_ORDINALS[n - 1]}"] = ten + n
    return counts, ordinals


_FA_COUNTS, _FA_ORDINALS = _persian()
# «بیست‌ونهم», «بیست ونهم» and «بیستونهم» too.
for _known in (_FA_COUNTS, _FA_ORDINALS):
    for _word, _value in tuple(_known.items()):
        if " و " in _word:
            _known.update({_word.replace(" و ", " و"): _value, _word.replace(" و ", "و"): _value})
_EN_COUNTS, _EN_ORDINALS_ALL = _english()
_VALUES = {
    **_EN_COUNTS,
    **_EN_ORDINALS_ALL,
    **_FA_SPOKEN,
    **_FA_COUNTS,
    **_FA_ORDINALS,
    "a": 1,
    "an": 1,
    "couple": 2,
}


def _either(words: list[str]) -> str:
    # Each word once: what matches in two ways, and is repeated, takes for ever to fail.
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(dict.fromkeys(words), key=len, reverse=True))


_SPOKEN_COUNTS = [word for word in _FA_SPOKEN if not word.endswith("م")]
_SPOKEN_ORDINALS = [word for word in _FA_SPOKEN if word.endswith("م")]

#: Alternatives for use inside a regular expression over an aligned or folded text.
PERSIAN_COUNT = _either([*_FA_COUNTS, *_SPOKEN_COUNTS])
PERSIAN_ORDINAL = _either([*_FA_ORDINALS, *_SPOKEN_ORDINALS])
ENGLISH_COUNT = _either(list(_EN_COUNTS))
ENGLISH_ORDINAL = _either(list(_EN_ORDINALS_ALL))


def number_of(word: str) -> int:
    """Return the number that a word or digits stand for. Raises KeyError for another word."""
    return int(word) if word.isdecimal() else _VALUES[word]
