"""Imports in the console: a file is given, looked at, tried, imported, and taken back."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.wording import Wording
from bot.jobs.chores import jobs
from bot.jobs.runner import Job
from bot.settings import ROOT
from library.imports import last_runs
from protocol.home import Home
from tests.support.desk import NAMES, Client, Desk
from tests.support.html import Page, page_of
from tests.support.import_files import book
from tests.support.texts import occurrences, phrase
from tests.support.waiting import until

AT = "/console/imports"
PATRONS = (
    "شماره عضویت,نام کامل,گروه,شعبه\n70001,مریم احمدی,ویژه,MAIN\n70002,علی رضایی,member,main\n,بی‌کارت,,\n".encode()
)


def file(name: str, data: bytes) -> dict[str, tuple[str, bytes, str]]:
    """Send a file as a browser does."""
    return {"file": (name, data, "application/octet-stream")}


def settled(client: Client, at: str) -> str:
    """Wait for the end of an import; give its part of the page."""
    return until(lambda: "every 2s" not in (text := client.htmx("GET", f"{at}/progress").text) and text, 60) or ""


def test_a_table_is_looked_at_tried_imported_and_taken_back(console: Desk) -> None:
    admin = console.client("admin")
    made = admin.post(AT, {"kind": "patrons"}, files=file("members.csv", PATRONS))
    assert made.status_code == 303, made.text[:500]
    at = made.headers["location"]
    page = page_of(admin.follow(made))
    assert "مریم احمدی" in page.text and page.values("column")[:1] == ["card"]
    columns = {"column": ["card", "name", "category", "branch"]}
    codes = {"branches": "MAIN = main", "categories": "ویژه = member"}
    assert admin.post(at, {**columns, **codes, "do": "try"}).status_code == 303
    tried = settled(admin, at)
    assert occurrences("imports.summary", tried, added=2) and phrase("imports.problem.card_missing") in tried
    assert console.run(last_runs(console.store)) == []
    # From what was tried one comes back to the file, and it stands there as it was tried.
    assert at in Page(tried).links(at)
    again = page_of(admin.get(at))
    assert again.values("column") == columns["column"]
    assert again.value("branches") == codes["branches"] and again.value("categories") == codes["categories"]
    admin.post(at, {**columns, **codes, "do": "import"})
    done = settled(admin, at)
    [run] = console.run(last_runs(console.store))
    assert f"{AT}/runs/{run.id}" in done
    assert (run.state, run.counts["added"], run.counts["broken"]) == ("done", 2, 1)
    shown = admin.get(f"{AT}/runs/{run.id}").text
    assert "members.csv" in shown and phrase("imports.problem.card_missing") in shown
    assert phrase("imports.problem.card_missing") in admin.get(f"{AT}/runs/{run.id}/report").content.decode("utf-8-sig")
    assert NAMES["admin"] in shown
    assert "members.csv" in admin.get(AT).text
    assert "members.csv" in admin.get(AT + "?format=csv").text
    assert admin.post(f"{AT}/runs/{run.id}/undo").status_code == 303
    [run] = console.run(last_runs(console.store))
    assert run.state == "undone"
    assert admin.post(f"{AT}/runs/{run.id}/undo").status_code == 409


MEMBERS = """<?xml version="1.0" encoding="windows-1256"?>
<export><list><member no="1"><code>71001</code><who><given>مريم</given><family>احمدي</family></who></member>
<member no="2"><code>71002</code><who><given>علي</given><family>رضايي</family></who></member>
<member no="3"><code/><who><given>بي</given><family>كارت</family></who></member></list></export>""".encode("cp1256")


def test_rows_in_xml_are_mapped_as_columns_are(console: Desk) -> None:
    admin = console.client("admin")
    made = admin.post(AT, {"kind": "patrons"}, files=file("members.xml", MEMBERS))
    assert made.status_code == 303, made.text[:500]
    at = made.headers["location"]
    page = page_of(admin.follow(made))
    assert [heading for heading in page.texts("th") if "/" in heading] == ["who/given", "who/family"]
    assert "71002" in page.text and "احمدي" in page.text
    columns = {"column": ["", "card", "first_name", "last_name"]}
    admin.post(at, {**columns, "do": "import"})
    done = settled(admin, at)
    assert phrase("imports.problem.card_missing") in done
    assert occurrences("imports.at", done, file="members.xml", number=3)
    run = console.run(last_runs(console.store))[0]
    assert (run.state, run.counts["added"], run.counts["broken"]) == ("done", 2, 1)
    assert admin.post(f"{AT}/runs/{run.id}/undo").status_code == 303


def test_letters_that_a_file_says_wrongly_are_read_as_somebody_says(console: Desk) -> None:
    admin = console.client("admin")
    data = '<?xml version="1.0" encoding="utf-8"?><m><p card="72001" name="علي"/></m>'.encode("cp1256")
    at = admin.post(AT, {"kind": "patrons"}, files=file("members.xml", data)).headers["location"]
    assert "علي" not in page_of(admin.get(at)).text
    for name in ("no-such", "zip"):
        nothing = admin.post(at, {"column": ["card", "name"], "encoding": name, "do": "import"})
        assert nothing.status_code == 422 and page_of(nothing).values("column") == ["card", "name"]
    again = admin.post(at, {"column": ["card", "name"], "encoding": "cp1256", "do": "import"})
    page = page_of(admin.follow(again))
    assert "علي" in page.text and page.values("column") == ["card", "name"] and page.value("encoding") == "cp1256"
    assert console.run(last_runs(console.store)) == []
    admin.post(at, {"column": ["card", "name"], "encoding": "cp1256", "do": "import"})
    settled(admin, at)
    [run] = console.run(last_runs(console.store))
    assert (run.state, run.counts["added"], run.counts.get("broken", 0)) == ("done", 1, 0)


def test_xml_that_declares_entities_is_refused_with_its_reason(console: Desk) -> None:
    admin = console.client("admin")
    before = left_over(console)
    laughs = b'<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><m><p card="&b;"/></m>'
    said = admin.post(AT, {"kind": "patrons"}, files=file("members.xml", laughs))
    assert said.status_code == 422 and occurrences("imports.refused.xml_declares", page_of(said).text)
    assert left_over(console) == before


def test_marc_records_are_shown_as_they_are_read(console: Desk) -> None:
    admin = console.client("admin")
    data = book("1", "بوف کور", ("b-1", "main")).as_marc() + b"damaged\x1d"
    made = admin.post(AT, {"kind": "catalogue"}, files=file("export.mrc", data))
    page = admin.follow(made).text
    assert "بوف کور" in page and "صادق هدایت" in page and "b-1" in page
    admin.post(made.headers["location"], {"do": "import"})
    assert phrase("imports.problem.cut_off") in settled(admin, made.headers["location"])
    run = console.run(last_runs(console.store))[0]
    console.client("admin").post(f"{AT}/runs/{run.id}/undo")


@pytest.mark.parametrize(("kind", "data"), [("patrons", b""), ("", PATRONS), ("catalogue", b"\n \n")])
def test_what_is_no_file_is_refused(console: Desk, kind: str, data: bytes) -> None:
    assert console.client("admin").post(AT, {"kind": kind}, files=file("a.csv", data)).status_code == 422


def test_wrong_codes_and_missing_columns_are_told(console: Desk) -> None:
    admin = console.client("admin")
    at = admin.post(AT, {"kind": "patrons"}, files=file("members.csv", PATRONS)).headers["location"]
    wrong = admin.post(at, {"column": ["card"], "branches": "MAIN main", "do": "try"})
    assert wrong.status_code == 422 and "MAIN main" in wrong.text
    many = "\n".join(f"SHELF-{number} = main" for number in range(1000))
    late = admin.post(at, {"column": ["card"], "branches": f"{many}\nLAST last = ", "do": "try"})
    assert late.status_code == 422 and "LAST last" in late.text
    admin.post(at, {"column": ["", "name"], "do": "try"})
    assert occurrences("imports.refused.columns_missing", settled(admin, at))


def test_only_administrators_import(console: Desk) -> None:
    for role in ("librarian", "editor", "supervisor", "manager", "auditor"):
        client = console.client(role)
        assert client.get(AT).status_code == 403, role
        assert client.post(AT, {"kind": "patrons"}, files=file("a.csv", PATRONS)).status_code == 403, role
    assert console.client("admin").get(f"{AT}/files/unknown").status_code == 404
    assert console.client("admin").get(f"{AT}/runs/999").status_code == 404


def test_without_a_repository_nothing_is_harvested(console: Desk) -> None:
    admin = console.client("admin")
    assert f"{AT}/harvest" not in admin.get(AT).text
    assert admin.post(f"{AT}/harvest", {"do": "changed"}).status_code == 404


def left_over(console: Desk) -> list[str]:
    """Name the files that lie where uploads are kept."""
    folder = Home(console.running.gateway.settings.home).imports
    return sorted(path.name for path in folder.glob("upload-*"))


def test_a_file_larger_than_a_form_goes_to_the_disk_and_tells_how_far_it_is(console: Desk) -> None:
    admin = console.client("admin")
    before = left_over(console)
    row = "8{number:06d},«عضو شمارهٔ {number}»,member,main," + "یادداشت " * 40 + "\n"
    data = ("شماره عضویت,نام کامل,گروه,شعبه,یادداشت\n" + "".join(row.format(number=n) for n in range(20_000))).encode()
    assert len(data) > 10 * 1024 * 1024
    made = admin.post(AT, {"kind": "patrons"}, files=file("members.csv", data))
    assert made.status_code == 303, made.text[:300]
    at = made.headers["location"]
    [kept] = set(left_over(console)) - set(before)
    folder = Home(console.running.gateway.settings.home).imports
    assert (folder / kept).read_bytes() == data and (folder / kept).stat().st_mode & 0o777 == 0o600
    admin.post(at, {"column": ["card", "name", "category", "branch", ""], "do": "try"})
    seen = until(lambda: page_of(admin.htmx("GET", f"{at}/progress")).attributes("progress[value]", "max"), 30)
    assert seen == ["20000"]
    assert "۲۰۰۰۰" in settled(admin, at)


def test_what_is_refused_leaves_no_file(console: Desk) -> None:
    admin = console.client("admin")
    before = left_over(console)
    assert admin.post(AT, {"kind": ""}, files=file("a.csv", PATRONS)).status_code == 422
    assert admin.post(AT, {"kind": "catalogue"}, files=file("a.csv", b"\n \n")).status_code == 422
    assert admin.post(AT, {"kind": "patrons"}, files=file("a.csv", b"")).status_code == 422
    cut = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + b"a" * 2_000_000
    headers = {"content-type": "multipart/form-data; boundary=x", "X-CSRF-Token": admin.csrf}
    assert admin.http.post(AT, content=cut, headers=headers).status_code == 422
    forged = admin.http.post(AT, files=file("a.csv", PATRONS), data={"kind": "patrons"})
    assert forged.status_code == 403
    assert left_over(console) == before


def test_a_full_disk_leaves_no_file(console: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = console.client("admin")
    before, opened = left_over(console), Path.open

    def full(path: Path, *arguments: Any, **named: Any) -> Any:
        return opened(Path("/dev/full") if path.name.startswith("upload-") else path, *arguments, **named)

    monkeypatch.setattr(Path, "open", full)
    # A few bytes wait until the file is closed; many are refused while they come, and once more when it is closed.
    for size in (100, 3_000_000):
        two = {**file("a.csv", PATRONS * (size // len(PATRONS) + 1)), "another": ("b.csv", b"b" * size, "text/csv")}
        assert admin.post(AT, {"kind": "patrons"}, files=two).status_code == 500
        assert left_over(console) == before


def test_a_file_that_nobody_asked_for_is_not_kept_beside_the_one(console: Desk) -> None:
    admin = console.client("admin")
    before = left_over(console)
    two = {**file("a.csv", PATRONS), "another": ("b.csv", PATRONS, "text/csv")}
    made = admin.post(AT, {"kind": "patrons"}, files=two)
    assert made.status_code == 303
    assert len(left_over(console)) == len(before) + 1


def test_what_was_not_imported_goes_within_a_day_without_another_upload(console: Desk) -> None:
    admin = console.client("admin")
    at = admin.post(AT, {"kind": "patrons"}, files=file("a.csv", PATRONS)).headers["location"]
    gateway = console.running.gateway
    path = Home(gateway.settings.home).imports / f"upload-{at.rpartition('/')[2]}"
    (job,) = [one for one in chores_of(console) if one.name == "drop old uploads"]
    console.run(job.work())
    assert path.is_file()
    console.advance(hours=25)
    # Of a gateway that died while it took it, no row tells.
    left, old = path.with_name("upload-left"), time.time() - 25 * 3600
    left.touch()
    os.utime(left, (old, old))
    assert console.run(job.work()) >= 2
    assert not path.exists() and not left.exists() and console.client("admin").get(at).status_code == 404


def chores_of(console: Desk) -> list[Job]:
    """List the chores of the gateway under test."""
    gateway = console.running.gateway
    return jobs(
        gateway.settings, gateway.store, gateway.engine, gateway.conversations, gateway.hub,
        Wording.load(ROOT / "domain.yml"), gateway.library,
    )  # fmt: skip
