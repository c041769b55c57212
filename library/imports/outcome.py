"""What an import did or would do: counts, and what was wrong, the first of each kind kept in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from library.imports.record import ImportProblem

__all__ = ["FoundProblem", "ImportOutcome", "Report"]

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """A problem in its place: the file, the number of the record there (0: none of them)."""

    source: str
    number: int
    problem: ImportProblem


Report = Callable[[FoundProblem], None]


@dataclass(slots=True)
class ImportOutcome:
    """Counts by name, unknown branches and categories with how many name them, and the first problems."""

    counts: Counter[str] = field(default_factory=Counter)
    branches: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    problems: list[FoundProblem] = field(default_factory=list)
    most: int = MOST_KEPT
    report: Report | None = None

    def tell(self, source: str, number: int, problem: ImportProblem) -> None:
        """Note what is wrong."""
        found = FoundProblem(source, number, problem)
        if len(self.problems) < self.most:
            self.problems.append(found)
        self.counts["problems"] += 1
        if self.report is not None:
            self.report(found)

    def add(self, other: ImportOutcome) -> None:
        """Add what a part did, once it is stored."""
        self.counts.update(other.counts)
        self.branches.update(other.branches)
        self.categories.update(other.categories)
        for found in other.problems:
            if len(self.problems) < self.most:
                self.problems.append(found)
            if self.report is not None:
                self.report(found)

    @property
    def changes(self) -> int:
        """Count what was written."""
        return sum(self.counts[f"{of}{name}"] for of in ("", "copies_") for name in ("added", "changed", "deleted"))
