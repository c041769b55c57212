"""Inline keyboards for quick replies, and which of these a tap means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.layout import rows_of

__all__ = ["button_key", "keyboard", "read_key"]

# A payload may be longer than the 64 bytes that Telegram carries: the key names it, and the store has it.
_KEY = re.compile(r"b:(\d{1,18}):(\d{1,2})")


def button_key(message_id: int, index: int) -> str:
    """Make the callback data of a stored message's button."""
    return f"b:{message_id}:{index}"


def read_key(data: str | None) -> tuple[int, int] | None:
    """Read callback data as (message id, index); None when it is not ours."""
    found = _KEY.fullmatch(data or "")
    return (int(found[1]), int(found[2])) if found else None


def keyboard(
    message_id: int,
    buttons: Sequence[Mapping[str, str]],
    *,
    links: Sequence[tuple[str, str]] = (),
) -> InlineKeyboardMarkup | None:
    """Lay out a message's buttons, the (title, address) of links first; None without any."""
    rows = [
        [InlineKeyboardButton(title, callback_data=button_key(message_id, index)) for index, title in row]
        for row in rows_of(buttons)
    ]
    above = [[InlineKeyboardButton(title, url=address)] for title, address in links]
    return InlineKeyboardMarkup([*above, *rows]) if above or rows else None
