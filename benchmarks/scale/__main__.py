"""`make scale`: what one, two and three engines, gateways and action servers answer, and what a turn costs each.

Everything runs as in production, each in a process of its own over one PostgreSQL. A bounded number of patrons types
the messages of judged conversations, each to any gateway. The layouts take turns, so that a slow minute of the machine
meets all of them. Then the capacity model (docs/scaling.md) is held against what was measured. At last, where the
kernel lets us, each process of one kind is held to a small share of a processor, as if each ran on a small machine of
its own: then that kind is full first, and what a second and a third of it bring is seen on one machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

import psutil

from benchmarks.scale.capacity import Layout
from benchmarks.scale.holding import Holder, find_holder
from benchmarks.scale.house import House, running
from benchmarks.scale.measuring import Measured, measure
from benchmarks.scale.tables import (
    capacity_table,
    cost_table,
    foretold_table,
    headroom,
    held_table,
    layout_table,
    layouts_of,
    saturated,
)
from benchmarks.scale.talking import Talkers
from benchmarks.spoken import spoken, vector_share

MOST = Layout(3, 3, 2)
# What there are one, two and three of in turn, with all of the others.
KINDS = ("engines", "gateways", "actions")
OF_LAYOUT = {"engines": "engine", "gateways": "gateway", "actions": "actions"}
# Who is held may answer so many turns a second: three of them are still full before a small machine is.
HELD_TURNS = 4.0
# They answer few, so each round is longer.
HELD_SECONDS = 2
# Of the messages that were said, so many are looked at for whether their reading needs a sentence vector.
LOOKED_AT = 400


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make scale", description=__doc__)
    parser.add_argument("--patrons", type=int, default=12, help="who talk at a time, each with one message on its way")
    parser.add_argument("--rounds", type=int, default=3, help="how often each layout has its turn")
    parser.add_argument("--seconds", type=float, default=8.0, help="of one round of one layout")
    parser.add_argument("--quick", action="store_true", help="one short round of few: does it run at all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    most = Layout(2, 1, 1) if options.quick else MOST
    if options.quick:
        options.rounds, options.seconds = 1, 2.0
    with tempfile.TemporaryDirectory(prefix="ketabyar-scale-") as folder:
        measured, held, texts = asyncio.run(_run(Path(folder), most, options))
    _report(measured, most, texts, options)
    for kind, (share, found) in held.items():
        print("", f"{kind}, held:", "", *held_table(found, share), sep="\n")
    if not held:
        print("\nthis machine lets nobody hold processes to a share of a processor (cgroups); nothing was held")
    return 0


Held = dict[str, tuple[float, list[Measured]]]


async def _run(
    folder: Path, most: Layout, options: argparse.Namespace
) -> tuple[dict[Layout, Measured], Held, list[str]]:
    wanted = [layout for kind in KINDS for layout in layouts_of(kind, most)]
    measured = {layout: Measured(layout) for layout in wanted}
    async with running(folder, most, with_vectors=not options.quick) as house:
        print("everything is ready", file=sys.stderr, flush=True)
        talkers = Talkers(spoken(), house.many.url, options.patrons, random.Random(options.seed))
        await measure(house, talkers, most, options.seconds)
        for number in range(options.rounds):
            for layout, found in measured.items():
                found.rounds.append(await measure(house, talkers, layout, options.seconds))
                print(
                    f"round {number + 1}, {layout}: {found.rounds[-1].rate:.1f} a second", file=sys.stderr, flush=True
                )
        holder = find_holder()
        held = await _hold(house, talkers, measured, holder, most, options) if holder is not None else {}
        return measured, held, talkers.texts


async def _hold(
    house: House,
    talkers: Talkers,
    measured: dict[Layout, Measured],
    holder: Holder,
    most: Layout,
    options: argparse.Namespace,
) -> Held:
    """Measure each kind again, its processes held to what HELD_TURNS take of it."""
    held: Held = {}
    for kind in KINDS:
        layouts = [Measured(layout) for layout in layouts_of(kind, most)]
        of_kind = OF_LAYOUT[kind]
        share = HELD_TURNS * measured[most].each(of_kind) / 1000
        for number in range(options.rounds):
            for one in layouts:
                one.rounds.append(
                    await measure(house, talkers, one.layout, HELD_SECONDS * options.seconds, (holder, of_kind, share))
                )
                print(f"held, round {number + 1}, {one.layout}: {one.rounds[-1].rate:.1f} a second",
                      file=sys.stderr, flush=True)  # fmt: skip
        held[kind] = (share, layouts)
    return held


def _report(measured: dict[Layout, Measured], most: Layout, texts: list[str], options: argparse.Namespace) -> None:
    processors, load = psutil.cpu_count(), psutil.getloadavg()[0]
    share = vector_share(random.Random(options.seed).sample(texts, min(LOOKED_AT, len(texts))))
    print(f"{processors} processors, load {load:.1f}; {options.patrons} patrons, {options.rounds} rounds of "
          f"{options.seconds:g} s, {len(texts)} messages of judged conversations")  # fmt: skip
    if share is not None:
        print(f"read by itself, {share:.0%} of them need a sentence vector")
    for kind in KINDS:
        print("", *layout_table([measured[layout] for layout in layouts_of(kind, most)]), sep="\n")
    engines = [measured[layout] for layout in layouts_of("engines", most)]
    print("\ngateways / engines / action servers; processor time of a turn:", "", *cost_table(engines), sep="\n")
    print("", *(saturated(one) for one in measured.values()), sep="\n")
    first = engines[0]
    print("\nforetold from what a turn took with one engine:", "", sep="\n")
    print(*foretold_table(first.cost, engines, first.talking), sep="\n")
    print(f"\nwhat is needed ({headroom()}):", "", *capacity_table(first.cost), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
