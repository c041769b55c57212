"""Sentences are written as they should be, in every file of both languages."""

from __future__ import annotations

import re

import pytest

from bot.texts.catalogue import sources
from bot.texts.files import forms_of, key_of, read

PERSIAN = re.compile("[\u0600-\u06ff]")
# A half-space is missing or misplaced: a space before a suffix, or Arabic letters for Persian ones.
ODD = re.compile("[\u064a\u0643\u0649]| (?:ها|های|هایی|تر|ترین)(?= |$|[.،؛:])|\\bمی [\u0600-\u06ff]| \u200c|\u200c ")
# Each language is named in its own script.
NAMES = {
    "language.switch",
    "privacy.other_language",
    "page.sign_in.other_language",
    "page.library.other",
    "widget.other",
}


def said_in(language: str) -> list[tuple[str, str]]:
    """Give every text with its key, each of its plural forms apart."""
    messages = [message for file in sources(language) for message in read(file) if message.id]
    return [(key_of(message), form) for message in messages for form in forms_of(message)]


def test_each_stands_in_its_own_script() -> None:
    english = [key for key, text in said_in("en") if PERSIAN.search(text) and key not in NAMES]
    persian = [
        key for key, text in said_in("fa") if not PERSIAN.search(text) and re.search("[A-Za-z]{4}", _words(text))
    ]
    assert english == []
    assert [key for key in persian if key not in NAMES] == []


def test_persian_is_written_as_it_should_be() -> None:
    wrong = {key: text for key, text in said_in("fa") if ODD.search(text) or re.search("[0-9]", _outside(text))}
    assert wrong == {}


def _words(text: str) -> str:
    """Take out the names in braces: a line of a list may be made of nothing else."""
    return re.sub(r"\{[^}]*\}", "", text)


def _outside(text: str) -> str:
    """Take out what is Latin anyway: names in braces, code, colours, settings, and days of the Gregorian calendar."""
    code = r"\{[^}]*\}|#[0-9A-Fa-f]{6}(?!\w)|[A-Za-z][\w./:=-]*|\d{4}-\d\d-\d\d"
    return re.sub(code, "", text)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_no_straight_marks(language: str) -> None:
    assert {key: text for key, text in said_in(language) if '"' in text or "'" in text} == {}
