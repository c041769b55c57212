"""What asks where a branch itself is, and what asks for something in it or near it."""

from __future__ import annotations

import pytest

from language.requests.library_info.whereabouts import asks_for_the_way


@pytest.mark.parametrize(
    "text",
    [
        "where is Saadi branch?",
        "where's the Saadi branch?",
        "where's saadi branch",
        "and where is central library?",
        "where is Bagh-Ferdows branch",
        "where library?",
        "شعبه سعدی کجاست؟",
        "کتابخانهٔ مرکزی کجاست",
    ],
)
def test_a_branch_is_asked_for(text: str) -> None:
    assert asks_for_the_way(text)


@pytest.mark.parametrize(
    "text",
    [
        "where is wifi at Saadi branch",
        "where can I park near the library",
        "where do I return books at central library",
        "where are toilets in central library",
    ],
)
def test_what_is_in_it_or_near_it_is_not(text: str) -> None:
    assert not asks_for_the_way(text)
