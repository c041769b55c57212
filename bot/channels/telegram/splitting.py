"""Splitting of long texts into parts that Telegram accepts."""

from __future__ import annotations

__all__ = ["LIMIT", "split", "units"]

# Telegram counts UTF-16 units: https://core.telegram.org/bots/api#sendmessage
LIMIT = 4096


def units(text: str) -> int:
    """Count the UTF-16 units of a text, as Telegram does."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def split(text: str, limit: int = LIMIT) -> list[str]:
    """Cut a text at line ends, a longer line at spaces, and only an endless word anywhere.

    No part is empty or longer than `limit`; only white space at the cuts is left out.
    """
    parts: list[str] = []
    rest = text.strip()
    while units(rest) > limit:
        head = _head(rest, limit)
        cut = _cut(head, rest)
        part, rest = rest[:cut].rstrip(), rest[cut:].lstrip()
        parts.append(part)
    if rest:
        parts.append(rest)
    return parts


def _head(text: str, limit: int) -> str:
    used = 0
    for place, sign in enumerate(text):
        used += 2 if ord(sign) > 0xFFFF else 1
        if used > limit:
            return text[:place]
    return text


def _cut(head: str, text: str) -> int:
    if text[len(head)] in " \n":
        return len(head)
    for mark in ("\n", " "):
        place = head.rfind(mark)
        if place > 0:
            return place
    return len(head)
