"""The rule of the life cycle: which state when, and since when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crm.lifecycle.rule import LifecycleRule

ZERO = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
RULE = LifecycleRule()


@pytest.mark.parametrize(
    ("day", "state"),
    [(0, "new"), (84, "new"), (85, "active"), (180, "active"), (181, "lapsing"), (365, "lapsing"), (366, "lapsed")],
)
def test_the_states_of_one_who_came_once(day: int, state: str) -> None:
    assert RULE.state(ZERO, ZERO, ZERO + day * DAY) == state


def test_without_a_registration_one_is_a_prospect_and_without_any_use_soon_lapsed() -> None:
    assert RULE.state(None, ZERO, ZERO + DAY) == "prospect"
    assert RULE.state(ZERO + DAY, None, ZERO) == "prospect"
    assert RULE.state(ZERO, None, ZERO + 84 * DAY) == "new"
    assert RULE.state(ZERO, None, ZERO + 85 * DAY) == "lapsed"


def test_each_state_has_the_moment_at_which_it_comes_about() -> None:
    steps = list(RULE.steps(ZERO, ZERO, None, ZERO + 400 * DAY))
    assert steps == [
        ("new", ZERO),
        ("active", ZERO + 84 * DAY + TICK),
        ("lapsing", ZERO + 180 * DAY + TICK),
        ("lapsed", ZERO + 365 * DAY + TICK),
    ]
    assert list(RULE.steps(ZERO, ZERO, "active", ZERO + 200 * DAY))[-1][0] == "lapsing"
    # What was before a later use, nobody knows but for the beginning.
    late = ZERO + 300 * DAY
    assert list(RULE.steps(ZERO, late, None, ZERO + 301 * DAY)) == [("new", ZERO), ("active", late)]


def test_other_numbers_of_days_are_other_states() -> None:
    short = LifecycleRule(new_days=7, lapsing_days=30, lapsed_days=60)
    assert [short.state(ZERO, ZERO, ZERO + day * DAY) for day in (7, 8, 31, 61)] == [
        "new", "active", "lapsing", "lapsed",
    ]  # fmt: skip


def test_a_member_of_unknown_date_is_neither_a_prospect_nor_new() -> None:
    registered, engaged = RULE.dates(None, None, member_since=ZERO)
    assert RULE.state(registered, engaged, ZERO) == "active"
    assert RULE.state(registered, engaged, ZERO + 181 * DAY) == "lapsing"
    assert RULE.dates(None, None, member_since=None) == (None, None)
    assert RULE.dates(ZERO, None, member_since=ZERO + DAY) == (ZERO, None)
