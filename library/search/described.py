"""Books that are described and not named: "the one where animals take over a farm"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Collection, Iterable, Sequence

from language.stems import stems
from library.search.holding import Holding, Packed

__all__ = ["Descriptions"]

# What tells of a wish for a book, and of none in particular.
_PALE = frozenset(
    stem
    for line in (
        "a an the this that one book books novel story film about where who which whose what with and or but of in on at to for from by is are was"
        " were be been has have had do does did i i'm me my you your it its he she they them his her their looking search find name remember forgot"
        " into makes make has having gets there's forget read cover blue red green author called there some something someone thing guy man woman people goes go gets get lives live"
        " can't cant don't dont long ago school year last once think was called title themselves himself herself escapes slipped mind run runs drive mad crazy know love loved liked sorry please many years when was small",
        "یه یک این آن اون که و یا از به در با تا را رو برای درباره راجع مورد کتاب کتابی کتابم رمان داستان داستانش قصه فیلم اسم اسمش نام یادم نیست نمیاد یادت"
        " دنبال من میگردم میخوام بود است هست شد شده میشه بهش توش توی تو خوندم خواندم پارسال جلدش جلد آبی قرمز سبز نویسنده چی چیه یکی همون یارو مرد زن آدم"
        " میره میرن میاد داره دارن سلام لطفا ببخشید فکر کنم یادمه دیگه هم کرده می کنه میکنه زندگی داشت داشتند بودن سال سالها پیش قبلا همه همش اول میشد",
        "ye yek in on oon ke va az be dar ba ta ro ketab ketabi esmesh yadam nist donbale man mikham boud bud hast ham dastan mard zan",
    )
    for stem in stems(line)
)
# Of a few works that one of is meant, these tell one from the others all the same.
_TELLING = frozenset(
    stem
    for line in (
        "school girl boy man woman old year father mother love blue red green drive mad crazy guy",
        "مرد زن زندگی مدرسه سال آبی قرمز سبز",
    )
    for stem in stems(line)
)
# A description has so many telling words in common with what is told of a title, and is about nothing much besides.
_LEAST, _SHARE = 2, 0.5
# Of a few works that one of is meant, so much of what is said tells which, where more than a word of it does.
_PART = 0.3
# So near the best one another fits as well, and where much is told around it, so near.
_NEAR, _NEAR_LOOSELY = 0.8, 0.75
# A word of so few works is rare.
_FEW = 2
_PREFIX = 4
# «نونوا» is spoken for «نانوا».
_SPOKEN_AN = re.compile(r"(?<=\w)و([نم])(?=\w)")


class Descriptions:
    """The words that are told of each work, in whatever language its editions are described."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._gathered: list[list[int]] = []
        self._told = Holding()
        self._editions = Packed()
        # Of each work: how many words are told of it, and its place in the order of names, the last word of a tie.
        self._lengths, self._places = array("I"), array("I")

    def add(self, entries: Iterable[tuple[int, str, str]]) -> None:
        """Take each title's key, its work (empty: it stands alone), and all that is told of it.

        What was added is found from `pack` on.
        """
        for key, work, text in entries:
            number = self._numbers.setdefault(work or f"\n{key}", len(self._gathered))
            if number == len(self._gathered):
                self._gathered.append([])
            self._gathered[number].append(key)
            self._told.add(number, {one for one in stems(text) if len(one) > 1 and one not in _PALE - _TELLING})

    def pack(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        self._told.pack()
        self._editions = Packed(self._gathered)
        self._lengths = array("I", bytes(4 * len(self._gathered)))
        for number in self._told.all_keys():
            self._lengths[number] += 1
        self._places = array("I", self._lengths)
        for place, name in enumerate(sorted(self._numbers)):
            self._places[self._numbers[name]] = place
        self._numbers, self._gathered = {}, []

    def find(self, text: str, *, loosely: bool = False, among: Collection[int] | None = None) -> list[Sequence[int]]:
        """Find the works that a description fits, best first: the keys of each one's editions.

        `loosely`: it surely describes a book, whatever is said around it. One word in common is enough where no other
        work is told of with it, and of many words as much as two rare ones weigh. `among`: one of the works with these
        keys is meant, and a part of what is said is enough to tell it from the others.
        """
        pale = _PALE if among is None else _PALE - _TELLING
        wanted = list(dict.fromkeys(one for one in stems(text) if len(one) > 1 and one not in pale))
        alike = {word: self._alike(word) for word in wanted}
        known = [word for word in wanted if alike[word]]
        rarest = self._weight(_FEW)
        heaviest = {word: max(self._weight(self._told.count(one)) for one in alike[word]) for word in known}
        rare = {word for word in known if heaviest[word] >= rarest} if loosely else set()
        if len(known) < _LEAST and not rare and among is None:
            return []
        unknown = math.log(1 + len(self._lengths)) / 2
        whole = sum(heaviest.get(word, unknown) for word in wanted)
        # Which of the words are met by each work, as bits: few sets of them differ.
        met: dict[int, int] = {}
        for bit, word in enumerate(known):
            for number in {number for one in alike[word] for number in self._told.of(one)}:
                met[number] = met.get(number, 0) | 1 << bit
        if among is not None:
            met = {number: bits for number, bits in met.items() if not set(among).isdisjoint(self._editions[number])}
        weights = [heaviest[word] for word in known]
        rare_bits = sum(1 << bit for bit, word in enumerate(known) if word in rare)
        sums = {bits: sum(weight for bit, weight in enumerate(weights) if bits >> bit & 1) for bits in met.values()}
        scores = [
            (sums[bits] - 0.01 * self._lengths[number], self._places[number], number)
            for number, bits in met.items()
            if (among is not None and sums[bits] >= (_PART if bits.bit_count() >= _LEAST else _SHARE) * whole)
            or self._fits(bits.bit_count(), sums[bits], whole, rare=bool(bits & rare_bits), loosely=loosely)
        ]
        scores.sort(reverse=True)
        near = _NEAR_LOOSELY if loosely else _NEAR
        return [self._editions[number] for score, _, number in scores if score >= near * scores[0][0]]

    def shared(self, text: str) -> dict[int, float]:
        """Say how much of a text is told of each title, by its key: the sum of what the common words weigh, 1 a rare one."""
        most = self._weight(1) if len(self._lengths) else 1.0
        found: dict[int, float] = {}
        for word in dict.fromkeys(one for one in stems(text) if len(one) > 1 and one not in _PALE):
            alike = self._alike(word)
            weight = max((self._weight(self._told.count(one)) for one in alike), default=0.0) / most
            for number in {number for one in alike for number in self._told.of(one)}:
                for key in self._editions[number]:
                    found[key] = found.get(key, 0.0) + weight
        return found

    def _fits(self, count: int, weight: float, whole: float, *, rare: bool, loosely: bool) -> bool:
        """Tell whether so many words in common, of such a weight, are enough of a description that weighs `whole`."""
        if (count >= _LEAST or rare) and weight >= _SHARE * whole:
            return True
        return loosely and count >= _LEAST and weight >= _LEAST * self._weight(_FEW)

    def _weight(self, count: int) -> float:
        """Weigh a word that is told of so many works."""
        return math.log(1 + len(self._lengths) / count)

    def _alike(self, word: str) -> set[str]:
        """Give the words told that are this one, or begin as it does: "fishing", "fisherman"."""
        same = {one for one in (word, _SPOKEN_AN.sub("ا\\1", word)) if one in self._told}
        if len(word) < _PREFIX:
            return same
        near = {
            one
            for one in self._told.beginning(word[:_PREFIX])
            if one.startswith(word)
            or word.startswith(one)
            or (min(len(one), len(word)) > _PREFIX + 1 and one[: _PREFIX + 2] == word[: _PREFIX + 2])
        }
        return same | near
