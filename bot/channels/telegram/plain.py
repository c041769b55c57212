"""Plain text for a messenger that reads every text as Markdown: signs of markup become twins that are none."""

from __future__ import annotations

import re

__all__ = ["as_plain"]

# Addresses have to stay as they are, to be opened and copied.
_ADDRESS = re.compile(r"https?://[^\s()\[\]]+|[\w.+-]{1,64}@[\w.-]{1,255}")
_TWINS = str.maketrans({"*": "∗", "_": "ˍ", "`": "ʻ"})


def as_plain(text: str) -> str:
    """Give a text in which nothing is read as markup, as long as it was; addresses are left as they are."""
    parts: list[str] = []
    done = 0
    for address in _ADDRESS.finditer(text):
        parts += [_without_markup(text[done : address.start()]), address[0]]
        done = address.end()
    return "".join([*parts, _without_markup(text[done:])])


def _without_markup(text: str) -> str:
    return text.translate(_TWINS).replace("](", "]﹙")
