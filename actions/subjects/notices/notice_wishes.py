"""Wishes to be told: which kinds of notices the words are about, by what channel, and how many days before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.normalise import fold
from language.numerals import number_of

__all__ = ["REMINDERS", "NoticeWish", "names_events", "names_new_titles", "read_wish"]

# The ref of the button that asks for reminders, whatever was written before it.
REMINDERS = "reminders"

_DUE = re.compile(
    r"\b(?:due|overdue|late|deadlines?|return dates?|before (?:it|they|i have)"
    r"|(?:my|the) (?:books|loans))\b"
    r"|سررسید|سر رسید|موعد|مهلت|دیرکرد|بازگرد|برگردون|برگرداند|پس بد|کتابهام|کتابام|امانت|moed|sarresid"
)
_READY = re.compile(r"\b(?:holds?|reserv\w+|pick ?up|ready|collect)\b|رزرو|آماده|نوبت|\breze?rv\w*|amade")
_CARD = re.compile(r"\bcards?\b|\bmemberships?\b|کارت|عضویتم|\bkart\w*")
# What nobody sends from here: news of titles that somebody waits for, and of what the library does.
_OTHER = re.compile(
    r"\b(?:newsletters?|news|new|newly|fresh|latest|events?|workshops?|class(?:es)?|stor(?:y|ies)|shows?|exhibitions?"
    r"|programmes?|programs?|kids|weekly|monthly|catalogue|availab\w*|comes? in|arriv\w*)\b"
    r"|خبرنامه|تازه|جدید|کارگاه|رویداد|برنامه|نمایشگاه|قصه|نشست|کلاس|موجود|\bنو\b|اومد|بیاد|رسید\b"
    r"|khabarname|jadid|taze|umad|oomad"
)
# News of what the library offers, whatever that is.
_NEWS = re.compile(
    r"\bnewsletters?\b|\b(?:library(?:'s|s)? news|news (?:of|from|about) (?:the|your) library)\b"
    r"|خبرنامه|خبرهای? (?:تازه|جدید)? ?کتابخ|اخبار کتابخ|khabarname"
)
_NEW_TITLES = re.compile(
    r"\bnew (?:titles?|books?|arrivals?|novels?)\b|\bmy interests\b|\bwhat i follow\b"
    r"|(?:تازه|جدید) ?های? کتاب|(?:کتاب|اثر|رمان|عنوان)های? (?:تازه|جدید)|تازههای? کتاب|علاقه"
)
_EVENTS = re.compile(
    r"\b(?:events?|workshops?|class(?:es)?|story ?(?:hours?|times?)|shows?|exhibitions?|circles?|programmes?)\b"
    r"|رویداد|برنامهها|برنامه ?ها|برنامهای|کارگاه|نمایشگاه|نشست|ruydad|barname"
)
_EMAIL = re.compile(r"\be-?mails?\b|\bmail\b|ایمیل|میل بزن|میل کن|\bimeyl|\bemail")
_SMS = re.compile(r"\bsms\b|\btexts?\b|پیامک|اس ام اس|\bpayamak")
_DAYS = re.compile(r"\b(\w+) (?:days?|روز|ruz|rooz)\b")
_WEEK = re.compile(r"\b(?:a|one|1) week\b|(?:یک|یه|1) هفته|\bye hafte\b")
_ONE = frozenset({"a", "one", "the", "یه", "ye", "yek"})


@dataclass(frozen=True, slots=True)
class NoticeWish:
    """What the words ask for; no kinds where they name none, `is_other` where it is something else.

    `is_news`: it is news of the library.
    """

    kinds: tuple[str, ...] = ()
    channel: str | None = None
    days: int | None = None
    is_other: bool = False
    is_news: bool = False


def read_wish(text: str) -> NoticeWish:
    """Read what somebody wants to be told, or not to be told any more."""
    said = fold(text)
    kinds: tuple[str, ...] = ()
    if _DUE.search(said):
        kinds += ("due_soon", "overdue")
    if _READY.search(said):
        kinds += ("hold_ready",)
    if _CARD.search(said):
        kinds += ("card_expiring",)
    channel = "email" if _EMAIL.search(said) else "sms" if _SMS.search(said) else None
    return NoticeWish(
        kinds,
        channel,
        _days(said),
        not kinds and _OTHER.search(said) is not None,
        not kinds and _NEWS.search(said) is not None,
    )


def names_new_titles(text: str) -> bool:
    """Tell whether the words are about news of new titles."""
    return _NEW_TITLES.search(fold(text)) is not None


def names_events(text: str) -> bool:
    """Tell whether the words are about events of the library."""
    return _EVENTS.search(fold(text)) is not None


def _days(said: str) -> int | None:
    if _WEEK.search(said):
        return 7
    for word in _DAYS.findall(said):
        if word in _ONE:
            return 1
        try:
            return int(number_of(word))
        except KeyError:
            continue
    return None
