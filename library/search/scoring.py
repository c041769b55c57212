"""Scoring of a title against words, exact or with typing errors, from 0 to 100."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from language.scripts import is_latin, skeleton
from library.search.query import Constraint, Field
from library.search.words import folded_words, joined, without_ending, words

__all__ = ["NEAR", "OWN_SCRIPT", "Prepared", "Same", "exact", "holds", "near", "within"]

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
# A title that stands inside of a sentence: how many letters it has, how like it is, how much of the sentence.
WITHIN_LETTERS = 5
SHORTEST_WITHIN = 3
WITHIN = 91.0
MOST = 0.5
SURE_WORD = 85.0
# What a word with its letters in another order, or one spelt by its sound, scores at least.
MIXED_UP = 88.0
SHORTEST_MIXED = 3
LONGEST = 16  # words of a title that is looked for in a long letter


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


def within(wanted: Constraint, entry: Prepared) -> float:
    """Score a title that stands whole inside of more words, 0 when it does not."""
    said, run = wanted.said or wanted.words, joined(wanted.said or wanted.words)
    best = 0.0
    for form, alone in ((entry.joined_title, False), (entry.short_title, True)):
        if not SHORTEST_WITHIN <= len(form) <= len(run):
            continue
        found = fuzz.partial_ratio_alignment(form, run, score_cutoff=WITHIN)
        if found is None or not _at_borders(found.dest_start, found.dest_end, said):
            continue
        covered = len(form) / len(run)
        # One word alone must be most of what was said, or stand beside its author.
        several = len(entry.title) > 1 and len(form) >= WITHIN_LETTERS and not (alone and form != entry.joined_title)
        if several or (covered >= MOST and len(form) >= WITHIN_LETTERS) or _names_author(wanted.words, entry):
            best = max(best, found.score * 0.9 + 8.0 * covered)
    return best


def holds(wanted: Constraint, entry: Prepared) -> bool:
    """Tell whether a title, or what stands before its colon, is among the words letter for letter."""
    said = wanted.said or wanted.words
    runs = (
        said[start:end] for start in range(len(said)) for end in range(start + 1, min(len(said), start + LONGEST) + 1)
    )
    return any(
        joined(form) in (entry.joined_title, entry.short_title) for run in runs for form in (run, *without_ending(run))
    )


def _at_borders(start: int, end: int, said: tuple[str, ...]) -> bool:
    borders = {0}
    at = 0
    for word in said:
        at += len(word)
        borders.add(at)
    # A letter more or less at the end is a slip, or an ending that is spoken.
    return any(abs(start - border) <= 1 for border in borders) and any(-1 <= border - end <= 2 for border in borders)


def _names_author(wanted: tuple[str, ...], entry: Prepared) -> bool:
    held = {word for word in (*entry.author, *entry.other) if len(word) >= SHORT_WORD}
    return any(
        len(word) >= SHORT_WORD and max(_alike(word, held).values(), default=0.0) >= SURE_WORD for word in wanted
    )


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
    """Score how much each title is like the words, spelling and spaces aside."""
    name, run = constraint.field, joined(constraint.words)
    fields = [entry.field(name) for entry in entries]
    others = [entry.other if name != "subject" else () for entry in entries]
    # Titles share their words: each is compared once.
    own, other = _holders(fields), _holders(others)
    known = {*own, *other}
    likeness, wider = [0.0] * len(entries), [0.0] * len(entries)
    for word in constraint.words:
        alike = _alike(word, known)
        best = _best(alike, own, {})
        for place, score in best.items():
            likeness[place] += len(word) * score
        for place, score in (_best(alike, other, dict(best)) if other else best).items():
            wider[place] += len(word) * score
    scores = []
    for place, entry in enumerate(entries):
        if not fields[place]:
            scores.append(0.0)
            continue
        score = likeness[place] / len(run)
        if others[place]:
            score = max(score, wider[place] / len(run) - OTHER_SCRIPT_LESS)
        whole = fuzz.ratio(run, entry.joined_title)
        if name in ("title", "any") and len(run) >= PREFIX_LETTERS:
            score = max(score, whole, fuzz.ratio(run, entry.short_title))
        scores.append(score + 0.01 * whole)
    return scores


def _holders(fields: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    """Give for each word the places of the fields that hold it."""
    holders: dict[str, list[int]] = {}
    for place, held in enumerate(fields):
        for word in held:
            holders.setdefault(word, []).append(place)
    return holders


def _best(alike: dict[str, float], holders: dict[str, list[int]], best: dict[int, float]) -> dict[int, float]:
    """Raise the scores of places to that of the likest word that they hold."""
    for word, score in alike.items():
        for place in holders.get(word, ()):
            if score > best.get(place, 0.0):
                best[place] = score
    return best


def _alike(word: str, held: Iterable[str]) -> dict[str, float]:
    """Give those of some words that are like a word, each with its score."""
    if len(word) < SHORT_WORD:
        # One letter put before a short word makes another word of it: «سلام» is no slip for «اسلام».
        held = [own for own in held if own[0] == word[0]]
    else:
        held = list(held)
    found = process.extract(word, held, scorer=fuzz.ratio, score_cutoff=SAME_WORD, limit=None)
    alike = {own: score for own, score, _ in found}
    for own in _mixed_up(word, held):
        alike[own] = max(alike.get(own, 0.0), MIXED_UP)
    return alike


def _mixed_up(word: str, held: Iterable[str]) -> Iterator[str]:
    """Give words whose letters changed places ("teh"), and names spelt by their sound («hari» for "harry")."""
    if len(word) < SHORTEST_MIXED:
        return
    letters = sorted(word)
    sound = skeleton(word) if len(word) >= PREFIX_LETTERS and is_latin(word) else ""
    for own in held:
        if own[0] != word[0] or abs(len(own) - len(word)) > 2:
            continue
        if (len(own) == len(word) and sorted(own) == letters) or (sound and is_latin(own) and skeleton(own) == sound):
            yield own


def _begins(own: str, word: str) -> bool:
    return own == word or (len(word) >= PREFIX_LETTERS and own.startswith(word))


def _in_words(run: str, held: tuple[str, ...]) -> bool:
    """Tell whether whole words, one after the other in any order, make up the run: spaces may be wrong."""
    reached = {0}
    for start in range(len(run)):
        if start in reached:
            reached.update(start + len(word) for word in held if run.startswith(word, start))
    return len(run) in reached
