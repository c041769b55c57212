"""What a question about an event speaks of, and what the words of an event tell: its language, what to bring."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["event_words", "in_other_words", "without_language"]

_WORDS = {
    # Who says so wants to be put down, and asks nothing.
    "order": re.compile(
        r"\b(?:sign|put|book|reserve|register|enrol+|add|count|save|keep) (?:me|us|my|a|one|two|three|the|\d+|her|him|them)\b"
        r"|\b(?:two|three|four|five|\d+|a|one) (?:seats?|places?|tickets?|spots?)\b(?! left)|\bi(?:'ll| will) (?:come|be there|take)\b|\bmy name\b"
        r"|\b(?:put|write|take|note) (?:down )?(?:our|both|their|his|her|the) (?:\w{1,12} ){0,2}names?\b|\b(?:put|sign|write) (?:both|all)(?: of)? (?:(?:of )?(?:us|them|girls|boys|kids|children) )?(?:down|up)\b"
        r"|(?<!\w)(?:ثبت ?نامم? کن\w*|رزرو کن\w*|اسمم\w*|اسم(?:مون|مان|ا(?:ی|مون)? ?ما)\w*|اسم ما\w*|اسمشو|جا (?:برام|برامون|واسم|نگه)|نگه ?دار\w*|بنویس\w*|من میام|دو نفر|سه نفر|دو تا جا)(?!\w)"
        r"|\b(?:sabte? ?namam|esmam\w*|esm(?:emun|emoon|eman)\w*|rezerv kon\w*)\b"
    ),
    "register": re.compile(
        r"\b(?:book|register|sign up|reserve|tickets?|enrol\w*|rsvp)\b|ثبت ?نام|رزرو|بلیت|بلیط|\bsabte? ?nam"
    ),
    # What is said of an event and of little else.
    "event": re.compile(
        r"\b(?:events?|clubs?|workshops?|story (?:hour|time)|class(?:es)?|exhibitions?|reading circle|poetry (?:night|evening))\b|برنامه|باشگاه|کارگاه|کلاس|قصه ?گویی|نمایشگاه|شب شعر|\b(?:barname|kelas|kargah)\w*"
    ),
    # It points back at a day that was spoken of.
    "then": re.compile(
        r"\bfor (?:it|that)\b|\bthen\b|\bthat (?:day|night|evening)\b|(?:اون|آن|همون|همان) (?:شب|روز)|(?<!\w)براش(?!\w)|برای آن"
    ),
    "room": re.compile(r"\b(?:room|hall|floor|upstairs|downstairs)\b|سالن|طبقه|اتاق"),
    "steps": re.compile(
        r"\b(?:lift|elevator|stairs?|steps?|wheelchair|walker|ramp|step-free|upstairs|asansor|pelle?|vilcher)\b|آسانسور|اسانسور|پله|ویلچر|واکر|رمپ|عصا"
    ),
    "free": re.compile(r"\bfree\b|رایگان|ورود آزاد|مجانی"),
    "phone": re.compile(r"\b(?:tele)?phone\b|تلفن"),
    "bring": re.compile(r"\bbring|\blaptop|بیاور|همراه"),
    "age": re.compile(
        r"\b(?:ages?|aged|old|olds|young|younger|older|years?|sen|sal|sale|salash\w*)\b|\d|سن|سال|کوچیک|کوچک|بزرگ"
    ),
    "level": re.compile(r"\b(?:levels?|beginners?|intermediate|advanced)\b|سطح|مبتدی|پیشرفته"),
    "language": re.compile(
        r"\b(?:english|persian|farsi|arabic|turkish|french|german|subtitles?)\b|انگلیسی|فارسی|عربی|ترکی|زیرنویس"
    ),
}

# One event may be called by either: its title has the second in one of the languages.
_SAME = {
    "film": re.compile(r"\bmovies?\b|\bcinema\b|فیلم|سینما"),
    "poetry": re.compile(r"\bpoems?\b|شعر"),
    "story": re.compile(r"\btales?\b|قصه|داستان"),
    "author": re.compile(r"\bwriter\b|نویسنده"),
    "reading circle": re.compile(
        r"\bbook (?:clubs?|groups?|circles?|discussions?)\b|\breading (?:groups?|clubs?)\b|کتاب[ \u200c]?خوانی|کتاب[ \u200c]?خونی|باشگاه کتاب|نقد (?:و بررسی )?(?:ی |\w{2,6} )?(?:کتاب|رمان)|(?:جمع|هم)[ \u200c]?خ(?:وا|و)نی|دورهمی کتاب"
    ),
    "exhibition": re.compile(r"\bshow\b(?! up| me| us)|نمایشگاه"),
    "tour": re.compile(r"بازدید|آشنایی"),
    "computer": re.compile(r"کامپیوتر|رایانه"),
    "english": re.compile(r"زبان انگلیسی|گفت ?و ?گو"),
}


def in_other_words(text: str) -> str:
    """Give the English words for what events of a text are called otherwise: «فیلمه» is "film"."""
    said = fold(text)
    return " ".join(name for name, pattern in _SAME.items() if pattern.search(said))


def event_words(text: str) -> frozenset[str]:
    """Name what a text speaks of: "order", "room", "steps", "free", "phone", "bring", "age", "level", "language"."""
    said = fold(text).replace("’", "'")
    return frozenset(name for name, pattern in _WORDS.items() if pattern.search(said))


def without_language(text: str) -> str:
    """Give a text without the names of languages: they name no event where the language is asked."""
    return _WORDS["language"].sub(" ", fold(text))
