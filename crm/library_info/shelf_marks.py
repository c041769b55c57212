"""How a library's shelf marks are read: "2/28" read as "floor/shelf" is shelf 28 on floor 2."""

from __future__ import annotations

import re

from crm.errors import InvalidValue

__all__ = ["LONGEST", "PARTS", "check_reading", "read_mark"]

#: What a part of a mark may name.
PARTS = ("floor", "room", "row", "shelf")
LONGEST = 40
_SIGNS = re.compile(r"[/.:,\-]")
# What is written on a shelf: a number in either digits, a letter, or both together.
_VALUE = re.compile(r"\w{1,8}")


def check_reading(reading: str | None) -> None:
    """Refuse a reading that names other parts, or one of them twice; raises InvalidValue."""
    parts = _SIGNS.split(reading or "")
    if reading and (set(parts) - set(PARTS) or len(set(parts)) < len(parts) or len(set(_SIGNS.findall(reading))) > 1):
        raise InvalidValue("shelf_marks", f"{', '.join(PARTS)} with one sign between them are needed")


def read_mark(reading: str | None, mark: str) -> tuple[tuple[str, str], ...]:
    """Give the parts of a mark with what each names, as written; none where the mark is of another make."""
    if not reading:
        return ()
    signs = _SIGNS.findall(reading)
    values = [value.strip() for value in (mark.split(signs[0]) if signs else [mark])]
    parts = _SIGNS.split(reading)
    whole = len(values) == len(parts) and all(_VALUE.fullmatch(value) for value in values)
    return tuple(zip(parts, values, strict=True)) if whole else ()
