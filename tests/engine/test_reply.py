"""The reply to a message: what was said since it, each in its words once."""

from __future__ import annotations

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
