"""The capacity model: what fills up first, what a rate needs, and the table of docs/scaling.md held to it."""

from __future__ import annotations

import re

import pytest

from benchmarks.scale.capacity import Cost, Layout, Needed, at_most, needed
from benchmarks.scale.tables import capacity_table, layouts_of
from bot.settings import ROOT

COST = Cost(gateway=5.0, engine=10.0, actions=4.0, postgres=1.0)


@pytest.mark.parametrize(
    ("layout", "processors", "expected"),
    [
        (Layout(1, 1, 1), 8, (100.0, "engines")),
        (Layout(1, 3, 1), 8, (200.0, "gateways")),
        (Layout(3, 3, 1), 8, (250.0, "action servers")),
        (Layout(3, 3, 2), 8, (300.0, "engines")),
        (Layout(3, 3, 2), 2, (100.0, "processors")),
    ],
)
def test_what_is_full_first_bounds_a_layout(layout: Layout, processors: int, expected: tuple[float, str]) -> None:
    assert at_most(COST, layout, processors) == expected


def test_who_talks_on_the_same_machine_takes_their_share_of_it() -> None:
    assert at_most(COST, Layout(3, 3, 2), 2, talking=20.0) == (50.0, "processors")


def test_a_rate_needs_whole_processes_and_machines_with_room_to_spare() -> None:
    assert needed(COST, 100, headroom=0.5, processors=4) == Needed(Layout(1, 2, 1), 1, 1, 21 + 2 * 5 + 20)
    assert needed(COST, 101, headroom=0.5, processors=4).layout == Layout(2, 3, 1)
    assert needed(COST, 1000, headroom=0.5, processors=4) == Needed(Layout(10, 20, 8), 2, 10, 10 * 21 + 20 * 5 + 8 * 20)
    assert needed(COST, 0.1, headroom=0.5).layout == Layout(1, 1, 1)


def test_layouts_differ_in_one_kind_alone() -> None:
    assert layouts_of("engines", Layout(3, 2, 2)) == [Layout(3, 1, 2), Layout(3, 2, 2)]


def documented(page: str) -> Cost | None:
    """Give what a turn takes as a page says it in its first column; None where it does not."""
    costs = dict(re.findall(r"^\| (gateway|engine|action server|PostgreSQL) \| ([\d.]+) \|", page, re.MULTILINE))
    if not costs:
        return None
    return Cost(*(float(costs[part]) for part in ("gateway", "engine", "action server", "PostgreSQL")))


def test_the_documented_machines_follow_from_the_documented_costs() -> None:
    page = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    cost = documented(page)
    tables = [line for line in page.splitlines() if line.startswith("| turns a second | gateways")]
    assert bool(tables) == (cost is not None), "a table of machines and what a turn takes stand there together"
    if cost is not None:
        assert [row for row in capacity_table(cost) if row not in page.splitlines()] == []


def test_a_page_says_what_a_turn_takes_in_the_form_of_the_benchmark() -> None:
    page = (
        "| ms a turn | 3 / 1 / 2 |\n| gateway | 5.0 |\n| engine | 10.0 |\n| action server | 4.0 |\n| PostgreSQL | 1.0 |"
    )
    assert documented(page) == COST
    assert documented("nothing of it") is None
    assert list(capacity_table(COST))[2:] == [
        "| 10 | 1 | 1 | 1 | 1 | 1 | 46 |",
        "| 100 | 1 | 2 | 1 | 1 | 1 | 51 |",
        "| 1,000 | 9 | 17 | 7 | 8 | 2 | 414 |",
    ]
