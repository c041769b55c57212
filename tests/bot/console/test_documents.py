"""Documents in the console: given, shown as they are quoted, replaced, refused, removed; and the way from an answer."""

from __future__ import annotations

from crm.knowledge.documents import documents
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.texts import phrase

AT = "/console/places/documents"
RULES = "# قاعده‌ها\n\n## دیرکرد\n\nروزی پنج هزار ریال.\n".encode()
SCRIPT = "<script>alert(1)</script>"


def file(name: str, data: bytes) -> dict[str, tuple[str, bytes, str]]:
    """Send a file as a browser does."""
    return {"file": (name, data, "application/octet-stream")}


def test_a_document_is_given_shown_replaced_and_removed(console: Desk) -> None:
    editor = console.client("editor")
    made = editor.post(AT, {"title": "", "link": "https://narvan.example/rules"}, files=file("rules.md", RULES))
    assert made.status_code == 303
    at = made.headers["location"]
    page = editor.follow(made).text
    assert "دیرکرد" in page and "روزی پنج هزار ریال." in page
    again = editor.post(AT, {"title": SCRIPT}, files=file("rules.md", RULES.replace("پنج".encode(), "شش".encode())))
    assert again.headers["location"] == at
    page = editor.get(at).text
    assert "روزی شش هزار ریال." in page and SCRIPT not in page
    [row] = console.run(documents(console.store))
    assert (row.title, row.link, row.passages) == (SCRIPT, None, 1)
    assert at in editor.get(AT).text
    assert SCRIPT in editor.get(AT + "?format=csv").text
    assert editor.post(at + "/delete").status_code == 303
    assert editor.get(at).status_code == 404


def test_what_cannot_be_read_is_told_in_the_readers_language(console: Desk) -> None:
    editor = console.client("editor")
    for name, data, told in (
        ("a.exe", b"MZ", "kind"), ("a.pdf", b"broken", "broken"), ("a.md", b" ", "empty"),
        ("a.md", b"x" * (8 * 1024 * 1024 + 1), "big"),
    ):  # fmt: skip
        answer = editor.post(AT, {"title": ""}, files=file(name, data))
        assert answer.status_code == 422, name
        assert phrase(f"places.bad.document_{told}") in answer.text
    assert editor.post(AT, {"title": ""}).status_code == 422
    wrong = editor.post(AT, {"link": "javascript:alert(1)"}, files=file("rules.md", RULES))
    assert wrong.status_code == 422 and "https://" in wrong.text
    assert editor.post(AT, {"title": ""}, files=file("a.md", b"x" * (12 * 1024 * 1024))).status_code == 413
    assert console.run(documents(console.store)) == []


def test_who_may_only_read_gives_no_document(console: Desk) -> None:
    librarian = console.client("librarian")
    assert not page_of(librarian.get(AT)).has("[type=file]")
    assert librarian.post(AT, {"title": ""}, files=file("rules.md", RULES)).status_code == 403


def test_a_form_with_a_file_needs_the_sessions_token(console: Desk) -> None:
    editor = console.client("editor")
    forged = editor.post(AT, {"title": "", "csrf": "0" * 64}, files=file("rules.md", RULES))
    assert forged.status_code == 403


def test_what_was_told_leads_to_where_it_is_changed(console: Desk) -> None:
    editor = console.client("editor")
    made = editor.post(AT, {"title": ""}, files=file("rules.md", RULES))
    [row] = console.run(documents(console.store))
    assert editor.get("/console/places/told/fact:1").headers["location"] == "/console/places/facts/1"
    told = editor.get("/console/places/told/passage:1").headers["location"]
    assert told == f"{AT}/{row.id}#p1" and made.headers["location"] == f"{AT}/{row.id}"
    for ref in ("fact:999999", "passage:999999", "fact:x", "other:1", "fact:" + "9" * 30):
        assert editor.get(f"/console/places/told/{ref}").status_code == 404
