"""Ask whether locked packages have known weaknesses: `python -m scripts.audit [--osv ADDRESS]` (make audit).

pip-audit asks PyPI, or an OSV service, about every package of `requirements/`; `npm audit` about the assets. Exit 0:
nothing but what `requirements/accepted-findings.toml` accepts. 1: something else was found. 2: not everything could be
asked, or what is accepted is not written as it has to be.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from scripts.sbom import ROOT, pins

__all__ = [
    "Accepted",
    "Finding",
    "NotAskedError",
    "WrongEntryError",
    "accepted",
    "found_in_assets",
    "found_in_packages",
]

FILE = ROOT / "requirements" / "accepted-findings.toml"
LOCKS = ("app", "dev", "engine", "engine-dev")
LONGEST = timedelta(days=90)
LEAST_REASON = 30
FIELDS = {"id": str, "package": str, "reason": str, "since": date, "until": date}


class NotAskedError(Exception):
    """A service did not answer, or not about every package."""


class WrongEntryError(Exception):
    """An accepted finding is not written as it has to be, or is past its end."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A known weakness of a package; `names` are all identifiers that it goes by."""

    package: str
    version: str
    id: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that we live with until a day."""

    id: str
    package: str
    reason: str
    since: date
    until: date


def accepted(file: Path, today: date) -> list[Accepted]:
    """Read what is accepted. Raises WrongEntryError."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    if set(entries) - {"finding"}:
        raise WrongEntryError(f"{file.name} holds something else than findings: {', '.join(sorted(entries))}")
    return [_entry(raw, today) for raw in entries.get("finding", [])]


def _entry(raw: Mapping[str, Any], today: date) -> Accepted:
    name = f"{raw.get('package')} {raw.get('id')}"
    if set(raw) != set(FIELDS) or any(type(raw[field]) is not kind for field, kind in FIELDS.items()):
        raise WrongEntryError(f"{name}: an entry has {', '.join(FIELDS)}, the last two as days, and nothing else")
    one = Accepted(**raw)
    if not one.id or one.package != canonicalize_name(one.package):
        raise WrongEntryError(
            f"{name}: neither identifier nor package may be left out, and the package is written as locked"
        )
    if len(one.reason.strip()) < LEAST_REASON:
        raise WrongEntryError(f"{name}: the reason is too short for anybody to check it")
    if not one.since <= one.until <= one.since + LONGEST or one.since > today:
        raise WrongEntryError(f"{name}: it begins no later than today and ends at most {LONGEST.days} days later")
    if one.until < today:
        raise WrongEntryError(
            f"{name}: accepted until {one.until}, which is over: mend it, or say anew why it may stay"
        )
    return one


def found_in_packages(locks: Iterable[Path], options: Iterable[str]) -> Iterator[Finding]:
    """Ask about the packages of lock files, for all systems. Raises NotAskedError."""
    versions: dict[str, set[str]] = defaultdict(set)
    for lock in locks:
        for pin in pins(lock):
            versions[canonicalize_name(pin.name)].add(str(pin.specifier))
    # A package may be locked in several versions, of which pip-audit takes one at a time.
    rounds = [sorted(each) for each in versions.values()]
    for number in range(max(map(len, rounds), default=0)):
        lines = [f"{name}{sorted(each)[number]}" for name, each in versions.items() if len(each) > number]
        yield from _round(lines, options)


def _round(lines: list[str], options: Iterable[str]) -> Iterator[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "locked.txt"
        file.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--requirement", str(file),
                   "--format", "json", "--progress-spinner", "off", *options]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError) as error:
        raise NotAskedError(f"pip-audit: {(done.stderr.strip() or 'no answer').splitlines()[-1]}") from error
    # pip-audit passes over what its service does not know, and calls that no finding.
    unknown = sorted(one["name"] for one in told if "skip_reason" in one)
    if unknown or len(told) != len(lines):
        raise NotAskedError(
            f"the service told nothing of {len(unknown)} of {len(lines)} packages: {', '.join(unknown[:5])} …"
        )
    for one in told:
        for each in one["vulns"]:
            names = frozenset({each["id"], *each["aliases"]})
            yield Finding(canonicalize_name(one["name"]), one["version"], each["id"], names)


def found_in_assets(folder: Path) -> Iterator[Finding]:
    """Ask about what npm brings. Raises NotAskedError."""
    command = ["npm", "audit", "--package-lock-only", "--json"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        told = json.loads(done.stdout)
        weak = told["vulnerabilities"]
    except FileNotFoundError as error:
        raise NotAskedError("npm is not installed") from error
    except (ValueError, KeyError) as error:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise NotAskedError(f"npm audit: {said[0] if said else 'no answer'}") from error
    for package, one in weak.items():
        for via in one["via"]:
            # What is weak by another package only, names it.
            if isinstance(via, dict):
                name = str(via["url"]).rpartition("/")[2]
                yield Finding(package, str(via.get("range", "")), name, frozenset({name}))


def main() -> int:
    """Ask, and tell what was found."""
    parser = argparse.ArgumentParser(prog="make audit", description="Known weaknesses of locked packages.")
    parser.add_argument("--osv", metavar="ADDRESS", help="an OSV service to ask in PyPI's place")
    given = parser.parse_args()
    options = ["--vulnerability-service", "osv", "--osv-url", given.osv] if given.osv else []
    try:
        known = accepted(FILE, datetime.now(UTC).date())
    except WrongEntryError as error:
        print(f"{FILE.name}: {error}")
        return 2
    found: list[Finding] = []
    not_asked: list[str] = []
    for what, ask in (
        ("packages", lambda: found_in_packages([ROOT / "requirements" / f"{lock}.txt" for lock in LOCKS], options)),
        ("assets", lambda: found_in_assets(ROOT)),
    ):
        try:
            found += ask()
        except NotAskedError as error:
            not_asked.append(f"NOT ASKED about the {what}: {error}")
    return told(sorted(found), known, not_asked)


def told(found: list[Finding], known: list[Accepted], not_asked: list[str]) -> int:
    """Print what was found, and give the exit code."""

    def why(finding: Finding) -> Accepted | None:
        return next((one for one in known if one.package == finding.package and one.id in finding.names), None)

    new = [finding for finding in found if why(finding) is None]
    for finding in found:
        entry = why(finding)
        said = f"accepted until {entry.until}: {entry.reason}" if entry is not None else "NOT ACCEPTED"
        print(f"{finding.package} {finding.version} {finding.id}: {said}")
    if not not_asked:
        for one in known:
            if not any(why(finding) is one for finding in found):
                print(f"{one.package} {one.id}: accepted, but not found any more; remove it from {FILE.name}")
    for line in not_asked:
        print(line)
    if not_asked:
        return 2
    print(f"{len(new)} findings that nobody accepted, {len(found) - len(new)} accepted")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
