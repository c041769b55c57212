"""Other libraries, from which something may be lent: "could another library send it?", «از کتابخانه‌های دیگر»."""

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["names_other_library"]

_NAMED = re.compile(
    r"\binter ?-?library\b|\b(?:another|other|different) librar(?:y|ies)\b|بین ?کتابخانه"
    r"|(?:کتابخانه|کتابخونه)(?: ?ها(?:ی)?| ?ی)? ?(?:دیگه|دیگر)(?!\w)|\bketabkhane?\w* (?:haye )?(?:dige|digar)\w*"
)


def names_other_library(text: str) -> bool:
    """Tell whether a text speaks of other libraries than this one, or of lending between them."""
    return _NAMED.search(fold(text)) is not None
