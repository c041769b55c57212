"""What stays with the topic before it, and that nothing else does."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.last_topic import last_topic
from engine.nlu.decision import Thresholds
from engine.nlu.model import IntentModel
from engine.nlu.model_files import load_model, save_model
from engine.nlu.thread import FollowUp, after_of
from engine.nlu.training import fit_model

TOPICS = {
    "hours": ("opening hours", "when do you open", "opening times today", "closing time of the library"),
    "fines": ("what do i owe", "my late fees", "show me my fines", "money owed on my card"),
    "renew": ("renew my books", "extend my loans please", "prolong the loan of my book", "renew all of them for me"),
    "greet": ("hello there", "good morning to you", "hi library", "hello good people"),
}
LEANING = ("and on friday", "what about monday", "and the other one", "and in the evening", "what about that one")


@pytest.fixture(scope="module")
def threaded() -> IntentModel:
    texts = [
        f"{text} {ending}".strip() for texts in TOPICS.values() for text in texts for ending in ("", "please", "now")
    ]
    intents = [intent for intent, texts in TOPICS.items() for _ in range(3 * len(texts))]
    follow_ups = [FollowUp(text, topic, topic) for topic in ("hours", "fines") for text in LEANING]
    follow_ups += [
        FollowUp(text, intent, after)
        for after, intent in (("hours", "fines"), ("fines", "renew"))
        for text in ("how come", "how come now", "how come please")
    ]
    return fit_model(texts, intents, None, follow_ups, c=0.7, sure=0.9)


def read(threaded: IntentModel, text: str, after: str | None = None) -> str:
    reading = threaded.reading(text, None, 3, after)
    return Thresholds().decide(reading.ranking, reading.stays)[0]


def staying(threaded: IntentModel, text: str, after: str) -> float:
    return threaded.reading(text, None, 3, after).stays


@pytest.mark.parametrize("after", ["hours", "fines"])
def test_an_ellipsis_leans_on_the_topic_before_it_more_than_a_sentence_does(threaded: IntentModel, after: str) -> None:
    sentences = max(staying(threaded, text, after) for text in ("renew my books", "hello there"))
    assert all(
        staying(threaded, text, after) > max(0.5, sentences) for text in ("and on monday", "what about the evening")
    )
    assert read(threaded, "and in the evening", "hours") == "hours"


def test_a_whole_sentence_is_of_its_own_intent_whatever_came_before(threaded: IntentModel) -> None:
    for after in ("hours", "fines", None):
        assert read(threaded, "renew my books", after) == "renew"
        assert read(threaded, "hello there", after) == "greet"


def test_without_a_topic_nothing_is_read_otherwise(threaded: IntentModel) -> None:
    plain = fit_model(
        [text for texts in TOPICS.values() for text in texts],
        [intent for intent, texts in TOPICS.items() for _ in texts],
        None, c=0.7, sure=0.9,
    )  # fmt: skip
    assert plain.thread is None and plain.reading("what about tuesday", None, 3, "hours").stays == 0.0
    assert threaded.reading("what about tuesday", None, 3).stays == 0.0
    # A topic that the model does not know is none.
    assert threaded.reading("what about tuesday", None, 3, "parking_permit").stays == 0.0


def test_a_saved_model_keeps_the_thread(threaded: IntentModel, tmp_path) -> None:
    save_model(threaded, tmp_path)
    loaded = load_model(tmp_path)
    one, other = (each.reading("and in the evening", None, 3, "hours") for each in (threaded, loaded))
    assert one.ranking[0][0] == other.ranking[0][0] == "hours"
    assert np.isclose(one.stays, other.stays, atol=0.01)


def test_the_same_words_mean_another_thing_after_another_topic(threaded: IntentModel) -> None:
    for topic in ("hours", "fines"):
        assert read(threaded, "how come", topic) == {"hours": "fines", "fines": "renew"}[topic]


def test_only_what_needs_the_topic_to_be_read_leans_on_it(threaded: IntentModel) -> None:
    assert threaded.reading("and on friday", None, 3, "hours").leans
    assert not threaded.reading("opening times today", None, 3, "hours").leans
    assert not threaded.reading("and on friday", None, 3).leans


def test_metadata_names_one_topic_or_several() -> None:
    assert after_of({"after": "hours"}) == ("hours",)
    assert after_of({"after": ["hours", "fines"]}) == ("hours", "fines")
    assert after_of({"channel": "web"}) == after_of(None) == after_of({"after": 3}) == ()


def said(intent: str, message_id: str) -> UserUttered:
    return UserUttered("…", intent={"name": intent, "confidence": 0.9}, message_id=message_id)


def conversation(*events: UserUttered | SlotSet) -> DialogueStateTracker:
    from rasa.shared.core.slots import AnySlot

    slots = [AnySlot(name, mappings=[], influence_conversation=False) for name in ("pending", "thread")]
    return DialogueStateTracker.from_events("c", list(events), slots)


def test_the_topic_is_what_was_asked_last_before_the_small_talk() -> None:
    assert last_topic(conversation()) is None
    assert last_topic(conversation(said("hours", "1"), said("thanks", "2"), said("nlu_fallback", "3"))) == "hours"
    assert last_topic(conversation(said("hours", "1"), *(said("thanks", str(i)) for i in range(5)))) is None
    # What was told or called for is talked of too: what is added to it is learnt as such.
    assert last_topic(conversation(said("hours", "1"), said("human_help", "2"))) == "human_help"


def test_what_the_actions_did_counts_more_than_how_a_message_was_read() -> None:
    thread = [{"message": "2", "acts": [{"act": "hours"}]}]
    assert (
        last_topic(conversation(said("hours", "1"), said("search_book", "2#2"), SlotSet("thread", thread))) == "hours"
    )


def test_an_answer_that_is_waited_for_has_no_topic() -> None:
    asked = SlotSet("pending", {"do": "hold", "awaits": "branch"})
    assert last_topic(conversation(said("hold", "1"), asked)) is None
    assert last_topic(conversation(said("renew", "1"), SlotSet("pending", {"awaits": "yes"}))) == "renew"
