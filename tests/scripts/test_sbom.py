"""The bill of materials: valid CycloneDX that names what the lock files name, with licences, and the same each time."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from scripts import sbom

LOCKS = ("app", "engine")


@cache
def made() -> dict[str, Any]:
    """Two seconds of a processor: made once for all of these tests."""
    return sbom.bill()


def test_it_is_valid_cyclonedx() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made())) is None


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_named_in_its_version(lock: str) -> None:
    named = {(one["name"], one["version"]) for one in made()["components"]}
    pins = list(sbom.pins(sbom.ROOT / "requirements" / f"{lock}.txt"))
    assert len(pins) > 100
    missing = [str(pin) for pin in pins if (canonicalize_name(pin.name), str(pin.specifier)[2:]) not in named]
    assert missing == []


def test_nothing_that_only_developers_have_is_named() -> None:
    named = {one["name"] for one in made()["components"]}
    assert {"litestar", "rasa", "chart.js"} <= named
    assert not named & {"pytest", "schemathesis", "pip-audit", "mypy"}


def test_every_asset_of_npm_is_named() -> None:
    lock = json.loads((sbom.ROOT / "package-lock.json").read_text(encoding="utf-8"))
    places = {place.rpartition("node_modules/")[2]: one["version"] for place, one in lock["packages"].items() if place}
    named = {one["name"]: one["version"] for one in made()["components"] if one["purl"].startswith("pkg:npm/")}
    assert named == places


def test_whatever_is_installed_here_has_a_licence() -> None:
    without = [one["name"] for one in made()["components"] if one["scope"] == "required" and not one.get("licenses")]
    assert without == []


def test_each_part_says_where_it_is_and_what_it_needs() -> None:
    parts = {one["bom-ref"]: one for one in made()["components"]}
    assert {value["value"] for one in parts.values() for value in one["properties"]} == {
        "application",
        "engine",
        "assets",
    }
    needs = {one["ref"]: one["dependsOn"] for one in made()["dependencies"]}
    assert {ref for refs in needs.values() for ref in refs} <= set(parts)
    assert any(ref.startswith("pkg:pypi/msgspec@") for ref in next(v for k, v in needs.items() if "/litestar@" in k))


def test_the_same_comes_out_again() -> None:
    assert sbom.bill() == made()
    assert "timestamp" not in json.dumps(made())


def test_an_environment_that_is_not_as_locked_is_told(tmp_path: Any) -> None:
    lock = tmp_path / "app.txt"
    lock.write_text("litestar==0.0.1 \\\n    --hash=sha256:0\n", encoding="utf-8")
    with pytest.raises(sbom.NotInstalledError, match=r"litestar 0\.0\.1"):
        list(sbom._packages(sbom.ROOT / ".venv", lock))
