"""The reply to a message: what was said since it, each in its words once."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.reply import reply_of


def test_what_two_requests_of_a_message_hear_in_the_same_words_is_told_once() -> None:
    def said(text: str, answer: str) -> BotUttered:
        return BotUttered(text, metadata={"utter_action": answer, "status": "answered"})

    events = [
        UserUttered("do you have it, and which floor is it on"),
        said("On floor 2.", "utter_title_whereabouts"),
        said("On floor 2.", "utter_title_whereabouts"),
        said("Floor 2: literature.", "utter_fact"),
        said("On floor 2.", "utter_fact"),
        ActionExecuted("action_listen"),
    ]
    tracker = DialogueStateTracker.from_events("somebody", events)
    reply = reply_of(tracker, events, duplicate=False, engine_version="1")
    assert [(one.answer, one.text) for one in reply.messages] == [
        ("utter_title_whereabouts", "On floor 2."),
        ("utter_fact", "Floor 2: literature."),
        ("utter_fact", "On floor 2."),
    ]


def _told(*said: tuple[str, str, str]) -> list[tuple[str | None, str]]:
    """Give what a patron sees of what the actions said: texts, with the names of their answers and how they stand."""
    events = [
        UserUttered("can I print in colour and how much is it"),
        *(BotUttered(text, metadata={"utter_action": answer, "status": status}) for text, answer, status in said),
        ActionExecuted("action_listen"),
    ]
    tracker = DialogueStateTracker.from_events("somebody", events)
    return [
        (one.answer, one.text)
        for one in reply_of(tracker, events, duplicate=False, engine_version="1").messages
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "question"),
    [
        ("A colour page costs 60,000 rials.", "How much is a colour page?"),
        ("چاپ رنگی هر برگ ۶۰٬۰۰۰ ریال است.", "چاپ رنگی چند است؟"),
    ],
)
def test_a_fact_is_told_once_and_the_question_that_waits_is_put_behind_all_answers(fact: str, question: str) -> None:
    alone = (fact, "utter_fact", "answered")
    beside = (f"• {question} {fact}", "utter_facts", "answered")
    waits = ("Back to my question: which one?", "utter_back_to_question", "clarified")
    other = ("• Is there a scanner? Yes.", "utter_facts", "answered")
    assert _told(alone, waits, beside) == [("utter_fact", fact), ("utter_back_to_question", waits[0])]
    assert _told(beside, alone) == [("utter_facts", beside[0])]
    assert [answer for answer, _ in _told(alone, waits, other)] == [
        "utter_fact",
        "utter_facts",
        "utter_back_to_question",
    ]


def test_a_fact_that_only_ends_alike_is_another_and_what_asks_last_stays_last() -> None:
    first, second = ("Yes.", "utter_fact", "answered"), ("Certainly not. Yes.", "utter_fact", "answered")
    assert len(_told(first, second)) == 2
    waits = ("Back to my question: which one?", "utter_back_to_question", "clarified")
    asks = ("Which branch?", "utter_hold_ask_branch", "clarified")
    assert [answer for answer, _ in _told(first, waits, asks)] == [
        "utter_fact",
        "utter_back_to_question",
        "utter_hold_ask_branch",
    ]
