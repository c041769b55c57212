"""What conversations teach: which way a first reading is moved by what came before, and what is asked for beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from engine.last_topic import before
from engine.nlu.context import NAMES, Before, ContextModel, InContext, beside_follow_ups
from engine.nlu.examples import read_conversations, read_examples, read_follow_ups
from engine.nlu.features import Floats
from engine.nlu.model import IntentModel
from engine.nlu.model_files import load_model, save_model
from engine.nlu.thread import FollowUp, conversed_in
from engine.nlu.training import fit_model
from tests.engine.test_thread import LEANING, TOPICS, conversation, said

AFTER = Before("hours", "renew", ("utter_hours_all",))
SIDES = {"way": "hours", "account": "false", "leans": "true", "about": "branch"}


class Letters:
    """Vectors that count letters: enough to tell one text from another."""

    width = 26

    def encode(self, texts: list[str]) -> Floats:
        return np.asarray([self.encode_one(text) for text in texts])

    def encode_one(self, text: str) -> Floats:
        row = np.asarray([text.count(chr(97 + i)) for i in range(26)], dtype=np.float32) + 0.01
        return np.asarray(row / np.linalg.norm(row), dtype=np.float32)


@pytest.fixture(scope="module")
def taught() -> IntentModel:
    texts = [f"{text} {end}".strip() for texts in TOPICS.values() for text in texts for end in ("", "please", "now")]
    intents = [intent for intent, texts in TOPICS.items() for _ in range(3 * len(texts))]
    follow_ups = [FollowUp(text, topic, topic) for topic in ("hours", "fines") for text in LEANING]
    follow_ups += [FollowUp("hello there", "greet", "hours"), FollowUp("good morning", "greet", "fines")]
    # Of what is overdue patrons of these conversations always mean to renew it, after the hours as after the debts.
    heard = [
        InContext(f"my {noun} is overdue {end}".strip(), "renew", Before(topic, None, (answer,)), {"way": "act"})
        for topic, answer in (("hours", "utter_hours_all"), ("fines", "utter_fines"))
        for noun in ("book", "loan", "novel", "atlas", "film", "thing")
        for end in ("", "already", "i see")
    ]
    heard += [InContext(f"{text} then", "hours", AFTER, SIDES) for text in LEANING for _ in range(3)]
    return fit_model(texts, intents, Letters(), follow_ups, heard, c=0.7, sure=0.9)


def test_a_message_is_read_as_conversations_teach(taught: IntentModel) -> None:
    after = Before("fines", None, ("utter_fines",))
    reading = taught.reading("my magazine is overdue", Letters(), 3, "fines", after)
    assert reading.ranking[0][0] == "renew" and reading.ranking[0][1] > 0.5
    assert max(reading.sides["way"], key=lambda way: reading.sides["way"][way]) == "act"
    assert abs(sum(share for _, share in taught.reading("x", Letters(), 9, "fines", after).ranking) - 1) < 0.01


def test_what_leans_is_of_the_topic_and_says_so(taught: IntentModel) -> None:
    reading = taught.reading("and on tuesday then", Letters(), 3, "hours", AFTER)
    assert reading.ranking[0][0] == "hours" and reading.leans and reading.stays > 0.5


def test_a_first_message_keeps_its_reading(taught: IntentModel) -> None:
    alone, first = (taught.reading("renew my books", Letters(), 3, None, one) for one in (None, Before()))
    assert alone.ranking == first.ranking and not first.leans
    assert not alone.sides and not first.sides


def test_what_is_plain_by_itself_keeps_its_reading_and_needs_no_vector(taught: IntentModel) -> None:
    text = next(iter(taught.known))
    vectors = Letters()
    vectors.encode_one = None  # type: ignore[method-assign,assignment]
    alone, later = taught.reading(text, Letters(), 1), taught.reading(text, vectors, 1, "hours", AFTER)
    assert later.ranking[0][0] == alone.ranking[0][0]


def test_small_talk_that_we_wrote_is_learnt_beside_what_was_said() -> None:
    heard = [InContext("and then", "hours", AFTER, SIDES)]
    follow_ups = [FollowUp("hello there", "greet", "fines"), FollowUp("on friday", "hours", "hours")]
    rows = beside_follow_ups(heard, follow_ups)
    assert [(row.text, row.before.topic) for row in rows] == [
        ("and then", "hours"), ("hello there", "fines"), ("on friday", "hours"),
    ]  # fmt: skip
    assert {row.before.answers for row in rows} == {AFTER.answers} and not rows[1].sides
    first = [InContext("hi", "greet", Before(), {})]
    assert beside_follow_ups(first, follow_ups) == first


def test_a_saved_model_reads_the_same(taught: IntentModel, tmp_path: Path) -> None:
    save_model(taught, tmp_path)
    loaded = load_model(tmp_path)
    one, other = (each.reading("my atlas is overdue", Letters(), 3, "hours", AFTER) for each in (taught, loaded))
    assert one.ranking[0][0] == other.ranking[0][0] and set(one.sides) == set(other.sides)
    (tmp_path / "context.npz").write_bytes(b"another")
    with pytest.raises(ValueError, match="not the one"):
        ContextModel.load(tmp_path)
    (tmp_path / NAMES).unlink()
    assert ContextModel.load(tmp_path) is None


def test_an_example_tells_what_came_before_it() -> None:
    metadata = {
        "round": "2026-11-9",
        "after": "hours",
        "before": "renew",
        "answers": "hours_all fact",
        "account": False,
    }
    one = InContext.of("till when", "hours", metadata)
    assert one is not None and one.sides == {"account": "false"}
    assert one.before == Before("hours", "renew", ("hours_all", "fact"))
    assert "all" in one.before.words and "hours_all." in one.before.words
    assert Before.of({"answers": ["utter_fact"]}) == Before(None, None, ("utter_fact",))
    assert Before.of({"after": "hours"}) is None and InContext.of("x", "hours", None) is None
    assert conversed_in(metadata) and not conversed_in({"after": "hours"})


def test_conversations_are_read_apart_from_other_examples(tmp_path: Path) -> None:
    (tmp_path / "talk.yml").write_text(
        """
nlu:
- intent: hours
  examples: |
    - when do you open
- intent: fines
  metadata: {round: "1", after: hours, answers: hours, way: account}
  examples: |
    - what do i owe then
""",
        encoding="utf-8",
    )
    assert list(read_examples(tmp_path)) == [("when do you open", "hours")]
    assert list(read_follow_ups(tmp_path)) == []
    assert [(one.text, one.before.topic) for one in read_conversations(tmp_path)] == [("what do i owe then", "hours")]


def answered(name: str) -> BotUttered:
    return BotUttered("", metadata={"utter_action": name})


def test_what_came_before_is_two_topics_and_the_last_answers() -> None:
    assert before(conversation()) == {"answers": []}
    talk = conversation(said("renew", "1"), said("hours", "2"), said("hours", "3"))
    talk.update(answered("utter_hours_all"))
    talk.update(answered("utter_fact"))
    assert before(talk) == {"answers": ["utter_hours_all", "utter_fact"], "after": "hours", "before": "renew"}
    talk.update(SlotSet("pending", {"do": "hold", "awaits": "branch"}))
    assert before(talk) == {}


def test_a_topic_of_long_ago_is_none() -> None:
    talk: DialogueStateTracker = conversation(said("renew", "1"), *(said("thanks", str(i)) for i in range(2, 7)))
    assert before(talk) == {"answers": []}


def test_a_conversation_changes_a_reading_only_where_it_makes_another_likelier_than_not(taught: IntentModel) -> None:
    def moved(first: dict[str, float], found: dict[str, float]) -> dict[str, float]:
        rows = [np.asarray([one.get(name, 0.0) for name in taught.names], dtype=np.float32) for one in (found, first)]
        return {name: round(float(share), 2) for name, share in zip(taught.names, taught._moved(*rows), strict=True)}

    assert moved({"fines": 0.9, "hours": 0.1}, {"fines": 0.3, "hours": 0.7})["hours"] == 0.7
    assert moved({"fines": 0.6, "hours": 0.4}, {"fines": 0.4, "hours": 0.45, "renew": 0.15})["fines"] == 0.6
    # What is done with a thing stays as sure as it was; of a topic a fact that fits better may still be told.
    assert moved({"renew": 0.9, "hours": 0.1}, {"renew": 0.6, "hours": 0.4}) == {
        "fines": 0.0, "greet": 0.0, "hours": 0.1, "renew": 0.9,
    }  # fmt: skip
    assert moved({"hours": 0.9, "fines": 0.1}, {"hours": 0.6, "fines": 0.4})["hours"] == 0.6
