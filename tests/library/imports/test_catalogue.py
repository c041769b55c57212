"""What an import of titles does to the store, on both databases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from library import Library
from library.errors import ImportRefused
from library.imports import Mapping, Source, age_of, import_catalogue, last_runs, loading, undo_last
from tests.support.import_files import BY, book, field, file_of, record

TITLE, ITEM = table_of(records.TitleRecord), table_of(records.Item)
LOAN, HOLD, PATRON = table_of(records.Loan), table_of(records.Hold), table_of(records.Patron)


async def run(store: Store, *sources: Source, **options: Any) -> dict[str, int]:
    """Import, and give what was counted."""
    result = await import_catalogue(store, sources, by=BY, **options)
    return {name: count for name, count in result.outcome.counts.items() if count}


async def everything(store: Store) -> list[list[tuple[Any, ...]]]:
    """Give all rows that an import of titles may touch."""
    tables = (TITLE, ITEM, LOAN, HOLD)
    return await store.look(
        lambda connection: [[tuple(row) for row in connection.execute(select(t).order_by(t.c.id))] for t in tables]
    )


async def key_of(store: Store, ils_id: str) -> int:
    return int(await store.look(lambda c: c.scalar(select(TITLE.c.id).where(TITLE.c.ils_bib_id == ils_id))))


async def lend(store: Store, barcode: str) -> None:
    """Lend a copy to the first patron."""

    def work(connection: Any) -> None:
        item = connection.scalar(select(ITEM.c.id).where(ITEM.c.barcode == barcode))
        patron = connection.scalar(select(func.min(PATRON.c.id)))
        now = store.clock.now()
        row = {"ils_loan_id": f"test-{barcode}", "patron_id": patron, "item_id": item, "loaned_at": now, "due_at": now}
        connection.execute(LOAN.insert().values(**row, synced_at=now))
        connection.execute(update(ITEM).where(ITEM.c.id == item).values(status="on_loan"))

    await store.transact(work)


async def test_what_was_imported_is_found_however_it_is_typed(store: Store, library: Library, tmp_path: Path) -> None:
    source = file_of(tmp_path, book("1", "چشم‌هايش و كتاب", ("b1", "main"), ("b2", "SAADI")), book("2", "دیگری"))
    assert await run(store, source) == {"read": 2, "added": 2, "copies_added": 2}
    page = await library.search("چشمهایش و کتاب")
    (title,) = page.titles
    # Shown as the library wrote it.
    assert title.title == "چشم‌هايش و كتاب"
    assert (title.author, title.copies, title.available) == ("صادق هدایت", 2, 2)
    assert [one.branch.code for one in await library.availability(title.id)] == ["main", "saadi"]


async def test_only_changes_are_written_again(store: Store, library: Library, tmp_path: Path) -> None:
    first = [book(str(number), f"کتاب شماره {number}", (f"b{number}", "main")) for number in range(5)]
    await run(store, file_of(tmp_path, *first))
    assert await run(store, file_of(tmp_path, *first)) == {"read": 5, "unchanged": 5}
    first[2] = book("2", "عنوان تازه", ("b2", "saadi"), ("b22", "main"))
    assert await run(store, file_of(tmp_path, *first)) == {
        "read": 5, "unchanged": 4, "changed": 1, "copies_added": 1, "copies_changed": 1,
    }  # fmt: skip
    assert [title.id for title in (await library.search("عنوان تازه")).titles] == ["2"]
    assert not (await library.search("کتاب شماره ۲")).titles or (await library.search("کتاب شماره ۲")).corrected


async def test_older_and_repeated_records_do_not_win(store: Store, library: Library, tmp_path: Path) -> None:
    new = book("1", "عنوان نو", f005="20260601000000.0")
    old = book("1", "عنوان کهنه", f005="20200101000000.0")
    counts = await run(store, file_of(tmp_path, new, old))
    assert (counts["added"], counts["repeated"], counts["older"]) == (1, 1, 1)
    assert await run(store, file_of(tmp_path, old)) == {"read": 1, "older": 1}
    title = await library.title("1")
    assert title is not None and title.title == "عنوان نو"


async def test_deleted_records_go_and_those_in_use_stay(store: Store, library: Library, tmp_path: Path) -> None:
    await run(store, file_of(tmp_path, book("1", "یک", ("b1", "main")), book("2", "دو", ("b2", "main"))))
    await lend(store, "b2")
    gone = [book(number, "x", leader="00000dam a2200000 a 4500") for number in ("1", "2", "3")]
    result = await import_catalogue(store, [file_of(tmp_path, *gone)], by=BY)
    counts = result.outcome.counts
    assert (counts["deleted"], counts["kept"], counts["nothing_to_delete"], counts["copies_deleted"]) == (1, 1, 1, 1)
    assert [(one.number, one.problem.code) for one in result.outcome.problems] == [(2, "title_in_use")]
    assert await library.title("1") is None
    assert await library.title("2") is not None


async def test_a_full_file_removes_what_it_lacks_unless_that_is_too_much(
    store: Store, library: Library, tmp_path: Path
) -> None:
    all_of = [book(str(number), f"کتاب {number}", (f"b{number}", "main")) for number in range(20)]
    await run(store, file_of(tmp_path, *all_of))
    before = await everything(store)
    few = await run(store, file_of(tmp_path, *all_of[:10]), full=True)
    assert few["withheld"] == 10
    assert await everything(store) == before
    # Titles of other origin are not touched.
    assert await run(store, file_of(tmp_path, *all_of[:17]), full=True) == {
        "read": 17, "unchanged": 17, "deleted": 3, "copies_deleted": 3,
    }  # fmt: skip
    assert (await library.title("19"), (await library.title("18"))) == (None, None)
    assert len((await everything(store))[0]) == len(before[0]) - 3


async def test_nothing_counts_as_missing_where_a_record_could_not_be_read(
    store: Store, library: Library, tmp_path: Path
) -> None:
    all_of = [book(str(number), f"کتاب {number}") for number in range(3)]
    await run(store, file_of(tmp_path, *all_of))
    source = file_of(tmp_path, *all_of[:2])
    source.path.write_bytes(source.path.read_bytes() + b"00099\x92xx 22\x1d")
    counts = await run(store, source, full=True)
    assert counts["withheld"] == 1
    assert "deleted" not in counts


async def test_copies_that_are_gone_are_removed_and_one_that_is_out_is_kept(
    store: Store, library: Library, tmp_path: Path
) -> None:
    await run(store, file_of(tmp_path, book("1", "یک", ("b1", "main"), ("b2", "main"), ("b3", "main"))))
    await lend(store, "b2")
    result = await import_catalogue(store, [file_of(tmp_path, book("1", "یک", ("b1", "main")))], by=BY)
    assert (result.outcome.counts["copies_deleted"], result.outcome.counts["copies_kept"]) == (1, 1)
    assert [one.problem.code for one in result.outcome.problems] == ["copy_in_use"]
    # A record that says nothing of copies leaves them as they are.
    await run(store, file_of(tmp_path, book("1", "یک بار دیگر")))
    title = await library.title("1")
    assert title is not None and title.copies == 2


async def test_the_status_of_a_copy_that_is_out_here_is_not_overwritten(
    store: Store, library: Library, tmp_path: Path
) -> None:
    await run(store, file_of(tmp_path, book("1", "یک", ("b1", "main"))))
    await lend(store, "b1")
    await run(store, file_of(tmp_path, book("1", "یک نو", ("b1", "saadi"))))
    (branch,) = await library.availability("1")
    assert (branch.branch.code, branch.available) == ("saadi", 0)


async def test_unknown_branches_and_taken_barcodes_are_named(store: Store, library: Library, tmp_path: Path) -> None:
    source = file_of(tmp_path, book("1", "یک", ("b1", "nowhere"), ("b2", "main")), book("2", "دو", ("b2", "main")))
    result = await import_catalogue(store, [source], by=BY)
    assert dict(result.outcome.branches) == {"nowhere": 1}
    assert [(one.number, one.problem.code) for one in result.outcome.problems] == [(2, "barcode_taken")]
    # Once the code is mapped, the copy comes.
    assert (await run(store, source, mapping=Mapping(branches={"nowhere": "bagh"})))["copies_added"] == 1


async def test_copies_of_a_branch_that_is_no_longer_known_stay(store: Store, library: Library, tmp_path: Path) -> None:
    source = file_of(tmp_path, book("1", "یک", ("b1", "elsewhere"), ("b2", "main")), book("2", "دو", ("b3", "main")))
    await run(store, source, mapping=Mapping(branches={"elsewhere": "saadi"}))
    before = (await everything(store))[1]
    counts = await run(store, source)
    assert "copies_deleted" not in counts
    assert (await everything(store))[1] == before
    # A copy that two titles name stays with the one that has it, and what is named no more goes all the same.
    moved = file_of(tmp_path, book("2", "دو", ("b3", "main")), book("1", "یک", ("b3", "main"), ("b1", "nowhere")))
    assert (await run(store, moved))["copies_deleted"] == 1
    left = await store.look(
        lambda c: set(c.scalars(select(ITEM.c.barcode).where(ITEM.c.barcode.in_(["b1", "b2", "b3"]))))
    )
    assert left == {"b1", "b3"}


async def test_a_dry_run_counts_the_same_and_writes_nothing(store: Store, library: Library, tmp_path: Path) -> None:
    source = file_of(tmp_path, *(book(str(number), f"کتاب {number}", (f"b{number}", "main")) for number in range(3)))
    before = await everything(store)
    dry = await run(store, source, dry_run=True)
    assert await everything(store) == before
    assert await last_runs(store) == []
    assert await run(store, source) == dry


async def test_the_last_import_can_be_taken_back_to_the_last_row(
    store: Store, library: Library, tmp_path: Path
) -> None:
    first = [book(str(number), f"کتاب {number}", (f"b{number}", "main")) for number in range(30)]
    await run(store, file_of(tmp_path, *first))
    await lend(store, "b1")
    await store.transact(
        lambda c: c.execute(update(LOAN).where(LOAN.c.ils_loan_id == "test-b1").values(returned_at=store.clock.now()))
    )
    await store.transact(lambda c: c.execute(update(ITEM).where(ITEM.c.barcode == "b1").values(status="available")))
    before = await everything(store)
    second = [book("0", "تغییر کرد", ("b0", "saadi")), book("99", "تازه", ("b99", "main")), *first[3:]]
    counts = await run(store, file_of(tmp_path, *second), full=True)
    assert (counts["added"], counts["changed"], counts["deleted"]) == (1, 1, 2)
    assert await everything(store) != before
    undone = await undo_last(store, by=BY)
    assert undone.id == 2
    assert await everything(store) == before
    assert [title.id for title in (await library.search("کتاب ۱")).titles][:1] == ["1"]
    # What was read then counts as unread.
    assert (await run(store, file_of(tmp_path, *second)))["added"] == 1


async def test_an_import_with_loans_or_holds_on_it_is_not_taken_back(
    store: Store, library: Library, tmp_path: Path
) -> None:
    await run(store, file_of(tmp_path, book("1", "یک", ("b1", "main"))))
    await lend(store, "b1")
    before = await everything(store)
    with pytest.raises(ImportRefused) as refused:
        await undo_last(store, by=BY)
    assert refused.value.code == "used_since"
    assert "یک (b1)" in refused.value.values["names"]
    assert await everything(store) == before


async def test_only_one_import_runs_and_one_that_died_is_in_nobodys_way(
    store: Store, library: Library, tmp_path: Path, clock: Any
) -> None:
    source = file_of(tmp_path, book("1", "یک"))
    await loading.runs.begin(store, "catalogue", "other", full=False, as_of=clock.now(), by=BY)
    with pytest.raises(ImportRefused) as refused:
        await run(store, source)
    assert refused.value.code == "running"
    clock.advance(timedelta(minutes=5))
    assert (await run(store, source))["added"] == 1
    assert [one.state for one in await last_runs(store)] == ["done", "failed"]


async def test_nothing_is_taken_back_while_an_import_runs(
    store: Store, library: Library, tmp_path: Path, clock: Any
) -> None:
    await run(store, file_of(tmp_path, book("1", "یک")))
    await loading.runs.begin(store, "loans", "other", full=False, as_of=clock.now(), by=BY)
    before = await everything(store)
    assert [one.can_be_undone for one in await last_runs(store)] == [False, False]
    with pytest.raises(ImportRefused) as refused:
        await undo_last(store, kind="catalogue", by=BY)
    assert (refused.value.code, refused.value.values["kind"]) == ("running", "loans")
    assert await everything(store) == before
    # One that died with its process is in nobody's way.
    clock.advance(timedelta(minutes=5))
    assert (await undo_last(store, kind="catalogue", by=BY)).id == 1
    assert await library.title("1") is None


async def test_a_record_that_says_too_much_is_cut_and_stored(store: Store, library: Library, tmp_path: Path) -> None:
    made = record("1", field("245", a="ب" * 4000), field("520", a="x" * 9000), field("952", p="b" * 70, b="main"))
    result = await import_catalogue(store, [file_of(tmp_path, made)], by=BY)
    assert result.outcome.counts["added"] == 1
    assert [one.problem.code for one in result.outcome.problems] == ["barcode_long"]


async def test_the_age_of_the_data_is_kept(store: Store, library: Library, tmp_path: Path, clock: Any) -> None:
    assert await age_of(store, "catalogue") is None
    moment = clock.now()
    clock.advance(timedelta(days=2))
    await run(store, file_of(tmp_path, book("1", "یک")), as_of=moment)
    assert await age_of(store, "catalogue") == moment
