"""The order of those who hear a message, look at its answer, and conclude its turn."""

from __future__ import annotations

import pytest

from actions.rasa import order, registry
from actions.rasa.order import put_in_order
from actions.subjects import load


def first() -> None: ...
def second() -> None: ...


def test_what_has_registered_is_sorted_by_its_place() -> None:
    registered = [second, first]
    put_in_order(registered, "first second")
    assert registered == [first, second]


@pytest.mark.parametrize("names", ["first", "first second third", "first third"])
def test_a_name_that_nothing_bears_or_something_without_a_place_is_told(names: str) -> None:
    with pytest.raises(ValueError, match=r"second|third"):
        put_in_order([first, second], names)


@pytest.mark.parametrize("kind", ["LISTENING", "FOLLOW_UPS", "RESCUES", "CONCLUDING"])
def test_the_subjects_are_asked_as_the_order_says(kind: str) -> None:
    load()
    assert [one.__name__ for one in getattr(registry, kind)] == getattr(order, kind).split()
