"""The intent classifier as a component: each option changes what it says it changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.intents import BilingualIntentClassifier
from engine.nlu.model_files import ARRAYS, ModelFileError

TEXTS = {
    "hours": ["کتابخانه تا کی باز است", "ساعت کار امروز", "when are you open", "opening hours please", "open today"],
    "renew": ["کتابم را تمدید کنید", "دومی رو تمدید کن", "renew my books", "extend my loan please", "renew all of it"],
    "out_of_scope": ["هوا چطور است", "قیمت دلار چند است", "order me a pizza", "who won the match", "tell the weather"],
}
DATA = TrainingData(
    [Message(data={"text": text, "intent": intent}) for intent, group in TEXTS.items() for text in group]
)


class Counted:
    """A source of vectors that says nothing and counts what it is asked."""

    width = 4

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.trained: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.trained += texts
        letters = [np.frombuffer(text.encode()[:4].ljust(4), dtype=np.uint8) for text in texts]
        return np.asarray(letters, dtype=np.float32) / 255

    def encode_one(self, text: str) -> np.ndarray:
        self.asked.append(text)
        return np.full(self.width, 0.5, dtype=np.float32)


def trained(folder: Path, source: Counted | None = None, **options: Any) -> BilingualIntentClassifier:
    config = BilingualIntentClassifier.get_default_config() | {"vectors": "none"} | options
    component = BilingualIntentClassifier(config, LocalModelStorage(folder), Resource("intents"), vectors=source)
    component.train(DATA)
    return component


def read(component: BilingualIntentClassifier, text: str) -> Message:
    return component.process([Message(data={"text": text})])[0]


def test_accept_decides_when_the_bot_asks_back(tmp_path: Path) -> None:
    text = "are you open tomorrow"
    assert read(trained(tmp_path, accept=0.0, doubt=1.0, out_of_scope=1.0), text).get("intent")["name"] == "hours"
    assert (
        read(trained(tmp_path, accept=1.0, doubt=1.0, out_of_scope=1.0), text).get("intent")["name"] == "nlu_fallback"
    )


def test_doubt_and_out_of_scope_decide_when_the_bot_does_not_act(tmp_path: Path) -> None:
    text = "are you open tomorrow"
    assert (
        read(trained(tmp_path, accept=0.0, doubt=0.0, out_of_scope=1.0), text).get("intent")["name"] == "nlu_fallback"
    )
    assert (
        read(trained(tmp_path, accept=0.0, doubt=1.0, out_of_scope=0.0), text).get("intent")["name"] == "out_of_scope"
    )


def test_ranking_length_is_the_number_of_readings_kept(tmp_path: Path) -> None:
    for length in (1, 3):
        assert len(read(trained(tmp_path, ranking_length=length), "open it").get("intent_ranking")) == length


def test_sure_decides_which_texts_vectors_are_asked_about(tmp_path: Path) -> None:
    never, always = Counted(), Counted()
    read(trained(tmp_path, never, sure=0.0), "are you open tomorrow")
    read(trained(tmp_path, always, sure=1.01), "are you open tomorrow")
    assert never.asked == []
    assert always.asked == ["are you open tomorrow"]


def test_vector_texts_limits_what_vectors_are_trained_on(tmp_path: Path) -> None:
    every, some = Counted(), Counted()
    trained(tmp_path, every, vector_texts=0)
    trained(tmp_path, some, vector_texts=9)
    assert len(every.trained) == 15
    assert 0 < len(some.trained) <= 9


def test_c_changes_the_model_that_is_trained(tmp_path: Path) -> None:
    strict, free = (
        read(trained(tmp_path, C=c, accept=0.0), "open my loan").get("intent_ranking")[0] for c in (0.001, 50.0)
    )
    assert strict["confidence"] != pytest.approx(free["confidence"], abs=1e-3)


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        trained(tmp_path / name, Counted())
        files.append((next((tmp_path / name).rglob("intents.json"))).read_bytes())
    assert files[0] == files[1]


def test_an_empty_message_is_left_as_it_is(tmp_path: Path) -> None:
    component = trained(tmp_path)
    for text in ("", "  ", None):
        message = Message(data={"text": text})
        assert component.process([message])[0].get("intent") is None


def test_a_changed_model_is_refused_when_it_is_loaded(tmp_path: Path) -> None:
    component = trained(tmp_path)
    config, context = BilingualIntentClassifier.get_default_config() | {"vectors": "none"}, _context()
    arguments = (config, LocalModelStorage(tmp_path), Resource("intents"), context)
    loaded = BilingualIntentClassifier.load(*arguments)
    assert read(loaded, "renew it").get("intent")["name"] == read(component, "renew it").get("intent")["name"]
    file = next(tmp_path.rglob(ARRAYS))
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelFileError):
        BilingualIntentClassifier.load(*arguments)


def _context() -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), "model")
