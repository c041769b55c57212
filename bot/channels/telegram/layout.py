"""How a message's buttons lie under it: the console shows it too, without Telegram's library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["MOST_BUTTONS", "rows_of"]

MOST_BUTTONS = 100


def rows_of(buttons: Sequence[Mapping[str, str]]) -> list[list[tuple[int, str]]]:
    """Lay buttons out in rows, each as its number among them and its title; those without a title are left out."""
    keys = [(index, title) for index, button in enumerate(buttons[:MOST_BUTTONS]) if (title := button.get("title"))]
    wide = _a_row([title for _, title in keys])
    return [keys[start : start + wide] for start in range(0, len(keys), wide)]


def _a_row(titles: Sequence[str]) -> int:
    longest = max(map(len, titles), default=0)
    if longest <= 3:
        return 5
    return 2 if longest <= 16 else 1
