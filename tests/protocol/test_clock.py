"""The clock: fixed for tests, real otherwise, never fixed in production."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import pytest

from protocol.clock import ClockRefused, FixedClock, SystemClock, clock_from_env, parse_moment

UTC = timezone(timedelta(0))  # datetime.UTC is younger than Python 3.10
START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_the_system_clock_tells_aware_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)


def test_a_fixed_clock_runs_on() -> None:
    clock = FixedClock(START)
    first = clock.now()
    time.sleep(0.02)  # the clock runs with the machine's
    assert START <= first < clock.now() < START + timedelta(seconds=30)


def test_a_frozen_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock(START, frozen=True)
    time.sleep(0.01)  # the machine's clock runs on
    assert clock.now() == START
    clock.advance(timedelta(hours=2))
    assert clock.now() == START + timedelta(hours=2)


def test_a_fixed_clock_tells_utc_whatever_it_was_given() -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    clock = FixedClock(datetime(2026, 11, 24, 11, 30, tzinfo=tehran), frozen=True)
    assert clock.now() == START
    assert clock.now().utcoffset() == timedelta(0)


def test_a_fixed_clock_refuses_a_naive_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T08:00:00Z", START),
        ("2026-11-24T08:00:00+00:00", START),
        ("2026-11-24T11:30:00+03:30", START),
        ("2026-11-24T08:00", START),
        ("2026-11-24", START - timedelta(hours=8)),
    ],
)
def test_moments_are_read(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


def test_the_environment_fixes_the_clock() -> None:
    clock = clock_from_env({"KETABYAR_NOW": "2026-11-24T08:00:00Z"})
    assert START <= clock.now() < START + timedelta(seconds=30)


@pytest.mark.parametrize("variables", [{}, {"KETABYAR_NOW": " "}, {"KETABYAR_ENVIRONMENT": "production"}])
def test_without_a_wish_the_clock_is_the_system_s(variables: dict[str, str]) -> None:
    assert isinstance(clock_from_env(variables), SystemClock)


@pytest.mark.parametrize(
    "variables",
    [
        {"KETABYAR_NOW": "2026-11-24T08:00:00Z", "KETABYAR_ENVIRONMENT": "production"},
        {"KETABYAR_NOW": "2026-11-24T08:00:00Z", "KETABYAR_ENVIRONMENT": " Production "},
        {"KETABYAR_NOW": "tomorrow"},
    ],
)
def test_the_clock_is_refused(variables: dict[str, str]) -> None:
    with pytest.raises(ClockRefused):
        clock_from_env(variables)


def test_a_process_started_again_goes_on_from_where_the_others_are() -> None:
    began = time.time() - 90
    clock = clock_from_env({"KETABYAR_NOW": "2026-11-24T08:00:00Z", "KETABYAR_NOW_SINCE": str(began)})
    passed = clock.now() - parse_moment("2026-11-24T08:00:00Z")
    assert timedelta(seconds=90) <= passed < timedelta(seconds=120)
