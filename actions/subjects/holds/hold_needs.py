"""What is brought along to collect a reservation: "do I need my ID?", «کارت ملی هم لازمه؟», behind one that was told of."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.moves.questions import HouseQuestion
from language.normalise import fold

__all__ = ["tells_what_to_bring"]

_BRING = HouseQuestion(
    "hold", "برای تحویل رزرو چه بیاورم؟", "What do I bring to collect a reservation?", "card|bring|کارت|بیاور",
)  # fmt: skip
_MOST_WORDS = 24
_PAPER = r"(?:id|i\.?d\.? card|identity card|national card|passport|card|library card|papers?|documents?|anything|something|proof)"
_NEEDS = re.compile(
    rf"\b(?:do|will|would|should|must|shall) (?:i|we)(?: also| still| even)? (?:have to|need|bring|show|carry|take)(?: to)?(?: bring| show| have| carry)?\b[^.?!]{{0,24}}\b{_PAPER}\b"
    r"|\bwhat (?:do|should|must|shall|will) (?:i|we) (?:(?:have|need) to (?:bring|show|carry)\b|bring\b|show\b|need(?= (?:with me|to (?:have|collect|pick|get)|when|for (?:it|that|this|collecting|picking))\b|\W*$))"
    rf"|\bis (?:my |an? |the )?(?:national )?{_PAPER} (?:needed|necessary|required|enough)\b|\b(?:need|bring|show) (?:my|an?) (?:id|card|library card|passport)\b"
    r"|(?:کارت(?: ?ملی| ?عضویت| ?شناسایی| ?کتابخونه)?|شناسنامه|مدرک\w{0,3}|مدارک|گذرنامه|پاسپورت|چیزی|چی)(?: \w+){0,2} (?:لازمه|لازم ?است|لازم ?دار\w*|لازم میشه|بیارم|بیاورم|همراهم|می ?خواد|می ?خواهد|نیازه|نشون بدم|با خودم)|(?<!\w)(?:باید|لازمه) (?:\w+ ){0,2}(?:کارت|شناسنامه|مدرک|مدارک|گذرنامه)"
    r"|\b(?:kart(?:e? ?melli)?|shenasname|madrak|passport|chi|chizi)(?: \w+){0,2} (?:lazeme|lazem\w*|biaram|mikhad|niaze|neshun bedam)\b"
)
# A card that is gone, or that is to be made, has rules of its own.
_ELSE = re.compile(
    r"\b(?:lost|expired|renew\w*|join\w*|member\w*|register\w*|sign up|replac\w*|room|laptop|friend|brother|sister|mother|father|husband|wife|somebody else|someone else|instead of me)\b"
    r"|(?<!\w)(?:گم\w*|عضو\w*|ثبت ?نام\w*|المثنی|تمدید\w*|اتاق\w*|لپ ?تاپ\w*|دوستم|داداشم|برادرم|خواهرم|مامانم|مادرم|بابام|پدرم|همسرم|شوهرم|به جام|به جای)(?!\w)|\b(?:ozv\w*|sabtenam|gom|dustam|dadasham|khaharam|mamanam)\b"
)


# One's own reservation that is to be collected, named in the message itself, and the card that is not at hand.
_HELD = re.compile(
    r"\bmy (?:reserv(?:ation|ed)|hold)\b|\bi(?:'ve|'d| have| had)? (?:reserved|a (?:book|hold|reservation) (?:on hold|reserved|waiting))\b|\b(?:the|a) (?:book|one) (?:that )?i(?:'ve| have)? reserved\b"
    r"|(?<!\w)رزرو ?(?:داشتم|دارم|کرده ?بودم|کرده ?ام|کردم)(?!\w)|(?<!\w)رزرو(?:م|مو|ی م|یم)(?!\w)|\brezerv ?(?:dashtam|daram|karde budam|kardam)\b|\brezervamo?\b"
)
_COLLECTS = re.compile(
    r"\b(?:collect|pick (?:it|that|up)|get (?:it|that)|fetch|hand|give)\w*\b|(?<!\w)(?:بگیرم\w*|تحویل\w*|(?:ن?می ?د(?:ن|ند|ین|ید|هند|هید))|بردارم)(?!\w)|\b(?:begiram|tahvil|midan|midin|nemidan)\w*\b"
)
_WITHOUT = re.compile(
    r"\bwithout (?:my |a |the |any |having my )?(?:library )?card\b|(?<!\w)(?:بدون|بی) ?(?:داشتن )?کارت|\bbedune? kart"
)
_PHOTO = re.compile(r"\b(?:photo|picture|pic|screenshot|aks)\w{0,3}\b|(?<!\w)عکس\w{0,3}(?!\w)")
_PICTURE = HouseQuestion(
    "borrow", "عکس کارت روی گوشی به جای خود کارت قبول است؟", "Is a picture of my card on my phone enough?",
    "picture|photo|عکس",
)  # fmt: skip


async def tells_what_to_bring(turn: Turn) -> bool:
    """Tell what to bring for a reservation that was just told of, or placed; False where nothing of that is asked."""
    if not turn.is_payload and await _of_own(turn):
        return True
    last = turn.thread.last
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words", "score"}
    if turn.is_payload or waits or word_count(turn.text) > _MOST_WORDS:
        return False
    if last is None or last.act not in ("hold", "hold_status") or turn.patron is None:
        return False
    said = fold(turn.text).replace("’", "'")
    if _NEEDS.search(said) is None or _ELSE.search(said) or not await _BRING.tell(turn, alone=True):
        return False
    # What is brought along to join, or to renew a card, was not asked.
    turn.intent, turn.moves, turn.settled = "hold", {}, True
    return True


async def _of_own(turn: Turn) -> bool:
    """Tell what to bring where one's own reservation is to be collected without the card; False for anything else."""
    said = fold(turn.text).replace("’", "'")
    if (turn.slot("pending") or {}).get("awaits") in {"told", "words", "score"} or len(said) > _LONGEST:
        return False
    if _HELD.search(said) is None or _COLLECTS.search(said) is None:
        return False
    if (_WITHOUT.search(said) or _NEEDS.search(said)) is None or _ELSE.search(said):
        return False
    if not await _BRING.tell(turn, alone=True):
        return False
    if _PHOTO.search(fold(turn.said or turn.text)):
        await _PICTURE.tell(turn, alone=True)
    turn.intent, turn.moves, turn.settled = "hold", {}, True
    return True


_LONGEST = 300  # letters
