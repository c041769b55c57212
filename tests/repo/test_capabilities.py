"""The seventeen capabilities, and all figures, each name tests that prove them, and all of these are there."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from bot.console.figures.cards import GROUPS
from bot.settings import ROOT

PAGE = ROOT / "docs" / "capabilities.md"
ROWS = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
NAMED = [(number, *named) for number, row in ROWS for named in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)]
VECTORS = ROOT / "tests" / "crm" / "figures"
_FIGURES = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
VECTOR_ROWS = re.findall(r"^\| (`.*`) \| `(test_\w+\.py)::(test_\w+)` \|$", _FIGURES, re.MULTILINE)
VECTOR_OF = [(key, file, name) for keys, file, name in VECTOR_ROWS for key in re.findall(r"`(\w+)`", keys)]


@cache
def functions_of(file: str) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_figure_has_a_check_vector() -> None:
    assert [key for key, _, _ in VECTOR_OF] != [] and len(VECTOR_OF) == len({key for key, _, _ in VECTOR_OF})
    assert {key for key, _, _ in VECTOR_OF} == {key for group in GROUPS.values() for key in group}


@pytest.mark.parametrize(("key", "file", "name"), VECTOR_OF, ids=[key for key, _, _ in VECTOR_OF])
def test_a_check_vector_is_one_on_both_databases(key: str, file: str, name: str) -> None:
    path = VECTORS / file
    functions = functions_of(str(path.relative_to(ROOT)))
    assert name in functions, f"{file} has no {name}"
    # `store` is each of the two databases in turn.
    assert "store" in {one.arg for one in functions[name].args.args}, f"{name} asks for another store"
    assert f'"{key}"' in path.read_text(encoding="utf-8"), f"{file} says nothing of {key}"


def test_all_seventeen_are_there_and_each_is_proven() -> None:
    assert [number for number, _ in ROWS] == [str(number) for number in range(1, 18)]
    assert {number for number, _, _ in NAMED} == {number for number, _ in ROWS}
    for _, row in ROWS:
        assert row.count("::") == len(re.findall(r"`tests/[\w/]+\.py::test_\w+`", row)), row


@pytest.mark.parametrize(("number", "file", "name"), NAMED, ids=[f"{number}-{name}" for number, _, name in NAMED])
def test_what_is_named_is_there(number: str, file: str, name: str) -> None:
    assert (ROOT / file).is_file(), f"{number}: {file} is not there"
    assert name in functions_of(file), f"{number}: {file} has no {name}"
