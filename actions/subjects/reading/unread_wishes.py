"""Wishes for something to read in messages that were read as nothing, or as asking of e-books or events."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import follows_up
from actions.subjects.reading.reading import NEEDED_KINDS, suggest_for
from actions.subjects.reading.suggestions import suggest
from actions.subjects.reading.wishes_heard import hear_wish
from language.normalise import fold
from language.requests.reading.wish import ReadingWish, WishReading

__all__ = ["unread_wish"]

# A wish of so few words leans on the one before.
_FEW_WORDS = 3

_UNREAD = frozenset({"out_of_scope", "nlu_fallback"})
_SMALL_TALK = frozenset({"chitchat", "greet", "help"})
# So many things asked of a book are a wish for one.
_SEVERAL = 2


@follows_up
async def unread_wish(turn: Turn) -> bool:
    """Take a message that says nothing but what a book should be like as a wish, though it was read as nothing."""
    if turn.is_payload or turn.intent not in _UNREAD | _SMALL_TALK | {"eresources", "events"}:
        return False
    reading = await hear_wish(turn)
    if turn.intent == "events" and ("dvd" not in reading.wish.kinds or _SHOWN_THERE.search(fold(turn.text))):
        return False
    if turn.intent in ("eresources", "events"):
        return bool(reading.wish.kinds) and await _kinds_there_are(turn, reading)
    if set(reading.wish.kinds) & NEEDED_KINDS and word_count(turn.text) > _FEW_WORDS:
        turn.intent = "recommendation"
        kinds = ReadingWish(kinds=reading.wish.kinds, language=reading.wish.language, genres=reading.wish.genres)
        await suggest(turn, kinds)
        return True
    if turn.intent in _SMALL_TALK:
        return False
    if not _says_enough(turn, reading):
        return False
    await suggest_for(turn, reading)
    return True


def _says_enough(turn: Turn, reading: WishReading) -> bool:
    """Tell whether what was read as nothing says enough of a book: for a thesis, or asked for in so many words."""
    wish, said = reading.wish.lacking("untold"), fold(turn.text)
    if _OF_HOUSE.search(said):
        return False
    if _FOR_WORK.search(said) and (wish.genres or wish.topics):
        return True
    asked = _ASKED_FOR.search(said) is not None and bool(wish.genres or wish.forms or wish.kinds)
    return not reading.rest and (asked or len(wish.packed()) >= _SEVERAL)


# What is wanted of the house is no book, though its subject be named.
_OF_HOUSE = re.compile(
    r"\b(?:rooms?|seats?|class(?:es)?|courses?|workshops?|events?|money|pay|refund|jobs?|help me|write my|do my|visit|internet|printers?|print)\b|اتاق|کلاس|کارگاه|برنامه|پولم|(?<!\w)(?:پول|پرینت|چاپ|کمکم|استخدام|کار)(?!\w)|\b(?:otagh|kelas|kargah|poolam|print|komakam)\b"
)
_FOR_WORK = re.compile(
    r"\b(?:thesis|dissertation|essay|term paper|seminar paper|research paper|homework|school project|presentation)\b|(?<!\w)(?:پایان ?نامه|رساله|تحقیق|مقاله|پروژه|کنفرانس)\w{0,4}(?!\w)|\b(?:payan ?name|tahghigh|maghale)\w{0,3}\b"
)
_ASKED_FOR = re.compile(
    r"^(?:a|an|some) |\b(?:gift|present)\b|(?<!\w)(?:هدیه|کادو)(?!\w)|\b(?:please|want|need|looking for|would like|i'd like|recommend|suggest|any|something|have you|do you have|got)\b|(?<!\w)(?:لطفا|می ?خوام|می ?خواهم|می ?خوایم|معرفی|پیشنهاد|دنبال|چی (?:دارین|دارید)|دارین|دارید|بدین|بدید)(?!\w)|\b(?:mikham|lotfan|moarefi|pishnahad|darid|darin|bedin)\b"
)


async def _kinds_there_are(turn: Turn, reading: WishReading) -> bool:
    """Suggest of a kind what there is, where that is asked, and not how it is used: "which audiobooks have you got?"."""
    if not _WHAT_THERE_IS.search(fold(turn.text)):
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, reading)
    return True


_WHAT_THERE_IS = re.compile(
    r"\b(?:what(?:'ve| have|'s| do)? (?:\w+ )?(?:you|there|u)(?: guys)? ?(?:got|have)?|which (?:\w+ )?(?:ones|audiobooks|films|dvds|titles)|something to (?:listen|watch)|any good)\b"
    r"|(?<!\w)(?:چی|چیا|چه|کدوم) (?:\w+ )?(?:دارید|دارین|داری|هست)|معرفی|پیشنهاد|(?:گوش (?:کنم|بدم)|ببینم) چی|\bchi (?:darid|darin|dari)\b"
)
# A film that is shown at the library is an event.
_SHOWN_THERE = re.compile(
    r"\b(?:screen\w*|show\w*|film (?:night|club|evening)|cinema|when|what time|event\w*|programme|program)\b|اکران|پخش|نمایش|برنامه|رویداد|کی |ساعت|\b(?:ekran|pakhsh|namayesh|barname)\w*"
)
