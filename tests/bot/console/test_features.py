"""The features of the console, and the contracts that keep them apart."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.console.frame.features import features, names

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_every_subpackage_is_the_frame_or_a_feature() -> None:
    assert {feature.name for feature in features()} | {"frame"} == set(names())


def test_the_contracts_know_every_feature() -> None:
    contracts = tomllib.loads(PROJECT.read_text())["tool"]["importlinter"]["contracts"]
    listed = {contract["type"]: contract for contract in contracts if "of the console" in contract["name"]}
    every = {f"bot.console.{feature.name}" for feature in features()}
    assert set(listed["independence"]["modules"]) == every
    assert set(listed["forbidden"]["forbidden_modules"]) == every
