"""What a storm did, counted by target and printed as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.faults.round import CUT, DRAIN, KILL, PAUSE, RESETS, Harm

__all__ = ["table"]

COLUMNS = (KILL, PAUSE, DRAIN, CUT, RESETS)


def table(targets: Sequence[str], done: Iterable[Harm], left: Sequence[Harm] = ()) -> list[str]:
    """Give the lines of the table: a row for each target, also for one to which nothing was done, and for each way.

    left: what of the first round was not come to, named below.
    """
    counted = Counter((harm.target, harm.kind) for harm in done)
    ways = sorted({target for target, _ in counted} - set(targets))
    lines = [f"| | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    for target in (*targets, *ways):
        lines.append(f"| {target} | {' | '.join(str(counted[target, kind]) for kind in COLUMNS)} |")
    sums = [sum(count for (_, one), count in counted.items() if one == kind) for kind in COLUMNS]
    lines.append(f"| all | {' | '.join(map(str, sums))} |")
    if left:
        lines.append(f"not come to: {', '.join(f'{harm.kind} of {harm.target}' for harm in left)}")
    return lines
