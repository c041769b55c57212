"""What is asked for with "where": a place inside the building, or the way to the building itself."""

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_for_a_room", "asks_for_the_way"]

_INSIDE = re.compile(
    r"\b(?:toilets?|bathrooms?|restrooms?|washrooms?|loo|floors?|rooms?|offices?|desks?"
    r"|دستشویی|توالت|سرویس(?:\s?های)? بهداشتی|طبقه|اتاق|سالن|میز)\b"
)
_WAY = re.compile(
    r"\b(?:address(?:es)?|directions?|located|location|metro|subway|bus|map|postcode|postal"
    r"|(?:get|come|go|walk|drive) (?:there|to|here)|where (?:is|are|s) (?:the |your |you\b|library|branch|it\b)"
    r"|where (?:the )?(?:library|branch)|آدرس\w*|ادرس\w*|نشانی\w*|مسیر|مترو|اتوبوس|نقشه|لوکیشن|کد پستی|بیام|بیایم"
    r"|(?:کجا\w*|کجاست) (?:کتابخانه|کتابخونه|شعبه)|(?:کتابخانه|کتابخونه|شعبه)\w*(?: \S+){0,3} کجا\w*)\b"
)


def asks_for_a_room(text: str) -> bool:
    """Tell whether a text names a room, a desk or a floor: what is where inside."""
    return _INSIDE.search(fold(text)) is not None


def asks_for_the_way(text: str) -> bool:
    """Tell whether a text asks where the library or a branch itself is, or how to get there."""
    return _WAY.search(fold(text)) is not None
