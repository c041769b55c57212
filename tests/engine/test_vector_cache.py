"""Vectors of the library's own texts in a file: found again, of others none, and a damaged file is no harm."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from engine import vector_cache
from engine.sentences import NoVectors, Sentences
from engine.vector_cache import VectorCache

OPEN, SHUT = np.asarray([1.0, 0.0], np.float32), np.asarray([0.6, 0.8], np.float32)


def test_what_was_kept_is_known_to_another_process_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "vectors.sqlite3"
    assert VectorCache(file).known(["کی باز است؟"]) == {}
    VectorCache(file).keep({"کی باز است؟": OPEN, "when?": SHUT})
    found = VectorCache(file).known(["when?", "where?", "کی باز است؟"])
    assert sorted(found) == ["when?", "کی باز است؟"]
    assert np.allclose(found["when?"], SHUT, atol=1e-3)
    assert b"when?" not in file.read_bytes()


def test_a_damaged_file_or_no_folder_means_none(tmp_path: Path) -> None:
    damaged = tmp_path / "vectors.sqlite3"
    damaged.write_bytes(b"no database at all" * 100)
    for file in (damaged, Path("/proc/nothing/vectors.sqlite3")):
        cache = VectorCache(file)
        cache.keep({"when?": OPEN})
        assert cache.known(["when?"]) == {}


def test_the_first_ones_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_cache, "_MOST", 3)
    cache = VectorCache(tmp_path / "vectors.sqlite3")
    for number in range(5):
        cache.keep({f"way {number}": OPEN})
    assert sorted(cache.known([f"way {number}" for number in range(5)])) == ["way 2", "way 3", "way 4"]


def test_several_may_keep_at_once(tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite3"
    threads = [threading.Thread(target=VectorCache(file).keep, args=({f"way {i}": OPEN},)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(VectorCache(file).known([f"way {i}" for i in range(8)])) == 8


async def test_only_what_is_looked_up_is_kept_and_nothing_that_patrons_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    sentences = Sentences()
    try:
        await sentences.vectors(["my card is lost"])
    except NoVectors:
        pytest.skip("no sentence vectors on this machine")
    assert list(tmp_path.rglob("*")) == []
    first = await sentences.vectors(["when do you close?", "where?"], adapted=True)
    assert len(list(tmp_path.rglob("*.sqlite3"))) == 1
    monkeypatch.setattr("engine.nlu.vectors.PackagedVectors.encode_together", None)
    again = await Sentences().vectors(["where?", "when do you close?"], adapted=True)
    assert np.allclose(again, first[::-1], atol=1e-3)
