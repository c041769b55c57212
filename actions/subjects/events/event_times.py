"""At which time of the day an event is wished for, and whether at the time of one that was told."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.dialogue.turn import Turn
from actions.subjects.events.events_told import AHEAD_DAYS, coming
from crm.library_info.directory import Event
from language.normalise import fold

__all__ = ["at_time", "day_of_told", "leans_on_told", "time_wished", "without_company"]

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
# By the hour at which it begins.
_HOURS = {MORNING: (0, 12), AFTERNOON: (12, 17), EVENING: (16, 24)}
_SOMETHING = r"(?:one|ones|something|anything|events?|session|slot|club|group|version)"
_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days? |week(?:day|end)s? )?"
_TIMES = {
    MORNING: re.compile(
        rf"\b(?:in the|(?:on|for) (?:a |the )?{_DAYS}) ?mornings?\b|\bmorning {_SOMETHING}\b|\b{_SOMETHING} (?:\w+ )?mornings?\b|\bbefore noon\b"
        r"|(?<!\w)صبح(?: ?ها|ا|ی)?(?!\w)(?! ?ب)|(?<!\w)(?:قبل|پیش) از ظهر(?!\w)|\bsob?h(?:a|ha)?\b(?! ?be?)"
    ),
    AFTERNOON: re.compile(
        rf"\b(?:in the|(?:on|for) (?:a |the )?{_DAYS}) ?afternoons?\b|\bafternoon {_SOMETHING}\b|(?<!\w)(?:بعد ?از ?ظهر|بعدازظهر)(?: ?ها|ا)?(?!\w)"
    ),
    EVENING: re.compile(
        rf"\b(?:in the|(?:on|for) (?:a |the )?{_DAYS}) ?evenings?\b|\bevening (?:one|ones|something|anything|session|slot)\b|\bafter work\b|(?<!\w)عصر(?: ?ها|ا|ی)?(?!\w)(?! ?ب)|(?<!\w)بعد از (?:سر ?)?کار(?!\w)|\basr(?:a|ha)?\b(?! ?be?)"
    ),
}
# What one cannot do is not wished for.
_REFUSED = re.compile(
    r"\b(?:not|can't|cannot|difficult|hard|tricky|impossible|busy|never|instead of|rather than|don't|(?<!after )work)\b|سخت\w*|نمی ?(?:تون|رس|شه|شود)\w*|(?<!\w)(?:نه|نمیشه|به جای|کار دارم)(?!\w)|\b(?:nemish\w*|nemitoo?n\w*|sakht\w*)\b"
)
_CLAUSE = re.compile(r"[^.!?؟;؛,،\n…]{1,300}[.!?؟;؛,،…]{0,3}")
# Who keeps somebody busy is nobody whom it shall be for.
_COMPANY = re.compile(
    r"\b(?:difficult|hard|tricky|busy|impossible|tied up|occupied|full)\b[^.?!]{0,16}\b(?:with|because of) (?:the |my |our |two |small |little )*(?:kids?|children|bab(?:y|ies)|toddlers?|son|daughter|twins)\b"
    r"|\b(?:while|as) (?:they|he|she|the (?:kids|children|boys|girls)|my (?:kids|children|son|daughter|\w+))(?:'re|'s| are| is) (?:\w+ )?(?:occupied|busy|there|in (?:it|there)|at (?:it|that))\b"
    r"|(?<!\w)(?:با|به خاطر|بخاطر) (?:بچه|بچه ها|بچه هام|بچه م)(?: \w+){0,2} سخت\w*"
)
_SAME_TIME = re.compile(
    r"\b(?:at |around |about ){0,2}the same time\b|\bmeanwhile\b|\bin the meantime\b|\b(?:while|as) (?:they|he|she|the (?:kids|children)|my (?:kids|children|son|daughter))(?:'re|'s| are| is)\b"
    r"|(?<!\w)(?:هم ?زمان|همون (?:ساعت|موقع|زمان|وقت)|همان (?:ساعت|موقع|زمان|وقت)|در همان حین|تا (?:اون|او|بچه|پسرم|دخترم)\w*(?: \w+){0,2} (?:اونجا|سرگرم|کلاسه|مشغول))\w*|\bhamoo?n (?:saat|moghe|zaman)"
)
# What names nothing asks for another of the same.
_LEANS = re.compile(
    r"\b(?:one|ones|it|that|those)\b|(?<!\w)(?:یکی|همین|همون|همونا|اون|این)(?!\w)|\b(?:yeki|hamin|hamoo?n)\b"
)


def time_wished(text: str) -> str | None:
    """Give the time of the day that a text wishes for; None where it names none, or only one that does not suit."""
    clauses = [clause for clause in _CLAUSE.findall(fold(text).replace("’", "'")) if _REFUSED.search(clause) is None]
    found = [name for name, pattern in _TIMES.items() if any(pattern.search(clause) for clause in clauses)]
    return found[0] if len(found) == 1 else None


def at_time(event: Event, time: str | None) -> bool:
    """Tell whether an event begins at a time of the day; any does where none is wished."""
    if time is None:
        return True
    first, last = _HOURS[time]
    return first <= event.starts_at.hour < last


def without_company(text: str) -> str:
    """Give a text without those who only keep its writer busy: "evenings are difficult with the kids"."""
    return _COMPANY.sub(" ", fold(text).replace("’", "'"))


def leans_on_told(text: str) -> bool:
    """Tell whether a text asks for another of what was told: "is there one in the morning?"."""
    return _LEANS.search(fold(text)) is not None


async def day_of_told(turn: Turn) -> tuple[date, date] | None:
    """Give the day of the one event that was told last, where something at its time is asked for."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.kind != "event" or _SAME_TIME.search(fold(turn.text)) is None:
        return None
    known = await coming(turn, (turn.today, turn.today + timedelta(days=AHEAD_DAYS)))
    told = [event for event in known if str(event.id) in last.things]
    return (told[0].starts_at.date(), told[0].starts_at.date()) if len(told) == 1 else None
