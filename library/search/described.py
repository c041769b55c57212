"""Books that are described and not named: "the one where animals take over a farm"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from language.stems import stems

__all__ = ["Descriptions"]

# What tells of a wish for a book, and of none in particular.
_PALE = frozenset(
    stem
    for line in (
        "a an the this that one book books novel story film about where who which whose what with and or but of in on at to for from by is are was"
        " were be been has have had do does did i i'm me my you your it its he she they them his her their looking search find name remember forgot"
        " into makes make has having gets there's forget read cover blue red green author called there some something someone thing guy man woman people goes go gets get lives live"
        " can't cant don't dont long ago school year last once think was called title",
        "یه یک این آن اون که و یا از به در با تا را رو برای درباره راجع مورد کتاب کتابی کتابم رمان داستان داستانش قصه فیلم اسم اسمش نام یادم نیست نمیاد یادت"
        " دنبال من میگردم میخوام بود است هست شد شده میشه بهش توش توی تو خوندم خواندم پارسال جلدش جلد آبی قرمز سبز نویسنده چی چیه یکی همون یارو مرد زن آدم"
        " میره میرن میاد داره دارن سلام لطفا ببخشید فکر کنم یادمه دیگه هم کرده می کنه میکنه زندگی",
        "ye yek in on oon ke va az be dar ba ta ro ketab ketabi esmesh yadam nist donbale man mikham boud bud hast ham dastan mard zan",
    )
    for stem in stems(line)
)
# A description has so many telling words in common with what is told of a title, and is about nothing much besides.
_LEAST, _SHARE = 2, 0.5
_NEAR = 0.8
# A word of so few works is rare.
_FEW = 2
_PREFIX = 4


class Descriptions:
    """The words that are told of each work, in whatever language its editions are described."""

    def __init__(self, entries: Iterable[tuple[int, str, str]]) -> None:
        """Take each title's key, its work (empty: it stands alone), and all that is told of it."""
        told: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, list[int]] = defaultdict(list)
        for key, work, text in entries:
            name = work or f"\n{key}"
            told[name].update(one for one in stems(text) if len(one) > 1 and one not in _PALE)
            self._keys[name].append(key)
        self._told = dict(told)
        counts = Counter(word for words in told.values() for word in words)
        self._weights = {word: math.log(1 + len(told) / count) for word, count in counts.items()}
        self._rarest = math.log(1 + len(told) / _FEW)
        self._starting: dict[str, list[str]] = defaultdict(list)
        for word in counts:
            self._starting[word[:_PREFIX]].append(word)

    def find(self, text: str, *, loosely: bool = False) -> list[list[int]]:
        """Find the works that a description fits, best first: the keys of each one's editions.

        One word in common is enough only `loosely`, where no other work is told of with it.
        """
        wanted = list(dict.fromkeys(one for one in stems(text) if len(one) > 1 and one not in _PALE))
        alike = {word: self._alike(word) for word in wanted}
        known = [word for word in wanted if alike[word]]
        rare = (
            {word for word in known if max(self._weights[one] for one in alike[word]) >= self._rarest}
            if loosely
            else set()
        )
        if len(known) < _LEAST and not rare:
            return []
        unknown = math.log(1 + len(self._told)) / 2
        weights = {
            word: max(map(self._weights.__getitem__, alike[word])) if alike[word] else unknown for word in wanted
        }
        whole = sum(weights.values())
        scores = []
        for name, told in self._told.items():
            met = [word for word in known if not told.isdisjoint(alike[word])]
            score = sum(weights[word] for word in met)
            if (len(met) >= _LEAST or not rare.isdisjoint(met)) and score >= _SHARE * whole:
                scores.append((score - 0.01 * len(told), name))
        scores.sort(reverse=True)
        return [self._keys[name] for score, name in scores if score >= _NEAR * scores[0][0]]

    def _alike(self, word: str) -> set[str]:
        """Give the words told that are this one, or begin as it does: "fishing", "fisherman"."""
        same = {word} if word in self._weights else set()
        if len(word) < _PREFIX:
            return same
        near = {
            one
            for one in self._starting.get(word[:_PREFIX], ())
            if one.startswith(word)
            or word.startswith(one)
            or (min(len(one), len(word)) > _PREFIX + 1 and one[: _PREFIX + 2] == word[: _PREFIX + 2])
        }
        return same | near
