"""Vectors for the gateway: behind the secret, one a text, and near for one matter in two languages."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from crm.learning import likeness
from protocol.turns import MOST_TEXTS, VECTORS_PATH
from tests.support.engine_peer import HEADERS

ONE_MATTER = (
    ("fa", "کتاب صوتی هم دارید؟"),
    ("fa", "میشه از شما کتاب صوتی امانت گرفت؟"),
    ("en", "Do you have audiobooks?"),
)
ANOTHER = (("fa", "ورود سگ آزاد است؟"), ("en", "are dogs allowed in the library"))


async def vectors(http: Any, texts: list[str]) -> list[list[float]]:
    async with http.post(VECTORS_PATH, headers=HEADERS, json={"texts": texts}) as response:
        body = await response.json()
    if response.status == 503 and body == {"error": "no_vectors"}:
        pytest.skip("no sentence vectors on this machine")
    assert response.status == 200
    found: list[list[float]] = body["vectors"]
    return found


async def test_no_vectors_without_the_secret(http: Any) -> None:
    async with http.post(VECTORS_PATH, json={"texts": ["a"]}) as response:
        assert response.status == 401


@pytest.mark.parametrize("texts", [None, [], "a", [1], [""], ["a"] * (MOST_TEXTS + 1)])
async def test_what_is_no_list_of_texts_is_422(http: Any, texts: Any) -> None:
    async with http.post(VECTORS_PATH, headers=HEADERS, json={"texts": texts}) as response:
        assert response.status == 422


async def test_each_text_has_its_vector_and_the_same_one_again(http: Any) -> None:
    found = await vectors(http, ["کتاب", "book", "کتاب"])
    assert len(found) == 3
    assert found[0] == found[2] != found[1]
    assert all(abs(sum(value * value for value in one) - 1) < 0.01 for one in found)


async def test_paraphrases_are_alike_across_languages_and_another_matter_is_not(http: Any) -> None:
    said = [*ONE_MATTER, *ANOTHER]
    raw = await vectors(http, [likeness.bare(text) for _, text in said])
    centred = [likeness.centred(vector, language) for vector, (language, _) in zip(raw, said)]  # noqa: B905
    scores = {
        (i, j): likeness.alike(centred[i], centred[j], same_language=said[i][0] == said[j][0])
        for i, j in itertools.combinations(range(len(said)), 2)
    }
    same = len(ONE_MATTER)
    assert all(score >= 1 for (i, j), score in scores.items() if (i < same) == (j < same))
    assert all(score < 1 for (i, j), score in scores.items() if (i < same) != (j < same))
