"""Near duplicates among examples, letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import distance, process

from bot.content.examples import Example, example_key

__all__ = ["NEAR", "Near", "LikeExamples"]

# Shares of equal letters in order. Below this, two texts of one or two other words are rightly two things.
NEAR = 0.88
SHORTEST = 6
MOST = 4


@dataclass(frozen=True, slots=True)
class Near:
    """An example that is nearly a text, with the share of letters that both have (1 is the same wording)."""

    example: Example
    share: float

    @property
    def is_same(self) -> bool:
        """Tell whether the wording is the same but for signs and spaces."""
        return self.share >= 1.0


class LikeExamples:
    """The examples of one language, folded once so that each question takes milliseconds."""

    def __init__(self, examples: Sequence[Example], language: str) -> None:
        self._examples = [each for each in examples if each.language == language]
        self._keys = [example_key(each.text) for each in self._examples]
        self._same = dict(zip(self._keys, self._examples, strict=True))

    def same(self, text: str) -> Example | None:
        """Give the example that is worded as the text is."""
        return self._same.get(example_key(text))

    def near(self, text: str) -> list[Near]:
        """Give the examples that are nearly the text, the nearest first; the same wording alone when there is one."""
        same = self.same(text)
        if same is not None:
            return [Near(same, 1.0)]
        key = example_key(text)
        if len(key) < SHORTEST:
            return []
        found = process.extract(
            key, self._keys, scorer=distance.Indel.normalized_similarity, score_cutoff=NEAR, limit=MOST
        )
        # Never called the same: only equal keys are.
        return [Near(self._examples[place], min(share, 0.999)) for _, share, place in found]
