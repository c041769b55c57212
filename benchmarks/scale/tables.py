"""What was measured, and what it foretells, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.scale.capacity import HEADROOM, PROCESSORS, Cost, Layout, at_most, needed
from benchmarks.scale.measuring import Measured

__all__ = ["RATES", "capacity_table", "cost_table", "foretold_table", "held_table", "layout_table", "saturated"]

# Turns a second for which the machines are told.
RATES = (10, 100, 1000)
# So much of the machine must be busy before its processors count as what was full.
BUSY = 0.9


def layout_table(measured: Sequence[Measured]) -> Iterator[str]:
    """Give what some layouts answered, each beside the first."""
    yield (
        "| gateways / engines / action servers | messages a second | ratio | p50, ms | p95, ms | "
        "processor, ms a message | not answered |"
    )
    yield "|---|---|---|---|---|---|---|"
    for one in measured:
        # A round's ratio is of the same minute on both sides.
        ratios = sorted(a.rate / b.rate for a, b in zip(one.rounds, measured[0].rounds, strict=True))
        ratio = ratios[len(ratios) // 2]
        yield (
            f"| {one.layout} | {one.rate:.1f} | {ratio:.2f} | {one.percentile(50):.0f} | {one.percentile(95):.0f} | "
            f"{one.cost.all:.1f} | {one.unanswered} |"
        )


def held_table(measured: Sequence[Measured], share: float) -> Iterator[str]:
    """Give what layouts answer whose processes of one kind have a share of a processor each."""
    yield f"| each has {share:.0%} of a processor | messages a second | ratio | p50, ms | the whole machine is busy |"
    yield "|---|---|---|---|---|"
    for one in measured:
        ratios = sorted(a.rate / b.rate for a, b in zip(one.rounds, measured[0].rounds, strict=True))
        yield (
            f"| {one.layout} | {one.rate:.1f} | {ratios[len(ratios) // 2]:.2f} | {one.percentile(50):.0f} | "
            f"{1 - one.idle:.0%} |"
        )


def cost_table(measured: Sequence[Measured]) -> Iterator[str]:
    """Give what a turn takes of a processor, by part and by layout."""
    yield "| ms a turn | " + " | ".join(str(one.layout) for one in measured) + " |"
    yield "|---" * (len(measured) + 1) + "|"
    rows = [
        ("gateway", [one.cost.gateway for one in measured]),
        ("engine", [one.cost.engine for one in measured]),
        ("of it reading", [one.cost.engine * one.parse_share for one in measured]),
        ("of it dialogue", [one.cost.engine * (1 - one.parse_share) for one in measured]),
        ("action server", [one.cost.actions for one in measured]),
        ("PostgreSQL", [one.cost.postgres for one in measured]),
        ("all of it", [one.cost.all for one in measured]),
        ("supervisors", [one.each("supervisors") for one in measured]),
        ("who talks", [one.talking for one in measured]),
    ]
    for name, values in rows:
        yield f"| {name} | " + " | ".join(f"{value:.1f}" for value in values) + " |"


def foretold_table(cost: Cost, measured: Sequence[Measured], talking: float) -> Iterator[str]:
    """Give what the model foretells of each layout beside what was measured."""
    yield "| gateways / engines / action servers | foretold | what is full | measured | measured to foretold |"
    yield "|---|---|---|---|---|"
    for one in measured:
        rate, full = at_most(cost, one.layout, one.processors, talking=talking)
        yield f"| {one.layout} | {rate:.1f} | {full} | {one.rate:.1f} | {one.rate / rate:.2f} |"


def capacity_table(cost: Cost) -> Iterator[str]:
    """Give what the rates need."""
    yield (
        f"| turns a second | gateways | engines | action servers | machines of {PROCESSORS} processors | "
        "processors of PostgreSQL | connections |"
    )
    yield "|---|---|---|---|---|---|---|"
    for rate in RATES:
        it = needed(cost, rate)
        layout = it.layout
        yield (
            f"| {rate:,} | {layout.gateways} | {layout.engines} | {layout.actions} | {it.machines} | "
            f"{it.postgres_processors} | {it.connections:,} |"
        )


def saturated(one: Measured) -> str:
    """Say what was full while a layout was measured."""
    if 1 - one.idle >= BUSY:
        return (
            f"{one.layout}: the processors of this machine were full ({1 - one.idle:.0%} busy; others left "
            f"{one.processors:.2f} of them), so that more processes answer no more here"
        )
    full: Mapping[str, float] = {
        kind: each / number
        for kind, each, number in (
            ("gateways", one.each("gateway"), one.layout.gateways),
            ("engines", one.each("engine"), one.layout.engines),
            ("action servers", one.each("actions"), one.layout.actions),
        )
    }
    name = max(full, key=lambda kind: full[kind])
    return f"{one.layout}: {name} were busiest, each with {full[name] * one.rate / 1000:.0%} of a processor"


def headroom() -> str:
    """Say what the capacity table leaves free."""
    return f"{HEADROOM:.0%} of each processor and process stays free"


def layouts_of(kind: str, most: Layout) -> list[Layout]:
    """List the layouts in which there are one, two, three … of a kind, and all that there are of the others."""
    counts = {"gateways": most.gateways, "engines": most.engines, "actions": most.actions}
    return [Layout(**{**counts, kind: number + 1}) for number in range(counts[kind])]
