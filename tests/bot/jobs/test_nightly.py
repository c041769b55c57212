"""The night's work: once a day, from one at night on, and at once where nothing is there yet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.jobs.nightly import Nightly
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from protocol.clock import FixedClock
from tests.support.givens import NOW
from tests.support.store_rows import add, add_patron, how_many, rows

DAY = timedelta(days=1)


async def test_it_is_done_once_a_day_by_whoever_comes_first(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, patron_lapsing_days=10, patron_lapsed_days=20)
    who = await add_patron(store, "1", registered_at=NOW - 90 * DAY, last_engaged_at=NOW)
    first, second = Nightly(settings, store), Nightly(settings, store)
    assert await first.run() > 0
    assert await first.run() == await second.run() == 0
    assert len(await rows(store, records.DailyRun)) == 2
    # Half past midnight in Tehran is too early, one o'clock is not.
    midnight = NOW.replace(hour=21, minute=0) + 10 * DAY
    clock.advance(midnight - clock.now())
    assert await second.run() == 0
    clock.advance(timedelta(minutes=31))
    assert await second.run() > 0
    [patron] = await rows(store, records.Patron, id=who)
    assert patron.lifecycle == "lapsing", "the library's own days"
    # What ran through the night it was off is made up for by the next start.
    clock.advance(40 * DAY)
    assert await Nightly(settings, store).run() > 0
    assert await how_many(store, records.LifecycleEvent) == 3


async def test_guardians_whose_time_is_over_are_written_down(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    guardian, child = await add_patron(store, "1"), await add_patron(store, "2", birth_year=2008)
    for last_day in (NOW.date(), NOW.date() - DAY):
        who = guardian if last_day == NOW.date() else await add_patron(store, "3")
        ward = await add_patron(store, f"9{last_day.day}", birth_year=2015)
        link = {"guardian_id": who, "child_id": ward, "made_at": NOW - 30 * DAY, "last_day": last_day}
        await add(store, records.Guardianship, **link)
    await add(store, records.Guardianship, guardian_id=guardian, child_id=child, made_at=NOW - 30 * DAY)
    await Nightly(Settings(home=tmp_path), store).run()
    found = [one.end_reason for one in await rows(store, records.Guardianship)]
    assert found == [None, "last_day", "age"]
    assert len(await rows(store, records.AuditEvent, action="guardianship.ended")) == 4, "each under both"
