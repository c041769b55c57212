"""What a message wishes to read, in tags: the tagger, the file of the product, and where a reading has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.nlu.vectors import PackagedVectors
from engine.wished.tagger import COLUMNS, Tagger, Tagging, meaning_of, signs_of, tagger_of_model

WIDTH = 384


class Still:
    """Gives every text one vector."""

    def encode_one(self, text: str) -> np.ndarray:
        return np.eye(1, WIDTH, dtype=np.float32)[0]


def made(tag: str, word: str) -> Tagger:
    signs = np.zeros((COLUMNS, 1), dtype=np.float32)
    signs[signs_of(word)] = 5.0
    nothing = np.zeros((WIDTH, 1), dtype=np.float32)
    return Tagger([tag], np.zeros(WIDTH, dtype=np.float32), signs, nothing, np.asarray([-4.0], dtype=np.float32))


def test_signs_are_of_words_pairs_and_the_ends_of_long_words() -> None:
    assert len(signs_of("fun")) == 1
    assert len(signs_of("not sad")) == 3
    assert len(signs_of("thriller")) == 3


def test_a_tag_is_told_where_its_words_are_and_left_out_where_it_is_unlikely() -> None:
    tagger = made("humour", "laugh")
    assert tagger.tagged("laugh", Still())["humour"] > 0.9
    assert "humour" not in tagger.tagged("weep", Still()) or tagger.tagged("weep", Still())["humour"] < 0.05


def test_the_meaning_is_looked_at_away_from_what_all_share() -> None:
    centre = np.zeros(WIDTH, dtype=np.float32)
    assert np.linalg.norm(meaning_of(np.ones(WIDTH, dtype=np.float32), centre)) == pytest.approx(2.5)
    assert not meaning_of(centre, centre).any()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    tagger = made("short", "thin")
    tagger.write(tmp_path / "wishes.npz")
    again = Tagger.read(tmp_path / "wishes.npz")
    assert again.tags == ("short",)
    assert again.tagged("thin", Still()) == tagger.tagged("thin", Still())


def test_a_model_without_sentence_vectors_tags_none() -> None:
    assert tagger_of_model({}).tagged("something funny") is None
    assert Tagging(None, None).tagged("something funny") is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("something that makes me laugh, please", "humour"),
        ("یه چیزی که آدم رو بخندونه", "humour"),
        ("nothing that makes me cry", "-sad"),
        ("for my nephew, he is six", "for:children"),
        ("na kheili kolof bashe", "short"),
    ],
)
def test_the_products_file_tells_what_is_plainly_wished(text: str, tag: str) -> None:
    assert Tagger.read().tagged(text, PackagedVectors()).get(tag, 0.0) >= 0.45
