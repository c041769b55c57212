"""The first round of a storm: each target is killed, paused, and stopped and started again, once, in any order."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

__all__ = ["CUT", "DRAIN", "KILL", "PAUSE", "RESETS", "Harm", "first_round", "kinds_of_ways"]

KILL, PAUSE, DRAIN, CUT, RESETS = "kill", "pause", "drain", "cut", "resets"


@dataclass(frozen=True)
class Harm:
    """What is to be done to a process, or to the way between two (`gateway-0~postgres`)."""

    target: str
    kind: str


def first_round(
    targets: Iterable[str], ways: Sequence[str], *, drained: Collection[str], kills: float, chance: random.Random
) -> list[Harm]:
    """Give all that is done once, shuffled: of the ways one of each kind, for there are many between equals.

    drained: the targets that can be stopped politely. kills: the share of kills among kills and pauses; where it leaves
    none of one, that is left out.
    """
    harms = []
    for target in targets:
        harms += [Harm(target, KILL)] if kills > 0 else []
        harms += [Harm(target, PAUSE)] if kills < 1 else []
        harms += [Harm(target, DRAIN)] if target in drained else []
    for those in kinds_of_ways(ways).values():
        harms += [Harm(chance.choice(those), kind) for kind in (CUT, RESETS)]
    chance.shuffle(harms)
    return harms


def kinds_of_ways(ways: Sequence[str]) -> dict[str, list[str]]:
    """Sort ways by the kinds of their ends: `gateway~engine`, `engine~postgres`."""
    found: dict[str, list[str]] = {}
    for way in ways:
        kind = "~".join(end.partition("-")[0] for end in way.split("~"))
        found.setdefault(kind, []).append(way)
    return found
