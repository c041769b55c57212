"""Run the administrator's page to the letter: `make administrator`, as root, on a Debian with PostgreSQL and nginx."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

from scripts.administrator.looks import LOOKS, Seen
from scripts.administrator.machine import Failed, Machine
from scripts.administrator.page import ROOT, Block, blocks
from scripts.administrator.releases import checkout

READY = "curl --silent --fail --retry 90 --retry-delay 2 --retry-all-errors"
CACHE = Path.home() / ".cache" / "ketabyar"


def _interpreters() -> list[Path]:
    """Give where the interpreters of this tree's environments are installed, but for the distribution's own."""
    found = []
    for environment in (".venv", ".venv-engine"):
        asked = [str(ROOT / environment / "bin" / "python"), "-c", "import sys; print(sys.base_prefix)"]
        prefix = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
        if prefix != Path("/usr"):
            found.append(prefix)
    return found


def _give_models(machine: Machine) -> None:
    """Lay the models that this machine has trained already into the cache of the other."""
    given = machine.root / "given"
    shutil.rmtree(given, ignore_errors=True)
    (given / "models").mkdir(parents=True)
    for path in [
        *CACHE.glob("e5-small*.npz"),
        *(CACHE / "models").glob("*.json"),
        *(CACHE / "models").glob("*.tar.gz"),
    ]:
        if path.exists():
            shutil.copy2(path, given / path.relative_to(CACHE))
    machine.run("mv /given /var/cache/ketabyar/ketabyar; chown -R ketabyar: /var/cache/ketabyar/ketabyar")


def _run(machine: Machine, page: list[Block], *, begin: str | None, train: bool) -> None:
    seen = Seen.of(machine)
    started = begin is None
    for block in page:
        started = started or block.name == begin
        if not started or not block.is_run:
            print(f"{'—':>6}  {block.name}: {'not run; the page says why' if started else 'was run before'}")
            continue
        if block.name == "tables" and not train:
            _give_models(machine)
        before = time.monotonic()
        try:
            output = machine.run(block.text, network="network" in block.flags)
            told = LOOKS[block.name](seen, output)
            seen.keep()
        except Failed as failed:
            raise Failed(f"line {block.line} of the page, {block.name}:\n{block.text}\n{failed}") from failed
        print(f"{time.monotonic() - before:5.0f}s  {block.name}: {told}", flush=True)


def main() -> int:
    """Make the machine, run every block of the page and look after each; remove the machine."""
    parser = argparse.ArgumentParser(prog="make administrator", description=main.__doc__)
    parser.add_argument("--folder", type=Path, default=CACHE / "administrator", help="where the machine is made")
    parser.add_argument(
        "--train", action="store_true", help="train both releases' models, in place of using those at hand"
    )
    parser.add_argument("--keep", action="store_true", help="keep the machine's folder")
    parser.add_argument(
        "--from", dest="begin", metavar="BLOCK", help="go on with a machine that was kept, from this block"
    )
    parser.add_argument("--until", metavar="BLOCK", help="stop after this block")
    given = parser.parse_args()
    page = blocks()
    if given.until:
        page = page[: [block.name for block in page].index(given.until) + 1]
    machine, began = Machine(given.folder), time.monotonic()
    try:
        machine.claim()
        try:
            if given.begin is None:
                machine.make()
                machine.lay_interpreters(_interpreters())
                checkout(machine.root / "checkout", another_model=given.train)
            machine.boot()
            machine.run("[ ! -e /checkout ] || mv /checkout /usr/src/ketabyar")
            if given.begin is not None:
                machine.run(f"{READY} http://127.0.0.1:8000/health/ready || true", seconds=300)
            _run(machine, page, begin=given.begin, train=given.train)
        finally:
            machine.stop()
            if not given.keep:
                machine.remove()
    except Failed as failed:
        print(f"FAILED: {failed}", file=sys.stderr)
        return 1
    print(f"the page was run, in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
