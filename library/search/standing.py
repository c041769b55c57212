"""Titles that stand inside of more words: whole, with a slip or two, or letter for letter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from library.search.likeness import SHORT_WORD, HeldWords
from library.search.query import Constraint
from library.search.scoring import Prepared
from library.search.words import joined, without_ending

__all__ = ["holds", "within"]

# A title that stands inside of a sentence: how many letters it has, how like it is, how much of the sentence.
WITHIN_LETTERS = 5
SHORTEST_WITHIN = 3
WITHIN = 91.0
# Letters too many or too few, of a hundred letters of a title: 9 % of these and of as many that were said.
SLIPS = 18
MOST = 0.5
SURE_WORD = 85.0
LONGEST = 16  # words of a title that is looked for in a long letter


def within(wanted: Constraint, entries: Sequence[Prepared]) -> list[float]:
    """Score titles that stand whole inside of more words, 0 for those that do not."""
    said = wanted.said or wanted.words
    run = joined(said)
    return [_within(wanted.words, said, run, entry) if _may_stand(entry, run) else 0.0 for entry in entries]


def _may_stand(entry: Prepared, run: str) -> bool:
    """Tell whether a part of a title stands in the words letter for letter: one does if there are more than slips."""
    whole, short = entry.joined_title, entry.short_title
    for form in (whole,) if short == whole else (whole, short):
        # What is as long as all that was said may also stand out of it, and be cut.
        if len(form) == len(run):
            return True
        if len(form) < len(run):
            for part in _parts(form):
                if part in run:
                    return True
    return False


@lru_cache(maxsize=10_000)
def _parts(form: str) -> tuple[str, ...]:
    """Cut a title into one part more than it may have letters too many or too few."""
    count = len(form) * SLIPS // 100 + 1
    return tuple(form[len(form) * part // count : len(form) * (part + 1) // count] for part in range(count))


def _within(words: tuple[str, ...], said: tuple[str, ...], run: str, entry: Prepared) -> float:
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
        if several or (covered >= MOST and len(form) >= WITHIN_LETTERS) or _names_author(words, entry):
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
    held = HeldWords({word for word in (*entry.author, *entry.other) if len(word) >= SHORT_WORD})
    return any(len(word) >= SHORT_WORD and max(held.like(word).values(), default=0.0) >= SURE_WORD for word in wanted)
