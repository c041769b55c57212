"""Shares and differences with intervals, against values worked out elsewhere."""

from __future__ import annotations

import pytest

from crm.outreach.effects import difference, share


@pytest.mark.parametrize(
    ("met", "of", "low", "high"),
    [
        # Newcombe 1998a, table I, method 3: the examples by which the interval is known.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_wilsons_bounds(met: int, of: int, low: float, high: float) -> None:
    found = share(met, of)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("told", "held_out", "low", "high"),
    [
        # Newcombe 1998b, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_a_difference_has_newcombes_bounds(
    told: tuple[int, int], held_out: tuple[int, int], low: float, high: float
) -> None:
    found = difference(share(*told), share(*held_out))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.is_clear is (low > 0)
    other = difference(share(*held_out), share(*told))
    assert other is not None and round(other.low, 4) == -high


def test_of_nobody_nothing_is_said() -> None:
    assert share(0, 0) is None
    assert difference(share(3, 9), share(0, 0)) is None
