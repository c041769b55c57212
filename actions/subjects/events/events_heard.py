"""What is said of being reminded of an event: «یادم بنداز», "remind me of the second one", "what do I follow?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.references import find_reference, pointed
from actions.dialogue.turn import Turn
from actions.rasa.registry import listens
from actions.subjects.events.events_followed import KIND, ask_which, follow, leave, list_followed
from actions.subjects.moves.event_meant import SUBJECT, THEME, event_named, events_shown
from actions.subjects.notices.notice_wishes import names_events, read_wish
from crm.notices.following import followed
from language.normalise import fold

__all__ = ["hears_follow"]

_REMIND = re.compile(
    r"\bremind me\b|\b(?:set|want|need|like|get|send me) (?:me )?a reminder\b|\bi(?:'ll| will| want to| would like to)? follow (?:it|that|this|the)\b"
    r"|\bfollow (?:it|that|this|the)\b"
    r"|یادم ?(?:بنداز|بینداز|بیار)|یادآوری ?(?:اش|ش)? ?(?:کن|بفرست|بده)|یادآوریم کن|به یادم (?:بنداز|بیار)|یاد ?آورم شو"
    r"|دنبالش? (?:میکنم|می کنم|کنم)|yadam (?:bendaz|biar)|yadavari kon"
)
_LEAVE = re.compile(
    r"\b(?:stop|don't|do not|no longer|never mind) (?:reminding|remind|following|follow|telling|tell)\b|\bunfollow\b|\bno (?:more )?reminders? (?:of|for|about)\b"
    r"|یادم ننداز|یادم نینداز|یادآوری (?:نکن|نفرست)|دنبال(?:ش)? ?(?:نمیکنم|نمی کنم|نکنم)|دنبال کردن(?:ش)? (?:رو |را )?(?:قطع|لغو)"
)
_WHICH = re.compile(
    r"^[\s\W]*(?:please )?(?:(?:tell|show) me )?(?:what|which)(?: (?:events?|programmes?|workshops?|classes))? (?:do i|am i) follow(?:ing)?\b"
    r"|\bmy (?:followed )?events\b|\b(?:events?|programmes?) (?:that )?i(?:'m| am)? follow(?:ing)?\b"
    r"|(?:چی|چیا|چه چیزهایی|کدوم|کدام|چه)(?: (?:برنامه|رویداد|کارگاه)\w{0,4})?(?: ?هایی| ?ها| ?ای)?(?: (?:رو|را))? (?:دنبال|دارم دنبال) ?(?:میکنم|می کنم)"
    r"|(?:برنامه|رویداد)\w{0,4}(?: ?هایی)? که (?:دارم )?دنبال (?:میکنم|می کنم)"
)
# What was told is to be told again: "remind me what time it starts", «یادم بیار کجا بود».
_TELL_AGAIN = re.compile(
    r"\bremind me (?:again\b|(?:what|where|who|which|how|why|whether|if)\b|when [^.!]*\?)|\bremind me of (?:the|its) (?:price|time|date|place|address|name)\b"
    r"|یادم (?:بنداز|بینداز|بیار)\w* (?:که )?(?:کی|کجا\w*|چی|چه|چند\w*|ساعت چند\w*|چقدر\w*)(?!\w)"
)
# What comes one day, and is no event in the calendar.
_COMING = re.compile(r"\bnew\b|\bwhen(?:ever)? (?:a|any|the next|there)\b|جدید|تازه|هر ?وقت|هر موقع")


@listens
async def hears_follow(turn: Turn) -> bool:
    """Take what is said of following an event; False where nothing is, or where it is said of something else."""
    waiting = turn.slot("pending")
    if turn.is_payload or turn.recall("emergency") is not None or KIND not in turn.services.notice_rules.kinds:
        return False
    if waiting and waiting.get("awaits") != "yes":
        return False
    said = fold(turn.text)
    if _WHICH.search(said):
        await list_followed(turn)
        return True
    if _LEAVE.search(said):
        return await _leaves(turn)
    if not _REMIND.search(said) or read_wish(turn.text).kinds or _COMING.search(said) or _TELL_AGAIN.search(said):
        # Of due dates, reservations and the card it is heard elsewhere.
        return False
    return await _follows(turn)


async def _follows(turn: Turn) -> bool:
    shown = await events_shown(turn) if turn.shown(KIND) else []
    at = pointed(turn, KIND) if shown else None
    event = next((one for one in shown if str(one.id) == at), None) if at else None
    if event is None:
        event = await event_named(turn, shown, frozenset({SUBJECT, THEME}))
    points = find_reference(turn.text) is not None or names_events(turn.text) or _is_bare(turn.text)
    if event is None and len(shown) == 1 and points:
        event = shown[0]
    if event is not None:
        await follow(turn, event)
        return True
    if len(shown) > 1 and points:
        ask_which(turn, shown)
        return True
    return False


def _is_bare(text: str) -> bool:
    """Tell whether nothing is said but that one wants to be reminded."""
    return len(_REMIND.sub(" ", fold(text)).split()) <= len(("please", "then", "too"))


async def _leaves(turn: Turn) -> bool:
    """Leave the event that is named or pointed at among those that are followed."""
    if turn.patron is None:
        return False
    known = await followed(turn.store, turn.patron_id)
    ids = {str(one.event_id) for one in known}
    shown = [one for one in await events_shown(turn) if str(one.id) in ids] if turn.shown(KIND) else []
    at = pointed(turn, KIND)
    event = next((one for one in shown if str(one.id) == at), None) if at else None
    event = event or await event_named(turn, shown, frozenset({SUBJECT, THEME}))
    if event is None or str(event.id) not in ids:
        return False
    await leave(turn, [event.id])
    return True
