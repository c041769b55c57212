"""Blocks: what every kind of file is read into, a heading or a paragraph each, in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Block", "tidied"]

# Shapes of Persian letters, as PDF files have them, for the letters themselves.
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or with a level (1 is the title's) a heading."""

    text: str
    level: int = 0


def tidied(text: str) -> str:
    """Give a text with one space between words, letters in place of their shapes, and nothing that cannot be kept."""
    text = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = "".join(
        sign for sign in text if sign in "\n\u200c" or not unicodedata.category(sign).startswith("C") or sign == "\t"
    )
    return "\n".join(line for line in (_SPACE.sub(" ", each).strip() for each in text.split("\n")) if line)
