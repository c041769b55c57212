"""Loading a library file: all or nothing, never over another library, errors that name the place."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from crm import records
from crm.database.store import Store
from crm.sign_in.passwords import matches
from library import open_library, seed
from protocol import plain_yaml
from tests.support.statements import add, execute, found, scalar
from tests.support.yaml_files import yaml_of

Change = Callable[[dict[str, Any]], object]


async def count(store: Store, record: type[records.Base]) -> int:
    return int(await scalar(store, select(func.count()).select_from(record)))


def canned(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": {"fa": "ع", "en": "t"}, "text": {"fa": "سلام {patron}", "en": "hi {patron}"}, **more}


async def test_a_library_is_loaded_once(store: Store, small: Path) -> None:
    assert not await seed.has_library(store)
    report = await seed.load(store, small)
    assert await seed.has_library(store)
    assert (report.rows["branch"], report.rows["patron"]) == (3, 7)
    assert "(16 copies), 7 patrons, 11 loans" in str(report)
    assert str(report).endswith("1 staff account.")
    with pytest.raises(seed.SeedError, match="already holds a library"):
        await seed.load(store, small)
    assert await count(store, records.Patron) == 7


async def test_another_library_can_replace_it(store: Store, small: Path) -> None:
    await seed.load(store, small)
    await open_library(store, store.clock).renew(1, ["L000002"], key="k")
    await seed.load(store, small, replace=True)
    assert await count(store, records.Patron) == 7
    assert await count(store, records.RenewalAttempt) == 0
    assert await count(store, records.StaffUser) == 1


async def test_keys_go_on_after_those_of_the_file(store: Store, small: Path) -> None:
    await seed.load(store, small)
    branch = records.Branch(code="new", name_fa="تازه", name_en="New")
    await add(store, branch)
    assert branch.id == 4


async def test_staff_with_a_written_password_are_for_the_demo_only(store: Store, small: Path) -> None:
    await seed.load(store, small, demo=False)
    assert await count(store, records.StaffUser) == 0


async def test_nothing_secret_is_kept_in_the_clear(sqlite_store: Store, small: Path) -> None:
    await seed.load(sqlite_store, small)
    patrons = await found(sqlite_store, select(records.Patron))
    [staff] = await found(sqlite_store, select(records.StaffUser))
    for patron in patrons:
        assert patron.pin_hash is None or patron.pin_hash.startswith("$hmac-sha256$argon2id$")
        assert patron.card_number_hash is not None
        assert "2000000" not in patron.card_number_hash
    assert staff.password_hash is not None
    assert "only for tests" not in staff.password_hash


async def test_queues_are_numbered_and_copies_marked(sqlite_store: Store, small: Path) -> None:
    await seed.load(sqlite_store, small)
    holds = {row.ils_hold_id: row.queue_position for row in await found(sqlite_store, select(records.Hold))}
    items = {row.barcode: row.status for row in await found(sqlite_store, select(records.Item))}
    assert holds == {"H000001": None, "H000002": 1, "H000003": 1, "H000004": None}
    assert items["i-sol-1"] == "on_loan"
    assert items["i-farm-1"] == "on_hold_shelf"
    assert items["i-blind-2"] == "in_transit"
    assert items["i-fish-1"] == "available"


async def test_what_was_done_today_is_not_in_the_future(sqlite_store: Store, small: Path, tmp_path: Path) -> None:
    # It is ten o'clock: things of a day count from half past ten.
    document = plain_yaml.load(small.read_text(encoding="utf-8"))
    document["patrons"][6]["loans"] = [{"barcode": "i-fish-1", "loaned": "today", "due": "today"}]
    path = tmp_path / "library.yml"
    path.write_text(yaml_of(document), encoding="utf-8")
    await seed.load(sqlite_store, path)
    [loan] = await open_library(sqlite_store, sqlite_store.clock).loans(7)
    assert (loan.overdue, loan.due_date) == (False, loan.loaned)
    assert await scalar(sqlite_store, select(func.max(records.Loan.loaned_at))) == sqlite_store.clock.now()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda d: d["patrons"][3]["loans"][0].update(barcode="nope"),
            "patrons[3].loans[0]: no item with barcode nope",
        ),
        (lambda d: d["patrons"][3]["loans"][0].update(due="soon"), "patrons[3].loans[0].due: not a day: 'soon'"),
        (
            lambda d: d["patrons"][3]["loans"][0].update(due="1405-13-01"),
            "patrons[3].loans[0].due: no such day: 1405-13-01",
        ),
        (lambda d: d["patrons"][3]["loans"][0].update(due="-20d"), "patrons[3].loans[0]: due before it was lent"),
        (lambda d: d["patrons"][0].update(pin=1111), "patrons[0].pin: must be a text; put 1111 in quotes"),
        (lambda d: d["patrons"][0].update(colour="red"), "patrons[0].colour: unknown key"),
        (lambda d: d["patrons"][1].update(card="20000001"), "patrons[1]: card 20000001 is already that of patrons[0]"),
        (lambda d: d["patrons"][1].update(category="wizard"), None),
        (lambda d: d["patrons"][1]["holds"][0].update(title="t-x"), "patrons[1].holds[0]: no title with id t-x"),
        (lambda d: d["patrons"][1]["holds"][0].update(pickup="x"), "patrons[1].holds[0]: no branch with code x"),
        (lambda d: d["patrons"][1]["holds"][0].update(status="in_transit"), "needs a barcode"),
        (lambda d: d["patrons"][1]["holds"][2].update(barcode="i-fish-1"), "is of another title"),
        (
            lambda d: d["patrons"][0]["fines"][0].update(barcode="i-fish-1"),
            "patrons[0].fines[0]: this patron has no loan",
        ),
        (
            lambda d: d["patrons"][6].update(loans=[{"barcode": "i-sol-1", "loaned": "-1d", "due": "+1d"}]),
            "is already at patrons[0].loans[0]",
        ),
        (lambda d: d["titles"][3].update(isbn=["9780141036145"]), "titles[3].isbn: 9780141036145 is not an ISBN"),
        (lambda d: d["titles"][0]["copies"][0].update(branch="x"), "titles[0].copies[0]: no branch with code x"),
        (
            lambda d: d["titles"][0]["copies"][0].update(barcode="i-sol-1"),
            "titles[1].copies[0]: barcode i-sol-1 is already",
        ),
        (lambda d: d["branches"][1].update(main=True), "branches: exactly one must be the main one"),
        (lambda d: d["branches"][1].update(time_zone="Nowhere"), "branches[1].time_zone: no such time zone"),
        (
            lambda d: d["branches"][0]["hours"]["library"].update(sunday="20:00-08:00"),
            "closes before it opens: 20:00-08:00",
        ),
        (lambda d: d["closings"][1].update(last="2026-11-01"), "closings[1]: ends before it begins"),
        (lambda d: d["events"][0].update(ends="+1d 10:00"), "events[0]: ends before it begins"),
        (lambda d: d["events"][0].update(starts="tomorrow"), "events[0].starts: not a day and a time"),
        (lambda d: d["library"].pop("name"), "library.name: missing"),
        (
            lambda d: d.update(canned=[canned("hi", text={"fa": "سلام {name}", "en": "hi"})]),
            "canned[0].text: no such variable: name",
        ),
        (lambda d: d.update(canned=[canned("hi"), canned("hi")]), "canned[1]: code hi is already that of canned[0]"),
        (lambda d: d.update(canned=[canned("سلام")]), "canned[0].code: "),
        (lambda d: d.pop("branches"), "branches: missing"),
    ],
)
async def test_a_problem_names_its_place(
    sqlite_store: Store, small: Path, tmp_path: Path, change: Change, said: str | None
) -> None:
    document = plain_yaml.load(small.read_text(encoding="utf-8"))
    change(document)
    path = tmp_path / "library.yml"
    path.write_text(yaml_of(document), encoding="utf-8")
    if said is None:  # a rule for any category covers it
        await seed.load(sqlite_store, path)
        return
    with pytest.raises(seed.SeedError) as caught:
        await seed.load(sqlite_store, path)
    assert said in str(caught.value)
    assert not await seed.has_library(sqlite_store)


@pytest.mark.parametrize(
    ("text", "said"), [("a: [", "is not YAML"), ("just words", "must hold keys"), ("", "is empty")]
)
async def test_what_is_no_library_is_said_plainly(sqlite_store: Store, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "library.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(seed.SeedError, match=said):
        await seed.load(sqlite_store, path)
    with pytest.raises(seed.SeedError, match="cannot be read"):
        await seed.load(sqlite_store, tmp_path / "none.yml")


async def test_the_demo_loads_fast_and_is_alive(store: Store) -> None:
    begun = time.process_time()
    report = await seed.load(store, seed.DEMO_FILE)
    assert time.process_time() - begun < 10
    assert report.rows["title_record"] >= 420
    library = open_library(store, store.clock)
    card = seed.cards_shown_at_start()[0]
    patron = await library.authenticate(card.number, card.pin)
    assert patron is not None
    loans = await library.loans(patron.id)
    assert [loan.refusal and loan.refusal.reason for loan in loans if not loan.renewable] == ["on_hold"]
    outcomes = await library.renew(patron.id, [loan.id for loan in loans], key="demo")
    assert [outcome.ok for outcome in outcomes].count(True) == 3


async def test_a_demo_of_long_ago_gets_what_it_lacks(store: Store) -> None:
    report = await seed.load(store, seed.DEMO_FILE)
    assert await seed.complete_demo(store) == [], "nothing is lacking"
    await execute(
        store,
        delete(records.StaffUser).where(records.StaffUser.username.in_(("editor", "auditor"))),
        delete(records.CannedAnswer),
        update(records.StaffUser).values(is_active=False),
    )
    added = await seed.complete_demo(store)
    assert added[:2] == ["editor", "auditor"]
    assert len(added) == 2 + report.rows["canned_answer"]
    people = {row.username: row for row in await found(store, select(records.StaffUser))}
    texts = await found(store, select(records.CannedAnswer.text_fa))
    assert matches(people["editor"].password_hash, "demo-console")
    assert (people["auditor"].role, people["auditor"].branch_id, people["librarian"].is_active) == ("auditor", 1, False)
    assert any("{hours_today}" in text for text in texts)
    assert await seed.complete_demo(store) == []
    await execute(store, delete(records.CannedAnswer).where(records.CannedAnswer.code != "hello"))
    assert await seed.complete_demo(store) == [], "what staff threw away does not come back"


async def test_a_library_of_ones_own_gets_nothing_of_the_demo(sqlite_store: Store, small: Path) -> None:
    await seed.load(sqlite_store, small)
    assert await seed.complete_demo(sqlite_store) == []
    assert await count(sqlite_store, records.StaffUser) == 1
    assert await count(sqlite_store, records.CannedAnswer) == 0
