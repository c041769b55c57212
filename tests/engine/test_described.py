"""Messages that describe a work: how that is learnt, kept, and told with a reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix

from engine.nlu.described import DESCRIBED, DescribedModel, describes
from engine.nlu.emergencies import EmergencyReader
from engine.nlu.features import Floats
from engine.nlu.model import IntentModel
from engine.nlu.model_files import load_model, save_model
from engine.nlu.training import fit_model

PLOTS = [f"a boy finds a dragon in the cellar number {number}" for number in range(30)]
ORDINARY = [f"where are the books of shelf {number}" for number in range(60)]
WISHES = [f"a book about dragon number {number} please" for number in range(60)]


class ByWord:
    """Vectors of two numbers: whether somebody finds something, and one for all."""

    width = 2

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give a row for each text."""
        return np.asarray([self.encode_one(text) for text in texts], dtype=np.float32)

    def encode_one(self, text: str) -> Floats:
        """Give the row of a text."""
        return np.asarray([float("finds" in text or "discovers" in text), 1.0], dtype=np.float32)


def learnt() -> IntentModel:
    intents = ["location"] * len(ORDINARY) + ["recommendation"] * len(WISHES)
    return fit_model([*ORDINARY, *WISHES], intents, ByWord(), describing=PLOTS, c=0.5, sure=0.9)


def test_it_is_learnt_beside_the_intents_kept_and_told_with_a_reading(tmp_path: Path) -> None:
    model = learnt()
    save_model(model, tmp_path)
    for one in (model, load_model(tmp_path)):
        assert one.reading("a boy discovers a dragon in the cellar", ByWord(), 2).described > 0.5
        assert one.reading("where are the books of shelf 3", ByWord(), 2).described < 0.1
        assert one.reading("a book about a dragon, please", ByWord(), 2).described < 0.5
    assert set(model.names) == {"location", "recommendation"}


def test_without_examples_nothing_is_heard_as_a_description() -> None:
    model = fit_model([*ORDINARY, *WISHES], ["a"] * 60 + ["b"] * 60, ByWord(), c=0.5, sure=0.9)
    assert model.described is None and model.reading(PLOTS[0], ByWord(), 2).described == 0.0
    assert DescribedModel.fit(csr_matrix(np.eye(4)), ["a", "b", "c", "d"], {"a"}, ByWord()) is None
    assert DescribedModel.from_arrays({}) is None


def test_only_the_metadata_of_an_example_says_that_it_describes() -> None:
    assert describes({"describes": True})
    assert not describes({"describes": "no"}) and not describes(None) and not describes({"after": "hours"})


def heard(text: str, described: float, low: float | None = None) -> Message:
    rows = [{"name": "search_book", "confidence": 0.5}, {"name": "emergency", "confidence": 0.45}]
    data = {"text": text, "intent": rows[0], "intent_ranking": rows, "entities": [], DESCRIBED: described}
    [message] = EmergencyReader(EmergencyReader.get_default_config()).process([Message(data=data | {"despair": low})])
    return message


@pytest.mark.parametrize(
    "text",
    [
        "the one where an old man keeps trying to kill himself and his neighbour is a pregnant Iranian woman",
        "یه پیرمرد غرغرو که زنش مرده و هی می‌خواد خودشو بکشه",
        "a novel in which a girl is kidnapped and locked in a cellar, her father looks for her",
    ],
)
def test_what_befalls_somebody_in_a_described_work_is_no_emergency(text: str) -> None:
    assert heard(text, 0.98, 0.9).get("intent")["name"] == "search_book"
    assert heard(text, 0.2, 0.9).get("intent")["name"] == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "I want to end it like the man in that book, I want to die",
        "there is this book where a girl kills herself, and I want to kill myself too",
        "یه کتابی بود که توش مرده خودشو می‌کشه، منم می‌خوام خودمو بکشم",
    ],
)
def test_who_tells_of_themselves_beside_a_book_is_heard(text: str) -> None:
    assert heard(text, 0.95, 0.9).get("intent")["name"] == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "a man by the newspapers went all limp and his lips look blue",
        "the man in the novel hangs himself at the end and I think he was right, I'd like to do the same",
        "a boy sits in the stairs and cries, he took many pills",
        "اون قسمت داستانش که زنه می‌ره تو دریا... منم دارم به همون رفتن فکر می‌کنم، می‌خوام بمیرم",
    ],
)
def test_what_happens_here_or_to_oneself_is_heard_however_much_it_sounds_like_a_plot(text: str) -> None:
    assert heard(text, 0.96, 0.9).get("intent")["name"] == "emergency"
