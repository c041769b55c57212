"""The night's harvest: once a day, again an hour after one that broke off, and by one gateway of several."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.importing import reports
from bot.importing.harvests import access_of, told_harvest
from bot.jobs.chores import jobs
from bot.jobs.harvesting import Harvesting
from bot.settings import ROOT, Settings
from crm.database.store import Store
from library import seed
from library.imports import last_runs
from library.imports.oai.state import harvested
from protocol.clock import FixedClock
from tests.support.givens import NOW
from tests.support.import_files import book
from tests.support.oai_repository import OaiRepository, oai_repository

SMALL = ROOT / "tests" / "library" / "port" / "small.yml"


@pytest.fixture
def repository() -> Iterator[OaiRepository]:
    with oai_repository() as running:
        yield running


def listed(repository: OaiRepository) -> int:
    return sum(asked["verb"] == "ListRecords" for asked in repository.asked)


async def test_it_is_done_once_a_night_and_again_where_it_broke_off(
    sqlite_store: Store, clock: FixedClock, tmp_path: Path, repository: OaiRepository
) -> None:
    store = sqlite_store
    await seed.load(store, SMALL)
    settings = Settings(home=tmp_path, oai_url=repository.url)
    first, second = Harvesting(settings, store), Harvesting(settings, store)
    repository.put(*(book(str(number), f"کتاب {number}", (f"b{number}", "main")) for number in range(1, 6)))
    repository.goes_well(2)
    repository.fails(500)
    # A library that begins has its catalogue at once, as far as it comes.
    assert await first.run() == 0
    access = access_of(settings)
    assert access is not None
    told = told_harvest(await harvested(store, access), "fa")
    assert len(told) == 3 and "ناتمام" in told[1] and "500" in told[2]
    assert await second.run() == 0 and listed(repository) == 2, "nobody asks again within the hour"
    clock.advance(timedelta(minutes=61))
    assert await second.run() == 10
    assert [one.state for one in await last_runs(store)] == ["done"]
    clock.advance(timedelta(minutes=61))
    assert await first.run() == await second.run() == 0 and listed(repository) == 3
    # Half past one in Tehran is too early, two o'clock is not.
    clock.advance(NOW.replace(hour=22, minute=0) + timedelta(days=10) - clock.now())
    assert await first.run() == 0 and listed(repository) == 3
    clock.advance(timedelta(minutes=31))
    repository._last += timedelta(days=2)
    repository.put(book("6", "کتاب ۶", ("b6", "main")))
    assert await second.run() == 2
    assert await first.run() == 0 and listed(repository) == 4


def test_without_a_repository_there_is_no_such_job(tmp_path: Path) -> None:
    nobody: object = None
    for url, has_one in (("", False), ("https://library.example/oai", True)):
        settings = Settings(home=tmp_path, oai_url=url)
        names = [job.name for job in jobs(settings, *[nobody] * 6)]  # type: ignore[arg-type]
        assert ("harvest the catalogue" in names) == has_one


async def test_what_was_wrong_at_night_is_read_from_the_store(
    sqlite_store: Store, tmp_path: Path, repository: OaiRepository
) -> None:
    store = sqlite_store
    await seed.load(store, SMALL)
    repository.put(book("1", "کتاب ۱", ("b1", "main")))
    repository.put_broken("oai:x:2", "<record/>")
    await Harvesting(Settings(home=tmp_path, oai_url=repository.url), store).run()
    [run] = await last_runs(store)
    async with reports.lent(store, run.id) as path:
        assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 1 + run.counts["problems"] > 1
    assert list((tmp_path / "imports").iterdir()) == []
