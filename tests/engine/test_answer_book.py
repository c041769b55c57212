"""The answer book as Rasa's NLG."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.answer_book import AnswerBook, language_of

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_due:
  - text: "موعد: {due}"
    condition: [{type: slot, name: language, value: fa}]
  - text: "Due: {due}"
    condition: [{type: slot, name: language, value: en}]
"""
)


def tracker(*events: Any) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("t", list(events), slots=DOMAIN.slots)


async def test_an_answer_is_rendered_in_the_language_of_the_slot() -> None:
    book = AnswerBook(domain=DOMAIN)
    said = await book.generate("utter_due", tracker(SlotSet("language", "en")), "ketabyar", due=3)
    assert said["text"] == "Due: 3"
    said = await book.generate("utter_due", tracker(SlotSet("language", "fa")), "ketabyar", due=3)
    assert said["text"] == "موعد: ۳"


@pytest.mark.parametrize(("text", "language"), [("when is it due", "en"), ("کی باید بیارم", "fa"), ("123", "fa")])
def test_without_the_slot_the_script_decides(text: str, language: str) -> None:
    assert language_of(tracker(UserUttered(text))) == language


async def test_reserved_facts_become_status_custom_and_buttons() -> None:
    said = await AnswerBook(domain=DOMAIN).generate(
        "utter_due", tracker(SlotSet("language", "en")), "x", due="now", status="refused", custom={"ask_score": True},
        choices=[{"title": {"en": "Yes", "fa": "بله"}, "payload": "/affirm"}],
    )  # fmt: skip
    assert said["status"] == "refused"
    assert said["custom"] == {"ask_score": True}
    assert said["buttons"] == [{"title": "Yes", "payload": "/affirm"}]


async def test_facts_go_with_the_answer_and_nothing_else_does() -> None:
    choices = [{"title": {"en": "Yes", "fa": "بله"}, "payload": "/affirm"}]
    said = await AnswerBook(domain=DOMAIN).generate(
        "utter_due", tracker(SlotSet("language", "fa")), "x", due=3, status="refused", custom={"ask_score": True},
        choices=choices, domain_responses=DOMAIN.responses,
    )  # fmt: skip
    assert said["facts"] == {"due": 3, "choices": choices}
    assert said["language"] == "fa"


async def test_an_unknown_status_is_an_answer_and_an_unknown_answer_is_not_silent() -> None:
    book = AnswerBook(domain=DOMAIN)
    assert (await book.generate("utter_due", tracker(), "x", status="odd"))["status"] == "answered"
    assert (await book.generate("utter_missing", tracker(), "x"))["text"]


def test_rasa_hands_over_the_responses_of_a_loaded_domain() -> None:
    book = AnswerBook()
    book.responses = DOMAIN.responses
    assert book.responses == DOMAIN.responses
