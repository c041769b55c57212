"""The circuit breaker between us and a library system."""

from __future__ import annotations

import pytest

from library.errors import IlsUnavailable
from library.remote.breaker import FAILURES, LONGEST_PAUSE, PAUSE_SECONDS, Breaker


class Seconds:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def breaker(seconds: Seconds) -> Breaker:
    return Breaker("the library system", seconds=seconds)


def rests(breaker: Breaker) -> bool:
    """Tell whether a request is refused before it is sent."""
    try:
        breaker.enter()
    except IlsUnavailable as error:
        assert error.nothing_done and "the library system" in str(error)
        return True
    return False


def test_a_line_rests_after_several_failures_in_a_row(breaker: Breaker, seconds: Seconds) -> None:
    for _ in range(FAILURES):
        assert not rests(breaker)
        breaker.failed()
    assert rests(breaker)
    seconds.now += PAUSE_SECONDS - 0.1
    assert rests(breaker)
    seconds.now += 0.1
    assert not rests(breaker)


def test_after_a_pause_the_first_failure_begins_the_next(breaker: Breaker, seconds: Seconds) -> None:
    for _ in range(FAILURES):
        breaker.failed()
    seconds.now += PAUSE_SECONDS
    breaker.failed()
    assert rests(breaker)


def test_an_answer_makes_failures_before_it_good(breaker: Breaker) -> None:
    for _ in range(3):
        for _ in range(FAILURES - 1):
            breaker.failed()
        breaker.answered()
    assert not rests(breaker)


@pytest.mark.parametrize(("wished", "pause"), [(0.0, 1.0), (30.0, 30.0), (86_400.0, LONGEST_PAUSE)])
def test_a_system_that_asks_for_a_rest_gets_one_within_bounds(
    breaker: Breaker, seconds: Seconds, wished: float, pause: float
) -> None:
    breaker.rest(wished)
    breaker.rest(0.0)
    seconds.now = pause - 0.1
    assert rests(breaker)
    seconds.now = pause
    assert not rests(breaker)
