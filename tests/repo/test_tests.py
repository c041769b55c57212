"""How the tests themselves are kept."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
CONFTESTS = sorted(TESTS.rglob("conftest.py"))


def test_nobody_imports_a_conftest() -> None:
    """What tests share by name stands in tests/support; conftest.py gives fixtures, by their names alone."""
    found = []
    for file in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            found += [f"{file.relative_to(TESTS)}:{node.lineno}" for name in names if "conftest" in name.split(".")]
    assert found == []


@pytest.mark.parametrize("file", CONFTESTS, ids=[str(file.parent.relative_to(TESTS)) for file in CONFTESTS])
def test_a_conftest_holds_fixtures_only(file: Path) -> None:
    others = [
        node.name
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not any("fixture" in ast.unparse(decorator) for decorator in node.decorator_list)
        and not node.name.startswith(("pytest_", "_"))
    ]
    assert others == []
