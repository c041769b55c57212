"""Spoken forms of Persian verbs: the shorter form stands for both («میخواهم» is «میخوام»).

Only forms of verbs that are certain: a bare «کند» may be "slow", a bare «بدین» hardly anything else. No form
grows, and none that comes out goes in again.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["spoken"]

_L = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء"
_MI = "ن?می|ب|ن"
# Written stem → spoken stem, behind «می», «نمی», «ب» or «ن».
_STEMS = {
    "خواه": "خوا", "توان": "تون", "دان": "دون", "خوان": "خون", "مان": "مون", "رسان": "رسون", "گردان": "گردون",
    "شو": "ش", "گوی": "گ", "گو": "گ", "ده": "د", "رو": "ر", "آور": "ار", "اور": "ار", "یاور": "یار", "گذار": "ذار",
    "کن": "کن", "گیر": "گیر", "رس": "رس", "زن": "زن", "نویس": "نویس", "فرست": "فرست", "گرد": "گرد", "خوا": "خوا",
    "تون": "تون", "دون": "دون", "خون": "خون", "ش": "ش", "گ": "گ", "د": "د", "ر": "ر", "ار": "ار", "یار": "یار",
    "ذار": "ذار", "بین": "بین", "پرس": "پرس", "خر": "خر", "فهم": "فهم",
}  # fmt: skip
_ENDINGS = {"م": "م", "ی": "ی", "د": "ه", "یم": "یم", "یید": "ید", "ید": "ید", "ین": "ید", "یین": "ید", "ند": "ن"}
_FORM = re.compile(
    f"(?<![{_L}])(?P<mi>{_MI})(?P<stem>{'|'.join(sorted(_STEMS, key=len, reverse=True))})"
    f"(?P<end>{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})(?![{_L}])"
)
# «دارین» and «کنین» are said and written without anything before them.
_YOU = re.compile(f"(?<![{_L}])(?P<stem>ن?دار|هست|نیست|کن|بود|شد|کرد|گفت|گرفت)ین(?![{_L}])")
# Words of their own («بدهی» is a debt, «میدانی» of a square), and past tenses.
_OTHERS = frozenset({"بدهی", "بدهیم", "میدانی", "نماند", "بدی", "ندید", "بدید"})
# «می‌شد» is no «می‌شود».
_SPOKEN_ONLY = frozenset({"ش", "گ", "د", "ر", "ار", "یار"})
_COMES = re.compile(f"(?<![{_L}])(ن?می)[آا]ی(م|د|یم|ید|ند)(?![{_L}])")


# Where a verb may begin, so that most words are not looked at closely.
_CANDIDATE = re.compile(f"(?<![{_L}])[بدشکگمنه][{_L}]{{3,}}")


def spoken(text: str) -> str:
    """Give a folded text with its verbs as they are spoken; never longer."""
    return _CANDIDATE.sub(lambda match: _word(match[0]), text)


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    word = _YOU.sub(r"\g<stem>ید", _FORM.sub(_shorter, word))
    return _COMES.sub(lambda match: f"{match[1]}ا{'ن' if match[2] == 'ند' else match[2]}", word)


def _shorter(match: re.Match[str]) -> str:
    if match[0] in _OTHERS or (match["end"] == "د" and match["stem"] in _SPOKEN_ONLY):
        return match[0]
    stem = _STEMS[match["stem"]]
    # «میخواهد» is «میخواد»: no «ه» stands behind an «ا».
    ending = "د" if stem.endswith("ا") and match["end"] == "د" else _ENDINGS[match["end"]]
    form = f"{match['mi']}{stem}{ending}"
    return form if len(form) <= len(match[0]) else match[0]
