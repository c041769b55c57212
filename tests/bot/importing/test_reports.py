"""Reports of imports in the store: each by its run, gone on with where the run is, and deleted with its way back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.importing import reports
from bot.importing.reports import ReportFile
from crm import records
from crm.database.shared_files import FileRefused
from crm.database.store import Store
from library.imports import FoundProblem, ImportProblem
from tests.support.store_rows import add


def written(folder: Path, *numbers: int) -> ReportFile:
    """Write the report of some records without a card."""
    report = ReportFile(folder / "report.csv")
    for number in numbers:
        report.write(FoundProblem("members.csv", number, ImportProblem("card_missing")))
    report.close()
    return report


async def over(store: Store, run_id: int) -> datetime:
    """Let an import of patrons have failed just now; give when it began."""
    now = store.clock.now()
    moments = dict.fromkeys(("started_at", "seen_at", "finished_at", "data_as_of"), now)
    told = {"kind": "patrons", "source": "members.csv", "state": "failed", "started_by": "sara"}
    await add(store, records.ImportRun, id=run_id, **moments, **told, counts={}, problems=[])
    return now


async def lines(store: Store, run_id: int) -> list[str]:
    async with reports.lent(store, run_id) as path:
        return path.read_text(encoding="utf-8-sig").splitlines()


async def test_the_report_of_a_run_that_goes_on_follows_what_it_had(store: Store, tmp_path: Path) -> None:
    begun = await over(store, 7)
    for numbers in ((1, 2), (3,)):
        report = written(tmp_path, *numbers)
        await reports.share(store, "patrons", begun, report)
        assert not report.path.exists()
    head, *rest = await lines(store, 7)
    assert head.startswith("file,record,problem")
    assert [line.split(",")[:2] for line in rest] == [["members.csv", str(number)] for number in (1, 2, 3)]
    assert list(tmp_path.glob(".report-*")) == []


async def test_where_nothing_was_wrong_there_is_none(store: Store, tmp_path: Path) -> None:
    begun = await over(store, 7)
    await reports.share(store, "patrons", begun, written(tmp_path))
    assert not await reports.has_report(store, 7)
    with pytest.raises(FileRefused):
        await lines(store, 7)


async def test_a_report_goes_when_its_import_cannot_be_taken_back_any_more(store: Store, tmp_path: Path) -> None:
    begun = await over(store, 7)
    await reports.share(store, "patrons", begun, written(tmp_path, 1))
    kept_at = store.clock.now()
    assert await reports.forget_old(store, kept_at - timedelta(seconds=1)) == 0
    assert await reports.has_report(store, 7)
    assert await reports.forget_old(store, kept_at + timedelta(seconds=1)) == 1
    assert not await reports.has_report(store, 7)


async def test_the_report_of_what_is_no_run_stays_where_it_is(store: Store, tmp_path: Path) -> None:
    begun = await over(store, 7)
    report = written(tmp_path, 1)
    await reports.share(store, "patrons", begun + timedelta(seconds=1), report)
    await reports.share(store, "loans", begun, report)
    assert report.path.is_file() and not await reports.has_report(store, 7)
