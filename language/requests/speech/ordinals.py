"""A place in the list just shown, said within a sentence: "the second sounds good", «همون اولی خوبه»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.choices import find_choice
from language.normalise import fold

__all__ = ["find_place", "find_places"]

_ENGLISH = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
    "last": -1,
    # Slips of the hand.
    "frist": 0,
    "fisrt": 0,
    "secnd": 1,
    "scond": 1,
    "secon": 1,
    "seocnd": 1,
    "thrid": 2,
}
_OTHERS = {
    "اولی": 0, "دومی": 1, "سومی": 2, "چهارمی": 3, "پنجمی": 4, "آخری": -1,
    "avali": 0, "avvali": 0, "dovomi": 1, "dovvomi": 1, "sevomi": 2, "sevvomi": 2, "chaharomi": 3, "panjomi": 4, "akhari": -1,
}  # fmt: skip
_PLACE = re.compile(
    rf"\bthe (?:one you (?:mentioned|named|said|told me about|showed me) )?(?P<en>{'|'.join(_ENGLISH)})(?! (?:time|edition|volume|book|part|day|floor|week|name|novel|of(?! (?:those|these|them)\b)|in the)\b)\b"
    rf"|\bone you (?:mentioned|named|said|showed)(?: me)? (?P<en2>{'|'.join(_ENGLISH)})\b"
    rf"|(?<!\w)(?P<fa>{'|'.join(_OTHERS)})(?:ه|یه|رو|و|ش|شو|ye|e|o|sh)?(?!\w)"
)


# "Oon do taye aval": so many from the beginning, or the end, of a list.
_SEVERAL = re.compile(
    r"\b(?P<count>do|se|chahar|char|[2-9]) ?ta(?:ye|yi|yee|e|ie)?(?: ye)? (?:(?P<first>avv?al(?:i|esh)?)|(?P<last>akhar(?:i|esh)?))(?:e|o|ro|sh)?\b"
)
_COUNTS = {"do": 2, "se": 3, "chahar": 4, "char": 4, **{str(count): count for count in range(2, 10)}}


def find_place(text: str, count: int) -> int | None:
    """Give the place, from 0, in a list of `count` that a text names; None where it names none, or more than one."""
    choice = find_choice(text)
    if choice is not None:
        places = choice.resolve(count)
        return places[0] if len(places) == 1 else None
    said = {
        _ENGLISH.get(found["en"] or found["en2"] or "", _OTHERS.get(found["fa"] or ""))
        for found in _PLACE.finditer(fold(text))
    }
    if len(said) != 1:
        return None
    place = next(iter(said))
    if place is None or place >= count or not count:
        return None
    return place if place >= 0 else count - 1


def find_places(text: str, count: int) -> tuple[int, ...]:
    """Give all places, from 0, in a list of `count` that a text names; nothing where one of them is not in it."""
    several = _SEVERAL.search(fold(text))
    if several is not None:
        wanted = _COUNTS[several["count"]]
        if wanted > count:
            return ()
        return tuple(range(wanted)) if several["first"] else tuple(range(count - wanted, count))
    said = [
        _ENGLISH.get(found["en"] or found["en2"] or "", _OTHERS.get(found["fa"] or ""))
        for found in _PLACE.finditer(fold(text))
    ]
    places = [place if place is None or place >= 0 else count - 1 for place in said]
    fitting = [place for place in places if place is not None and place < count]
    return tuple(dict.fromkeys(fitting)) if len(fitting) == len(places) else ()
