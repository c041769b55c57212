"""An import that is taken back leaves what changed since, what is in use, and patrons with anything of their own."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from crm import records
from crm.actor import PATRON
from crm.conversations.identities import identity_for
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.patrons import erase_patron
from crm.lifecycle import daily
from crm.lifecycle.rule import LifecycleRule
from crm.notices.subscriptions import subscribe
from crm.patrons.cards import patron_by_card
from crm.trust.consents import record_consent
from library import Library
from library.errors import ImportRefused
from library.imports import import_table, last_runs, run_of, runs, undo_last
from library.imports.runs import begin
from library.retention import erase_old
from protocol.clock import FixedClock
from tests.library.imports.test_patrons import rows, run
from tests.support.given_notices import TEHRAN
from tests.support.import_files import BY, LOANS, PATRONS
from tests.support.store_rows import add, sign_in

LOAN, PATRON_ROW = table_of(records.Loan), table_of(records.Patron)


async def change(store: Store, table: Any, key: int, **values: Any) -> None:
    await store.transact(lambda connection: connection.execute(update(table).where(table.c.id == key).values(**values)))


async def id_of(store: Store, card: str) -> int:
    found = await patron_by_card(store, card)
    assert found is not None
    return found.id


async def left_of(store: Store, run_id: int) -> list[tuple[str, str, str]]:
    told = await run_of(store, run_id)
    assert told is not None
    return [(code, values["what"], values["name"]) for _, _, code, values in told.problems]


async def test_what_was_changed_since_keeps_its_later_values_and_is_named(
    store: Store, library: Library, tmp_path: Path
) -> None:
    await run(store, "patrons", tmp_path, PATRONS)
    await run(store, "patrons", tmp_path, PATRONS.replace("مریم", "مرجان").replace("علی", "والی"))
    first, second = await id_of(store, "50001"), await id_of(store, "50002")
    await change(store, PATRON_ROW, first, display_name="مرجان احمدی‌پور")
    before = {row.id: row.version for row in await rows(store, records.Patron)}
    undone = await undo_last(store, kind="patrons", by=BY)
    after = {row.id: row for row in await rows(store, records.Patron)}
    assert after[first].display_name == "مرجان احمدی‌پور"
    assert after[second].display_name == "علی رضایی"
    assert after[second].version > before[second], "whoever has the row open is told"
    assert undone.state == "undone" and undone.counts["left"] == 1
    assert await left_of(store, undone.id) == [("changed_since", "patron", "…0001")]


async def test_a_loan_that_was_returned_at_the_desk_since_stays(
    store: Store,
    stocked: Library,
    tmp_path: Path,
) -> None:
    before = {row.id for row in await rows(store, records.Loan)}
    await run(store, "loans", tmp_path, LOANS)
    [first, _] = [row for row in await rows(store, records.Loan) if row.id not in before]
    await change(store, LOAN, first.id, returned_at=store.clock.now())
    undone = await undo_last(store, kind="loans", by=BY)
    assert {row.id for row in await rows(store, records.Loan)} - before == {first.id}
    assert await left_of(store, undone.id) == [("changed_since", "loan", first.ils_loan_id)]


@pytest.mark.parametrize("what", ["signed in", "asked", "agreed", "pin", "history", "address"])
async def test_a_patron_with_anything_of_their_own_is_kept_whole_and_named(
    store: Store, library: Library, tmp_path: Path, what: str
) -> None:
    await run(store, "patrons", tmp_path, PATRONS)
    mine = await id_of(store, "50001")
    if what == "signed in":
        await sign_in(store, await identity_for(store, "telegram", "4711", language="fa"), mine)
    elif what == "asked":
        await store.transact(
            lambda connection: subscribe(connection, store, mine, ["due_soon"], "email", source="chat", by=PATRON)
        )
    elif what == "agreed":
        await record_consent(store, mine, "loan_reminder", "email", "granted", source="chat", by=PATRON)
    elif what == "address":
        address = {"patron_id": mine, "kind": "email", "value": "own@example.ir", "value_norm": "own@example.ir"}
        await store.transact(
            lambda connection: connection.execute(table_of(records.ContactPoint).insert().values(**address))
        )
    else:
        await change(store, PATRON_ROW, mine, **({"pin_hash": "x"} if what == "pin" else {"history_opt_in": True}))
    kept = {table.name: await rows_of(store, table) for table in records.Base.metadata.sorted_tables if theirs(table)}
    undone = await undo_last(store, by=BY)
    assert await patron_by_card(store, "50002") is None
    assert (await id_of(store, "50001")) == mine
    addresses = [row.value for row in await rows(store, records.ContactPoint)]
    assert {"09123456789", "m@example.ir"} <= set(addresses)
    assert {name: await rows_of(store, records.Base.metadata.tables[name]) for name in kept} == kept
    assert await left_of(store, undone.id) == [("has_own", "patron", "…0001")]
    # Nothing of an erased patron is left in the report.
    await erase_patron(store, mine, by=BY)
    assert await left_of(store, undone.id) == [("has_own", "patron", "…")]


def theirs(table: Any) -> bool:
    return table.name in ("channel_identity", "subscription", "consent_record")


async def rows_of(store: Store, table: Any) -> list[Any]:
    return await store.look(lambda connection: list(connection.execute(select(table)).all()))


async def test_two_who_begin_at_once_do_not_both(store: Store, library: Library, tmp_path: Path) -> None:
    async def one() -> str:
        try:
            await begin(store, "patrons", "p.csv", full=False, as_of=store.clock.now(), by=BY)
        except ImportRefused as error:
            return error.code
        return "begun"

    assert sorted(await asyncio.gather(one(), one(), one())) == ["begun", "running", "running"]
    assert [found.state for found in await last_runs(store)] == ["running"]


async def test_the_table_itself_lets_only_one_run(
    store: Store, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(store, "patrons", "p.csv", full=False, as_of=store.clock.now(), by=BY)
    # As of two on PostgreSQL that looked before either wrote.
    looks: list[int] = []
    real = runs.refuse_while_running

    def late(connection: Any, now: Any) -> None:
        looks.append(1)
        if len(looks) > 1:
            real(connection, now)

    monkeypatch.setattr(runs, "refuse_while_running", late)
    with pytest.raises(ImportRefused) as refused:
        await begin(store, "loans", "l.csv", full=False, as_of=store.clock.now(), by=BY)
    assert refused.value.code == "running" and refused.value.values["kind"] == "patrons"


async def test_no_import_begins_while_another_is_taken_back(
    store: Store, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from library.imports import undoing

    await run(store, "patrons", tmp_path, PATRONS)
    real, seen = undoing.take_back, []

    def watched(connection: Any, run_id: int, most: int, now: Any) -> Any:
        seen.append(connection.scalar(select(table_of(records.ImportRun).c.state)))
        return real(connection, run_id, most, now)

    monkeypatch.setattr(undoing, "take_back", watched)
    await undo_last(store, by=BY)
    assert set(seen) == {"running"}
    assert [found.state for found in await last_runs(store)] == ["undone"]


async def test_what_is_kept_to_take_an_import_back_tells_of_no_reader_who_was_forgotten(
    store: Store,
    stocked: Library,
    tmp_path: Path,
) -> None:
    before = {row.id for row in await rows(store, records.Loan)}
    text = "card,barcode,loaned,due,returned\n50001,b1,2025-01-01,2025-02-01,2025-01-20\n"
    assert (await import_table(store, "loans", file(tmp_path, text), by=BY)).outcome.counts["added"] == 1
    days = {"talks": 180, "cases": 365, "loans": 90, "visitors": 30, "imports": 30, "consents": 1095, "requests": 1095}
    assert (await erase_old(store, days))["loans"] >= 1
    assert [row.patron_id for row in await rows(store, records.Loan) if row.id not in before] == [None]
    notes = await rows(store, records.ImportChange)
    assert [note for note in notes if note.table_name == "loan"] == []


def file(folder: Path, text: str) -> Any:
    from tests.support.import_files import text_file

    return text_file(folder, text)


async def test_an_undo_that_died_half_way_is_taken_up_again_and_two_at_once_do_not_both(
    store: Store, library: Library, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from library.imports import undoing

    await run(store, "patrons", tmp_path, PATRONS)
    real = undoing.take_back

    def dies(connection: Any, run_id: int, most: int, now: Any) -> Any:
        raise RuntimeError("the process ended")

    monkeypatch.setattr(undoing, "take_back", dies)
    with pytest.raises(RuntimeError):
        await undo_last(store, by=BY)
    monkeypatch.setattr(undoing, "take_back", real)
    with pytest.raises(ImportRefused) as refused:
        await undo_last(store, by=BY)
    assert refused.value.code == "running"
    clock.advance(timedelta(minutes=5))
    assert [found.can_be_undone for found in await last_runs(store)] == [True]
    done = await asyncio.gather(undo_last(store, by=BY), undo_last(store, by=BY), return_exceptions=True)
    assert sorted(isinstance(one, ImportRefused) for one in done) == [False, True]
    assert await patron_by_card(store, "50001") is None
    assert [found.state for found in await last_runs(store)] == ["undone"]


async def test_what_the_daily_run_makes_of_patrons_makes_nothing_their_own(
    store: Store, library: Library, tmp_path: Path, clock: FixedClock
) -> None:
    await run(store, "patrons", tmp_path, PATRONS)
    out, stays = await id_of(store, "50001"), await id_of(store, "50002")
    clock.advance(timedelta(days=400))
    await daily.run(store, LifecycleRule(), TEHRAN)
    await change(store, PATRON_ROW, stays, last_engaged_at=clock.now())
    assert await rows(store, records.LifecycleEvent)
    segment = {"name": "all", "rule": {}, "created_at": clock.now(), "changed_at": clock.now()}
    segment_id = await add(store, records.Segment, **segment)
    for patron, status in ((out, "opted_out"), (stays, "in")):
        member = {"segment_id": segment_id, "patron_id": patron, "status": status, "since": clock.now()}
        await store.transact(
            lambda connection, member=member: connection.execute(table_of(records.SegmentMember).insert(), member)
        )
    undone = await undo_last(store, kind="patrons", by=BY)
    assert await patron_by_card(store, "50002") is None
    assert await left_of(store, undone.id) == [("has_own", "patron", "…0001")]
    of = {row.patron_id for row in await rows(store, records.LifecycleEvent)}
    assert out in of and not of & {stays, None}
    assert [one.patron_id for one in await rows_of(store, table_of(records.SegmentMember))] == [out]
