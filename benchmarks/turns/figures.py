"""What the rounds measured, as figures beside each other: of each the median of the rounds, and of their ratios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.turns.load import Measured

__all__ = ["CROWDS", "SHARES", "Rounds", "capacity", "table"]

# Patrons who talk side by side, each with one message on its way.
CROWDS = (1, 8, 50)
# Of the capacity, at which messages come whether those before are answered or not.
SHARES = (0.5, 0.8, 0.95)


@dataclass
class Rounds:
    """What was measured of one bot, round by round: by patrons, and by the share of its capacity."""

    name: str
    ready: float
    memory: float = 0.0
    crowds: dict[int, list[Measured]] = field(default_factory=lambda: {each: [] for each in CROWDS})
    shares: dict[float, list[Measured]] = field(default_factory=lambda: {each: [] for each in SHARES})

    def figures(self) -> dict[str, list[float]]:
        """Give each figure, round by round."""
        found: dict[str, list[float]] = {}
        for patrons, measured in self.crowds.items():
            who = "one patron" if patrons == 1 else f"{patrons} patrons"
            found[f"messages a second, {who}"] = [each.per_second for each in measured]
            for hundredth in (50, 95, 99):
                found[f"p{hundredth}, {who}, ms"] = [each.percentile(hundredth) for each in measured]
            found[f"processor, {who}, ms a message"] = [each.processor_ms() for each in measured]
            for process in measured[0].spent if measured and len(measured[0].spent) > 1 else ():
                found[f"  {process}, {who}, ms"] = [each.processor_ms(process) for each in measured]
        for share, measured in self.shares.items():
            found[f"came a second, {share:.0%} of capacity"] = [each.per_second for each in measured]
            for hundredth in (50, 95, 99):
                found[f"p{hundredth}, {share:.0%} of capacity, ms"] = [each.percentile(hundredth) for each in measured]
        every = [each for measured in (*self.crowds.values(), *self.shares.values()) for each in measured]
        found["not answered, of all messages"] = [
            sum(each.unanswered for each in every) / max(1, sum(len(each.latencies) for each in every))
        ]
        return {**found, "from start to ready, s": [self.ready], "resident memory, MiB": [self.memory]}


def capacity(measured: Sequence[Measured]) -> float:
    """Give the messages a second that a bot carries: the most that it answered with any number of patrons."""
    return max(each.per_second for each in measured)


def table(every: Sequence[Rounds]) -> Iterator[str]:
    """Give the figures in Markdown: the first bot's, and each other's with the ratio of the first to it."""
    first, *others = [one.figures() for one in every]
    yield "| median of the rounds | " + every[0].name + "".join(f" | {one.name} | ratio" for one in every[1:]) + " |"
    yield "|---" * (2 + 2 * len(others)) + "|"
    for name, ours in first.items():
        cells = [_shown(median(ours))]
        for other in others:
            cells += _beside(ours, other, name)
        yield f"| {name} | " + " | ".join(cells) + " |"


def _beside(ours: Sequence[float], other: Mapping[str, Sequence[float]], name: str) -> list[str]:
    """Give another's figure and the ratio to it; a part that it does not have is left empty."""
    if name not in other:
        return ["", ""]
    theirs = other[name]
    # A round's ratio is of the same minute on both sides; the median leaves out what disturbed one of them.
    ratios = [a / b for a, b in zip(ours, theirs, strict=True) if b]
    return [_shown(median(theirs)), f"{median(ratios):.2f}" if ratios else ""]


def _shown(value: float) -> str:
    return f"{value:.0f}" if value >= 200 else f"{value:.2f}" if value < 1 else f"{value:.1f}"
