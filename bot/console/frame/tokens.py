"""Numbers of cases, cards and telephones on a page: in their own direction, and never over two lines."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

__all__ = ["token", "tokens"]

# The number of a case, a number of which a part is hidden, or a telephone whose parts would change places.
_TOKEN = re.compile(
    r"\bK-\d{6,}\b|[\d+()-]{0,20}(?:•{2,9}|…)[\d-]{0,20}\d|(?<![\w+-])[+0۰]\d{1,4}(?:-\d{2,10}){1,3}(?![\w-])"
)
_HELD = Markup('<bdi dir="ltr" class="nowrap">{}</bdi>')


def token(value: object) -> Markup:
    """Write a value that is one such number."""
    return _HELD.format(value)


def tokens(text: object) -> Markup:
    """Write a text with such numbers in it."""
    written, at = Markup(), 0
    whole = str(text)
    for found in _TOKEN.finditer(whole):
        written += escape(whole[at : found.start()]) + token(found.group())
        at = found.end()
    return written + escape(whole[at:])
