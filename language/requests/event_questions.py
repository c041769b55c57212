"""What a question about an event speaks of, and what the words of an event tell: its language, what to bring."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["event_words"]

_WORDS = {
    # Who says so wants to be put down, and asks nothing.
    "order": re.compile(
        r"\b(?:sign|put|book|reserve|register|enrol+|add|count|save|keep) (?:me|us|my|a|one|two|three|the|\d+|her|him|them)\b"
        r"|\b(?:two|three|four|five|\d+|a|one) (?:seats?|places?|tickets?|spots?)\b(?! left)|\bi(?:'ll| will) (?:come|be there|take)\b|\bmy name\b"
        r"|(?<!\w)(?:ثبت ?نامم? کن\w*|رزرو کن\w*|اسمم\w*|اسمشو|جا (?:برام|برامون|واسم|نگه)|نگه ?دار\w*|بنویس\w*|من میام|دو نفر|سه نفر|دو تا جا)(?!\w)"
        r"|\b(?:sabte? ?namam|esmam\w*|rezerv kon\w*)\b"
    ),
    "room": re.compile(r"\b(?:room|hall|floor|upstairs|downstairs)\b|سالن|طبقه|اتاق"),
    "steps": re.compile(
        r"\b(?:lift|elevator|stairs?|steps?|wheelchair|walker|ramp|step-free|upstairs|asansor|pelle?|vilcher)\b|آسانسور|اسانسور|پله|ویلچر|واکر|رمپ|عصا"
    ),
    "free": re.compile(r"\bfree\b|رایگان|ورود آزاد|مجانی"),
    "phone": re.compile(r"\b(?:tele)?phone\b|تلفن"),
    "bring": re.compile(r"\bbring|\blaptop|بیاور|همراه"),
    "language": re.compile(
        r"\b(?:english|persian|farsi|arabic|turkish|french|german|subtitles?)\b|انگلیسی|فارسی|عربی|ترکی|زیرنویس"
    ),
}


def event_words(text: str) -> frozenset[str]:
    """Name what a text speaks of: "order", "room", "steps", "free", "phone", "bring", "language"."""
    said = fold(text).replace("’", "'")
    return frozenset(name for name, pattern in _WORDS.items() if pattern.search(said))
