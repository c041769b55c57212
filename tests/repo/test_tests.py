"""How the tests themselves are kept."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
# Tests of everything together, and what they are made of.
OF_NO_ROOM = {"browser", "dialogue", "repo", "support", "system"}
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


def test_what_tests_share_stands_in_support() -> None:
    others = [
        file.relative_to(TESTS).as_posix()
        for file in TESTS.rglob("*.py")
        if not file.name.startswith("test_") and file.name != "conftest.py"
    ]
    assert [name for name in others if not name.startswith("support/")] == []


def test_folders_of_tests_are_rooms_of_the_source() -> None:
    """A folder is named as the package or the module whose tests it has."""
    folders = {file.parent.relative_to(TESTS) for file in TESTS.rglob("test_*.py")}
    strays = [
        folder.as_posix()
        for folder in folders
        if folder.parts
        and folder.parts[0] not in OF_NO_ROOM
        and not (ROOT / folder).is_dir()
        and not (ROOT / folder).with_suffix(".py").is_file()
    ]
    assert sorted(strays) == []


@pytest.mark.parametrize("written", ["X-Ketabyar-Secret", "/webhooks/ketabyar"])
def test_what_the_protocol_names_is_not_written_out(written: str) -> None:
    """The header of the secret and the engine's addresses: a test that writes them out would not see them change."""
    found = [
        file.relative_to(TESTS).as_posix()
        for file in TESTS.rglob("*.py")
        if file.parent.name not in ("repo", "protocol") and written in file.read_text(encoding="utf-8")
    ]
    assert found == []


def test_there_is_one_fake_engine() -> None:
    """Who serves the engine's addresses in tests is held to the real engine by tests/engine/test_fake_engine.py."""
    found = [
        file.relative_to(TESTS).as_posix()
        for file in TESTS.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("add_post", "add_get", "add_route")
        and any("TURN_PATH" in ast.unparse(argument) for argument in node.args)
    ]
    assert found == ["support/fake_engine.py"]


# These wait for time to pass: a sleep of one of them is no news, a new name is.
SLEEPS = {"sleep", "wait_for_timeout"}
WAITING = TESTS / "support" / "waiting.py"


def fixed_waits(file: Path) -> list[str]:
    """Where a file waits for a while without saying why: in a comment on its line or right above it."""
    text = file.read_text(encoding="utf-8")
    comments = {
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT and not token.string.startswith(("# type:", "# noqa", "# fmt:"))
    }
    return [
        f"{file.relative_to(TESTS)}:{node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SLEEPS
        # To give way to others is no wait.
        and not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)
        and not comments & {node.lineno, node.lineno - 1}
    ]


def test_a_wait_for_so_long_says_why() -> None:
    """What can be waited for is waited for with tests/support/waiting.py; whatever else waits says what for."""
    assert [place for file in TESTS.rglob("*.py") if file != WAITING for place in fixed_waits(file)] == []


def test_a_wait_without_a_word_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "TESTS", tmp_path)
    file = tmp_path / "one.py"
    file.write_text("time.sleep(1)\n\n# because\ntime.sleep(1)\nasyncio.sleep(0)\npage.wait_for_timeout(300)  # why\n")
    assert fixed_waits(file) == ["one.py:1"]
