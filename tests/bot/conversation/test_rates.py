"""Buckets: a burst at once, then steadily, each key by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.rates import LONGEST_WAIT, Rates


class Time:
    """A clock that is told the time."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_and_then_one_every_three_seconds() -> None:
    time = Time()
    rates = Rates(per_minute=20, burst=8, monotonic=time)
    assert [rates.take("a") for _ in range(8)] == [0.0] * 8
    assert abs(rates.take("a") - 3.0) < 1e-6
    time.now += 2.9
    assert rates.take("a") > 0
    time.now += 0.2
    assert rates.take("a") == 0.0
    assert rates.take("a") > 0
    assert rates.take("b") == 0.0


def test_a_refused_try_costs_nothing_and_a_token_can_be_given_back() -> None:
    time = Time()
    rates = Rates(per_minute=60, burst=1, monotonic=time)
    assert rates.take("a") == 0.0
    waits = [rates.take("a") for _ in range(50)]
    assert all(abs(wait - 1.0) < 1e-6 for wait in waits)
    rates.give_back("a")
    assert rates.take("a") == 0.0


def test_the_oldest_keys_are_forgotten() -> None:
    rates = Rates(per_minute=1, burst=1, most_keys=3, monotonic=Time())
    for key in "abcd":
        assert rates.take(key) == 0.0
    assert rates.take("d") > 0
    assert rates.take("a") == 0.0


def test_keys_whose_buckets_are_full_again_are_not_held() -> None:
    time = Time()
    rates = Rates(per_minute=60, burst=2, is_shared=True, monotonic=time)
    for key in range(1000):
        time.now += 0.5
        assert rates.take(key) == 0.0
    assert len(rates) <= 3
    # One who was told to come later is remembered until then.
    assert [rates.take("a"), rates.take("a")] == [0.0, 0.0]
    waits = [rates.take("a") for _ in range(10)]
    assert waits == sorted(waits) and waits[-1] > waits[0]
    time.now += 3.0
    assert rates.take("b") == 0.0
    assert rates.take("a") == rates.take("a") == 0.0
    assert rates.take("a") > waits[-1] - 3.0


@given(st.lists(st.floats(min_value=0, max_value=20), min_size=1, max_size=60))
def test_never_more_than_burst_and_rate_allow(pauses: list[float]) -> None:
    time = Time()
    rates = Rates(per_minute=30, burst=4, monotonic=time)
    start = time.now
    taken = 0
    for pause in pauses:
        time.now += pause
        taken += rates.take("a") == 0.0
        assert taken <= 4 + (time.now - start) / 2 + 1e-6


def test_who_shares_a_key_is_told_to_come_one_after_the_other_and_finds_a_place_then() -> None:
    clock = Time()
    rates = Rates(per_minute=60, burst=2, is_shared=True, monotonic=clock)
    assert [rates.take("a") for _ in range(2)] == [0.0, 0.0]
    waits = [rates.take("a") for _ in range(100)]
    assert waits == pytest.approx(range(1, 101))
    start = clock.now
    for wait in waits:
        clock.now = start + wait
        assert rates.take("a") == 0.0, "what was told is true"


def test_who_asks_again_and_again_sends_nobody_away_for_hours() -> None:
    clock = Time()
    rates = Rates(per_minute=60, burst=1, is_shared=True, monotonic=clock)
    rates.take("a")
    assert max(rates.take("a") for _ in range(10_000)) == LONGEST_WAIT
    clock.now += LONGEST_WAIT
    assert rates.take("a") == 0.0
