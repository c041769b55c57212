"""Fields of forms as plain texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.console.frame.request import AnyRequest

__all__ = ["Sent", "sent", "whole", "wholes"]

LONGEST = 100_000
# Numbers with as many digits as this are in no column of either database.
DIGITS = 16


class Sent:
    """The fields of a form; one that is missing is empty."""

    def __init__(self, fields: Any) -> None:
        self._fields = fields

    def text(self, name: str, most: int = LONGEST) -> str:
        """Give a field's text without carriage returns, as long as it may be."""
        value = self._fields.get(name, "")
        return value.replace("\r\n", "\n").replace("\r", "\n")[:most] if isinstance(value, str) else ""

    def word(self, name: str) -> str:
        """Give a short field without the space around it."""
        return self.text(name, 300).strip()

    def texts(self, name: str, most: int = 500) -> list[str]:
        """Give every value of a field that may be sent more than once, at most `most`."""
        values = self._fields.getall(name, [])
        return [value.replace("\r\n", "\n") for value in values if isinstance(value, str)][:most]

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        """Give a field that has one of some values; the first of them for anything else."""
        value = self.word(name)
        return value if value in allowed else allowed[0]


async def sent(request: AnyRequest) -> Sent:
    """Read the form of a request."""
    return Sent(await request.form())


def whole(text: object) -> int | None:
    """Read a number of a row; None for what is none, or larger than any."""
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < DIGITS else None


def wholes(texts: Iterable[object]) -> list[int]:
    """Read numbers of rows, leaving out what is none."""
    return [number for number in map(whole, texts) if number is not None]
