"""What asks whether something is held: whether films are shown, and whether there ever is a quiz or a workshop."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_for_event", "asks_whether_shown"]

# A film that is shown, and none that is taken home.
_SHOWN = re.compile(
    r"\b(?:do|does|are|will|you) (?:you |the library |u |there )?(?:ever |also |sometimes )?(?:(?:show|shows|showing|screen|project|make|hold|organi[sz]e|do|run) (?:any |some |actual )?(?:films?|movies?)|(?:show|shows|showing|screen|project|make|have|hold|organi[sz]e|do|run) (?:any |some |actual )?(?:cinema|screenings?|film (?:nights?|evenings?|clubs?|showings?)|movie (?:nights?|evenings?)))\b(?! (?:by|of|with|in|on|to (?:borrow|lend|rent|take))\b)|\b(?:film|movie|cinema) (?:screenings?|nights?|evenings?|clubs?|showings?)\b|\bscreenings?\b"
    r"|فیلم\w* (?:هم )?(?:\w+ )?(?:پخش|نمایش|اکران|نشون)(?!م|\w*مون| ?بد)|(?:پخش|نمایش|اکران) ?(?:ی|‌ی)? فیلم|سینما ?(?:کتاب|تک)|شب فیلم|\bfilm (?:ham )?(?:pakhsh|namayesh|ekran|neshun)(?!am| bed| bid)\w*|\b(?:pakhsh|namayeshe|ekrane) film"
)
_TO_TAKE = re.compile(
    r"\b(?:what|which) films? do you have\b|\b(?:do|have) (?:you|u) (?:have|got) (?:any )?(?:films?|movies?)\b(?! (?:night|evening|club|screening|showing))|\bdvds?\b|\b(?:borrow|lend)\b(?! *,? *(?:i mean|like))"
)
_NOT_LENDING = re.compile(
    r"\bnot (?:to )?(?:lend\w*|borrow\w*|loans?|dvds?|rent\w*)\b|امانت نه|نه (?:برا|برای|واسه)? ?امانت"
)
# Something that is held: who asks whether it is proposes nothing.
_HELD = r"(?:tournaments?|competitions?|contests?|quiz(?:zes)?(?: nights?)?|concerts?|workshops?|classes|courses|clubs?|meet-?ups?|screenings?|exhibitions?|festivals?)"
_ASKS_HELD = re.compile(
    rf"\b(?:do|does|are|is|will|have) (?:you|there|the library|u)\b[^.?!]{{0,30}}\b{_HELD}\b|\b{_HELD}\b[^.!]{{0,40}}\b(?:ever|do you (?:ever )?(?:do|have|hold|run|organi[sz]e)|any)\b|\bever (?:do|hold|have|run|organi[sz]e|had|held) (?:those|that|one|such|any|them|a|some)\b|\bany (?:chess |book |film )?{_HELD}\b"
    r"|(?:مسابقه|تورنمنت|کنسرت|جشنواره|کارگاه|کلاس|باشگاه|نمایشگاه|همایش)\w*[^.؟!]{0,40}(?:دارید|دارین|هست|برگزار|می ?ذارین|می ?گذارید|برپا)|\b(?:mosabeghe|turnoment|kelas|kargah)\w*[^.?!]{0,30}(?:darid|darin|hast|bargozar)"
)
_WISHES = re.compile(
    r"\b(?:should|could you|would be (?:nice|great|good)|please (?:hold|organi[sz]e)|i suggest|why don't you)\b|پیشنهاد|کاش|لطفا (?:برگزار|بذارید)|خوبه که|بهتره"
)
_EVER = re.compile(
    r"\bever (?:do|hold|have|run|organi[sz]e|had|held)\b|\bdo you (?:ever )?(?:do|hold|run|have)\b|\bis there\b|\bare there\b"
)


def asks_whether_shown(text: str) -> bool:
    """Tell whether a text asks whether films are shown at the library; what is lent is asked of something else."""
    said = fold(text).replace("’", "'")
    if _SHOWN.search(said) is None:
        return False
    return _NOT_LENDING.search(said) is not None or _TO_TAKE.search(said) is None


def asks_for_event(text: str) -> bool:
    """Tell whether a text asks whether something of a kind is held: "do you ever do tournaments?"."""
    said = fold(text).replace("’", "'")
    if _ASKS_HELD.search(said) is None:
        return False
    return _WISHES.search(said) is None or _EVER.search(said) is not None
