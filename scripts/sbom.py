"""Write what a production is made of, as a bill of materials in CycloneDX: `python -m scripts.sbom [FILE]`.

What there is comes from the lock files: the packages of both environments, those of other systems too (`optional`), and
the front-end assets. Licences and what needs what come from the environments that are installed here. The same lock
files and environments give the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["bill", "pins"]

ROOT = Path(__file__).resolve().parent.parent
SPEC = "1.6"
ENVIRONMENTS = {"application": (".venv", "app"), "engine": (".venv-engine", "engine")}
ASSETS = "assets"
# Their metadata name no licence: read in the licence files that come with them.
IN_THEIR_FILES = {"pymarc": "BSD-2-Clause", "setuptools": "MIT"}

type Part = dict[str, Any]


class NotInstalledError(Exception):
    """An environment is not what its lock file says."""


def pins(file: Path) -> Iterator[Requirement]:
    """Give what a lock file names: each package with its version and its marker."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            yield Requirement(line.rstrip("\\ "))


def bill() -> Part:
    """Make the bill of materials. Raises NotInstalledError."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    about = project["project"]
    parts: dict[str, Part] = {}
    needs: dict[str, set[str]] = {}
    for name, (folder, lock) in ENVIRONMENTS.items():
        for part, needed in _packages(ROOT / folder, ROOT / "requirements" / f"{lock}.txt"):
            _add(parts, needs, part, needed, name)
    for part, needed in _assets(json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))):
        _add(parts, needs, part, needed, ASSETS)
    root = {
        "type": "application",
        "bom-ref": about["name"],
        "name": about["name"],
        "version": about["version"],
        "description": about["description"],
        "licenses": [{"license": {"id": about["license"]}}],
    }
    asked = {canonicalize_name(Requirement(one).name) for one in (*about["dependencies"], *_engine(project))}
    asked |= set(json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"])
    needs[about["name"]] = {ref for ref, part in parts.items() if part["name"] in asked}
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPEC}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {"component": root},
        "components": [parts[ref] for ref in sorted(parts)],
        "dependencies": [{"ref": ref, "dependsOn": sorted(needs[ref])} for ref in sorted(needs)],
    }


def _add(parts: dict[str, Part], needs: dict[str, set[str]], part: Part, needed: Iterable[str], where: str) -> None:
    """Take a part in; what is in both environments stands there once."""
    known = parts.setdefault(part["bom-ref"], part)
    known.setdefault("properties", []).append({"name": "ketabyar:part", "value": where})
    needs.setdefault(part["bom-ref"], set()).update(needed)


def _engine(project: Mapping[str, Any]) -> list[str]:
    return [one for one in project["dependency-groups"]["engine"] if isinstance(one, str)]


def _packages(environment: Path, lock: Path) -> Iterator[tuple[Part, set[str]]]:
    told, refs = _told(environment / "bin" / "python")
    installed = {canonicalize_name(one.metadata["Name"]): one for one in _installed(environment)}
    locked = list(pins(lock))
    there = {
        canonicalize_name(pin.name): _version(pin)
        for pin in locked
        if (one := installed.get(canonicalize_name(pin.name))) is not None and one.version == _version(pin)
    }
    for pin in locked:
        package, version = canonicalize_name(pin.name), _version(pin)
        part: Part = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{package}@{version}",
            "name": package,
            "version": version,
            "purl": f"pkg:pypi/{package}@{version}",
        }
        if there.get(package) != version:
            if pin.marker is None:
                raise NotInstalledError(f"{package} {version} is not in {environment.name}: run make setup-dev")
            yield {**part, "scope": "optional", "description": f"Only where {pin.marker}"}, set()
            continue
        licences = told[package].get("licenses") or [_licence(package, installed[package])]
        needed = {
            f"pkg:pypi/{each}@{there[each]}"
            for each in refs.get(told[package]["bom-ref"], ())
            if each in there and each != package
        }
        yield {**part, "scope": "required", "licenses": licences}, needed


def _told(python: Path) -> tuple[dict[str, Part], dict[str, set[str]]]:
    """Ask cyclonedx-py what an environment holds: parts by name, and the names that each part needs."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--no-validate",
               "--sv", SPEC, "--of", "JSON", str(python)]  # fmt: skip
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    parts = {canonicalize_name(one["name"]): one for one in found["components"]}
    names = {one["bom-ref"]: name for name, one in parts.items()}
    return parts, {
        one["ref"]: {names[ref] for ref in one.get("dependsOn", ()) if ref in names} for one in found["dependencies"]
    }


def _installed(environment: Path) -> Iterable[Distribution]:
    return distributions(path=[str(one) for one in sorted(environment.glob("lib/python3*/site-packages"))])


def _version(pin: Requirement) -> str:
    return str(pin.specifier).removeprefix("==")


def _licence(package: str, installed: Distribution) -> Part:
    known = IN_THEIR_FILES.get(package)
    named = str(installed.metadata.get("License") or "").partition("\n")[0].strip()
    if known is None and not named:
        raise NotInstalledError(f"{package} names no licence: read its files, and note it in {Path(__file__).name}")
    return {"license": {"id": known} if known is not None else {"name": named}}


def _assets(lock: Mapping[str, Any]) -> Iterator[tuple[Part, set[str]]]:
    """Give what npm brings: packages by their place in the lock file, whose hashes are of the whole package."""
    placed = {place.rpartition("node_modules/")[2]: one for place, one in lock["packages"].items() if place}

    def ref(name: str) -> str:
        return f"pkg:npm/{name.replace('@', '%40')}@{placed[name]['version']}"

    for name, one in placed.items():
        # What a lock file calls OFL is OFL-1.1 in SPDX, which knows no other that is still used.
        licence = {"OFL": "OFL-1.1"}.get(one["license"], one["license"])
        part = {
            "type": "library",
            "bom-ref": ref(name),
            "name": name,
            "version": one["version"],
            "purl": ref(name),
            "scope": "required",
            "licenses": [{"license": {"id": licence}}],
        }
        yield part, {ref(each) for each in one.get("dependencies", {})}


def main() -> None:
    """Write the file, and say where."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "sbom.cdx.json"
    try:
        made = bill()
    except NotInstalledError as error:
        sys.exit(str(error))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(made['components'])} parts: {file}")


if __name__ == "__main__":
    main()
