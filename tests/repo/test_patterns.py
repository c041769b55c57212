"""No text that may be typed keeps a pattern of ours busy."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from actions.dialogue.references import find_reference
from actions.dialogue.wording import best_match, is_bare_reserve, says, search_words, word_count
from language.aligned import align
from language.bidi import isolate
from language.choices import find_choice
from language.dates import find_dates, find_times
from language.detect import detect, is_finglish
from language.normalise import fold, squash
from language.payloads import LONGEST_VALUE, well_formed
from language.requests.deeds.lateness import days_late, own_debt
from language.requests.own.own_words import is_own_words
from language.requests.speech.request import read_request
from language.requests.titles.names import find_named
from language.scores import find_score
from language.unread_days import speaks_of_a_day
from tests.support.patterns import Found, modules, patterns, slow_functions, slow_texts, uses

PACKAGES = ("language", "actions", "crm", "library", "bot")


@pytest.mark.timeout(600)  # some thousand patterns, beside everything else that runs
def test_every_pattern_is_quick_on_every_text() -> None:
    loaded = modules(*PACKAGES)
    found = patterns(loaded)
    assert len(found) > 200
    used = uses(loaded)
    assert [str(slow) for each in found for slow in slow_texts(each, used)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{1,2}(?:(?: ?, ?(?:and )?|[ ,]+)\d{1,2})*",
        r"(?:no\. )?1(?: and (?:no\. )?(?:no\. ?)?1)*",
        r"\S+@\S+\.\S+",
        r"(?:سی ام|سی|سی ام)(?:,(?:سی ام|سی|سی ام))*",
        r"[ ,]*\bexcept",
        r"(?: ?(?:رو|لطفا))*(?: (?:لطفا )?(?:تمدید|لطفا))*",
        r"«\s*([^«»]{1,120}?)\s*»",
    ],
)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert list(slow_texts(Found("a_module", "NAME", re.compile(pattern)), {}))


def test_every_reading_of_a_text_is_quick() -> None:
    today = date(2026, 11, 24)
    readings: dict[str, Callable[[str], object]] = {
        "fold": fold,
        "squash": squash,
        "align": align,
        "detect": detect,
        "is_finglish": is_finglish,
        "find_choice": find_choice,
        "find_dates": lambda text: find_dates(text, today),
        "find_times": find_times,
        "isolate": lambda text: (isolate(text, "fa"), isolate(text, "en")),
        "find_reference": find_reference,
        "find_score": find_score,
        "search_words": search_words,
        "word_count": word_count,
        "is_bare_reserve": is_bare_reserve,
        "best_match": lambda text: best_match(text, ["A Brief History of Time", "بوف کور"]),
        "says": lambda text: says(text, "where", "کجا"),
        "read_request": lambda text: read_request(text, "renew"),
        "find_named": lambda text: find_named(text, ["A Brief History of Time", "جنگ و صلح", "Dune"]),
        "is_own_words": is_own_words,
        "days_late": lambda text: (days_late(text), own_debt(text)),
        "speaks_of_a_day": speaks_of_a_day,
        "well_formed": lambda text: well_formed("which", text[:LONGEST_VALUE]),
    }
    assert [str(slow) for slow in slow_functions(readings, 0.05)] == []
