"""Objections to a charge: that it is contested, or that what it is for was not done."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["DENIES", "OBJECTS", "find_objection"]

#: An objection is to be registered or looked into; what the charge is for is denied.
OBJECTS, DENIES = "objects", "denies"
_OBJECTS = re.compile(
    r"\b(?:register|file|record|make|lodge|raise|submit|put in|note|enter) (?:it |this |that |my |an? |the )*(?:as )?(?:an? |my )?(?:objection|dispute|appeal)\b|\bas an? (?:objection|dispute|appeal)\b"
    r"|\b(?:i|we) (?:would like to |want to |'d like to |wish to |must )?(?:object|dispute|contest|challenge)\b"
    r"|اعتراض\w*(?: \w+){0,4} (?:ثبت|دارم|کنم|بزن|بنویس|بنویسید|وارد)\w*|(?:به عنوان|به عنوانِ) اعتراض|(?:ثبت|معترض)\w* اعتراض|معترضم"
    r"|\beteraz\w*(?: \w+){0,3} (?:daram|konam|sabt)"
)
_LOOK_INTO = re.compile(
    r"\b(?:check|look into|look at|review|investigate|reconsider)\b|(?:بررسی|چک|رسیدگی|نگاه|بازبینی) ?(?:کن|کنه|کنید|کنین|کنند|بشه|شود)\w*|\bbarresi\b|\bcheck kon\w*"
)
_DENIES = re.compile(
    r"\b(?:i|we|my \w+) (?:did ?n'?t|did not|never|haven'?t|have not) (?:damage|break|tear|lose|ruin|spoil|wet|drop|keep|borrow|have|take|even)\w*\b"
    r"|\b(?:was|were|came|looked) (?:already )?(?:like that|that way|damaged|torn|broken|wet|ruined)(?: \w+){0,3} (?:already|before|when|from|at first)\b|\balready (?:damaged|torn|broken|like that|wet|ruined)\b"
    r"|\b(?:i|we) (?:had|brought|returned|gave|took|put)(?: \w+){0,4} (?:back|in the box|on time|in time|on the \w+day)\b|\bnot my (?:fault|doing)\b"
    r"|(?:خراب|پاره|خیس|گم|کثیف)(?:ش| اش)? (?:نکردم|نکردیم)|(?:از اول|از قبل|قبلش|از اولش)(?: \w+){0,4} (?:بود|خراب|پاره|خیس)\w*|(?:سر وقت|سر موقع|به موقع|همون روز|قبل از موعد)(?: \w+){0,3} (?:آوردم|پس دادم|برگردوندم|تحویل دادم)|(?:کار|تقصیر) من نبود\w*|من نکردم"
    r"|\b(?:az aval|az avval)(?: \w+){0,3} (?:bud|bood|kharab|pare)|\bkharab\w* nakardam|\bmoghe (?:avordam|pas dadam)"
)


@kept
def find_objection(text: str) -> str | None:
    """Tell whether a text contests a charge: OBJECTS, DENIES, or None where it does neither."""
    said = fold(text).replace("’", "'")
    if _OBJECTS.search(said):
        return OBJECTS
    if _DENIES.search(said):
        return OBJECTS if _LOOK_INTO.search(said) else DENIES
    return None
