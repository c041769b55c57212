"""What a library has to read, as suggestions need it: packed, so that a large catalogue takes little memory."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from library.search.holding import Holding

if TYPE_CHECKING:
    from language.requests.reading.wish import ReadingWish

__all__ = ["Shelved", "Stock"]

# Shorter words have no plural that tells anything.
_STEM = 3
# A Persian word of so many letters is told of in the plural too, and as one of its kind: «گربه‌ای».
_SHORTEST_FA, _ENDINGS_FA = 3, ("ها", "های", "هایی", "ای", "ی")
# A topic of so many letters may be the beginning of a word, to which so many more belong at most.
_BEGINNING, _MORE = 4, 3
# From so many letters on an English topic may be a plural.
_PLURAL = 5
# A slip of the hand leaves so much of a word, of a hundred.
_SURE = 86


@dataclass(frozen=True, slots=True)
class Shelved:
    """A title as suggestions need it, and how often it was borrowed.

    `by` is its first author, folded; `series` the folded words of its series; `work` the number of its work, which
    its other editions have too, or 0.
    """

    key: int
    id: str
    kind: str
    language: str
    original_language: str = ""
    by: str = ""
    year: int | None = None
    audience: str = ""
    ages: tuple[int, int | None] | None = None
    form: str = ""
    genres: tuple[str, ...] = ()
    pages: int | None = None
    series: str = ""
    series_number: int | None = None
    has_summary: bool = False
    work: int = 0
    borrowed: int = 0


class Stock:
    """All titles, with what finds them: their words, and their genres and forms.

    Titles are added one by one; their words are found from `pack` on.
    """

    def __init__(self) -> None:
        self.titles: dict[int, Shelved] = {}
        # Words of names, subjects and summaries; and those of what titles are about, not of what they are called.
        self._told, self._about = Holding(), Holding()
        self._of_kind: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self.titles)

    def add(self, one: Shelved, *, told: Collection[str], about: Collection[str]) -> None:
        """Take a title with the words that are told of it, and those of its subjects, series and summary."""
        self.titles[one.key] = one
        self._told.add(one.key, told)
        self._about.add(one.key, about)
        for kind in {*one.genres, one.form} - {""}:
            self._of_kind.setdefault(kind, array("I")).append(one.key)

    def pack(self) -> None:
        """Make the words of all titles findable; nothing is added afterwards."""
        self._told.pack()
        self._about.pack()

    def on(self, topics: Iterable[str]) -> set[int]:
        """Give the keys of the titles that have to do with all of some topics."""
        return set.intersection(*map(self._on, topics))

    def _on(self, topic: str) -> set[int]:
        # "whales" of "The Whale", "foxes" of "Mr Fox": in the singular too.
        forms = {topic, *_singular(topic)} if len(topic) >= _PLURAL or topic in _IRREGULAR else {topic}
        if len(topic) >= _BEGINNING:
            forms.update(word for word in self._told.beginning(topic) if len(word) <= len(topic) + _MORE)
        return {key for form in forms for key in self._told.of(form)}

    def spelt(self, topic: str) -> str:
        """Give a topic that no title has to do with as the one word that it is a slip of the hand for, if any."""
        if len(topic) < _PLURAL or self._on(topic):
            return topic
        near = ((fuzz.ratio(topic, word), word) for word in self._told.beginning(topic[:_STEM]))
        sure, word = max(near, default=(0.0, topic))
        return word if sure >= _SURE else topic

    def about(self, word: str) -> set[int]:
        """Give the keys of the titles that are about a word: that very word, in the singular or the plural."""
        forms = {word}
        if word.isascii() and len(word) > _STEM:
            forms |= _singular(word) or {f"{word}s", f"{word}es"}
        elif not word.isascii() and len(word) >= _SHORTEST_FA:
            forms |= {f"{word}{end}" for end in _ENDINGS_FA}
        return {key for form in forms for key in self._about.of(form)}

    def of_kinds(self, kinds: Iterable[str]) -> set[int]:
        """Give the keys of the titles that have one of some genres or forms."""
        return {key for kind in kinds for key in self._of_kind.get(kind, ())}

    def candidates(self, wish: ReadingWish, *others: Collection[int] | None) -> Collection[int]:
        """Give the keys of few titles among which are all that meet a wish and are in each of `others`."""
        choices: list[Collection[int]] = [one for one in others if one is not None]
        choices += [self.of_kinds(genre.split("|")) for genre in wish.genres]
        if wish.forms:
            choices.append(self.of_kinds(wish.forms))
        return min(choices, key=len, default=self.titles.keys())


def _singular(word: str) -> set[str]:
    """Give an English plural in the singular, every way it can be written: "foxes", "ponies", "wolves", "mice"."""
    if not word.isascii():
        return set()
    if word in _IRREGULAR:
        return {_IRREGULAR[word]}
    if not word.endswith("s") or word.endswith("ss"):
        return set()
    if word.endswith("ies"):
        return {word[:-1], f"{word[:-3]}y"}
    if word.endswith("ves"):
        return {word[:-1], f"{word[:-3]}f", f"{word[:-3]}fe"}
    return {word[:-1], word[:-2]} if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")) else {word[:-1]}


_IRREGULAR = {"mice": "mouse", "geese": "goose"}
