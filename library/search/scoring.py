"""How well a title fits words: exactly, or with slips. Scores run from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from library.search.query import Field
from library.search.words import joined, words

__all__ = ["NEAR", "OWN_SCRIPT", "Prepared", "exact", "near"]

# Below this nothing is near: tuned on titles with one or two slips against words that mean nothing.
NEAR = 76.0
# Words less like each other than this have nothing in common.
SAME_WORD = 72.0
# Words of fewer letters must begin alike.
SHORT_WORD = 5
# No title that holds the words in its own script scores less than this.
OWN_SCRIPT = 60.0
OTHER_SCRIPT_LESS = 3.0
# A shorter beginning would make «کار» find «کارل».
PREFIX_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A title's fields as words, and written without spaces."""

    title: tuple[str, ...]
    author: tuple[str, ...]
    subject: tuple[str, ...]
    joined_title: str
    short_title: str  # without what follows a colon
    other: tuple[str, ...] = ()  # title and author in another script, which may be looked for as either

    @classmethod
    def of(cls, title: str, author: str, subjects: str, searched: str = "") -> Prepared:
        """Fold a title's texts; what `searched` has beyond them is another way to write them."""
        own, by, on = words(title), words(author), words(subjects)
        known = {*own, *by, *on}
        other = tuple(word for word in words(searched) if word not in known)
        return cls(own, by, on, joined(own), joined(words(title.partition(":")[0])), other)

    def field(self, name: Field) -> tuple[str, ...]:
        """Give the words of a field, or of all."""
        if name == "any":
            return (*self.title, *self.author, *self.subject)
        return {"title": self.title, "author": self.author, "subject": self.subject}[name]

    def wider_field(self, name: Field) -> tuple[str, ...]:
        """Give the words of a field with those of the other script, which may be title's or author's."""
        return self.field(name) if name == "subject" else (*self.field(name), *self.other)


def exact(wanted: tuple[str, ...], entry: Prepared, name: Field) -> float:
    """Score a title that holds the words as they are, 0 when it does not; below OWN_SCRIPT only in another script."""
    return _exact_own(wanted, entry, name) or _exact_other(wanted, entry, name)


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


def near(wanted: tuple[str, ...], entry: Prepared, name: Field) -> float:
    """Score how much a title is like the words, spelling and spaces aside."""
    held = entry.field(name)
    if not held:
        return 0.0
    letters = sum(map(len, wanted))
    likeness = sum(len(word) * _best(word, held) for word in wanted) / letters
    if entry.other and name != "subject":
        wider = sum(len(word) * _best(word, entry.wider_field(name)) for word in wanted) / letters
        likeness = max(likeness, wider - OTHER_SCRIPT_LESS)
    if name in ("title", "any") and letters >= PREFIX_LETTERS:
        run = joined(wanted)
        likeness = max(likeness, fuzz.ratio(run, entry.joined_title), fuzz.ratio(run, entry.short_title))
    return likeness + 0.01 * fuzz.ratio(joined(wanted), entry.joined_title)


def _best(word: str, held: tuple[str, ...]) -> float:
    if len(word) < SHORT_WORD:
        # One letter put before a short word makes another word of it: «سلام» is no slip for «اسلام».
        held = tuple(own for own in held if own[0] == word[0])
    found = process.extractOne(word, held, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
    return found[1] if found else 0.0


def _begins(own: str, word: str) -> bool:
    return own == word or (len(word) >= PREFIX_LETTERS and own.startswith(word))


def _in_words(run: str, held: tuple[str, ...]) -> bool:
    """Tell whether whole words, one after the other in any order, make up the run: spaces may be wrong."""
    reached = {0}
    for start in range(len(run)):
        if start in reached:
            reached.update(start + len(word) for word in held if run.startswith(word, start))
    return len(run) in reached
