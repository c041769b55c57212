"""Patrons, loans, holds and fines from tables, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.patrons import erase_patron
from crm.forgetting.stale import forget_stale
from crm.patrons.cards import patron_by_card
from crm.people.merging import merge_patrons
from crm.records.patrons import name_key
from library import Library
from library.errors import ImportRefused
from library.imports import Mapping, import_table, undo_last
from tests.support.import_files import BY, LOANS, PATRONS, text_file


async def run(store: Store, kind: Any, folder: Path, text: str, **options: Any) -> dict[str, int]:
    result = await import_table(store, kind, text_file(folder, text), by=BY, **options)
    return {name: count for name, count in result.outcome.counts.items() if count}


async def rows(store: Store, record: Any) -> list[Any]:
    table = table_of(record)
    return await store.look(lambda connection: list(connection.execute(select(table).order_by(table.c.id)).all()))


async def test_patrons_are_known_by_their_card_in_any_digits(store: Store, library: Library, tmp_path: Path) -> None:
    assert await run(store, "patrons", tmp_path, PATRONS) == {"read": 2, "added": 2, "without_pin": 2}
    found = await patron_by_card(store, "50001")
    assert found is not None
    assert (found.display_name, found.category, found.card_last4) == ("مریم احمدی", "member", "0001")
    assert found.expires_at is not None and found.expires_at.date() == date(2027, 4, 23)
    assert {row.value for row in await rows(store, records.ContactPoint) if row.patron_id == found.id} == {
        "09123456789", "m@example.ir",
    }  # fmt: skip
    # The number itself is nowhere in what was kept of the import.
    for record in (records.ImportedRecord, records.ImportChange, records.ImportRun):
        table = table_of(record)
        kept = await store.look(lambda c, table=table: str(c.execute(select(table)).all()))
        assert "50001" not in kept and "احمدی" not in kept


async def test_the_second_day_only_changes_are_written(store: Store, library: Library, tmp_path: Path) -> None:
    await run(store, "patrons", tmp_path, PATRONS)
    assert await run(store, "patrons", tmp_path, PATRONS) == {"read": 2, "unchanged": 2}
    moved = PATRONS.replace("student,saadi", "student,bagh").replace("m@example.ir", "maryam@example.ir")
    assert await run(store, "patrons", tmp_path, moved) == {"read": 2, "changed": 2}


async def test_a_number_in_another_writing_is_no_other_number(store: Store, library: Library, tmp_path: Path) -> None:
    written = PATRONS.replace("۰۹۱۲۳۴۵۶۷۸۹", "+98 912-345-6789")
    assert written != PATRONS
    await run(store, "patrons", tmp_path, written)
    kept = {row.value_norm for row in await rows(store, records.ContactPoint) if row.kind == "phone"}
    assert "09123456789" in kept
    before = update(table_of(records.ContactPoint)).values(value_norm="+98912-345-6789", verified_at=store.clock.now())
    mine = table_of(records.ContactPoint).c.value_norm == "09123456789"
    await store.transact(lambda connection: connection.execute(before.where(mine)))
    assert await run(store, "patrons", tmp_path, PATRONS) == {"read": 2, "unchanged": 2}
    assert any(row.verified_at for row in await rows(store, records.ContactPoint))


async def test_of_what_a_table_has_no_column_for_nothing_changes(
    store: Store, library: Library, tmp_path: Path
) -> None:
    head, first, second = PATRONS.splitlines()
    await run(store, "patrons", tmp_path, f"{head},restricted,reason\n{first},yes,Unpaid\n{second},,\n")
    before = {row.id: row for row in await rows(store, records.Patron)}
    assert await run(store, "patrons", tmp_path, "card,name\n50001,مریم احمدی\n50002,علی رضایی تهرانی\n") == {
        "read": 2, "unchanged": 1, "changed": 1,
    }  # fmt: skip
    found = await patron_by_card(store, "50001")
    assert found is not None and before[found.id] == found_row(await rows(store, records.Patron), found.id)
    assert (before[found.id].is_restricted, before[found.id].restriction_reason_en) == (True, "Unpaid")
    other = await patron_by_card(store, "50002")
    assert other is not None
    row = found_row(await rows(store, records.Patron), other.id)
    names = ("category", "home_branch_id", "registered_at", "expires_at", "birth_year")
    assert [getattr(row, name) for name in names] == [getattr(before[other.id], name) for name in names]
    assert (row.display_name, row.category) == ("علی رضایی تهرانی", "student")
    assert row.name_norm == name_key("علی رضایی تهرانی"), "found by the new name"
    # A column whose cell is empty says that there is nothing.
    await run(store, "patrons", tmp_path, "card,name,category,restricted\n50001,مریم احمدی,,no\n")
    row = found_row(await rows(store, records.Patron), found.id)
    assert (row.category, row.is_restricted, row.restriction_reason_en) == (None, False, None)
    assert row.expires_at == before[found.id].expires_at


async def test_a_new_card_of_a_known_number_is_the_same_patron(store: Store, library: Library, tmp_path: Path) -> None:
    text = "card,name,id\n50001,One,10\n50002,Two,11\n"
    await run(store, "patrons", tmp_path, text)
    first = await patron_by_card(store, "50001")
    assert first is not None
    renewed = text.replace("50001", "50009")
    assert await run(store, "patrons", tmp_path, renewed, full=True) == {"read": 2, "unchanged": 1, "changed": 1}
    again = await patron_by_card(store, "50009")
    assert again is not None and (again.id, again.card_last4, again.lifecycle) == (first.id, "0009", first.lifecycle)
    assert await patron_by_card(store, "50001") is None
    # A number that is of another card, or there twice, keeps back its row and no other.
    mixed = "card,name,id\n50009,One,11\n50003,Three,12\n50004,Four,12\n50005,Five,13\n"
    result = await import_table(store, "patrons", text_file(tmp_path, mixed), by=BY)
    assert [(one.number, one.problem.code) for one in result.outcome.problems] == [
        (2, "patron_id_taken"), (4, "patron_id_taken"),
    ]  # fmt: skip
    counts = {name: count for name, count in result.outcome.counts.items() if count}
    assert counts == {"read": 4, "broken": 2, "problems": 2, "added": 2, "without_pin": 2}
    assert await patron_by_card(store, "50005") is not None
    await undo_last(store, by=BY)
    assert await patron_by_card(store, "50009") is not None


def found_row(all_of: list[Any], key: int) -> Any:
    """Give the row with a key."""
    return next(row for row in all_of if row.id == key)


async def test_rows_are_validated_one_by_one_and_no_problem_names_anybody(
    store: Store, library: Library, tmp_path: Path
) -> None:
    text = (
        "card,name,expires,email,category,branch\n"
        "60001,One,1406-13-40,,member,main\n,Two,,,member,main\n60003,,,,member,main\n"
        "60004,Four,,not-mail,member,main\n60005,Five,,,nobody,nowhere\n60005,Five,,,nobody,nowhere\n"
    )
    result = await import_table(store, "patrons", text_file(tmp_path, text), by=BY)
    found = [(one.number, one.problem.code, dict(one.problem.values)) for one in result.outcome.problems]
    assert found == [
        (2, "bad_cell", {"field": "expires"}),
        (3, "card_missing", {}),
        (4, "cell_missing", {"field": "name"}),
        (5, "bad_cell", {"field": "email"}),
        (7, "row_repeated", {}),
    ]
    assert dict(result.outcome.branches) == {"nowhere": 1}
    assert result.outcome.counts["added"] == 1


async def test_a_full_file_closes_the_cards_it_lacks_and_an_undo_opens_them(
    store: Store, library: Library, tmp_path: Path
) -> None:
    await run(store, "patrons", tmp_path, PATRONS)
    assert await run(store, "patrons", tmp_path, "\n".join(PATRONS.splitlines()[:2]), full=True) == {
        "read": 1, "unchanged": 1, "deleted": 1,
    }  # fmt: skip
    closed = await patron_by_card(store, "50002")
    assert closed is not None and closed.lifecycle == "closed"
    assert closed.expires_at is not None and closed.expires_at <= store.clock.now()
    await undo_last(store, by=BY)
    again = await patron_by_card(store, "50002")
    assert again is not None and again.lifecycle != "closed"


async def test_an_erased_patron_leaves_nothing_in_the_notes(store: Store, library: Library, tmp_path: Path) -> None:
    await run(store, "patrons", tmp_path, PATRONS)
    await run(store, "patrons", tmp_path, PATRONS.replace("مریم", "مرجان"))
    found = await patron_by_card(store, "50001")
    assert found is not None
    await erase_patron(store, found.id, by=BY)
    kept = await store.look(lambda c: c.execute(select(table_of(records.ImportChange))).all())
    assert "مریم" not in str(kept)


async def test_loans_are_told_to_their_patron(store: Store, stocked: Library, tmp_path: Path) -> None:
    assert await run(store, "loans", tmp_path, LOANS) == {"read": 2, "added": 2}
    found = await patron_by_card(store, "50001")
    assert found is not None
    (loan,) = await stocked.loans(found.id)
    assert loan.title == "کتاب 1"
    assert loan.due.date() == date(2026, 12, 11)
    assert (await stocked.availability("1"))[0].available == 0
    assert await run(store, "loans", tmp_path, LOANS) == {"read": 2, "unchanged": 2}


async def test_loans_of_a_card_whose_record_was_made_one_with_another_are_that_ones(
    store: Store, stocked: Library, tmp_path: Path
) -> None:
    stays, goes = await patron_by_card(store, "50002"), await patron_by_card(store, "50001")
    assert stays is not None and goes is not None
    await merge_patrons(store, stays.public_id, goes.public_id, by=BY, reason="both cards shown")
    there = len(await rows(store, records.Patron))
    assert await run(store, "loans", tmp_path, LOANS) == {"read": 2, "added": 2}
    whose = [row.patron_id for row in await rows(store, records.Loan)]
    assert (whose.count(stays.id), whose.count(goes.id)) == (2, 0)
    # The card still is the record's that went: an import makes no third one of it.
    await run(store, "patrons", tmp_path, PATRONS)
    assert len(await rows(store, records.Patron)) == there


async def test_a_full_file_of_loans_gives_back_what_it_lacks(store: Store, stocked: Library, tmp_path: Path) -> None:
    await run(store, "loans", tmp_path, LOANS)
    assert await run(store, "loans", tmp_path, "\n".join(LOANS.splitlines()[:2]), full=True) == {
        "read": 1, "unchanged": 1, "deleted": 1,
    }  # fmt: skip
    assert (await stocked.availability("2"))[0].available == 1
    await undo_last(store, kind="loans", by=BY)
    assert (await stocked.availability("2"))[0].available == 0


@pytest.mark.parametrize("dry_run", [True, False])
async def test_a_full_file_that_numbers_its_rows_otherwise_ends_nothing_that_it_holds(
    store: Store, stocked: Library, tmp_path: Path, dry_run: bool
) -> None:
    await run(store, "loans", tmp_path, LOANS)
    # The same loans, now with numbers of the other system: each has another key.
    head, *lines = LOANS.splitlines()
    numbered = "\n".join([f"{head},id", *(f"{line},{number}" for number, line in enumerate(lines))])
    counts = await run(store, "loans", tmp_path, numbered, full=True, dry_run=dry_run)
    assert counts == {"read": 2, "unchanged": 2}
    assert (await stocked.availability("1"))[0].available == 0
    kept = table_of(records.ImportedRecord)
    ids = await store.look(lambda c: c.scalars(select(kept.c.row_id).where(kept.c.kind == "loans")).all())
    assert len(ids) == len(set(ids)) == 2
    # What such a file lacks is ended as ever.
    one = "\n".join(numbered.splitlines()[:2])
    assert (await run(store, "loans", tmp_path, one, full=True, dry_run=dry_run))["deleted"] == 1


async def test_a_copy_that_another_has_now_came_back_before(store: Store, stocked: Library, tmp_path: Path) -> None:
    await run(store, "loans", tmp_path, LOANS)
    counts = await run(store, "loans", tmp_path, "card,barcode,loaned,due\n50002,b1,2026-11-20,2026-12-20\n")
    assert (counts["added"], counts["changed"]) == (1, 1)
    first = await patron_by_card(store, "50001")
    assert first is not None
    assert await stocked.loans(first.id) == []


async def test_of_two_who_have_one_copy_it_is_with_the_later(store: Store, stocked: Library, tmp_path: Path) -> None:
    text = (
        "card,barcode,loaned,due\n50002,b1,2026-11-10,2026-12-20\n50001,b1,2026-11-01,2026-12-01\n"
        "50001,b3,2026-11-05,2026-12-05\n"
    )
    result = await import_table(store, "loans", text_file(tmp_path, text), by=BY)
    assert [(one.number, one.problem.code) for one in result.outcome.problems] == [(3, "copy_lent_twice")]
    assert (result.outcome.counts["added"], result.outcome.counts["broken"]) == (2, 1)
    cards = [await patron_by_card(store, card) for card in ("50001", "50002")]
    assert [[loan.title for loan in await stocked.loans(one.id)] for one in cards if one] == [["کتاب 3"], ["کتاب 1"]]


async def test_a_loan_of_the_past_leaves_the_one_of_today_alone(store: Store, stocked: Library, tmp_path: Path) -> None:
    await run(store, "loans", tmp_path, LOANS)
    patrons = [await patron_by_card(store, card) for card in ("50001", "50002")]
    first, second = (one.id for one in patrons if one)
    today = [await stocked.loans(first), await stocked.loans(second)]
    # The same patron had the copy before, and another had the other one.
    past = "card,barcode,loaned,due,returned\n" + "".join(
        f"50001,{copy},2026-01-01,2026-02-01,2026-01-20\n" for copy in ("b1", "b2")
    )
    assert await run(store, "loans", tmp_path, past) == {"read": 2, "added": 2}
    assert [await stocked.loans(first), await stocked.loans(second)] == today
    assert [(await stocked.availability(title))[0].available for title in ("1", "2")] == [0, 0]
    # The loan of today, told as returned, sets its copy free.
    back = LOANS.replace("renewals", "renewals,returned").replace(",0\n", ",0,2026-11-20\n").replace(",1\n", ",1,\n")
    assert await run(store, "loans", tmp_path, back) == {"read": 2, "unchanged": 1, "changed": 1}
    assert (await stocked.availability("2"))[0].available == 1


async def test_unknown_cards_and_copies_are_told(store: Store, stocked: Library, tmp_path: Path) -> None:
    text = "card,barcode,due\n1,b1,2026-12-01\n50001,none,2026-12-01\n50001,b1,tomorrow\n"
    result = await import_table(store, "loans", text_file(tmp_path, text), by=BY)
    assert sorted((one.number, one.problem.code) for one in result.outcome.problems) == [
        (2, "unknown_card"), (3, "unknown_barcode"), (4, "bad_cell"),
    ]  # fmt: skip


async def test_holds_and_fines(store: Store, stocked: Library, tmp_path: Path) -> None:
    holds = (
        "شماره عضویت,شماره رکورد,بارکد,شعبه,تاریخ رزرو,وضعیت\n"
        "50001,3,,saadi,1405/08/25,\n50002,,b2,main,1405/08/26,آماده\n"
    )
    assert await run(store, "holds", tmp_path, holds) == {"read": 2, "added": 2}
    assert await run(store, "holds", tmp_path, holds) == {"read": 2, "unchanged": 2}
    fines = (
        'card,type,amount,outstanding,date\n50001,OVERDUE,"۲۵٬۰۰۰",10000,1405/08/25\n50001,گم شده,500000,,1405/08/26\n'
    )
    assert await run(store, "fines", tmp_path, fines, mapping=Mapping(money=10)) == {"read": 2, "added": 2}
    found = await patron_by_card(store, "50001")
    assert found is not None
    (hold,) = await stocked.holds(found.id)
    assert (hold.title_id, hold.pickup.code if hold.pickup else "") == ("3", "saadi")
    stored = [row for row in await rows(store, records.Fine) if row.patron_id == found.id]
    assert [(row.kind, row.amount_minor, row.paid_minor) for row in stored] == [
        ("overdue", 250000, 150000), ("lost", 5000000, 0),
    ]  # fmt: skip
    one = "\n".join(fines.splitlines()[:2])
    assert (await run(store, "fines", tmp_path, one, mapping=Mapping(money=10), full=True))["deleted"] == 1
    assert (await run(store, "holds", tmp_path, "\n".join(holds.splitlines()[:2]), full=True))["deleted"] == 1
    assert (await stocked.availability("2"))[0].available == 1


async def test_patrons_with_loans_are_not_taken_back(store: Store, stocked: Library, tmp_path: Path) -> None:
    await run(store, "loans", tmp_path, LOANS)
    with pytest.raises(ImportRefused) as refused:
        await undo_last(store, kind="patrons", by=BY)
    assert refused.value.values["names"] == "…0001; …0002"
    await undo_last(store, kind="loans", by=BY)
    await undo_last(store, kind="patrons", by=BY)
    assert await patron_by_card(store, "50001") is None


async def test_a_table_without_a_column_for_cards_is_refused(store: Store, library: Library, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        await run(store, "patrons", tmp_path, "colour,size\nred,3\n")
    assert refused.value.code == "columns_missing"


async def test_what_is_kept_to_undo_an_import_goes_after_a_month(
    store: Store, library: Library, tmp_path: Path, clock: Any
) -> None:
    await run(store, "patrons", tmp_path, PATRONS)
    await run(store, "patrons", tmp_path, PATRONS.replace("مریم", "مرجان"))
    clock.advance(timedelta(days=29))
    await forget_stale(store, visitors_before=clock.now())
    assert await rows(store, records.ImportChange)
    clock.advance(timedelta(days=2))
    await forget_stale(store, visitors_before=clock.now())
    assert not await rows(store, records.ImportChange)
    with pytest.raises(ImportRefused):
        await undo_last(store, by=BY)


@pytest.mark.parametrize("number", ["koha:17", "sip2:20001001"])
async def test_no_file_makes_or_replaces_what_a_system_is_asked_by(
    store: Store, library: Library, tmp_path: Path, number: str
) -> None:
    text = "card number,name,patron id\n50001,Maryam,{}\n"
    table = table_of(records.Patron)
    hers = table.c.display_name == "Maryam"
    await run(store, "patrons", tmp_path, text.format(number))
    kept = await store.look(lambda connection: connection.scalars(select(table.c.ils_patron_id).where(hers)).all())
    assert kept == [None]
    await store.transact(lambda connection: connection.execute(update(table).where(hers).values(ils_patron_id=number)))
    await run(store, "patrons", tmp_path, text.format("5"))
    kept = await store.look(lambda connection: connection.scalars(select(table.c.ils_patron_id).where(hers)).all())
    assert kept == [number]
