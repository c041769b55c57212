"""Telephone numbers, or parts of them, are told in the digits of the language; e-mail addresses as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.facts.lines import reached_at
from language.answers import Answers


@pytest.mark.parametrize(
    ("language", "address", "said"),
    [
        ("fa", "021-…01", "۰۲۱-…۰۱"),
        ("en", "021-…01", "021-…01"),
        ("fa", "d…2@example.org", "d…2@example.org"),
        ("en", "d…2@example.org", "d…2@example.org"),
    ],
)
def test_digits_of_what_reaches_a_patron(language: str, address: str, said: str) -> None:
    answers = Answers.from_file(Path(__file__).parents[2] / "domain.yml")
    told = answers.render("utter_contact_used", language, {"number": "K-000001", "contact": reached_at(address)})
    assert said in told.text


def test_nothing_is_nothing() -> None:
    assert reached_at(None) is None
