"""Quiet despair by its meaning: how it is learnt, kept, and heard where no list of words holds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.despair import DespairModel
from engine.nlu.emergencies import DESPAIR, EmergencyReader
from engine.nlu.features import Floats
from engine.nlu.model_files import load_model, save_model
from engine.nlu.training import fit_model

LOW = [f"the days are grey and i am so empty {number}" for number in range(30)]
ORDINARY = [f"where are the books of shelf {number}" for number in range(60)]


class ByWord:
    """Vectors of two numbers: whether a text is grey, and one for all."""

    width = 2

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give a row for each text."""
        return np.asarray([self.encode_one(text) for text in texts], dtype=np.float32)

    def encode_one(self, text: str) -> Floats:
        """Give the row of a text."""
        return np.asarray([float("grey" in text), 1.0], dtype=np.float32)


def learnt() -> DespairModel | None:
    texts, alarms = [*LOW, *ORDINARY], np.asarray([True] * len(LOW) + [False] * len(ORDINARY))
    return DespairModel.fit(texts, alarms, alarms.astype(np.float32), ByWord())


def test_it_is_learnt_from_what_no_word_names_and_kept() -> None:
    model = learnt()
    assert model is not None
    assert model.sure("a grey morning", ByWord()) > 0.8 > 0.2 > model.sure("a book, please", ByWord())
    again = DespairModel.from_arrays(model.arrays())
    assert again is not None and again.sure("grey", ByWord()) == pytest.approx(model.sure("grey", ByWord()))
    assert DespairModel.from_arrays({}) is None


def test_too_little_is_not_learnt_from() -> None:
    alarms = np.asarray([True] * 3 + [False] * 9)
    assert DespairModel.fit([*LOW[:3], *ORDINARY[:9]], alarms, alarms.astype(np.float32), ByWord()) is None


def test_a_model_of_intents_tells_it_of_what_sounds_like_an_alarm(tmp_path: Path) -> None:
    intents = ["emergency"] * len(LOW) + ["location"] * len(ORDINARY)
    model = fit_model([*LOW, *ORDINARY], intents, ByWord(), c=0.5, sure=0.9)
    assert (model.reading("all is so grey and empty", ByWord(), 2).despair or 0.0) > 0.8
    assert model.reading("where are the books", None, 2).despair is None
    save_model(model, tmp_path)
    assert (load_model(tmp_path).reading("all is so grey and empty", ByWord(), 2).despair or 0.0) > 0.8


def heard(text: str, ranking: dict[str, float], low: float | None) -> Message:
    rows = [{"name": name, "confidence": sure} for name, sure in ranking.items()]
    data: dict[str, Any] = {"text": text, "intent": rows[0], "intent_ranking": rows, "entities": [], DESPAIR: low}
    [message] = EmergencyReader(EmergencyReader.get_default_config()).process([Message(data=data)])
    return message


@pytest.mark.parametrize(
    ("low", "value"), [(0.9, "quiet:despair"), (0.5, "doubtful:despair"), (0.1, None), (None, None)]
)
def test_despair_is_heard_by_its_meaning_alone(low: float | None, value: str | None) -> None:
    message = heard("what would it matter to anybody", {"fines": 0.6, "emergency": 0.2}, low)
    assert message.get("intent")["name"] == ("emergency" if value else "fines")
    assert [one["value"] for one in message.get("entities")] == ([value] if value else [])


def test_who_laughs_is_asked() -> None:
    laughing = heard("what would it matter to anybody 😂", {"fines": 0.6, "emergency": 0.2}, 0.9)
    assert [one["value"] for one in laughing.get("entities")] == ["doubtful:despair"]


def test_a_danger_that_nothing_names_is_asked_about_only_when_it_is_very_sure() -> None:
    assert heard("and my wife", {"emergency": 0.8, "hours": 0.6}, 0.1).get("intent")["name"] == "hours"
    asked = heard("come to the third floor now", {"emergency": 0.95, "hours": 0.02}, 0.1)
    assert [one["value"] for one in asked.get("entities")] == ["doubtful:danger"]


def test_who_is_ill_and_no_more_is_not_asked_whether_they_despair() -> None:
    words = "I am ill with fever and cannot come out of the flat, today is the last day"
    assert heard(words, {"hold": 0.4, "emergency": 0.1}, 0.5).get("intent")["name"] == "hold"
    assert heard(words, {"hold": 0.4, "emergency": 0.1}, 0.9).get("intent")["name"] == "emergency"
