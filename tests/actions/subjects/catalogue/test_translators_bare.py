"""A name that stands alone, and whether it is a translator's."""

from __future__ import annotations

import pytest

from actions.subjects.catalogue.translators import is_translators

MCDUFF, GHAZI, AHI = "david mcduff", "محمد قاضی", "مهری آهی"


@pytest.mark.parametrize(
    ("name", "translator", "is_theirs"),
    [
        ("mcduff", MCDUFF, True),
        ("david mcduff", MCDUFF, True),
        ("قاضی", GHAZI, True),
        ("ghazi", GHAZI, True),
        *((name, MCDUFF, False) for name in ("you", "wed", "now", "fee", "the fee", "emma", "when", "paper", "more")),
        *((name, AHI, False) for name in ("hala", "ein", "oon yeki", "in", "baghi", "فردا", "emma")),
        ("ghazi", "", False),
    ],
)
def test_a_bare_name(name: str, translator: str, is_theirs: bool) -> None:
    assert is_translators(name, translator) is is_theirs
