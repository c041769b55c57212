"""A library that has told nothing of itself yet is answered for honestly, without an empty hole."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.dialogue.sureness import RULED
from actions.dialogue.turn import Services
from actions.rasa.registry import HANDLERS
from language.answers import Answers
from library import open_library
from library.seed import load
from protocol.clock import FixedClock
from tests.support.filling import open_store
from tests.support.talk import talk_with

BRANCH = """
library: {name: {fa: کتابخانه, en: Library}}
branches:
- {code: main, name: {fa: مرکزی, en: Main}, main: true}
"""
# What a text has where something is missing from it: a brace, a sign that stands alone, brackets or a list of nothing.
HOLE = re.compile(
    r"[{}]|None| [.،؛:؟!]|[؛;,،:]\s*[.؟!]|[(«“]\s*[)»”]|; it\.|:\s*\Z|:\n\s*\n|^\s*[•.،,;:]\s*$", re.MULTILINE
)


@pytest.fixture(params=["nothing", "a branch"])
async def new_library(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_file: Path, clock: FixedClock
) -> AsyncIterator[Services]:
    """A store with nothing in it, or with a name and a branch of which nothing is known."""
    path = tmp_path / "new.sqlite3"
    shutil.copy(sqlite_file, path)
    store = await open_store(path, clock)
    if request.param == "a branch":
        seed = tmp_path / "branch.yml"
        seed.write_text(BRANCH, encoding="utf-8")
        await load(store, seed)
    yield Services(store, open_library(store, clock), ZoneInfo("Asia/Tehran"))
    await store.close()


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_no_answer_has_a_hole(new_library: Services, answers: Answers, language: str) -> None:
    words = {"fa": "این را بگویید لطفا", "en": "tell me about this please"}[language]
    holes = {}
    for intent in sorted(HANDLERS):
        talk = await talk_with(new_library, answers, language)
        said = await talk.says(intent, words)
        assert said.names or intent in RULED, intent
        holes |= {f"{intent}: {text}": found[0] for text in said.texts if (found := HOLE.search(text))}
    assert holes == {}


@pytest.mark.parametrize(
    "text",
    ["I'm Ketabyar, the assistant at . How can I help you?", "دستیار . چه کمکی", "Main is closed now; it.", "• Main:",
     "How to reach the library:\n", "بسته است؛.", "“” is not here"],
)  # fmt: skip
def test_a_hole_is_seen(text: str) -> None:
    assert HOLE.search(text)


@pytest.mark.parametrize("text", ["are you open now?", "are you open tomorrow?", "when are you open this week?"])
async def test_hours_that_were_never_entered_are_not_closed(new_library: Services, answers: Answers, text: str) -> None:
    talk = await talk_with(new_library, answers, "en")
    said = (await talk.says("hours", text)).text
    assert "closed" not in said and not HOLE.search(said)
    assert "opening hours" in said.lower()


@pytest.mark.parametrize(
    ("intent", "text", "name"),
    [
        ("search_book", "do you have Dune?", "utter_catalogue_missing"),
        ("recommendation", "something about history", "utter_catalogue_missing"),
        ("new_arrivals", "what's new?", "utter_catalogue_missing"),
        ("staff_contact", "what is your phone number?", "utter_contact_missing"),
    ],
)
async def test_what_is_not_here_yet_is_said_so(
    new_library: Services, answers: Answers, intent: str, text: str, name: str
) -> None:
    talk = await talk_with(new_library, answers, "en")
    assert (await talk.says(intent, text, **({"title": "Dune"} if intent == "search_book" else {}))).names == [name]
