"""Loans that a message speaks of by when they are due: the two that are due first, those of this week."""

from __future__ import annotations

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501
import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.describing import Named
from actions.dialogue.turn import Turn
from language.dates import DateSpan, find_dates
from language.normalise import fold
from language.requests.speech.selecting import find_selection
from library.values import Loan

__all__ = ["selected"]


def selected[T: Named](turn: Turn, things: Sequence[T], words: str | None = None) -> tuple[T, ...] | None:
    """Give the loans that a turn, or some words of it, speak of by their last day.

    None where nothing is said of that; nothing where it fits none of them, or more than were spoken of.
    """
    dated = [(one.due_date, one) for one in things if isinstance(one, Loan)]
    if turn.is_payload or not dated or len(dated) < len(things):
        return None
    said = turn.text if words is None else words
    folded = fold(said)
    # "Those that are not due this week" are the others; «کتابامو زودتر تمدید کن» only says soon.
    if _NOT_THESE.search(folded) or (_SOON.search(folded) and not _OF_DATES.search(folded)):
        return None
    selection = find_selection(said)
    if selection is None:
        return None
    if selection.kind == "within":
        span = _span(selection.words, turn.today, by=selection.by)
        if span is None:
            # A day that is not understood names none of them, and never all.
            return ()
        first, last = span
        within = [
            one
            for due, one in dated
            if (due < first if selection.before else due <= last and (selection.by or due >= first))
        ]
        return _exactly(within, selection.count)
    latest = selection.kind == "last"
    days_in_order = sorted((due for due, _ in dated), reverse=latest)
    edge = days_in_order[min(selection.count or 1, len(days_in_order)) - 1]
    return _exactly([one for due, one in dated if (due >= edge if latest else due <= edge)], selection.count)


_NOT_THESE = re.compile(
    r"\b(?:not|isn'?t|aren'?t|never)\b[^.,;!?]{0,16}\bdue\b|(?:مهلت|موعد|سررسید|وقت)[^.؟?!،]{0,30}(?:نیست|نباش\w{0,2}|نیستن\w{0,1}|ندار\w{0,3})(?!\w)|\bmohlat[^.?!]{0,30}(?:nist|nadar)"
)
_SOON = re.compile(
    r"زود ?تر(?: از همه)? (?:تمدید|گرفت|برد|لطف|برام|برای من|کن)|تمدید[^.؟?!]{0,12}زود ?تر|\bzood ?tar tamdid"
)
_OF_DATES = re.compile(r"مهلت|موعد|سررسید|تموم|تمام|زود ?تره|زود ?تر (?:باید|تموم|تمام|وقت)|زود ?ترین")


def _span(words: str, today: date, *, by: bool) -> tuple[date, date] | None:
    """Give the first and the last day that words name; None where something of them is not understood.

    "The first week of December" is no whole December, and "after Thursday" is not Thursday.
    """
    days = find_dates(words, today)
    if len(days) != 1:
        return None
    day = days[0]
    around = f"{words[: day.start]} {words[day.end :]}"
    if day.first == day.last:
        return None if _ANOTHER_DAY.search(around) else (day.first, day.last)
    week = _WEEK_OF.search(words)
    if week is not None and _is_month(day):
        first = day.first + timedelta(days=_WEEK * (_PLACES.index(_place(week))))
        return first, first + timedelta(days=_WEEK - 1)
    if by:
        around = _END_OF.sub(" ", around)
    left = {word for word in re.findall(r"\w+", around) if _SAYS_NOTHING.fullmatch(word) is None}
    return None if left or _PART_OF.search(day.text) else (day.first, day.last)


def _is_month(day: DateSpan) -> bool:
    return (day.last - day.first).days >= _SHORTEST_MONTH - 1


def _place(week: re.Match[str]) -> str:
    said = week["en"] or week["fa"] or week["latin"]
    return next(place for place, words in _WEEKS.items() if said in words)


_WEEK, _SHORTEST_MONTH = 7, 28
_WEEKS = {
    "first": ("first", "1st", "اول", "aval", "avval"),
    "second": ("second", "2nd", "دوم", "dovom"),
    "third": ("third", "3rd", "سوم", "sevom"),
    "fourth": ("fourth", "4th", "چهارم", "chaharom"),
}
_PLACES = tuple(_WEEKS)
_WEEK_OF = re.compile(
    r"^(?:\W|\b(?:in|within|during|on|the)\b)*(?P<en>first|1st|second|2nd|third|3rd|fourth|4th) week (?:of|in)(?: the)?\b"
    r"|(?<!\w)هفته ?ی? (?P<fa>اول|دوم|سوم|چهارم)(?: ماه)?(?!\w)|\bhafte\w* (?P<latin>avv?al|dovom|sevom|chaharom)e?\b"
)
# What makes another day, or more days, of the day that is named.
_ANOTHER_DAY = re.compile(
    r"\b(?:after|since|from|later|between|past|following|not|or|except|but|week|weekend|month|half|ends?|beginning|start|early|late|mid|middle)\b"
    r"|(?<!\w)(?:بعد|پس از|بین|بجز|جز|غیر|نه|یا|هفته|ماه|نیمه|اواخر|اوایل|اواسط|آخر|اول|دهه|به بعد)(?!\w)|\b(?:bad az|be bad|beyn|hafte\w*|mah\w*|akhar\w*)\b"
)
_PART_OF = re.compile(r"\b(?:half|mid|middle|early|late|beginning)\b|نیمه|اواخر|اوایل|اواسط|دهه")
_END_OF = re.compile(r"\b(?:the )?(?:very )?end of\b|(?<!\w)(?:آخر|اخر|پایان|انتهای)(?!\w)|\b(?:akhar\w*|payan\w*)\b")
# What may stand beside the days and means no others.
_SAYS_NOTHING = re.compile(
    r"in|on|by|before|until|till|up|to|no|later|than|within|during|of|for|the|this|back|sometime|please|pls|plz|now|only|and|too|also|as|well|me|my|ones|books?"
    r"|که|تا|این|همین|تو|توی|در|طی|ظرف|برای|مال|قبل|پیش|از|رو|را|باید|مهلت\w*|موعد\w*|سررسید\w*|وقت\w*|دار\w*|هست\w*|است|ه|شون|شان|ش|تموم|تمام|می|شه|میشه|میشن|شن|برگرد\w*|بیارم|پس|بدم|بدهم|لطفا|لطفاً"
    r"|ke|ta|in|hamin|tu|too|ghabl|az|bayad|mohlat\w*|daran?|darand|moed\w*|ro|tamoo?m|mishe|mishan|biaram|tamdid|kon\w*|lotfan"
)


def _exactly[T: Named](found: Sequence[T], count: int) -> tuple[T, ...]:
    """Give what was found; nothing where it is not as many as were spoken of, since nobody said which."""
    return tuple(found) if not count or count == len(found) else ()
