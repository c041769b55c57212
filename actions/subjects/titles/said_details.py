"""Details of the book that was looked for: its level, its form, what comes with it. They name no title of their own."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_names import is_said_around
from library.search.words import CHATTER

__all__ = ["is_detail", "says_detail"]

_OF_TITLES = frozenset({"search_book", "recommendation", "shelf_location", "new_arrivals"})
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 12
# What tells a book of a kind from another of its kind.
_DETAIL = re.compile(
    r"\b(?:academic|general|beginners?|elementary|intermediate|advanced|club|expert|level|ibt|computer[- ]based|paper[- ]based|hard ?cover|hard ?back|paper ?back|annotated|abridged|unabridged|illustrated|bilingual|teacher'?s?|student'?s?|work ?book|answer key|with (?:the |a |te?h?e? )?(?:cds?|dvds?|audio|answers|key)|cds?|dvds?)\b"
    r"|(?<!\w)(?:سطح\w*|مبتدی|متوسط|پیشرفته|مقدماتی|آکادمیک|جنرال|عمومی|سی ?دی\w*|دی ?وی ?دی\w*|جلد ?(?:سخت|نرم)|شومیز|گالینگور|دوزبانه|مصور|(?:فایل )?صوتی\w*|پاسخنامه|کلید)(?!\w)"
)
_AROUND = frozenset(
    "not no one the a an with without and or but please plese pls i want need it its it's should be is are version edition book books"
    " to teh only just rather like ones kind type paper computer file audio lower higher than"
    " نه نباشه باشه باشد میخوام می‌خوام رو را با بدون یا و هم کتاب نسخه فقط لطفا لطفن همراه همراهش داشته فایل ش اون این ولی باید بهتره".split()
)


def is_detail(text: str) -> bool:
    """Tell whether a text says of what kind a book shall be, in words of which none names one."""
    said = fold(text).replace("’", "'")
    words = _WORD.findall(_DETAIL.sub(" ", said))
    if _DETAIL.search(said) is None or len(said.split()) > _MOST_WORDS:
        return False
    return all(word in _AROUND or word in CHATTER or is_ordinary(word) or is_said_around(word) for word in words)


def says_detail(turn: Turn) -> bool:
    """Tell whether a message only says a detail of what was looked for right before."""
    last = turn.thread.last
    return last is not None and last.act in _OF_TITLES and is_detail(turn.text)
