"""The working copy of a text from which private data is taken out, place by place."""

from __future__ import annotations

import re
from collections.abc import Callable

from language.digits import ASCII_DIGITS

__all__ = ["CARD", "KEEP", "Canvas"]

KEEP = "keep"

_KEPT = "\x01"
_TAKEN = "\x02"
#: What stands in the working copy for a card number: a PIN often follows it.
CARD = "\x03"

# One character for one, so that places in the working copy are places in the text.
_SAME_LENGTH: dict[int, str] = {
    **ASCII_DIGITS,
    **{code: str((code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)},
    **{ord(form): letter for form, letter in zip("يىكةۀ＠．＋－", "ییکهه@.+-", strict=True)},
    **dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x00AD), "\u200c"),
    **dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x202F, 0x3000), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0x0640), "-"),
    **dict.fromkeys((1, 2, 3), " "),
}
_TOKEN = re.compile(r"\[(?:card|pin|national-id|phone|email|bank-card)\]")

Judge = Callable[["re.Match[str]"], "str | None"]


class Canvas:
    """Hold a text of which settled places are painted over, and what was found in it."""

    def __init__(self, text: str) -> None:
        copy = _TOKEN.sub(lambda match: _TAKEN * len(match[0]), text.translate(_SAME_LENGTH))
        #: The words, as they stood: context is read here.
        self.words = copy
        #: What is still to be judged.
        self.open = copy
        #: (start, end, kind) of what is to be masked.
        self.spans: list[tuple[int, int, str]] = []

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

    def take(self, start: int, end: int, kind: str) -> None:
        """Settle one place."""
        self.open = self.open[:start] + self._paint(start, end, kind) + self.open[end:]

    def _paint(self, start: int, end: int, kind: str) -> str:
        if kind == KEEP:
            return _KEPT * (end - start)
        self.spans.append((start, end, kind))
        return (CARD if kind == "card_number" else _TAKEN) * (end - start)
