"""The first round of a storm leaves nobody out, and its table says what was done to whom."""

from __future__ import annotations

import random
from collections import Counter

from benchmarks.faults.round import CUT, DRAIN, KILL, PAUSE, RESETS, Harm, first_round
from benchmarks.faults.tally import table

TARGETS = ["gateway-0", "gateway-1", "engine-0", "postgres"]
WAYS = ["gateway-0~postgres", "gateway-1~postgres", "engine-0~postgres"]
UNITS = frozenset(TARGETS) - {"postgres"}


def test_everything_is_done_once_to_everybody() -> None:
    harms = first_round(TARGETS, WAYS, drained=UNITS, kills=0.67, chance=random.Random(1))
    assert max(Counter(harms).values()) == 1
    for target in TARGETS:
        kinds = {harm.kind for harm in harms if harm.target == target}
        assert kinds == ({KILL, PAUSE, DRAIN} if target in UNITS else {KILL, PAUSE})
    # Of each kind of way one is cut and one broken; it need not be the same.
    for kind in (CUT, RESETS):
        ways = [harm.target for harm in harms if harm.kind == kind]
        assert sorted(way.split("-")[0] for way in ways) == ["engine", "gateway"]
    others = [first_round(TARGETS, WAYS, drained=UNITS, kills=0.67, chance=random.Random(seed)) for seed in (1, 2)]
    assert others[0] == harms != others[1], "a seed makes the order"


def test_kills_alone_and_pauses_alone() -> None:
    for kills, left_out in ((1.0, PAUSE), (0.0, KILL)):
        harms = first_round(TARGETS, [], drained=(), kills=kills, chance=random.Random(1))
        assert sorted(harm.target for harm in harms) == sorted(TARGETS)
        assert left_out not in {harm.kind for harm in harms}


def test_the_table_names_those_to_whom_nothing_was_done() -> None:
    done = [Harm("gateway-0", KILL), Harm("gateway-0", KILL), Harm("gateway-0~postgres", CUT)]
    lines = table(["gateway-0", "redis"], done, [Harm("redis", PAUSE)])
    assert lines == [
        "| | kill | pause | drain | cut | resets |",
        "|---|---|---|---|---|---|",
        "| gateway-0 | 2 | 0 | 0 | 0 | 0 |",
        "| redis | 0 | 0 | 0 | 0 | 0 |",
        "| gateway-0~postgres | 0 | 0 | 0 | 1 | 0 |",
        "| all | 2 | 0 | 0 | 1 | 0 |",
        "not come to: pause of redis",
    ]
