"""The seventeen capabilities each name tests that prove them, and all of these are there."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from bot.settings import ROOT

PAGE = ROOT / "docs" / "capabilities.md"
ROWS = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
NAMED = [(number, *named) for number, row in ROWS for named in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)]


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_all_seventeen_are_there_and_each_is_proven() -> None:
    assert [number for number, _ in ROWS] == [str(number) for number in range(1, 18)]
    assert {number for number, _, _ in NAMED} == {number for number, _ in ROWS}
    for _, row in ROWS:
        assert row.count("::") == len(re.findall(r"`tests/[\w/]+\.py::test_\w+`", row)), row


@pytest.mark.parametrize(("number", "file", "name"), NAMED, ids=[f"{number}-{name}" for number, _, name in NAMED])
def test_what_is_named_is_there(number: str, file: str, name: str) -> None:
    assert (ROOT / file).is_file(), f"{number}: {file} is not there"
    assert name in functions_of(file), f"{number}: {file} has no {name}"
