"""How long what is kept: changed by staff, held to by the rounds, counted by trials, told by the documentation."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from bot.settings import Settings
from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.forgetting.patrons import erase_patron
from crm.records.values import RETENTIONS
from crm.trust.consents import record_consent
from crm.trust.periods import BOUNDS, DEFAULTS, change_period, days_of, periods
from crm.trust.requests import note_copy
from crm.trust.retention_runs import note_round, note_run, run_reports
from library.retention import count_old, erase_old
from protocol.clock import FixedClock
from tests.support.planted import plant, team
from tests.support.store_rows import add, add_patron, rows

BY = Actor("system", "test")
DAY = timedelta(days=1)
SAID: dict[str, Any] = {"source": "chat", "by": PATRON}
PRIVACY = Path(__file__).resolve().parents[3] / "docs" / "privacy.md"


async def test_a_period_is_changed_by_staff_within_bounds_and_given_back(store: Store) -> None:
    by = await team(store)
    await change_period(store, "talks", 30, by=by)
    found = {one.what: one for one in await periods(store, {"talks": 200})}
    assert (found["talks"].days, found["talks"].default, found["talks"].changed_by) == (30, 200, "Sara")
    assert found["talks"].is_own and not found["cases"].is_own
    for what, days in (("talks", 0), ("consents", 30), ("imports", 31), ("names", 5)):
        with pytest.raises(InvalidValue):
            await change_period(store, what, days, by=by)
    await change_period(store, "talks", None, by=by)
    assert (await days_of(store, {"talks": 200}))["talks"] == 200
    assert len(await rows(store, records.AuditEvent, action="retention.changed")) == 2


async def test_a_trial_counts_what_a_round_erases_and_erases_nothing(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    patron = await add_patron(store)
    await plant(store, by, patron)
    loan = {"ils_loan_id": "L1", "patron_id": patron, "loaned_at": clock.now(), "due_at": clock.now()}
    await add(store, records.Loan, **loan, returned_at=clock.now(), synced_at=clock.now())
    clock.advance(DAY * 400)
    before = {what: await count_old(store, DEFAULTS) for what in ("first", "again")}
    assert before["first"] == before["again"], "nothing was erased"
    assert before["first"]["talks"] > 10 and before["first"]["cases"] == 1 and before["first"]["loans"] == 1
    done = await erase_old(store, DEFAULTS)
    assert {what: done[what] for what in ("cases", "loans", "visitors", "imports")} == {
        what: before["first"][what] for what in ("cases", "loans", "visitors", "imports")
    }
    assert done["talks"] >= before["first"]["talks"] - 1
    assert sum((await count_old(store, DEFAULTS)).values()) == 0


async def test_reports_are_kept_and_a_round_without_work_leaves_one_a_day(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    nothing = dict.fromkeys(RETENTIONS, 0)
    await note_run(store, DEFAULTS, {**nothing, "talks": 3}, is_dry=True, by=by)
    for _ in range(30):
        await note_round(store, DEFAULTS, nothing)
        clock.advance(timedelta(hours=1))
    await note_round(store, DEFAULTS, {**nothing, "cases": 2})
    reports = await run_reports(store)
    assert [(one.is_dry, one.by, one.total) for one in reports] == [
        (False, None, 2), (False, None, 0), (False, None, 0), (True, "Sara", 3),
    ]  # fmt: skip
    clock.advance(DAY * 400)
    await note_round(store, DEFAULTS, nothing)
    assert len(await run_reports(store)) == 1


async def test_what_was_said_last_is_never_deleted_and_what_it_replaced_is_after_its_time(
    store: Store, clock: FixedClock
) -> None:
    patron = await add_patron(store)
    await record_consent(store, patron, "loan_reminder", "email", "granted", **SAID)
    await record_consent(store, patron, "loan_reminder", "telegram", "granted", **SAID)
    clock.advance(DAY * 1000)
    await record_consent(store, patron, "loan_reminder", "email", "withdrawn", **SAID)
    clock.advance(DAY * 200)
    # It was in force until 200 days ago.
    assert (await erase_old(store, DEFAULTS))["consents"] == 0
    clock.advance(DAY * 1000)
    assert (await erase_old(store, DEFAULTS))["consents"] == 1
    kept = await rows(store, records.ConsentRecord)
    assert [(one.channel, one.action) for one in kept] == [("telegram", "granted"), ("email", "withdrawn")]
    table = table_of(records.ConsentRecord)
    with pytest.raises(IntegrityError):
        await store.transact(lambda connection: connection.execute(delete(table)))
    assert len(await rows(store, records.ConsentRecord)) == 2


async def test_proofs_of_erased_patrons_and_requests_go_after_their_time(store: Store, clock: FixedClock) -> None:
    patron, other = await add_patron(store), await add_patron(store)
    await record_consent(store, patron, "loan_reminder", "email", "granted", **SAID)
    await note_copy(store, other, None, kind="export", by=PATRON)
    await erase_patron(store, patron, by=BY)
    clock.advance(DAY * 1094)
    assert sum((await erase_old(store, DEFAULTS)).values()) == 0
    clock.advance(DAY * 2)
    done = await erase_old(store, DEFAULTS)
    assert (done["consents"], done["requests"]) == (1, 2)
    assert await rows(store, records.DataRequest) == [] and await rows(store, records.ConsentRecord) == []


def test_the_privacy_page_of_the_documentation_tells_the_same() -> None:
    page = PRIVACY.read_text(encoding="utf-8").splitlines()
    defaults = Settings.model_construct().retention_defaults
    assert set(defaults) == set(DEFAULTS) == set(BOUNDS) == set(RETENTIONS)
    for what in RETENTIONS:
        (line,) = [line for line in page if line.startswith(f"| `{what}`")]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert cells[1] == str(DEFAULTS[what]) == str(defaults[what])
        assert cells[2] == "–".join(map(str, BOUNDS[what]))
        assert all(cells[4:6])
