"""Words that mean all of a patron's things at once: "both", "altogether", «جفتش», «روی هم»."""

# Lists of words are read as such: their lines may be longer.

from __future__ import annotations

import re

__all__ = ["speaks_of_all"]

_PAIR = re.compile(
    r"\b(?:both|the two|the pair|either|two of them)\b|هر ?دو|جفت|دوتا|دو تا|\b(?:jof\w*|har ?do\w*|dota\w*)\b"
)
_ALL = re.compile(
    r"\b(?:all|altogether|together|in total|total|everything|the lot|each of them|every one)\b"
    r"|(?<!\w)(?:همه|همش|همشون|کلش|کلا|جمعا|مجموعا|روی هم|رو هم|سرجمع|در مجموع|با هم|باهم)"
    r"|\b(?:hame\w*|jaman|ruye ham|ba ham|bahaam)\b"
)


def speaks_of_all(folded: str, of: int) -> bool:
    """Tell whether a folded text speaks of all of so many things; "both" does only of two."""
    return bool(_ALL.search(folded)) or (of == 2 and bool(_PAIR.search(folded)))
