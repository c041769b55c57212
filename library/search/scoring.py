"""How well a title fits words: exactly, or with slips. Scores run from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from library.search.query import Field
from library.search.words import joined, words

__all__ = ["NEAR", "Prepared", "exact", "near"]

# Below this nothing is near: tuned on titles with one or two slips against words that mean nothing.
NEAR = 76.0
# Words less like each other than this have nothing in common.
SAME_WORD = 72.0
# Words of fewer letters must begin alike.
SHORT_WORD = 5
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

    @classmethod
    def of(cls, title: str, author: str, subjects: str) -> Prepared:
        """Fold a title's texts."""
        own = words(title)
        return cls(own, words(author), words(subjects), joined(own), joined(words(title.partition(":")[0])))

    def field(self, name: Field) -> tuple[str, ...]:
        """Give the words of a field, or of all."""
        if name == "any":
            return (*self.title, *self.author, *self.subject)
        return {"title": self.title, "author": self.author, "subject": self.subject}[name]


def exact(wanted: tuple[str, ...], entry: Prepared, name: Field) -> float:
    """Score a title that holds the words as they are, 0 when it does not."""
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
