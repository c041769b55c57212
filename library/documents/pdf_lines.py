"""Lines of a PDF page in the order in which they are read: of Persian ones by where their letters stand.

Programs write the letters of a Persian line in any order, from the left often; where each stands on the page tells.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

__all__ = ["lines_of"]

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Within a Persian line these run from left to right: Latin words, and numbers with what belongs to them.
_LEFT_TO_RIGHT = re.compile(
    r"[A-Za-z0-9\u06f0-\u06f9\u0660-\u0669](?:[A-Za-z0-9\u06f0-\u06f9\u0660-\u0669@._:/%+,\u066b\u066c-]*"
    r"[A-Za-z0-9\u06f0-\u06f9\u0660-\u0669%])?(?: [A-Za-z][A-Za-z0-9]*)*"
)
# A sign above a letter that stands in one shape with it is put before it.
_EARLY_SIGN = re.compile("\u0654(?=\u0647)\u0647")


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    left: float


def lines_of(page: Any) -> list[str]:
    """Give the lines of a page."""
    return [text for line in _written(page.get_textpage()) if (text := _in_order(line).strip())]


def _written(textpage: Any) -> Iterator[list[_Sign]]:
    """Give the signs of each line as they were written."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    line: list[_Sign] = []
    for place in range(textpage.count_chars()):
        text = chr(pdfium.FPDFText_GetUnicode(textpage, place) or 0x20)
        if text == "\n":
            yield line
            line = []
        elif text not in "\r\ufffe\x02":
            pdfium.FPDFText_GetCharBox(textpage, place, left, right, bottom, top)
            line.append(_Sign(text, left.value))
    yield line


def _in_order(line: Sequence[_Sign]) -> str:
    text = "".join(sign.text for sign in line)
    if len(_RIGHT_TO_LEFT.findall(text)) * 2 < len(re.findall(r"\w", text)):
        return text
    placed = sorted(line, key=lambda sign: -sign.left)
    text = "".join(sign.text for sign in placed)
    # What was sorted from the right runs the wrong way where it is no Persian.
    text = _LEFT_TO_RIGHT.sub(lambda found: found[0][::-1], text)
    return _EARLY_SIGN.sub("\u0647\u0654", text)
