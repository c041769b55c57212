"""The tables of how cost grows: a row for each figure, a column for each size, and each size beside a million."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["BESIDE", "growth", "percentile", "rows", "table"]

# What the other sizes are held against.
BESIDE = 1_000_000
Figures = Mapping[int, Mapping[str, float]]


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that a share of the values does not exceed; 0.5 is the median. Raises ValueError without any."""
    if not values:
        raise ValueError("there is nothing to sort")
    if share == 0.5:
        return statistics.median(values)
    kept = sorted(values)
    return kept[max(0, round(share * len(kept)) - 1)]


def growth(figures: Mapping[int, float], beside: int = BESIDE) -> dict[int, float | None]:
    """Give how many times each size's figure is that of another size; None where that is missing or nothing."""
    by = figures.get(beside)
    return {size: value / by if by else None for size, value in figures.items()}


def rows(figures: Figures, beside: int = BESIDE) -> Iterable[tuple[str, list[str]]]:
    """Give for each figure its name and a cell for each size, smallest first: the figure, and its ratio."""
    sizes = sorted(figures)
    for name in dict.fromkeys(name for size in sizes for name in figures[size]):
        mine = {size: figures[size][name] for size in sizes if name in figures[size]}
        ratios = growth(mine, beside)
        yield name, [_cell(mine.get(size), ratios.get(size), is_base=size == beside) for size in sizes]


def table(figures: Figures, beside: int = BESIDE) -> str:
    """Write the table in Markdown."""
    sizes = sorted(figures)
    head = ["| |" + "".join(f" {size:,} |" for size in sizes), "|---|" + "---|" * len(sizes)]
    return "\n".join(
        [*head, *(f"| {name} |" + "".join(f" {cell} |" for cell in cells) for name, cells in rows(figures, beside))]
    )


def _cell(value: float | None, ratio: float | None, *, is_base: bool) -> str:
    if value is None:
        return ""
    return _short(value) if is_base or ratio is None else f"{_short(value)} (× {_short(ratio)})"


def _short(value: float) -> str:
    """Write three digits that count."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
