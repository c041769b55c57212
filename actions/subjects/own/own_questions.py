"""What a text asks of own things by its words alone: of the record, how late a loan comes back, to renew."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.own.own_matters import Matter, asks_apart, asks_of_service, read_matters
from language.requests.speech.request import Kind, read_request
from language.requests.speech.sentences import deed_of, sentences

__all__ = ["HOW_LATE", "OF_RECORD", "asks_how_late", "asks_of_record", "orders_renewal"]

OF_RECORD = frozenset(
    {Matter.BARRED, Matter.RENEWED, Matter.ROOM, Matter.HOLDS_LEFT, Matter.OWED, Matter.UNBLOCK, Matter.LIMIT}
)


def asks_of_record(text: str) -> bool:
    """Tell whether a text asks first of all for what stands in the record: how often renewed, how much may be owed."""
    first = read_matters(text)[:1]
    apart = asks_apart(text) or asks_of_service(text)
    return bool(first) and (first[0].matter in OF_RECORD | {Matter.PART} or apart)


HOW_LATE = re.compile(
    r"\bhow late\b[^.?!]{0,20}\b(?:bring|return|hand|drop|give|take)\b|\b(?:until|till|by) what (?:time|hour)\b[^.?!]{0,20}\b(?:bring|return|hand|drop|give)\b|\bwhat time\b[^.?!]{0,30}\b(?:bring|return|hand|drop|give)\b[^.?!]{0,20}\bback\b"
    r"|(?:تا )?(?:ساعت چند|چه ساعتی|چند شب)[^.؟?!]{0,24}(?:برگردون|برگردان|پس بد|بیار|تحویل بد)|(?:برگردون|برگردان|پس بد|بیار|تحویل بد)\w*[^.؟?!]{0,16}تا (?:ساعت چند|چه ساعتی|چند شب)"
    r"|\bta (?:saat|sa'at) chand\b[^.?!]{0,20}\b(?:bargard|pas bed|biar)\w*"
)


def asks_how_late(text: str) -> bool:
    """Tell whether a text asks at which hour at the latest a loan is to be brought back."""
    return HOW_LATE.search(fold(text)) is not None


def orders_renewal(text: str) -> bool:
    """Tell whether a text orders to renew, and does not ask whether one may."""
    speaks = any(deed_of(sentence.words) == "renew" for sentence in sentences(text))
    return speaks and read_request(text, "renew").kind is Kind.ORDER
