"""By what kinds of ways the contact data of a case reach its patron, told without the data."""

import re

__all__ = ["WAYS", "ways_named"]

# Words are what fits none of the others ("at the desk").
WAYS = ("email", "phone", "messenger", "words")
_EMAIL = re.compile(r"[^\s@;]@[^\s@;]")
_HANDLE = re.compile(r"(?<![\w@.])@\w+|\bt\.me/\w+", re.ASCII)
_PHONE = re.compile(r"(?:\d[\s().-]{0,3}){5,}")


def ways_named(contact: str | None) -> tuple[str, ...]:
    """Tell by what kinds of ways a contact reaches its patron, without the contact itself."""
    parts = [part.strip() for part in (contact or "").split(";")]
    found = {_way(part) for part in parts if part}
    return tuple(way for way in WAYS if way in found)


def _way(part: str) -> str:
    if _EMAIL.search(part):
        return "email"
    if _HANDLE.search(part):
        return "messenger"
    return "phone" if _PHONE.search(part) else "words"
