"""The order of the alphabet in a statement, where a list is too long to be put in order outside of the store."""

from typing import Any

from sqlalchemy import ColumnElement, func

__all__ = ["in_order_of"]

# What Unicode puts behind all other letters stands behind the one before it; SQLite and PostgreSQL's "C" go by Unicode.
_LAST = "\u06ff"
_PLACES = (
    ("پ", "ب" + _LAST), ("چ", "ج" + _LAST), ("ژ", "ز" + _LAST), ("گ", "ك" + _LAST), ("ک", "ك"),
    ("و", "ن" + _LAST), ("ی", "ي"), ("أ", "ا"), ("إ", "ا"), ("\u200c", ""),
)  # fmt: skip


def in_order_of(column: ColumnElement[Any], *, is_sqlite: bool) -> tuple[ColumnElement[Any], ...]:
    """Give by what to order rows so that texts of a column stand as `protocol.alphabet` puts them, but for numbers."""
    told: ColumnElement[Any] = func.lower(column)
    for letter, place in _PLACES:
        told = func.replace(told, letter, place)
    return told.collate("BINARY" if is_sqlite else "C"), column
