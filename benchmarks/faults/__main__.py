"""`make faults`: kills and pauses of every process under simulated patrons, then an audit of the store.

Everything is killed once and paused once, in any order, before what is harmed is chosen at random. `--many` starts
several of each, which are stopped politely and started again as well, and does not end before all of that was done.
`--network` gives each a place in a network in which any two are cut off from each other, or their connections reset,
for seconds (needs root). `--postgres` puts the store into a cluster of its own,
which is killed and paused as well. Ends with 1 when anything was lost, doubled, altered, out of order, unanswered, done
twice, done although the patron was told that it had failed, or not done although the patron was told that it was.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import aiohttp

from benchmarks.faults.audit import Found, audit
from benchmarks.faults.ears import Ear
from benchmarks.faults.house import Reader, write_library
from benchmarks.faults.many import Many
from benchmarks.faults.network import Network
from benchmarks.faults.patrons import Talk
from benchmarks.faults.scenes import SCENES, play
from benchmarks.faults.storm import KILLS, Storm
from benchmarks.faults.tally import table
from bot.settings import ROOT, Settings
from crm.database.store import Store
from protocol.clock import SystemClock
from tests.support.databases import HASTE, Postgres, postgres_cluster
from tests.support.system import System, make_system

SETTLE_SECONDS = 90.0
# What `--many` starts.
COUNTS = {"gateway": 3, "engine": 3, "actions": 2}


def main() -> int:
    """Run a storm and print what it left."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--patrons", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--gap", type=float, nargs=2, default=(2.0, 7.0), help="seconds between two faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calm", action="store_true", help="no faults: what the audit finds must be nothing")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument(
        "--many", action="store_true", help="three gateways, three engines, two action servers; PostgreSQL"
    )
    parser.add_argument(
        "--redis", action="store_true", help="with --many: a Redis carries the signals, and is killed too"
    )
    parser.add_argument(
        "--network",
        action="store_true",
        help="with --many: any two are cut off from each other for seconds; needs root",
    )
    parser.add_argument("--turns", type=int, help="end after so many messages, whatever the seconds")
    parser.add_argument(
        "--targets", default="", help="only what has this in its name: gateway, ~postgres, gateway-0~engine, ~ …"
    )
    parser.add_argument("--kills", type=float, default=KILLS, help="the share of kills among kills and pauses")
    parser.add_argument("--folder", type=Path, help="where to work, and leave the logs")
    parser.add_argument("--scene", choices=sorted(SCENES), help="one fault at one moment instead of a storm")
    options = parser.parse_args()
    if options.scene is not None:
        return play(options.scene)
    with (
        tempfile.TemporaryDirectory(prefix="ketabyar-faults-") as folder,
        _network(options.network) as network,
        _database(options.postgres or options.many, network) as cluster,
    ):
        found, talks, storm = asyncio.run(_run(options.folder or Path(folder), cluster, network, options))
    _report(found, talks, storm)
    return 0 if found.is_clean() else 1


@contextlib.contextmanager
def _network(wanted: bool) -> Iterator[Network | None]:
    if not wanted:
        yield None
        return
    with Network([f"{kind}-{number}" for kind, count in COUNTS.items() for number in range(count)]) as network:
        yield network


@contextlib.contextmanager
def _database(wanted: bool, network: Network | None) -> Iterator[Postgres | None]:
    if not wanted:
        yield None
        return
    # What it has acknowledged must outlive a kill, as in production; a power cut is not played.
    settings = {**HASTE, "synchronous_commit": "on", "max_connections": "250"}
    if network is not None:
        settings["listen_addresses"] = network.addresses["postgres"]
    with postgres_cluster(settings) as cluster:
        if network is not None:
            with (cluster.data / "pg_hba.conf").open("a", encoding="ascii") as rules:
                rules.write("host all all samenet trust\nhost all all 10.0.0.0/8 trust\n")
            asyncio.run(cluster.execute("SELECT pg_reload_conf()"))
        yield cluster


async def _run(
    folder: Path, cluster: Postgres | None, network: Network | None, options: argparse.Namespace
) -> tuple[Found, list[Talk], Storm]:
    chance = random.Random(options.seed)
    proxies = network.addresses["patrons"] if network is not None else "127.0.0.1"
    extra = {"KETABYAR_MESSAGES_PER_MINUTE": "10000", "KETABYAR_NOW": "", "KETABYAR_TRUSTED_PROXIES": proxies}
    if cluster is not None:
        url = cluster.url(await cluster.create())
        if network is not None:
            url = url.set(host=network.addresses["postgres"], port=5432, query={})
        extra["KETABYAR_DATABASE_URL"] = url.render_as_string(hide_password=False)
    system: System | Many
    if options.many:
        address = extra.pop("KETABYAR_DATABASE_URL")
        system = Many(folder / "many", address, COUNTS, redis=options.redis, network=network, extra=extra)
    else:
        system = make_system(folder / "home", extra)
    people = write_library(folder / "library.yml", options.patrons)
    await asyncio.to_thread(_seed, system, folder / "library.yml")
    await asyncio.to_thread(system.start)
    try:
        end = time.monotonic() + options.seconds

        def over() -> bool:
            if options.many and not options.calm and storm.left:
                return False
            if options.turns is not None:
                return sum(len(talk.said) for talk in talks) >= options.turns
            return time.monotonic() > end

        talks: list[Talk] = []
        talks += [_talk(system, reader, random.Random(f"{options.seed}-{reader.number}"), over) for reader in people]
        storm = Storm(system, chance, tuple(options.gap), over, cluster, options.targets, options.kills)
        timeout = aiohttp.ClientTimeout(total=60)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(timeout=timeout, connector=connector, trust_env=False) as http:
            saying = asyncio.create_task(_say_how_far(talks, storm))
            await asyncio.gather(*(talk.run(http) for talk in talks), *([] if options.calm else [storm.run()]))
            saying.cancel()
        return await _audited(system, talks), talks, storm
    finally:
        await asyncio.to_thread(system.stop)


async def _say_how_far(talks: list[Talk], storm: Storm) -> None:
    while True:
        await asyncio.sleep(60)
        said = sum(len(talk.said) for talk in talks)
        print(f"{said} messages answered, {len(storm.faults)} faults", file=sys.stderr, flush=True)


def _talk(system: System | Many, reader: Reader, chance: random.Random, over: Callable[[], bool]) -> Talk:
    """Make a patron; of several gateways each request goes to any, and each stream too."""
    talk = Talk(system.url, reader, f"198.18.{reader.number // 250}.{reader.number % 250 + 1}", chance, over)
    if isinstance(system, Many):
        urls = system.urls
        talk.pick = lambda: chance.choice(urls)
        talk.ear = Ear(talk.pick, chance)
    return talk


async def _audited(system: System | Many, talks: list[Talk]) -> Found:
    """Audit as soon as no turn is open any more."""
    if isinstance(system, Many):
        url = system.database_url
    else:
        url = system.environment.get("KETABYAR_DATABASE_URL") or f"sqlite:///{system.store_path}"
    keys = Settings(secret=system.secret).store_keys
    store = await Store.open(url, clock=SystemClock(), **keys)
    try:
        deadline = time.monotonic() + SETTLE_SECONDS
        while True:
            found = await audit(store, talks)
            if not found["open turns"] or time.monotonic() > deadline:
                return found
            await asyncio.sleep(1)
    finally:
        await store.close()


def _seed(system: System | Many, library: Path) -> None:
    environment = system.units[0].environment if isinstance(system, Many) else system.environment
    command = [str(ROOT / ".venv" / "bin" / "ketabyar"), "seed", str(library)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True)


def _report(found: Found, talks: list[Talk], storm: Storm) -> None:
    faults = storm.faults
    waited = sorted(one.seconds for talk in talks for one in talk.said if one.sent > 1)
    print(f"{found['turns']} turns, {len(faults)} faults")
    for fault in faults:
        ready = "not ready in time" if fault.seconds is None else f"ready after {fault.seconds:.1f} s"
        print(f"  {fault.harm.kind} of {fault.harm.target} {fault.span}: {ready}")
    print(*table(storm.targets, [fault.harm for fault in faults], storm.left), sep="\n")
    print(f"done: {found['renewals']} renewals, {found['reservations']} reservations, {found['complaints']} complaints")
    print(f"apologies: {found['apologies']}; told to look first: {found['told to look first']}")
    for name in Found.BAD:
        print(f"  {name}: {found[name]}")
    print(*found.details, sep="\n")
    kills = sorted(fault.seconds for fault in faults if fault.is_kill and fault.seconds is not None)
    never = sum(fault.seconds is None for fault in faults)
    if kills:
        p50 = statistics.median(kills)
        print(f"ready again after a kill: p50 {p50:.1f} s, longest {kills[-1]:.1f} s; not ready in time: {never}")
    if waited:
        middle = statistics.median(waited)
        print(f"messages sent more than once waited p50 {middle:.1f} s, longest {waited[-1]:.1f} s")
    ears = [talk.ear for talk in talks if talk.ear is not None]
    if delays := sorted(delay for ear in ears for delay in ear.delays):
        p50, p95 = statistics.median(delays), delays[int(0.95 * (len(delays) - 1))]
        opened = sum(ear.opened for ear in ears)
        print(f"{len(delays)} answers heard over {opened} streams, after their own p50 {p50:.2f} s, p95 {p95:.2f} s")
    print("clean" if found.is_clean() else "NOT clean")


if __name__ == "__main__":
    sys.exit(main())
