"""Cutting of blocks into passages: what stands under one heading, in parts that fit into a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from library.documents.blocks import Block

__all__ = ["MOST", "CutPassage", "cut"]

# Characters of a passage: about what it should have, and what it never goes beyond.
ENOUGH, MOST = 420, 800
LONGEST_HEADING = 160
_SENTENCE = re.compile(r"(?<=[.!?؟؛])\s+")


@dataclass(frozen=True, slots=True)
class CutPassage:
    """A part of a document under its heading."""

    heading: str
    text: str


def cut(blocks: Iterable[Block], title: str) -> list[CutPassage]:
    """Cut blocks into passages; a heading of a small part names the larger one too."""
    path: list[tuple[int, str]] = []
    passages: list[CutPassage] = []
    held: list[str] = []

    def close() -> None:
        for text in _parts(held):
            passages.append(CutPassage(_heading(path, title), text))
        held.clear()

    for block in blocks:
        if block.level:
            close()
            path = [(level, text) for level, text in path if level < block.level]
            path.append((block.level, block.text))
        else:
            held.append(block.text)
    close()
    return passages


def _heading(path: list[tuple[int, str]], title: str) -> str:
    names = [text for _, text in path if text != title][-2:] or [text for _, text in path][-1:] or [title]
    whole = " › ".join(names)
    return (whole if len(whole) <= LONGEST_HEADING else names[-1])[:LONGEST_HEADING]


def _parts(paragraphs: Iterable[str]) -> Iterator[str]:
    held = ""
    for paragraph in paragraphs:
        for piece in _pieces(paragraph):
            joined = f"{held}\n{piece}" if held else piece
            if held and (len(held) >= ENOUGH or len(joined) > MOST):
                yield held
                held = piece
            else:
                held = joined
    if held:
        yield held


def _pieces(paragraph: str) -> Iterator[str]:
    """Give a paragraph whole, or sentence by sentence where it is too long for one message."""
    if len(paragraph) <= MOST:
        yield paragraph
        return
    held = ""
    for sentence in _SENTENCE.split(paragraph):
        while len(sentence) > MOST:
            at = sentence.rfind(" ", 0, MOST)
            at = at if at > 0 else MOST
            if held:
                yield held
                held = ""
            yield sentence[:at]
            sentence = sentence[at:].strip()
        if held and len(held) + 1 + len(sentence) > ENOUGH:
            yield held
            held = sentence
        else:
            held = f"{held} {sentence}".strip()
    if held:
        yield held
