"""The library as one file in the console: sent as the command writes it, and read in where nobody is lost by it."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from library import seed
from library.errors import SeedError
from library.imports.runs import begin
from library.seed.exporting import exported, written
from library.seed.loading import EMPTIED
from protocol import plain_yaml
from tests.support.desk import Desk
from tests.support.givens import SMALL_LIBRARY
from tests.support.html import page_of
from tests.support.store_rows import add, rows
from tests.support.texts import phrase
from tests.support.yaml_files import yaml_of

AT = "/console/imports/library"


def file_of(text: str) -> dict[str, tuple[str, bytes, str]]:
    return {"file": ("library.yml", text.encode(), "application/octet-stream")}


def without_patrons(console: Desk) -> None:
    """Take everybody's record away, as in a store on its first day."""
    tables = records.Base.metadata.tables

    def empty(connection: Connection) -> None:
        for name in EMPTIED[: EMPTIED.index("patron") + 1]:
            connection.execute(tables[name].delete())

    console.run(console.store.transact(empty))


def house(**parts: object) -> str:
    """Give the small library without its patrons, as a file."""
    raw = plain_yaml.load(SMALL_LIBRARY.read_text(encoding="utf-8"))
    return yaml_of({**raw, "patrons": [], "staff": [], **parts})


def noted(console: Desk, action: str) -> bool:
    """Tell whether the administrator is in the audit trail with it."""
    [*_, last] = console.run(rows(console.store, records.AuditEvent, action=action)) or [None]
    return last is not None and last.actor_kind == "staff" and "admin" in last.actor_ref


def test_the_file_is_what_the_command_writes_and_its_download_is_noted(console: Desk) -> None:
    admin = console.client("admin")
    assert f"{AT}/file" in page_of(admin.get(AT)).links(AT)
    sent = admin.get(f"{AT}/file")
    assert sent.headers["content-disposition"].endswith('"library.yml"')
    assert sent.text == written(console.run(exported(console.store)))
    assert "patrons" not in plain_yaml.load(sent.text)
    assert all("password" not in person for person in plain_yaml.load(sent.text)["staff"])
    assert noted(console, "library.exported")
    assert phrase("did.library.exported") in admin.get("/console/audit").text


def test_only_administrators_have_it(console: Desk) -> None:
    for role in ("librarian", "editor", "supervisor", "manager", "auditor"):
        client = console.client(role)
        assert {client.get(path).status_code for path in (AT, f"{AT}/file")} == {403}, role
        assert client.post(AT, files=file_of(house())).status_code == 403, role


def test_where_there_are_patrons_no_file_takes_their_place(console: Desk) -> None:
    admin = console.client("admin")
    before = console.run(exported(console.store))
    page = admin.get(AT)
    assert phrase("imports.library.has_patrons") in page.text and AT not in page_of(page).actions(AT)
    assert admin.post(AT, files=file_of(house())).status_code == 409
    # Also where one came in the same moment.
    document = seed.document_of(house(), "library.yml")
    with pytest.raises(SeedError, match="patrons"):
        console.run(seed.load(console.store, document, replace=True, spare_patrons=True))
    assert console.run(exported(console.store)) == before


def test_a_file_is_brought_in_where_there_is_nobody_and_is_given_back(console: Desk) -> None:
    admin = console.client("admin")
    without_patrons(console)
    assert admin.post(AT, files=file_of(house())).status_code == 303
    given = plain_yaml.load(admin.get(f"{AT}/file").text)
    asked = plain_yaml.load(house())
    assert [branch["code"] for branch in given["branches"]] == [branch["code"] for branch in asked["branches"]]
    assert {title["id"] for title in given["titles"]} == {title["id"] for title in asked["titles"]}
    assert noted(console, "library.loaded")
    # What was given is brought in again, and is the same.
    again = admin.get(f"{AT}/file").text
    assert admin.post(AT, files=file_of(again)).status_code == 303
    assert admin.get(f"{AT}/file").text == again
    # Whoever did it is still signed in: accounts stay.
    assert admin.get(AT).status_code == 200


def test_no_file_is_brought_in_while_an_import_is_under_way(console: Desk) -> None:
    admin = console.client("admin")
    without_patrons(console)
    before = console.run(exported(console.store))
    store = console.store
    console.run(begin(store, "patrons", "p.csv", full=False, as_of=store.clock.now(), by=Actor("system", "test")))
    refused = admin.post(AT, files=file_of(house()))
    assert refused.status_code == 409
    assert phrase("imports.refused.running", id="۱", kind=phrase("imports.kind.patrons")) in page_of(refused).text
    assert console.run(exported(store)) == before


BOMB = "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{to}: &{to} [{','.join([f'*{of}'] * 10)}]\n" for of, to in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "repeated"),
        ("a: &a [*a]\n", "repeated"),
        ("branches: [{code: main}]\n", "branches"),
        ("- 1\n", "keys"),
        ("{", "YAML"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_changed(console: Desk, text: str, said: str) -> None:
    admin = console.client("admin")
    without_patrons(console)
    before = console.run(exported(console.store))
    refused = admin.post(AT, files=file_of(text))
    assert refused.status_code == 422 and said in page_of(refused).text
    assert console.run(exported(console.store)) == before
    assert admin.post(AT, files={"file": ("library.yml", b"\xff\xfe", "text/plain")}).status_code == 422
    assert admin.post(AT, {}).status_code == 422


async def test_a_library_of_which_only_the_name_was_typed_is_not_written_over_unasked(sqlite_store: Store) -> None:
    await add(sqlite_store, records.LibraryProfile, id=1, name_fa="نام", name_en="A name")
    with pytest.raises(SeedError, match="already holds a library"):
        await seed.load(sqlite_store, SMALL_LIBRARY)
    await seed.load(sqlite_store, SMALL_LIBRARY, replace=True, spare_patrons=True)
    assert await seed.has_patrons(sqlite_store)


def test_parts_of_a_file_are_added_to_a_library_with_patrons_and_nothing_is_taken(console: Desk) -> None:
    admin = console.client("admin")
    before = console.run(exported(console.store))
    [code, *_] = [branch["code"] for branch in before["branches"]]
    new: dict[str, list[dict[str, object]]] = {
        "closings": [{"first": "2027-03-21", "branch": code, "reason": {"fa": "نوروز", "en": "Nowruz"}}],
        "loan_rules": [{"category": "guest", "type": "map", "loan_days": 3, "max_loans": 1, "max_renewals": 0}],
        "facts": [{"topic": "wifi", "question": {"fa": "تازه؟", "en": "New?"}, "text": {"fa": "بله", "en": "Yes"}}],
        "events": [
            {
                "title": {"fa": "قصه", "en": "Story"}, "branch": code,
                "starts": "2027-02-01 17:00", "ends": "2027-02-01 18:00",
            }
        ],
        "canned": [{"code": "brandnew", "title": {"fa": "س", "en": "H"}, "text": {"fa": "س", "en": "H"}}],
    }  # fmt: skip
    file = file_of(written({**before, **{name: [*before.get(name, []), *entries] for name, entries in new.items()}}))
    for _ in range(2):
        answer = admin.post(f"{AT}/add", dict.fromkeys([*new, "titles", "patrons"], "1"), files=file)
        assert answer.status_code == 200, page_of(answer).texts("main li, main .problem, main .notice")
        assert phrase("imports.library.added") in page_of(answer).text
    after = console.run(exported(console.store))
    for name, entries in new.items():
        assert len(after[name]) == len(before.get(name, [])) + len(entries), name
        assert all(entry in after[name] for entry in before.get(name, [])), name
    assert {name: after[name] for name in ("titles", "branches", "staff")} == {
        name: before[name] for name in ("titles", "branches", "staff")
    }
    assert noted(console, "library.added_to")


def test_what_does_not_fit_the_library_is_refused_as_a_whole(console: Desk) -> None:
    admin = console.client("admin")
    before = console.run(exported(console.store))
    closed = {"first": "2027-03-21", "reason": {"fa": "نوروز", "en": "Nowruz"}}
    elsewhere = {"code": "moon", "name": {"fa": "ماه", "en": "Moon"}}
    raw = plain_yaml.load(house())
    there = house(branches=[*raw["branches"], elsewhere], closings=[{**closed, "branch": "moon"}])
    in_euros = house(library={**raw["library"], "currency": "EUR"})
    for text, part in ((there, "closings"), (in_euros, "loan_rules"), ("branches: 7", "facts")):
        assert admin.post(f"{AT}/add", {part: "1"}, files=file_of(text)).status_code == 422
    assert admin.post(f"{AT}/add", {}, files=file_of(there)).status_code == 422
    assert admin.post(f"{AT}/add", {"closings": "1"}).status_code in (400, 422)
    assert console.run(exported(console.store)) == before
    assert console.client("editor").post(f"{AT}/add", {"facts": "1"}, files=file_of(there)).status_code == 403
