"""Imports from the command line: told in both languages, reported, listed, taken back."""

from __future__ import annotations

from pathlib import Path

from bot.settings import ROOT
from tests.support.commands import Command
from tests.support.import_files import book, file_of
from tests.support.oai_repository import oai_repository
from tests.support.texts import occurrences, phrase

LIBRARY = str(ROOT / "tests" / "library" / "port" / "small.yml")
PATRONS = "شماره عضویت,نام کامل,گروه,شعبه\n70001,مریم احمدی,member,main\n,بی‌کارت,,\n"


def test_a_catalogue_is_tried_imported_listed_and_taken_back(ketabyar: Command, home: Path, tmp_path: Path) -> None:
    source = file_of(tmp_path, book("1", "بوف کور", ("b1", "main"), ("b2", "other")), book("", "بی‌شماره"))
    path = str(source.path)
    assert ketabyar("import", "catalogue", path).code == 1, "there is no store yet"
    assert ketabyar("migrate").code == 0
    said = ketabyar("import", "catalogue", path)
    assert said.code == 1
    assert all(phrase("imports.refused.no_branches", language) in said.err for language in ("fa", "en"))
    assert ketabyar("seed", LIBRARY, "--yes").code == 0
    said = ketabyar("import", "catalogue", "--dry-run", path)
    assert said.code == 0
    assert all(occurrences("imports.dry", said.out, language) for language in ("fa", "en"))
    assert "file.mrc, record 2: it has no control number" in said.err
    assert "no imports yet" in ketabyar("import", "runs").out
    said = ketabyar("import", "catalogue", path)
    assert "2 records read: 1 added" in said.out and "۲ رکورد خوانده شد: ۱ تازه" in said.out
    assert "No branch has the code “other”" in said.out and "هیچ شعبه‌ای کد «other» ندارد" in said.out
    reports = sorted((home / "imports").glob("catalogue-*.csv"))
    assert phrase("imports.problem.no_id") in reports[-1].read_text(encoding="utf-8-sig")
    mapping = tmp_path / "mapping.yml"
    mapping.write_text("branches: {other: saadi}\n", encoding="utf-8")
    assert "Copies: 1 added" in ketabyar("import", "catalogue", path, "--mapping", str(mapping)).out
    mapping.write_text("branch: {}\n", encoding="utf-8")
    said = ketabyar("import", "catalogue", path, "--mapping", str(mapping))
    assert said.code == 1 and "mapping.yml: branch:" in said.err
    assert phrase("imports.can_be_undone", "en") in ketabyar("import", "runs").out
    said = ketabyar("import", "undo", "--yes")
    assert all(occurrences("imports.undone", said.out, language) for language in ("fa", "en"))
    assert ketabyar("import", "undo", "--yes").code == 1


def test_a_folder_is_imported_and_the_age_of_the_data_is_told(ketabyar: Command, tmp_path: Path) -> None:
    assert ketabyar("migrate").code == 0
    assert ketabyar("seed", LIBRARY, "--yes").code == 0
    folder = tmp_path / "exports"
    folder.mkdir()
    assert ketabyar("import", "folder", str(folder)).code == 1
    file_of(folder, book("1", "بوف کور", ("b1", "main")), name="catalogue.mrc")
    (folder / "patrons.csv").write_text(PATRONS, encoding="utf-8")
    (folder / "loans.csv").write_text("colour\nred\n", encoding="utf-8")
    said = ketabyar("import", "folder", str(folder))
    assert said.code == 1, "the loans are no loans"
    assert "Import 1 (catalogue) is done" in said.out and "Import 2 (patrons) is done" in said.out
    assert occurrences("imports.count.without_pin", said.out, "en")
    assert "loans.csv has no column for card" in said.err
    assert "احمدی" not in said.out + said.err
    assert ketabyar("import", "patrons", str(folder / "patrons.csv"), "--as-of", "1404-01-01").code == 0
    assert ketabyar("import", "patrons", str(folder / "patrons.csv"), "--as-of", "someday").code == 2
    assert "catalogue: as of" in ketabyar("doctor").out


def test_a_repository_is_harvested_and_told_of(ketabyar: Command, tmp_path: Path) -> None:
    assert ketabyar("migrate").code == 0
    assert ketabyar("seed", LIBRARY, "--yes").code == 0
    said = ketabyar("import", "oai")
    assert said.code == 1 and "KETABYAR_OAI_URL" in said.err
    with oai_repository() as repository:
        repository.put(*(book(str(number), f"کتاب {number}", (f"b{number}", "main")) for number in range(4)))
        named = {"KETABYAR_OAI_URL": repository.url}
        said = ketabyar("import", "oai", "--dry-run", **named)
        assert said.code == 0 and occurrences("imports.summary", said.out, "en", read=4, added=4)
        assert occurrences("imports.dry", said.out, "en")
        assert ketabyar("import", "oai", "--whole", "--since", "2026-01-01", **named).code == 2
        assert ketabyar("import", "oai", "--url", "https://me:secret@library.example/oai").code == 2
        there = ketabyar("import", "oai", "--url", repository.url).out
        assert occurrences("imports.summary", there, "en", read=4, added=4)
        assert occurrences("imports.nothing_new", ketabyar("import", "oai", **named).out, "en")
        assert "OAI-PMH: 127.0.0.1/oai" in ketabyar("import", "runs").out
        since = ketabyar("import", "oai", "--since", "2026-01-01", **named).out
        assert occurrences("imports.summary", since, "en", read=4)
        repository.fails(500)
        said = ketabyar("import", "oai", **named)
        assert said.code == 1 and "HTTP status 500" in said.err and "500" in said.err
        assert "HTTP status 500" in ketabyar("doctor", **named).out
        assert occurrences("imports.undone", ketabyar("import", "undo", "--yes").out, "en")
