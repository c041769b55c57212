"""An emergency is the reading whatever the classifier says; what only sounds like one is none."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.emergencies import EmergencyReader


def read(text: str, ranking: dict[str, float]) -> Message:
    rows = [{"name": name, "confidence": sure} for name, sure in ranking.items()]
    data: dict[str, Any] = {"text": text, "intent": rows[0], "intent_ranking": rows, "entities": [{"entity": "title"}]}
    [message] = EmergencyReader(EmergencyReader.get_default_config()).process([Message(data=data)])
    return message


def test_what_is_told_comes_before_the_classifier_and_takes_the_entities_place() -> None:
    message = read("a man just collapsed, and are you open tomorrow?", {"hours": 0.98, "emergency": 0.01})
    assert message.get("intent") == {"name": "emergency", "confidence": 1.0}
    assert [(one["entity"], one["value"]) for one in message.get("entities")] == [("emergency", "medical")]
    assert [row["name"] for row in message.get("intent_ranking")] == ["emergency", "hours"]


def test_the_classifier_alone_is_believed_when_it_is_sure() -> None:
    sure = read("the boy over there looks very grey and sweaty", {"emergency": 0.8, "facilities": 0.1})
    assert sure.get("intent")["name"] == "emergency" and sure.get("entities")[0]["entity"] == "emergency"
    unsure = read("the boy over there looks very grey and sweaty", {"facilities": 0.4, "emergency": 0.35})
    assert unsure.get("intent")["name"] == "facilities" and unsure.get("entities") == [{"entity": "title"}]


def test_what_the_classifier_only_takes_to_be_likely_is_in_doubt() -> None:
    likely = read("the boy over there looks very grey and sweaty", {"emergency": 0.5, "facilities": 0.3})
    assert likely.get("intent")["name"] == "emergency" and likely.get("entities")[0]["value"] == "doubtful:lost_child"
    quiet = read("I don't see the point of going on", {"out_of_scope": 0.6})
    assert quiet.get("entities")[0]["value"] == "quiet:despair"
    laughing = read("this queue makes me want to lie down and die 😂", {"emergency": 0.9, "suggestion": 0.6})
    assert laughing.get("intent")["name"] == "suggestion"


def test_a_broken_leg_is_no_fault_of_the_house() -> None:
    message = read("مچم شکسته، نمی‌تونم بیام", {"report_fault": 0.7, "renew": 0.5})
    assert message.get("intent")["name"] == "renew"


@pytest.mark.parametrize("text", ["a novel about a murder", "کتاب دربارهٔ خودکشی"])
def test_what_speaks_of_a_book_is_read_as_the_next_intent(text: str) -> None:
    message = read(text, {"emergency": 0.9, "search_book": 0.6})
    assert message.get("intent")["name"] == "search_book"
    assert "emergency" not in [row["name"] for row in message.get("intent_ranking")]


@pytest.mark.parametrize(
    "text",
    [
        "exams are creeping up on me, where's the quietest spot in the library?",
        "khob oon yeki ro age dir biaram jarimash ruzi chande, 8 azar mohlatesh bud",
        "az 10 azar ta 20 azar miram tehran, mishe nobatamo negah darin",
        "فکر کنم برزیلی بود نویسنده‌ش، پسره خیلی شیطون بود کتکش می‌زدن",
    ],
)
def test_a_month_exams_and_a_story_ring_no_alarm(text: str) -> None:
    message = read(text, {"hours": 0.6, "emergency": 0.2})
    assert message.get("intent")["name"] == "hours" and message.get("entities") == [{"entity": "title"}]


@pytest.mark.parametrize(
    "text", ["yeki azaram mide tu salon", "a guy keeps creeping up behind me", "یه آقایی آزارم میده تو سالن"]
)
def test_who_is_molested_is_heard(text: str) -> None:
    assert read(text, {"complaint": 0.6, "emergency": 0.2}).get("entities")[0]["value"] == "harassment"


def test_behaviour_that_the_meaning_is_surely_not_of_is_asked_about() -> None:
    message = read("he keeps following me between the shelves", {"hours": 0.95, "emergency": 0.01})
    assert message.get("entities")[0]["value"] == "doubtful:harassment"


def test_what_is_said_of_a_loan_is_no_lost_child() -> None:
    said = "i gave it back, all of them in a blue bag to the girl at saadi, she scanned them"
    assert read(said, {"emergency": 0.7, "renew": 0.6}).get("intent")["name"] == "renew"
