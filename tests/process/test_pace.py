"""A deadline on work: what must not be broken off in its middle is not, and what comes after it is."""

from __future__ import annotations

import time

import pytest

from process.pace import TooLong, undisturbed, within

LIMIT, LONGER = 0.05, 0.2


def busy(seconds: float) -> None:
    """Take some of a processor's time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        sum(range(100))


def test_what_is_not_to_be_disturbed_comes_to_its_end_before_the_strike_falls() -> None:
    ended: list[str] = []

    def whole() -> None:
        busy(LONGER)
        ended.append("whole")

    def work() -> None:
        undisturbed(whole)
        busy(10.0)
        ended.append("rest")

    begun = time.process_time()
    with pytest.raises(TooLong):
        within(LIMIT, work)
    assert ended == ["whole"]
    assert time.process_time() - begun < 5


def test_an_error_in_it_lets_later_work_be_struck_again() -> None:
    def fails() -> None:
        raise ValueError("of its own")

    with pytest.raises(ValueError, match="of its own"):
        within(LIMIT, lambda: undisturbed(fails))
    with pytest.raises(TooLong):
        within(LIMIT, lambda: busy(10.0))


def test_without_a_deadline_it_is_just_done() -> None:
    assert undisturbed(lambda: 7) == 7
