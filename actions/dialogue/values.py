"""Values in a message: days, a branch, a place in a list, the language or format of a copy, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actions.dialogue.turn import Turn
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.choices import Choice, find_choice
from language.dates import find_dates
from language.requests.speech.ellipsis import without_filling
from language.requests.speech.phrases import Phrases, words_of
from language.requests.titles.copies import CopyWish, find_copy

__all__ = ["Values", "values_of", "without_branch"]

_MOVES = {
    1: Phrases(
        "the day after|day after|the day after that|the next day|the following day|next day|a day later|one day later",
        "روز بعدش|روز بعد از اون|فرداش|فردای اون روز|روز بعد|یه روز بعدش",
    ),
    -1: Phrases(
        "the day before|day before|the day before that|the previous day", "روز قبلش|روز قبل از اون|دیروزش|روز قبل"
    ),
    7: Phrases("a week later|the week after|one week later", "هفته بعدش|یه هفته بعدش"),
}
_MOST_WORDS = 4  # of a branch's name


@dataclass(frozen=True, slots=True)
class Values:
    """The values in a text, and the words that are none."""

    days: tuple[date, ...] = ()
    branch: Branch | None = None
    choice: Choice | None = None
    copy: CopyWish | None = None
    rest: str = ""
    # Whether the day was counted from the one spoken of before.
    counted: bool = False

    @property
    def any(self) -> bool:
        """Tell whether the text names any value."""
        return bool(self.days or self.branch or self.choice or self.copy)

    @property
    def only(self) -> bool:
        """Tell whether the text is values and nothing more."""
        return self.any and not self.rest


async def values_of(turn: Turn, text: str) -> Values:
    """Find the values that a text names."""
    choice = find_choice(text) or find_choice(without_filling(text))
    spans = find_dates(text, turn.today)
    rest, moved = _moved(turn, text)
    if moved is not None:
        return Values(days=(moved, moved), rest=without_filling(rest), counted=True)
    for span in reversed(spans):
        rest = f"{rest[: span.start]} {rest[span.end :]}"
    branch, rest = await _branch(turn, without_filling(rest))
    copy = find_copy(rest, brief=True)
    if copy is not None:
        rest = copy.rest
    days = (spans[0].first, spans[0].last) if spans else ()
    # A place in a list leaves nothing that would have to be named.
    rest = "" if choice is not None and len(words_of(rest)) <= 1 else without_filling(rest)
    return Values(days, branch, choice, copy, rest)


def _moved(turn: Turn, text: str) -> tuple[str, date | None]:
    """Give the day counted from the one spoken of before ("the day after", «روز بعدش»), and the other words."""
    words = words_of(text)
    before = next((act.day_span[1] for act in turn.thread.acts() if act.day_span), None)
    for move, phrases in _MOVES.items():
        rest = phrases.without(words)
        if before is not None and len(rest) < len(words):
            return " ".join(rest), before + timedelta(days=move)
    return text, None


async def without_branch(turn: Turn, text: str) -> str:
    """Give a text without the name of a branch."""
    return (await _branch(turn, " ".join(words_of(text))))[1]


async def _branch(turn: Turn, text: str) -> tuple[Branch | None, str]:
    """Give the branch that a text names, and the words that are not its name."""
    branch = await directory.find_branch(turn.store, text) if text else None
    if branch is None:
        return None, text
    words = text.split()
    for length in range(1, min(_MOST_WORDS, len(words)) + 1):
        for start in range(len(words) - length + 1):
            named = await directory.find_branch(turn.store, " ".join(words[start : start + length]))
            if named is not None and named.code == branch.code:
                return branch, _without_name(branch, (*words[:start], *words[start + length :]))
    return branch, text


def _without_name(branch: Branch, words: Sequence[str]) -> str:
    """Leave out the other words of a branch's name, which one of them has told already."""
    name = {word for text in branch.name.values() for word in words_of(text)}
    return " ".join(word for word in words if word not in name)
