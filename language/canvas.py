"""The working copy of a text during masking: found places are painted over one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from language.digits import ASCII_DIGITS

__all__ = ["CARD", "KEEP", "TOKEN", "Canvas"]

KEEP = "keep"

_KEPT = "\x01"
_TAKEN = "\x02"
#: What stands in the working copy for a card number: a PIN often follows it.
CARD = "\x03"
#: What stands in a text for something that was taken out of it.
TOKEN = re.compile(r"\[(?:card|pin|national-id|phone|email|bank-card|postal-code)\]")

_INVISIBLE = (
    0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x20E3, 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0,
    *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0),
)  # fmt: skip


class _Forms(dict[int, str]):
    """The form that a character has in the working copy; a digit of any script is an ASCII one."""

    def __missing__(self, code: int) -> str:
        digit = unicodedata.digit(chr(code), None)
        if digit is None:
            return chr(code)
        self[code] = str(digit)
        return self[code]


# One character for one, so that places in the working copy are places in the text.
_SAME_LENGTH = _Forms(
    {
        # Letters that stay are listed too: a miss costs str.translate more than a hit.
        **{code: chr(code) for code in (*range(0x20, 0x7F), *range(0x0600, 0x0700), *map(ord, "\n«»‘’“”…"))},
        **ASCII_DIGITS,
        **{ord(form): letter for form, letter in zip("يىكةۀ＠．＋－＿／，：", "ییکهه@.+-_/,:", strict=True)},
        **dict.fromkeys(_INVISIBLE, "\u200c"),
        **dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x202F, 0x3000), " "),
        **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0x0640), "-"),
        **dict.fromkeys((1, 2, 3), " "),
    }
)
_MAY_HIDE = re.compile("\u200c[0-9]")
_HIDDEN = re.compile("(?<=[0-9])\u200c+(?=[0-9])")

Judge = Callable[["re.Match[str]"], "str | None"]


class Canvas:
    """A text with painted-over places, and the values that were found there."""

    def __init__(self, text: str) -> None:
        plain = text.isascii() and not ("\x01" in text or "\x02" in text or "\x03" in text)
        copy = text if plain else text.translate(_SAME_LENGTH)
        if "[" in copy:
            copy = TOKEN.sub(_painted, copy)
        self._places: list[int] | None = None
        if "\u200c" in copy and _MAY_HIDE.search(copy):
            copy = self._without_hidden(copy)
        #: The words, as they stood: context is read here.
        self.words = copy
        #: What is still to be judged.
        self.open = copy
        #: (start, end, kind) of what is to be masked.
        self.spans: list[tuple[int, int, str]] = []
        #: What stands at a place in other words, by where it starts.
        self.read: dict[int, str] = {}

    def sweep(self, pattern: re.Pattern[str], judge: Judge, *, group: int = 0) -> None:
        """Judge every match: KEEP paints it over as harmless, a kind as masked, None leaves it open."""
        pieces: list[str] = []
        at = 0
        for match in pattern.finditer(self.open):
            kind = judge(match)
            if kind is None:
                continue
            start, end = match.span(group)
            pieces += (self.open[at:start], self._paint(start, end, kind))
            at = end
        if pieces:
            self.open = "".join(pieces) + self.open[at:]

    def take(self, start: int, end: int, kind: str, *, read: str | None = None) -> None:
        """Settle one place; `read` is what stands there when it is read."""
        if read is not None:
            self.read[start] = read
        self.open = self.open[:start] + self._paint(start, end, kind) + self.open[end:]

    def span_in_text(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the text of a non-empty place in the working copy."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end - 1] + 1

    def _paint(self, start: int, end: int, kind: str) -> str:
        if kind == KEEP:
            return _KEPT * (end - start)
        self.spans.append((start, end, kind))
        return (CARD if kind == "card_number" else _TAKEN) * (end - start)

    def _without_hidden(self, copy: str) -> str:
        """Leave out what cannot be seen between digits, and note where the others stood."""
        self._places = []
        kept, at = [], 0
        for match in _HIDDEN.finditer(copy):
            self._places += range(at, match.start())
            kept.append(copy[at : match.start()])
            at = match.end()
        self._places += range(at, len(copy))
        return "".join((*kept, copy[at:]))


def _painted(match: re.Match[str]) -> str:
    return (CARD if match[0] == "[card]" else _TAKEN) * len(match[0])
