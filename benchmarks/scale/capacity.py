"""The capacity model: from what a turn takes of a processor, by part, to what a layout answers and what is needed."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

__all__ = ["HEADROOM", "PROCESSORS", "Cost", "Layout", "Needed", "at_most", "needed"]

# What stays free of each process and processor: for a minute that brings more, and for one of several that is lost.
HEADROOM = 0.4
# Of a machine.
PROCESSORS = 4
# Connections to PostgreSQL that a process may open: its pool, and one to listen on, or to announce an engine.
CONNECTIONS = {"gateway": 21, "engine": 5, "actions": 20}


@dataclass(frozen=True)
class Cost:
    """Milliseconds of a processor that one turn takes of each part."""

    gateway: float
    engine: float
    actions: float
    postgres: float

    @property
    def all(self) -> float:
        return self.gateway + self.engine + self.actions + self.postgres


@dataclass(frozen=True)
class Layout:
    """How many there are of each."""

    gateways: int
    engines: int
    actions: int

    def __str__(self) -> str:
        return f"{self.gateways} / {self.engines} / {self.actions}"


@dataclass(frozen=True)
class Needed:
    """What a rate needs: processes, processors of PostgreSQL, machines for the processes, and connections."""

    layout: Layout
    postgres_processors: int
    machines: int
    connections: int


def at_most(cost: Cost, layout: Layout, processors: float, *, talking: float = 0.0) -> tuple[float, str]:
    """Foretell the turns a second of a layout on one machine, and what is full then.

    Each process has one event loop, which fills one processor at most; PostgreSQL has a process for each connection.
    `processors`: how many of the machine's are free for all of it. `talking`: milliseconds of a processor that who
    talks takes of it for each turn.
    """
    limits = {
        "gateways": layout.gateways * 1000 / cost.gateway,
        "engines": layout.engines * 1000 / cost.engine,
        "action servers": layout.actions * 1000 / cost.actions,
        "processors": processors * 1000 / (cost.all + talking),
    }
    full = min(limits, key=lambda name: limits[name])
    return limits[full], full


def needed(cost: Cost, rate: float, headroom: float = HEADROOM, processors: int = PROCESSORS) -> Needed:
    """Reckon what `rate` turns a second need on machines of so many processors, PostgreSQL on one of its own."""

    def processes(milliseconds: float) -> int:
        return max(1, ceil(round(rate * milliseconds / 1000 / (1 - headroom), 6)))

    layout = Layout(processes(cost.gateway), processes(cost.engine), processes(cost.actions))
    busy = rate * (cost.gateway + cost.engine + cost.actions) / 1000 / (1 - headroom)
    connections = (
        layout.gateways * CONNECTIONS["gateway"]
        + layout.engines * CONNECTIONS["engine"]
        + layout.actions * CONNECTIONS["actions"]
    )
    return Needed(layout, processes(cost.postgres), max(1, ceil(round(busy / processors, 6))), connections)
