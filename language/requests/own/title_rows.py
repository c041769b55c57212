"""Titles of one's own that stand where only a title can: behind "the book", before «رو تمدید», in a row with another.

There an everyday word is a title as well ("ketabe koori ro tamdid kon"), and half a title is enough beside another
one ("the Kite Runner and Gatsby"); elsewhere neither is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from rapidfuzz import fuzz

from language.normalise import fold
from language.requests.speech.sentences import deed_at
from language.scripts import is_latin, skeleton

__all__ = ["find_in_row", "find_marked"]

_TOKEN = re.compile(r"[^\W_]+|[,،&.;:؛!?؟…«»“”\"\n]")
_SUBTITLE = re.compile(r"[:؛;/(–]")
_LONGEST = 90  # tokens
_BOOK = frozenset("ketab ketabe ketabo roman romane کتاب رمان book novel".split())
_SIGN = frozenset("ro ra رو را".split())
_JOINTS = frozenset("and و va o & plus or یا".split())
# These join only what is marked as an object: «طاعون رو هم شب تمدید کن» names no «شب», "Ulysses, colder" no «کلیدر».
_TOO, _COMMAS = frozenset("ham هم".split()), frozenset(", ،".split())
_BETWEEN = _JOINTS | _TOO | _COMMAS | _SIGN | _BOOK | frozenset('the a my e ye « » “ ” "'.split())
_MOST_BETWEEN, _MOST_BEFORE_DEED = 4, 6
# Behind the last of a row a clause about it would begin otherwise: "renew Dune and Gatsby is late".
_AFTER = _BETWEEN | frozenset(
    ". ; : ؛ ! ? ؟ … \n too both please pls plz again now until till for to on as are baram lotfan برام برای لطفا تا ta"
    " due late".split(" ")
)
# It is lost, or left behind; and what may stand between an object and its deed.
_LOST = frozenset("gom ja گم جا".split())
_BEFORE_DEED = frozenset(
    "ham baram lotfan dobare too tu dar metro otobus mishe mikham mikhastam ye bar dige"
    " هم برام لطفا دوباره تو توی در مترو اتوبوس میشه میخوام میخواستم یه بار دیگه".split()
)
# "Hamoon ro tamdid kon" points, and names no «هامون».
_POINTS = frozenset("hamoon hamun hamin hamoona hamuna oon oona una in ina".split())
_UNTIL = (("ta", "key"), ("ta", "kei"), ("ta", "kay"), ("ta", "chand"), ("mohlat",), ("mohlatesh",))
# Latin vowels that are written in several ways; of so short a sound they have to be the same.
_VOWELS = (("oo", "o"), ("ou", "o"), ("u", "o"), ("ee", "i"), ("ey", "i"), ("y", "i"), ("ā", "a"), ("aa", "a"))
_SHORT_SOUND, _ALIKE = 3, 85
_TIES = ("e", "ye", "i")

Same = Callable[[str, str], bool]
Latin = Callable[[str], str]


def find_marked(text: str, titles: Sequence[str], latin: Latin) -> tuple[int, ...]:
    """Give the places of the titles that stand whole in words that are marked as one, however everyday they are."""
    said = _tokens(text)
    kept = {fold(found["name"]) for found in _KEPT.finditer(text[:_MOST_LETTERS])}
    return tuple(
        place
        for place, title in enumerate(titles)
        if any(_is_marked(said, *span) or _is_kept(said[slice(*span)], kept) for span in _wholly(said, title, latin))
    )


# "Until when may I keep the Shahnameh, and …": with a capital, and the whole object of what is done with a book.
_KEPT = re.compile(
    r"\b(?:keep|renew|extend|return|lost|have) (?:(?:the|my) )?(?P<name>[A-Z][a-z]{3,20})"
    r"(?= ?[.,!?;]| ?$| (?:and|or|until|till|please)\b)"
)
_MOST_LETTERS = 600


def _is_kept(words: Sequence[str], kept: Container[str]) -> bool:
    return len(words) == 1 and words[0] in kept


def find_in_row(
    text: str, titles: Sequence[str], named: Sequence[int], same: Same, everyday: Container[str]
) -> tuple[int, ...]:
    """Give the places of the titles that are named in a row with those that are, by their telling words alone."""
    said, found = _tokens(text), list(named)
    spans = {place: _spans(said, title, same) for place, title in enumerate(titles)}
    common = {place for place, title in enumerate(titles) if _longest(title) in everyday}
    taken = [span for place in found for span in spans[place]]
    while True:
        more = next(
            (
                (place, span)
                for place in spans
                if place not in found
                for span in spans[place]
                if not any(start < span[1] and span[0] < end for start, end in taken)
                and any(_joined(said, span, other) for other in taken)
                and (place not in common or _is_object(said, span, titles[place]))
            ),
            None,
        )
        if more is None:
            return tuple(place for place in found if place not in named)
        found.append(more[0])
        taken.append(more[1])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(fold(text).replace("’", "'"))[:_LONGEST]


def _words(title: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(_SUBTITLE.split(title)[0]))


def _longest(title: str) -> str:
    return max(_words(title), key=len, default="")


def _is_object(said: Sequence[str], span: tuple[int, int], title: str) -> bool:
    """Tell whether a whole title stands as an object: «شب رو»."""
    return list(said[slice(*span)]) == _words(title) and said[span[1] : span[1] + 1] != [] and said[span[1]] in _SIGN


def _wholly(said: Sequence[str], title: str, latin: Latin) -> list[tuple[int, int]]:
    """Give where all words of a title stand, one after the other, with no ending: «کتاب مادرم» is no «مادر»."""
    words = _words(title)
    if not words or sum(map(len, words)) < _SHORT_SOUND:
        return []
    sounds = sum(len(skeleton(word)) for word in words)
    found = []
    for start in range(len(said) - len(words) + 1):
        part = said[start : start + len(words)]
        if not all(one == word or _sounds_so(word, one) for word, one in zip(words, part, strict=True)):
            continue
        if sounds >= _SHORT_SOUND or _alike("".join(words), "".join(part), latin):
            found.append((start, start + len(words)))
    return found


def _sounds_so(word: str, said: str) -> bool:
    sound = skeleton(word)
    return is_latin(word) != is_latin(said) and sound != "" and sound == skeleton(said)


def _alike(title: str, said: str, latin: Latin) -> bool:
    return title == said or fuzz.ratio(_vowels(latin(title)), _vowels(latin(said))) >= _ALIKE


def _vowels(word: str) -> str:
    for written, one in _VOWELS:
        word = word.replace(written, one)
    return word


def _is_marked(said: Sequence[str], start: int, end: int) -> bool:
    """Tell whether words stand as a title: behind "book", in quotes, or as the object of a deed or of "until when"."""
    before = said[start - 1] if start else ""
    after = said[end] if end < len(said) else ""
    if before in _BOOK or (before in '«“"' and before and after in '»”"' and after):
        return True
    if after in _SIGN and not (end - start == 1 and said[start] in _POINTS):
        # «… رو (هم) (برام) تمدید»: no other object, and no other clause, between them.
        for word in said[end + 1 : end + 1 + _MOST_BEFORE_DEED]:
            if word in _SIGN or not word.isalnum():
                return False
            if deed_at(word) or word in _LOST:
                return True
            if word not in _BEFORE_DEED:
                return False
    return any(tuple(said[end : end + len(words)]) == words for words in _UNTIL)


def _spans(said: Sequence[str], title: str, same: Same) -> list[tuple[int, int]]:
    """Give where a title stands, or its longest word with what stands of it around."""
    words = _words(title)
    longest = _longest(title)
    if len(longest) < (5 if is_latin(longest) else 4):
        return [
            (at, at + len(words)) for at in range(len(said) - len(words) + 1) if said[at : at + len(words)] == words
        ]
    found = []
    for at, word in enumerate(said):
        if word != longest and not same(longest, word):
            continue
        place = words.index(longest)
        start, end = at, at + 1
        while start > 0 and place - (at - start) > 0 and _is_part(said[start - 1], words[:place], same):
            start -= 1
        for _ in words[place + 1 :]:
            # "Bamdad-e Khomar": what ties Persian words is written apart.
            tied = 1 if end + 1 < len(said) and said[end] in _TIES else 0
            if end + tied >= len(said) or not _is_part(said[end + tied], words[place + 1 :], same):
                break
            end += tied + 1
        found.append((start, end))
    return found


def _is_part(word: str, words: Sequence[str], same: Same) -> bool:
    sound = skeleton(word)
    if word in words or any(same(one, word) or (sound and sound == skeleton(one)) for one in words):
        return True
    return word in ("o", "va", "and", "&") and ("و" in words or "and" in words)


def _joined(said: Sequence[str], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether nothing but a joint stands between two spans, and no clause begins behind the second."""
    first, second = sorted((one, other))
    between = said[first[1] : second[0]]
    after = said[second[1]] if second[1] < len(said) else "."
    return (
        0 < len(between) <= _MOST_BETWEEN
        and all(word in _BETWEEN for word in between)
        and (after in _AFTER or deed_at(after) is not None)
        and (any(word in _JOINTS for word in between) or _joins_objects(between, after))
    )


def _joins_objects(between: Sequence[str], after: str) -> bool:
    """Tell whether «هم» or a comma stands between objects: «کوری رو هم بیگانه رو», "koori, bigane ro"."""
    marked = after in _SIGN
    return marked and (any(word in _COMMAS for word in between) or any(word in _SIGN for word in between))
