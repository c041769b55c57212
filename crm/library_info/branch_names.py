"""Matching of a branch by what a patron calls it: full and short names, both languages, small slips."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from language.kept import kept
from language.normalise import fold, squash

__all__ = ["match_branch"]

# (code, Persian name, English name, is the main branch)
Names = tuple[str, str, str, bool]

# What stands in every branch's name and tells none from another.
GENERIC = frozenset(
    fold(word)
    for word in (
        "کتابخانه",
        "کتابخونه",
        "کتابخانهٔ",
        "شعبه",
        "شعبهٔ",
        "شعبه‌ی",
        "the",
        "library",
        "branch",
        "of",
    )
)
MAIN = tuple(squash(word) for word in ("مرکزی", "اصلی", "مادر", "central", "main", "markazi"))
# Shorter names must be written right: one letter more or less makes another word of them.
FUZZY_LETTERS = 5
NEAR = 82.0
# Signs that end a sentence, and no part of a word; what is quoted may be a title.
_SIGNS = ".,;:!?؟،؛…()"


def match_branch(text: str, branches: Sequence[Names]) -> int | None:
    """Give the index of the branch that the text names; None when it names none or could be two."""
    return _matched(text, tuple(branches))


@kept
def _matched(text: str, branches: tuple[Names, ...]) -> int | None:
    words = [word.strip(_SIGNS) for word in fold(text).split()]
    telling = [word for word in words if word and word not in GENERIC]
    if not telling:
        return None
    runs = dict.fromkeys(
        "".join(telling[first:last])
        for first in range(len(telling))
        for last in range(first + 1, min(len(telling), first + 4) + 1)
    )
    # «کدوماش تو سعدیه؟»: the copula is written as a letter more.
    runs |= dict.fromkeys(run[:-1] for run in runs if run.endswith("ه") and len(run) >= FUZZY_LETTERS)
    scores = [max(_score(runs, key) for key in _keys(branch)) for branch in branches]
    best = max(scores, default=0.0)
    if best < NEAR or scores.count(best) > 1:
        return None
    return scores.index(best)


@kept
def _keys(branch: Names) -> tuple[str, ...]:
    code, name_fa, name_en, is_main = branch
    cores = ["".join(word for word in fold(name).split() if word not in GENERIC) for name in (name_fa, name_en)]
    keys = [key for key in (squash(code), *cores) if key]
    return (*keys, *MAIN) if is_main else tuple(keys)


def _score(runs: Iterable[str], key: str) -> float:
    """Compare a name with every run of words of the text, written without spaces: 100 is the same, 0 is not near."""
    if key in runs:
        return 100.0
    if len(key) < FUZZY_LETTERS:
        return 0.0
    long = [run for run in runs if len(run) >= FUZZY_LETTERS]
    found = process.extractOne(key, long, scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[1] if found else 0.0
