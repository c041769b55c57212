"""A network between the processes of one machine in which any two can be cut off from each other.

Every process has a network namespace of its own, joined to all others by a namespace that routes between them. What it
does not route any more is lost as in a real network: nobody is told, connections stand, and what was sent meanwhile
arrives when the two see each other again, if anybody still waits for it. Needs root and iproute2.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
from collections.abc import Sequence

__all__ = ["HERE", "Network", "NoNetworkError"]

# What stays in the machine's own namespace, with an address each: who talks, the database and Redis.
HERE = ("patrons", "postgres", "redis")


class NoNetworkError(Exception):
    """Say why namespaces cannot be made here."""


class Network:
    """Addresses by name, and what is between them; a context manager that leaves nothing behind."""

    def __init__(self, names: Sequence[str]) -> None:
        # Two runs at a time have different names and addresses.
        own = os.getpid()
        self._prefix = f"ky{own % 100000}"
        subnet = f"10.{200 + own % 50}"
        self._gate = f"{subnet}.0.254"
        self._units = {name: number for number, name in enumerate(names)}
        self.addresses = {name: f"{subnet}.0.{number}" for number, name in enumerate(HERE, 1)}
        self.addresses |= {name: f"{subnet}.1.{number + 1}" for name, number in self._units.items()}

    def __enter__(self) -> Network:
        try:
            self._make()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._remove()

    def command(self, name: str) -> list[str]:
        """Give what is put before a command so that it runs at a name's place in the network."""
        return [] if name in HERE else ["nsenter", f"--net=/run/netns/{self._space(name)}"]

    def cut(self, one: str, other: str) -> None:
        """Lose everything between two from now on."""
        for source, target in ((one, other), (other, one)):
            self._route("rule", "add", "from", self.addresses[source], "to", self.addresses[target], "blackhole")

    def heal(self, one: str, other: str) -> None:
        """Lose nothing between two any more."""
        for source, target in ((one, other), (other, one)):
            with contextlib.suppress(NoNetworkError):
                self._route("rule", "del", "from", self.addresses[source], "to", self.addresses[target], "blackhole")

    def reset(self, one: str, other: str, chance: random.Random) -> None:
        """End the connections between two, at an end chosen at random: the other one hears that they were reset."""
        here, there = chance.sample((one, other), 2)
        command = ["ss", "-K", "-t", "src", self.addresses[here], "dst", self.addresses[there]]
        subprocess.run([*self.command(here), *command], check=False, capture_output=True)

    def _make(self) -> None:
        router, outside = self._space("router"), f"{self._prefix}-here"
        _ip("netns", "add", router)
        _ip("-n", router, "link", "set", "lo", "up")
        _ip("link", "add", outside, "type", "veth", "peer", "name", "here", "netns", router)
        for name in HERE:
            _ip("addr", "add", f"{self.addresses[name]}/24", "dev", outside)
        _ip("link", "set", outside, "up")
        self._route("addr", "add", f"{self._gate}/24", "dev", "here")
        self._route("link", "set", "here", "up")
        _run("nsenter", f"--net=/run/netns/{router}", "sysctl", "-q", "-w", "net.ipv4.ip_forward=1")
        for name, number in self._units.items():
            space, address = self._space(name), self.addresses[name]
            _ip("netns", "add", space)
            self._route("link", "add", f"to-{number}", "type", "veth", "peer", "name", "eth0", "netns", space)
            self._route("link", "set", f"to-{number}", "up")
            _ip("-n", space, "link", "set", "lo", "up")
            _ip("-n", space, "link", "set", "eth0", "up")
            _ip("-n", space, "addr", "add", f"{address}/32", "dev", "eth0")
            _ip("-n", space, "route", "add", self._gate, "dev", "eth0", "scope", "link")
            _ip("-n", space, "route", "add", "default", "via", self._gate)
            self._route("route", "add", f"{address}/32", "dev", f"to-{number}")
            _ip("route", "add", f"{address}/32", "via", self._gate, "src", self.addresses["patrons"])

    def _remove(self) -> None:
        for name in ("router", *self._units):
            with contextlib.suppress(NoNetworkError):
                _ip("netns", "del", self._space(name))
        # Goes with its other end; where that was not made, by itself.
        with contextlib.suppress(NoNetworkError):
            _ip("link", "del", f"{self._prefix}-here")

    def _space(self, name: str) -> str:
        return f"{self._prefix}-{name}"

    def _route(self, *arguments: str) -> None:
        _ip("-n", self._space("router"), *arguments)


def _ip(*arguments: str) -> None:
    _run("ip", *arguments)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise NoNetworkError(f"{' '.join(command)}: {said.strip()}") from error
