"""Reservations that go and that stay, as the clauses say that name them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from actions.subjects.holds.holds_sorted import sorted_by_clause

HOLDS = cast(
    Any,
    [
        SimpleNamespace(id="1", title="Clean Code", author="Robert C. Martin"),
        SimpleNamespace(id="2", title="Brave New World", author="Aldous Huxley"),
        SimpleNamespace(id="3", title="جنایت و مکافات", author="فیودور داستایفسکی"),
    ],
)


@pytest.mark.parametrize(
    ("text", "going", "staying"),
    [
        ("please do it for Clean Code at least, and simply cancel the Huxley", "2", ""),
        ("cancel Clean Code but keep Brave New World", "1", "2"),
        ("I no longer need Brave New World. Clean Code stays", "2", "1"),
        ("don't cancel Clean Code, cancel Brave New World", "2", "1"),
        ("cancel Brave New World, not Clean Code", "2", "1"),
        ("جنایت و مکافات رو لغو کن و Clean Code بمونه", "3", "1"),
        ("جنایت و مکافات رو نه، Clean Code رو لغو کنید", "1", "3"),
        ("clean code ro dige nemikham, faghat brave new world bemune", "1", "2"),
        ("when does Clean Code arrive?", "", ""),
        ("I'd like to know how Brave New World stands", "", ""),
    ],
)
def test_each_clause_sorts_what_it_names(text: str, going: str, staying: str) -> None:
    go, stay = sorted_by_clause(text, HOLDS)
    assert ("".join(one.id for one in go), "".join(one.id for one in stay)) == (going, staying)
