"""Names that a poet and a branch share: with other poets, poems or what he wrote beside it, the poet is meant."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["means_poet"]

_POETRY = re.compile(
    r"\b(?:poems?|poetry|poets?|verses?|ghazals?|hafez|hafiz|rumi|khayyam|ferdowsi|beyhaqi|attar|nezami|gulistan|golestan|bustan|boostan|classics?|written by|works? (?:of|by)|books? by)\b"
    r"|(?<!\w)(?:شعر\w*|اشعار|شاعر\w*|غزل\w*|دیوان|کلیات|گلستان|بوستان|حافظ|مولوی|مولانا|خیام|فردوسی|بیهقی|عطار|نظامی|کلاسیک\w*|نوشته\w*|آثار|اثر)(?!\w)|\b(?:sher\w*|ghazal\w*|hafez)\b"
)
# What stands before a branch: there something is fetched, or looked for.
_PLACE = re.compile(
    r"\b(?:at|in|from|to|near|branch|library) (?:the )?(?:saadi|sadi)\b|\b(?:saadi|sadi) (?:branch|library)\b|(?:شعبه|شعبهٔ|کتابخانه|کتابخونه|در|تو|توی|از|به)(?: ی)? سعدی|\b(?:shobe|tu|dar|az) (?:saadi|sadi)\b"
)


def means_poet(text: str) -> bool:
    """Tell whether a text that names a branch called after a poet speaks of the poet: "Hafez or Saadi", «شعر سعدی»."""
    said = fold(text)
    return _POETRY.search(said) is not None and _PLACE.search(said) is None
