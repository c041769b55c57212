"""Scoring of a title against words, exact or with typing errors, from 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from library.search.likeness import HeldWords
from library.search.query import Constraint, Field
from library.search.words import folded_words, joined, words

__all__ = ["NEAR", "OWN_SCRIPT", "Prepared", "Same", "exact", "near"]

# Below this nothing is near: tuned on titles with one or two slips against words that mean nothing.
NEAR = 76.0
# What is less than this by itself is not near, however like the whole is beside it: that adds a hundredth.
SURELY_NOT = NEAR - 2.0
# No title that holds the words in its own script scores less than this.
OWN_SCRIPT = 60.0
OTHER_SCRIPT_LESS = 3.0
# A shorter beginning would make «کار» find «کارل».
PREFIX_LETTERS = 4


# Words, and tuples of them, that stand in several titles: each is kept once.
Same = dict[str | tuple[str, ...], Any]


def _shared(found: tuple[str, ...], same: Same) -> tuple[str, ...]:
    known: tuple[str, ...] | None = same.get(found)
    if known is None:
        known = tuple(same.setdefault(word, word) for word in found)
        same[known] = known
    return known


@dataclass(frozen=True, slots=True)
class Prepared:
    """A title's fields as words, and written without spaces."""

    title: tuple[str, ...]
    author: tuple[str, ...]
    subject: tuple[str, ...]
    joined_title: str
    short_title: str  # without what follows a colon
    other: tuple[str, ...] = ()  # title and author in another script, which may be looked for as either
    language: str = ""
    mark: int = 0  # of the texts that it was made of

    @classmethod
    def of(
        cls, title: str, author: str, subjects: str, searched: str, language: str, mark: int, same: Same
    ) -> Prepared:
        """Fold a title's texts; what `searched` has beyond them is another way to write them.

        `same` holds the words of other titles, and whole fields: what comes back takes no memory again.
        """
        own, by, on = (_shared(words(text), same) for text in (title, author, subjects))
        known = {*own, *by, *on}
        # What is searched was folded when it was stored.
        other = _shared(tuple(word for word in folded_words(searched) if word not in known), same)
        whole = joined(own)
        short = joined(words(title.partition(":")[0])) if ":" in title else whole
        return cls(own, by, on, whole, short, other, _shared((language,), same)[0], mark)

    def field(self, name: Field) -> tuple[str, ...]:
        """Give the words of a field, or of all."""
        if name == "any":
            return (*self.title, *self.author, *self.subject)
        return {"title": self.title, "author": self.author, "subject": self.subject}[name]

    def own_title(self) -> Prepared:
        """Give the title alone, as if nothing else were known of it."""
        return Prepared(self.title, (), (), self.joined_title, self.short_title)

    def wider_field(self, name: Field) -> tuple[str, ...]:
        """Give the words of a field with those of the other script, which may be title's or author's."""
        return self.field(name) if name == "subject" else (*self.field(name), *self.other)


def exact(wanted: Constraint, entry: Prepared) -> float:
    """Score a title that holds the words as they are, 0 when it does not; below OWN_SCRIPT only in another script."""
    if wanted.field in ("title", "any") and joined(wanted.said) in (entry.joined_title, entry.short_title):
        return 100.0
    return _exact_own(wanted.words, entry, wanted.field) or _exact_other(wanted.words, entry, wanted.field)


def _exact_other(wanted: tuple[str, ...], entry: Prepared, name: Field) -> float:
    if not entry.other:
        return 0.0
    held = entry.wider_field(name)
    if set(wanted) <= set(held):
        return 50.0 + 3.0 * len(wanted) / (len(held) + 1)
    run = joined(wanted)
    if len(run) >= PREFIX_LETTERS and _in_words(run, held):
        return 45.0
    return 40.0 if all(any(_begins(own, word) for own in held) for word in wanted) else 0.0


def _exact_own(wanted: tuple[str, ...], entry: Prepared, name: Field) -> float:
    run = joined(wanted)
    if name in ("title", "any"):
        if run in (entry.joined_title, entry.short_title):
            return 100.0
        if len(run) >= PREFIX_LETTERS and entry.joined_title.startswith(run):
            return 94.0 + 4.0 * len(run) / len(entry.joined_title)
    if name == "any":
        places: tuple[tuple[float, Field], ...] = ((90.0, "title"), (88.0, "author"), (80.0, "subject"))
        for score, place in places:
            if set(wanted) <= set(entry.field(place)):
                return score + 3.0 * len(wanted) / (len(entry.field(place)) + 1)
    held = entry.field(name)
    if set(wanted) <= set(held):
        return 84.0 + 3.0 * len(wanted) / (len(held) + 1)
    if len(run) >= PREFIX_LETTERS and _in_words(run, held):
        return 78.0
    if all(any(_begins(own, word) for own in held) for word in wanted):
        return 72.0
    return 0.0


def near(constraint: Constraint, entries: Sequence[Prepared]) -> list[float]:
    """Score how much each title is like the words, spelling and spaces aside; 0 for those that are surely not near."""
    name, run = constraint.field, joined(constraint.words)
    fields = [entry.field(name) for entry in entries]
    others = [entry.other if name != "subject" else () for entry in entries]
    # Titles share their words: each is compared once.
    held = HeldWords({word for words in (*fields, *others) for word in words})
    like = [held.like(word) for word in constraint.words]
    telling = {word for found in like for word in found}
    own, other = _holders(fields, telling), _holders(others, telling)
    likeness, wider = [0.0] * len(entries), [0.0] * len(entries)
    for word, found in zip(constraint.words, like, strict=True):
        best = _best(found, own, {})
        for place, score in best.items():
            likeness[place] += len(word) * score
        for place, score in (_best(found, other, dict(best)) if other else best).items():
            wider[place] += len(word) * score
    is_title = name in ("title", "any") and len(run) >= PREFIX_LETTERS
    places = {place for place, score in enumerate(wider) if score >= SURELY_NOT * len(run)}
    if is_title:
        places.update(_spelt_like(run, [entry.joined_title for entry in entries]))
        places.update(_spelt_like(run, [entry.short_title for entry in entries]))
    scores = [0.0] * len(entries)
    for place in places:
        if not fields[place]:
            continue
        entry = entries[place]
        score = likeness[place] / len(run)
        if others[place]:
            score = max(score, wider[place] / len(run) - OTHER_SCRIPT_LESS)
        whole = fuzz.ratio(run, entry.joined_title)
        if is_title:
            score = max(score, whole, fuzz.ratio(run, entry.short_title))
        scores[place] = score + 0.01 * whole
    return scores


def _spelt_like(run: str, titles: Sequence[str]) -> list[int]:
    """Give the places of the titles that may be near as a whole."""
    found = process.extract(run, titles, scorer=fuzz.ratio, score_cutoff=SURELY_NOT, limit=None)
    return [place for _, _, place in found]


def _holders(fields: Sequence[tuple[str, ...]], telling: set[str]) -> dict[str, list[int]]:
    """Give for each of some words the places of the fields that hold it."""
    holders: dict[str, list[int]] = {}
    for place, held in enumerate(fields):
        for word in telling.intersection(held):
            holders.setdefault(word, []).append(place)
    return holders


def _best(like: dict[str, float], holders: dict[str, list[int]], best: dict[int, float]) -> dict[int, float]:
    """Raise the scores of places to that of the likest word that they hold."""
    for word, score in like.items():
        for place in holders.get(word, ()):
            if score > best.get(place, 0.0):
                best[place] = score
    return best


def _begins(own: str, word: str) -> bool:
    return own == word or (len(word) >= PREFIX_LETTERS and own.startswith(word))


def _in_words(run: str, held: tuple[str, ...]) -> bool:
    """Tell whether whole words, one after the other in any order, make up the run: spaces may be wrong."""
    reached = {0}
    for start in range(len(run)):
        if start in reached:
            reached.update(start + len(word) for word in held if run.startswith(word, start))
    return len(run) in reached
