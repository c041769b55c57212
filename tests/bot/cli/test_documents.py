"""Documents from the command line: added, listed, replaced, removed, and refused in both languages."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import Command
from tests.support.texts import phrase


def test_documents_are_added_listed_replaced_and_removed(ketabyar: Command, tmp_path: Path) -> None:
    rules = tmp_path / "rules.md"
    rules.write_text("# Rules\n\n## Loans\n\nFive books.\n", encoding="utf-8")
    assert ketabyar("documents", "list").code == 1, "there is no store yet"
    assert ketabyar("migrate").code == 0
    assert "no documents" in ketabyar("documents", "list").out
    added = ketabyar("documents", "add", str(rules), "--link", "https://narvan.example/rules")
    assert (added.code, added.out) == (0, "1  rules.md: “Rules”, 1 passages\n")
    rules.write_text("# Rules\n\n## Loans\n\nSix books.\n\n## Fees\n\nNone.\n", encoding="utf-8")
    assert "2 passages" in ketabyar("documents", "add", str(rules)).out
    assert ketabyar("documents", "list").out.count("rules.md") == 1
    assert ketabyar("documents", "remove", "other.md").code == 2
    assert ketabyar("documents", "remove", "rules.md").code == 0
    assert "no documents" in ketabyar("documents", "list").out


def test_what_cannot_be_read_is_told_and_the_rest_is_added(ketabyar: Command, tmp_path: Path) -> None:
    assert ketabyar("migrate").code == 0
    good, bad = tmp_path / "good.md", tmp_path / "bad.pdf"
    good.write_text("# T\n\ntext", encoding="utf-8")
    bad.write_bytes(b"%PDF broken")
    said = ketabyar("documents", "add", str(bad), str(good))
    assert said.code == 1
    assert "good.md" in said.out
    assert all(phrase("places.bad.document_broken", language) in said.err for language in ("fa", "en"))
