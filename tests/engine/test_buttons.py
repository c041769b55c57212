"""A button that answers a question meets that question or none."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from engine.buttons import STALE, answers_open_question, as_stale


def tracker(pending: Any = None, form: str | None = None, asked: str | None = None) -> DialogueStateTracker:
    slots = [AnySlot("pending", mappings=[]), AnySlot("requested_slot", mappings=[])]
    events = [SlotSet("pending", pending), SlotSet("requested_slot", asked), ActiveLoop(form)]
    return DialogueStateTracker.from_events("c", events, slots)


def pressed(intent: str, ref: str | None) -> dict[str, Any]:
    entities = [] if ref is None else [{"entity": "ref", "value": ref}]
    return {"text": f"/{intent}", "intent": {"name": intent, "confidence": 1.0}, "entities": entities}


@pytest.mark.parametrize(
    ("intent", "ref", "open_now", "meets"),
    [
        ("deny", "q1", {"pending": {"ref": "q1"}}, True),
        ("deny", "q1", {"pending": {"ref": "q2"}}, False),
        ("affirm", "q1", {}, False),
        ("affirm", "q1", {"pending": {"ref": "q2", "older": {"ref": "q1"}}}, True),
        ("deny", None, {}, True),
        ("renew", "loan:1", {}, True),
        ("cancel", "complaint_form", {"form": "complaint_form", "asked": "complaint_text"}, True),
        ("deny", "complaint_contact", {"form": "complaint_form", "asked": "complaint_contact"}, True),
        ("deny", "complaint_contact", {"form": "complaint_form", "asked": "complaint_text"}, False),
        ("cancel", "q1", {"form": "complaint_form", "asked": "complaint_text", "pending": {"ref": "q1"}}, False),
    ],
)
def test_a_button_and_the_open_question(intent: str, ref: str | None, open_now: dict[str, Any], meets: bool) -> None:
    assert answers_open_question(tracker(**open_now), pressed(intent, ref)) is meets


def test_a_stale_button_is_an_intent_of_its_own_where_the_domain_has_it() -> None:
    reading = pressed("deny", "q1")
    assert (
        as_stale(reading, Domain.from_dict({"version": "3.1", "intents": ["deny", STALE]}))["intent"]["name"] == STALE
    )
    assert as_stale(reading, Domain.from_dict({"version": "3.1", "intents": ["deny"]})) is reading
