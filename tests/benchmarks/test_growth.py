"""The arithmetic of how cost grows: percentiles, ratios to a million, over how many days messages are spread."""

from __future__ import annotations

import pytest

from benchmarks.growth.filling import days_of, people_of
from benchmarks.growth.tables import growth, percentile, table


def test_percentiles_are_values_that_were_there_but_for_the_median() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert percentile([float(one) for one in range(1, 101)], 0.95) == 95.0
    assert percentile([7.0], 0.95) == 7.0
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_each_size_stands_beside_a_million() -> None:
    assert growth({100_000: 1.0, 1_000_000: 4.0, 10_000_000: 40.0}) == {100_000: 0.25, 1_000_000: 1.0, 10_000_000: 10.0}
    # Without a million, or where that took nothing, nothing is said.
    assert growth({100_000: 1.0}) == {100_000: None}
    assert growth({1_000_000: 0.0, 10_000_000: 3.0}) == {1_000_000: None, 10_000_000: None}


def test_the_table_has_a_row_for_each_figure_and_a_column_for_each_size() -> None:
    figures = {
        10_000_000: {"a turn, ms": 6.0, "new": 2.0},
        100_000: {"a turn, ms": 2.5},
        1_000_000: {"a turn, ms": 4.0},
    }
    assert table(figures).splitlines() == [
        "| | 100,000 | 1,000,000 | 10,000,000 |",
        "|---|---|---|---|",
        "| a turn, ms | 2.5 (× 0.625) | 4 | 6 (× 1.5) |",
        "| new |  |  | 2 |",
    ]


def test_a_library_has_a_million_messages_a_year() -> None:
    assert [days_of(talks) for talks in (10_000, 100_000, 1_000_000)] == [36, 365, 3650]
    assert [people_of(talks) for talks in (10, 100_000)] == [80, 8000]
