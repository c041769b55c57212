"""Lists and choices of the console stand in the order of the reader's alphabet."""

from __future__ import annotations

import ast

import pytest

from bot.settings import ROOT
from crm.actor import Actor
from crm.records.staff_names import StaffName
from crm.staff.members import add_staff
from protocol.alphabet import by_alphabet
from tests.support.desk import Desk
from tests.support.html import page_of


@pytest.mark.parametrize(
    ("role", "at", "field"),
    [("editor", "/console/places/facts/new", "topic"), ("supervisor", "/console/review/done", "intent"),
     ("supervisor", "/console/conversations", "intent")],
)  # fmt: skip
def test_choices_are_found_by_the_alphabet(console: Desk, role: str, at: str, field: str) -> None:
    page = page_of(console.client(role).get(at))
    names = [one for one in page.texts(f"select[name='{field}'] option") if one][1:]
    assert len(names) > 20
    assert names == sorted(names, key=by_alphabet)
    assert names != sorted(names), "by their signs they would stand otherwise"


def test_staff_are_found_by_the_names_that_are_read(console: Desk) -> None:
    for username, fa, en in (("gita", "گیتا", "Zita"), ("vahid", "وحید", "Adam"), ("parisa", "پریسا", "Mona")):
        name = StaffName.of(fa, en)
        console.run(
            add_staff(console.store, username, name, "librarian", "sabz-darya-kuh-19", by=Actor.staff(1, "admin"))
        )
    names = page_of(console.client("admin").get("/console/staff?sort=name")).texts("tbody th")
    assert names == sorted(names, key=by_alphabet) and {"گیتا", "وحید", "پریسا"} <= set(names)


def test_nothing_that_people_read_is_sorted_by_its_signs() -> None:
    """A name that is looked up by words is sorted with `by_alphabet`: no key ends in a text of a pair, or a title."""
    found = []
    for file in sorted((ROOT / "bot" / "console").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "key" and isinstance(node.value, ast.Lambda):
                key = ast.unparse(node.value.body)
                if key.endswith(("[1]", ".title(language)", ".display_name", ".name_fa", ".name_en")):
                    found.append(f"{file.relative_to(ROOT)}:{node.value.lineno}: {key}")
    assert not found
