"""The five figures that come first: their course, their change, the low scores and the branches, on both databases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm import records
from crm.database.store import Store
from crm.figures.answered import answered_at
from crm.figures.by_branch import answered_in_time
from crm.figures.headline import HEADLINE, change, change_of, course, low_scores
from crm.figures.reading import Figure, Range, read
from crm.figures.rollup import roll_up
from crm.figures.values import Amount, FigureShare
from tests.support.given_figures import DAY, HOUR, NOON, case, talk, write

ZONE = ZoneInfo("UTC")
FIRST = date(2026, 11, 1)


def ranged(*days: dict[tuple[str, str], int]) -> Range:
    """A range whose days were counted like this, from the first of the month on."""
    by_day = {FIRST + timedelta(days=n): Counter(counts) for n, counts in enumerate(days)}
    total = sum(by_day.values(), Counter[tuple[str, str]]())
    return Range(FIRST, FIRST + timedelta(days=len(days) - 1), ZONE, total, by_day, 0)


def told(key: str, counted: Range, today: date) -> list[float | None]:
    return [value for _, value in course(key, counted, today).points]


def test_a_course_has_a_point_for_as_many_days_as_fill_them() -> None:
    counted = ranged(*({("engaged", ""): 10} for _ in range(30)))
    made = course("engaged", counted, FIRST + timedelta(days=60))
    assert made.days == 2 and [value for _, value in made.points] == [20.0] * 12
    assert made.points[0][0] == FIRST + timedelta(days=6), "what fills no point at the beginning is left out"
    # Today is not over.
    assert course("engaged", counted, FIRST + timedelta(days=29)).points[-1][0] == FIRST + timedelta(days=27)


def test_few_data_make_fewer_points_and_no_false_ones() -> None:
    few = ranged(*({("turn", "answered"): 2} for _ in range(12)))
    assert told("unanswered", few, FIRST + timedelta(days=60)) == [0.0, 0.0, 0.0, 0.0], "of six turns each"
    fewer = ranged(*({("turn", "answered"): 1} for _ in range(12)))
    assert not course("unanswered", fewer, FIRST + timedelta(days=60)).is_drawn
    assert not course("engaged", ranged({("engaged", ""): 9}), FIRST).is_drawn, "one day is no course"


@pytest.mark.parametrize(
    ("now", "before", "direction", "clear"),
    [
        (FigureShare(90, 100), FigureShare(60, 100), "up", True),
        (FigureShare(3, 6), FigureShare(4, 6), "down", False),
        (FigureShare(50, 100), FigureShare(50, 100), "same", False),
        (Amount(200), Amount(100), "up", True),
        (Amount(12), Amount(10), "up", False),
    ],
)
def test_a_change_says_whether_it_may_be_chance(
    now: FigureShare | Amount, before: FigureShare | Amount, direction: str, clear: bool
) -> None:
    found = change(Figure("x", now, "percent"), Figure("x", before, "percent"))
    assert found is not None and (found.direction, found.is_clear) == (direction, clear)


@pytest.mark.parametrize("other", [FigureShare(0, 0), FigureShare(1, 3)])
def test_nothing_is_compared_with_what_is_not_told(other: FigureShare) -> None:
    assert change(Figure("x", FigureShare(9, 10), "percent"), Figure("x", other, "percent")) is None
    assert change(Figure("x", Amount(0), "count"), Figure("x", Amount(0), "count")) is None


def test_today_is_compared_with_no_whole_day() -> None:
    before = ranged(*({("engaged", ""): 100} for _ in range(7)))
    now = ranged(*({("engaged", ""): 100} for _ in range(6)), {("engaged", ""): 3})
    seventh = FIRST + timedelta(days=6)
    found = change_of("engaged", now, before, seventh)
    assert found is not None and (found.direction, found.value) == ("same", 0)
    # Once it is over it counts.
    over = change_of("engaged", now, before, seventh + timedelta(days=1))
    assert over is not None and over.value == -97
    today_alone = ranged({("engaged", ""): 3})
    assert change_of("engaged", today_alone, today_alone, FIRST) is None


def test_a_day_that_was_not_counted_yet_is_a_gap_and_no_nought() -> None:
    days = [{("engaged", ""): 10} for _ in range(6)]
    counted = ranged(*days[:2], {}, *days[3:])
    partly = replace(counted, uncounted=1, missing=frozenset({FIRST + timedelta(days=2)}))
    later = FIRST + timedelta(days=60)
    assert told("engaged", partly, later) == [10.0, 10.0, None, 10.0, 10.0, 10.0]
    assert told("engaged", counted, later) == [10.0, 10.0, 0.0, 10.0, 10.0, 10.0], "nothing happened"
    whole = ranged(*days)
    assert change_of("engaged", whole, whole, later) is not None
    assert change_of("engaged", whole, partly, later) is None and change_of("engaged", partly, whole, later) is None


async def test_days_that_are_still_missing_are_named(store: Store) -> None:
    await write(
        store, records.Interaction, talk(1, started_at=NOON - timedelta(days=8), ended_at=NOON - timedelta(days=8))
    )
    counted = await read(store, DAY - timedelta(days=8), DAY)
    assert len(counted.missing) == counted.uncounted > 0
    assert max(counted.missing) < DAY - timedelta(days=2)


async def test_the_cases_of_years_fit_into_no_statement(store: Store) -> None:
    assert await store.look(lambda connection: answered_at(connection, range(1, 40_001))) == {}


async def test_the_course_is_read_from_the_days_that_were_kept(store: Store) -> None:
    await write(
        store, records.Interaction,
        *(
            talk(n, started_at=NOON - timedelta(days=n % 3), ended_at=NOON - timedelta(days=n % 3) + HOUR)
            for n in range(1, 31)
        ),
    )  # fmt: skip
    await roll_up(store)
    counted = await read(store, DAY - timedelta(days=2), DAY)
    assert told("engaged", counted, DAY + timedelta(days=4)) == [10.0, 10.0, 10.0]
    assert told("verified_resolution", counted, DAY + timedelta(days=4)) == [100.0, 100.0, 100.0]
    for key in HEADLINE:
        assert course(key, counted, DAY).days >= 1


async def test_low_scores_are_counted_with_the_days_on_which_they_came(store: Store) -> None:
    await write(store, records.Survey, {"id": 1, "code": "s", "version": 1, "trigger": "manual", "kind": "csat"})
    question = {"id": 1, "survey_id": 1, "code": "q", "position": 1, "prompt": "?", "scale": "csat5"}
    await write(store, records.SurveyQuestion, question)
    for n, (score, back) in enumerate(((1, 0), (5, 1), (2, 2), (3, 3), (4, 4)), start=1):
        at = NOON - timedelta(days=back)
        invited = {"id": n, "survey_id": 1, "token_hash": f"t{n}", "sent_at": at}
        await write(store, records.SurveyInvitation, invited)
        given = {"id": n, "survey_id": 1, "invitation_id": n, "submitted_at": at}
        await write(store, records.SurveyResponse, given)
        await write(store, records.SurveyAnswer, {"response_id": n, "question_id": 1, "score": score})
    await roll_up(store)
    assert low_scores(await read(store, DAY - timedelta(days=9), DAY)) == (2, (DAY, DAY - timedelta(days=2)))
    assert low_scores(await read(store, DAY, DAY)) == (1, (DAY,))


async def test_cases_answered_in_time_are_told_by_branch(store: Store) -> None:
    for n in (1, 2):
        named = {"id": n, "code": f"b{n}", "name_fa": f"شعبهٔ {n}", "name_en": f"Branch {n}", "time_zone": "UTC"}
        await write(store, records.Branch, named)
    in_time = {"due_at": NOON + HOUR, "answered_at": NOON}
    await write(
        store, records.ServiceCase, case(1, branch_id=1, **in_time), case(2, branch_id=1, due_at=NOON),
        case(3, branch_id=2, **in_time), case(4, branch_id=None, due_at=NOON),
        case(5, branch_id=1, due_at=NOON + timedelta(days=1)),
    )  # fmt: skip
    found = {one.branch_id: (one.name, one.value) for one in await answered_in_time(store, DAY, DAY)}
    assert found == {
        1: ({"fa": "شعبهٔ 1", "en": "Branch 1"}, FigureShare(1, 2)),
        2: ({"fa": "شعبهٔ 2", "en": "Branch 2"}, FigureShare(1, 1)),
        None: (None, FigureShare(0, 1)),
    }
