"""Titles found by what is told of them in other words, without the network that makes the vectors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from library.search.meant import FITS, Meanings

FARM, WHALE, CITY = 1, 2, 3


def _towards(*parts: float) -> npt.NDArray[np.float32]:
    return np.asarray(parts, dtype=np.float32)


def _meanings() -> Meanings:
    rows = {FARM: _towards(1, 0, 0, 0), WHALE: _towards(0, 1, 0, 0), CITY: _towards(0, 0, 1, 0)}
    told = {str(key): ("en", [place]) for place, key in enumerate(rows)}
    return Meanings([[key] for key in rows], told, {str(key): row.astype("<f2").tobytes() for key, row in rows.items()})


def test_the_nearest_comes_first_and_what_is_hardly_like_it_not_at_all() -> None:
    found = _meanings().find(_towards(0.1, 0.9, 0.3, 0), "en", {})
    assert [key for (key,), _ in found] == [WHALE] and found[0][1] > FITS


def test_nothing_is_given_where_nothing_is_like_it() -> None:
    meanings = _meanings()
    assert meanings.find(_towards(0.1, 0.1, 0.1, 1), "en", {WHALE: 3.0}) == []
    assert Meanings().find(_towards(1, 0, 0, 0), "en", {}) == []
    assert meanings.find(_towards(1, 0), "en", {}) == [], "vectors of another network"


def test_common_words_decide_between_two_that_are_alike() -> None:
    vector = _towards(0.7, 0.7, 0, 0)
    assert [key for (key,), _ in _meanings().find(vector, "en", {WHALE: 1.0})] == [WHALE, FARM]
    assert [key for (key,), _ in _meanings().find(vector, "en", {FARM: 4.0})] == [FARM]


def test_of_a_few_that_one_of_is_meant_the_nearest_is_given_if_it_is_a_little_like_it() -> None:
    few = {FARM, WHALE}
    found = _meanings().find(_towards(0.5, 0, 0.1, 0.8), "en", {}, among=few)
    assert [key for (key,), _ in found] == [FARM] and found[0][1] < FITS
    assert _meanings().find(_towards(0.1, 0, 0.1, 0.9), "en", {}, among=few) == []
    assert _meanings().has([9, FARM]) and not _meanings().has([9])


def test_a_work_is_as_like_a_description_as_the_most_like_of_its_texts_and_stands_for_its_editions() -> None:
    rows = {"own": _towards(1, 0, 0, 0), "remembered": _towards(0, 1, 0, 0), "other": _towards(0, 0, 1, 0)}
    vectors = {text: row.astype("<f2").tobytes() for text, row in rows.items() if text != "unmade"}
    told = {"own": ("en", [0]), "remembered": ("fa", [0, 1]), "other": ("en", [1]), "unmade": ("en", [1])}
    meanings = Meanings([[FARM, 4], [WHALE]], told, vectors)
    assert len(meanings) == 2 and meanings.has([4])
    assert [keys for keys, _ in meanings.find(_towards(0.9, 0.1, 0, 0), "en", {})] == [(FARM, 4)]
    assert [keys for keys, _ in meanings.find(_towards(0, 1, 0, 0), "fa", {4: 1.0})] == [(FARM, 4), (WHALE,)]
    assert [keys for keys, _ in meanings.find(_towards(0, 1, 0, 0), "fa", {}, without={4})] == [(WHALE,)]


def test_what_stands_out_from_the_others_need_be_less_like_it() -> None:
    alone = [_towards(0.8, 0.1, 0.1, 0.5), *(_towards(*(float(place == at) for at in range(4))) for place in range(4))]
    alike = [_towards(0.8, 0.1, 0.1, 0.5)] + [_towards(0.8, 0.1 + place / 9, 0.1, 0.5) for place in range(4)]
    found = []
    for rows in (alone, alike):
        vectors = {str(place): row.astype("<f2").tobytes() for place, row in enumerate(rows)}
        told = {str(place): ("en", [place]) for place in range(len(rows))}
        meanings = Meanings([[place] for place in range(len(rows))], told, vectors)
        found.append(meanings.find(_towards(0.6, 0.1, 0.1, 0.9), "en", {}, fits=1.1))
    assert [keys for keys, _ in found[0]][:1] == [(0,)] and not found[1]
