"""Danger by the words and the meaning of a message: how the model is kept, and what the reader makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.danger import DANGER, DangerModel, columns_of, open_danger
from engine.nlu.emergencies import DESPAIR, EMERGENCY, EmergencyReader
from engine.nlu.hashed import COLUMNS
from engine.nlu.vectors import PackagedVectors

WRITTEN = Path(__file__).resolve().parents[2] / "benchmarks" / "nlu" / "written_danger"
# What nobody's list of words holds.
LOCKED = "we sit in the dark on the second floor and every door is shut"
STAFF = "the lady at the desk was so rude to me"


def reading(text: str, danger: float | None, sounds: float = 0.0, **more: Any) -> list[str]:
    """Give what the reader finds in a text of which its danger is known, and how it sounds to the classifier."""
    ranking = [{"name": "complaint", "confidence": 0.4}, {"name": EMERGENCY, "confidence": sounds}]
    data: dict[str, Any] = {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": [], **more}
    if danger is not None:
        data[DANGER] = danger
    [message] = EmergencyReader(EmergencyReader.get_default_config()).process([Message(data=data)])
    return [one["value"] for one in message.get("entities")]


def test_a_model_is_kept_as_it_is(tmp_path: Path) -> None:
    of_words = np.zeros(COLUMNS, dtype=np.float32)
    for columns in columns_of("smoke everywhere"):
        of_words[columns] = 2.0
    model = DangerModel(np.ones(COLUMNS, dtype=np.float32), of_words, -3.0, np.zeros(384, dtype=np.float32), 10.0, 0.0)
    model.write(0.01, tmp_path / "danger.npz")
    again = DangerModel.read(tmp_path / "danger.npz")
    assert again.sure("smoke everywhere", None) == pytest.approx(model.sure("smoke everywhere", None))
    assert again.sure("smoke everywhere", None) > 0.9 > 0.1 > again.sure("two books, please", None)
    assert open_danger(tmp_path / "none.npz") is None


@pytest.mark.parametrize(
    ("danger", "sounds", "values"),
    [
        (0.9, 0.0, ["alarm"]),
        (0.8, 0.0, []),
        (0.8, 0.3, ["alarm"]),
        (0.7, 0.3, ["doubtful"]),
        (0.6, 0.3, []),
        (None, 0.3, []),
    ],
    ids=str,
)
def test_what_no_list_holds_is_heard_where_words_meaning_and_classifier_tell_of_it(
    danger: float | None, sounds: float, values: list[str]
) -> None:
    found = ["doubtful" if value.startswith("doubtful:") else "alarm" for value in reading(LOCKED, danger, sounds)]
    assert found == values


@pytest.mark.parametrize(("danger", "values"), [(0.9, ["alarm"]), (0.6, []), (None, ["alarm"])], ids=str)
def test_what_the_classifier_alone_is_sure_of_is_to_be_borne_out(danger: float | None, values: list[str]) -> None:
    found = ["doubtful" if value.startswith("doubtful:") else "alarm" for value in reading(LOCKED, danger, 0.95)]
    assert found == values


def test_despair_is_told_apart_by_its_own_meaning() -> None:
    assert reading("it will all be over tonight", 0.9, **{DESPAIR: 0.5}) == ["quiet:despair"]


def test_after_a_matter_is_told_it_is_asked_about() -> None:
    [value] = reading(LOCKED, 0.9, metadata={"after": ["complaint"]})
    assert value.startswith("doubtful:")


def test_a_grievance_that_is_hardly_danger_stays_one() -> None:
    assert reading(STAFF, 0.7, 0.3) == []


def test_a_pattern_in_a_calm_message_rings_no_alarm() -> None:
    fire = "there is a fire on the first floor"
    assert reading(fire, 0.4) == ["fire"]
    assert reading(fire, 0.01, 0.1) == ["doubtful:fire"]


def test_a_pattern_that_nothing_else_bears_out_is_none_but_for_a_farewell() -> None:
    assert reading("there is a fire on the first floor", 0.01) == []
    assert reading("I want to kill myself", 0.01) == ["doubtful:despair"]


def test_of_messages_that_nothing_was_learnt_from_most_are_heard_and_few_of_those_that_sound_alike() -> None:
    rows = [json.loads(line) for line in (WRITTEN / "kept_apart.jsonl").read_text(encoding="utf-8").splitlines()]
    model, vectors = open_danger(), PackagedVectors()
    assert model is not None
    heard = {True: 0, False: 0}
    for row in rows:
        heard[bool(row["danger"])] += model.sure(row["text"], vectors) >= 0.4
    assert heard[True] >= 0.8 * sum(bool(row["danger"]) for row in rows)
    assert heard[False] <= 0.06 * sum(not row["danger"] for row in rows)
