"""No two training utterances of different intents are nearly the same text: the border would run between letters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import distance, process

from language.normalise import fold
from protocol import plain_yaml

DATA = Path(__file__).resolve().parents[2] / "data" / "nlu"
# Of equal letters in order; «link my card» and «unlink my card» have 0.92 and are rightly two things.
NEAR = 0.94
SHORTEST = 12
# To block and to unblock are opposites, whatever stands beside them.
OPPOSITE = re.compile(r"\bun(?=\w{4})")
ROWS = 400


def examples(language: str) -> list[tuple[str, str]]:
    """The folded training utterances of a language with their intents, shortest first."""
    found = []
    for path in sorted((DATA / language).glob("*.yml")):
        for entry in plain_yaml.load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines() if "intent" in entry and "metadata" not in entry else ():
                text = re.sub(r"[\W_]+", " ", fold(line.removeprefix("- "))).strip()
                if len(text) >= SHORTEST:
                    found.append((text, entry["intent"]))
    return sorted(found, key=lambda each: len(each[0]))


def near_pairs(rows: list[tuple[str, str]]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of different intents whose texts share NEAR of their letters."""
    texts = [text for text, _ in rows]
    lengths = np.asarray([len(text) for text in texts])
    pairs = []
    for start in range(0, len(texts), ROWS):
        end = min(len(texts), start + ROWS)
        # A text much longer than another shares too little of its letters with it, even if it has all of them.
        last = int(np.searchsorted(lengths, lengths[end - 1] * (2 - NEAR) / NEAR, side="right"))
        near = process.cdist(
            texts[start:end],
            texts[start:last],
            scorer=distance.Indel.normalized_similarity,
            score_cutoff=NEAR,
            dtype=np.float32,
        )
        for i, j in zip(*np.nonzero(near), strict=True):
            one, other = rows[start + i], rows[start + j]
            if j > i and one[1] != other[1] and not are_opposites(one[0], other[0]):
                pairs.append((one, other))
    return pairs


def are_opposites(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but an "un-" of a word."""
    return one != other and OPPOSITE.sub("", one) == OPPOSITE.sub("", other)


def test_the_check_finds_what_it_is_for() -> None:
    near = [("withdraw my request", "cancel_hold"), ("i withdraw my request", "cancel")]
    assert near_pairs([("where is the lift", "location"), *near]) == [tuple(near)]
    assert near_pairs([("lock my reading room", "account"), ("unlock my reading room", "room_booking")]) == []


@pytest.mark.parametrize("language", ["fa", "en"])
def test_no_utterance_is_nearly_one_of_another_intent(language: str) -> None:
    rows = examples(language)
    assert len(rows) > 3000
    assert near_pairs(rows) == []
