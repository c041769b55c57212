"""Looks that ask whether one's own title is named read nothing of the account where the words can name none."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from tests.support.talk import Begin

MINA, OMID = "20000001", "20000002"


@pytest.fixture
def read(services: Services, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is read of a patron's loans and reservations."""
    names: list[str] = []
    library = type(services.library)
    for name in ("loans", "holds"):
        whole = getattr(library, name)

        def reads(self: object, patron: int, whole=whole, name: str = name) -> object:  # type: ignore[no-untyped-def]
            names.append(name)
            return whole(self, patron)

        monkeypatch.setattr(library, name, reads)
    return names


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "hours", "when are you open tomorrow?"),
        ("en", "thanks", "thanks a lot"),
        ("en", "location", "where are you?"),
        ("fa", "thanks", "خیلی ممنون"),
    ],
)
async def test_everyday_words_read_no_loans(
    begin: Begin, read: list[str], language: str, intent: str, words: str
) -> None:
    talk = await begin(language, card=MINA)
    await talk.says(intent, words, sure=0.7)
    assert read == []


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "is Animal Farm there?", "utter_hold_state"),
        ("en", "animal farm", "utter_hold_state"),
        ("fa", "انیمال فارم چی شد؟", "utter_hold_state"),
    ],
)
async def test_a_named_title_is_found_still_and_read_once(
    begin: Begin, read: list[str], language: str, words: str, answer: str
) -> None:
    talk = await begin(language, card=OMID)
    said = await talk.says("chitchat", words, sure=0.5)
    assert answer in said.names or "Animal Farm" in said.text
    assert read.count("loans") == 1
