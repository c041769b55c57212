"""What the embedded library writes, and how it behaves when the store does not."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from crm import records
from crm.audit import trail
from crm.database.in_session import in_session
from crm.database.store import Store
from language.normalise import fold, squash
from library import Library, open_library
from library.errors import IlsUnavailable
from library.values import CancelStatus, RenewStatus
from protocol.clock import FixedClock
from tests.support.givens import SERVER_KEY
from tests.support.statements import add, execute, found

TODAY = date(2026, 11, 24)
MINA, OMID = 1, 2


async def attempts(store: Store) -> list[records.RenewalAttempt]:
    return await found(store, select(records.RenewalAttempt).order_by(records.RenewalAttempt.id))


async def test_every_attempt_is_kept_with_its_reason(store: Store, library: Library) -> None:
    ids = [loan.id for loan in await library.loans(MINA)]
    await library.renew(MINA, ids, key="all")
    await library.renew(MINA, ids, key="all")
    kept = await attempts(store)
    assert sorted((attempt.result, attempt.reason_code) for attempt in kept) == [
        ("refused", "limit_reached"),
        ("refused", "not_renewable"),
        ("refused", "on_hold"),
        ("refused", "too_soon"),
        ("succeeded", None),
    ]
    assert all(attempt.idempotency_key.startswith("all:") for attempt in kept)


async def test_an_attempt_belongs_to_its_conversation(sqlite_store: Store, sqlite_library: Library) -> None:
    now = sqlite_store.clock.now()
    chat = records.Interaction(
        public_id="chat-1",
        engine_conversation="engine-1",
        channel="web_chat",
        direction="inbound",
        kind="conversation",
        status="open",
        handled_by="bot",
        started_at=now,
    )
    await add(sqlite_store, chat)
    [loan] = [loan for loan in await sqlite_library.loans(MINA) if loan.renewable]
    await sqlite_library.renew(MINA, [loan.id], key="k", conversation="engine-1")
    await sqlite_library.place_hold(7, "t-owl", "main", key="k", conversation="chat-1")
    [attempt] = await attempts(sqlite_store)
    assert attempt.interaction_id == chat.id
    [hold] = await found(sqlite_store, select(records.Hold).where(records.Hold.idempotency_key == "k:t-owl"))
    assert hold.interaction_id == chat.id


async def test_a_new_due_date_is_an_open_day(sqlite_store: Store, sqlite_library: Library) -> None:
    # 14 days after 26 November is Thursday, 10 December; close that day, and Friday is closed anyway.
    day = date(2026, 12, 10)
    await add(sqlite_store, records.Closing(first_day=day, last_day=day, reason_fa="سیل", reason_en="flood"))
    [loan] = [loan for loan in await sqlite_library.loans(MINA) if loan.renewable]
    [outcome] = await sqlite_library.renew(MINA, [loan.id], key="k")
    assert outcome.new_due_date == date(2026, 12, 12)
    assert outcome.new_due is not None
    assert outcome.new_due.isoformat() == "2026-12-12T20:29:59+00:00"


async def test_renewals_run_out(sqlite_library: Library, clock: FixedClock) -> None:
    [loan] = [loan for loan in await sqlite_library.loans(MINA) if loan.renewable]
    reasons = []
    for turn in range(3):
        [outcome] = await sqlite_library.renew(MINA, [loan.id], key=f"turn-{turn}")
        reasons.append(outcome.refusal and outcome.refusal.reason.value)
        current = next(one for one in await sqlite_library.loans(MINA) if one.id == loan.id)
        clock.advance(timedelta(days=(current.due_date - sqlite_library_today(clock)).days - 1))
    assert reasons == [None, None, "limit_reached"]


def sqlite_library_today(clock: FixedClock) -> date:
    return (clock.now() + timedelta(hours=3, minutes=30)).date()


async def test_a_returned_loan_still_answers_the_same_key(sqlite_store: Store, sqlite_library: Library) -> None:
    [loan] = [loan for loan in await sqlite_library.loans(MINA) if loan.renewable]
    [first] = await sqlite_library.renew(MINA, [loan.id], key="k")
    lent = update(records.Loan).where(records.Loan.ils_loan_id == loan.id)
    await execute(sqlite_store, lent.values(returned_at=sqlite_store.clock.now()))
    [again] = await sqlite_library.renew(MINA, [loan.id], key="k")
    assert (again.status, again.new_due_date) == (RenewStatus.RENEWED, first.new_due_date)
    [other] = await sqlite_library.renew(MINA, [loan.id], key="another")
    assert other.status is RenewStatus.NOT_FOUND


async def test_a_long_key_is_still_one_key(store: Store, library: Library) -> None:
    [loan] = [loan for loan in await library.loans(MINA) if loan.renewable]
    outcomes = [(await library.renew(MINA, [loan.id], key="k" * 400))[0] for _ in range(2)]
    assert [outcome.repeated for outcome in outcomes] == [False, True]
    assert (await library.place_hold(7, "t-owl", "main", key="k" * 400)).ok


async def test_two_who_reserve_at_once_stand_in_line(store: Store, library: Library) -> None:
    outcomes = await asyncio.gather(
        library.place_hold(7, "t-hobbit", "main", key="a"), library.place_hold(3, "t-hobbit", "main", key="b")
    )
    assert sorted(one.hold.position or 0 for one in outcomes if one.hold) == [1, 2]
    keys = ["a:t-hobbit", "b:t-hobbit"]
    places = await found(store, select(records.Hold.queue_position).where(records.Hold.idempotency_key.in_(keys)))
    assert sorted(place or 0 for place in places) == [1, 2]


async def test_stopping_a_copy_under_way_is_left_to_staff(store: Store, library: Library) -> None:
    [coming] = [hold for hold in await library.holds(OMID) if hold.title == "کوری"]
    outcome = await library.cancel_hold(OMID, coming.id, key="message-9")
    assert (outcome.status, outcome.repeated) == (CancelStatus.REQUESTED, False)
    again = await library.cancel_hold(OMID, coming.id, key="message-10")
    assert (again.status, again.repeated) == (CancelStatus.REQUESTED, True)
    [event] = await found(store, select(records.AuditEvent))
    assert (event.action, event.entity_id) == ("hold.cancel_requested", coming.id)
    assert (await trail.verify(store)).is_sound


async def test_a_ready_copy_is_kept_for_the_next_until_an_open_day(
    sqlite_store: Store, sqlite_library: Library
) -> None:
    await execute(sqlite_store, update(records.Hold).values(pickup_branch_id=2).where(records.Hold.patron_id == OMID))
    [ready] = await sqlite_library.holds(MINA)
    await sqlite_library.cancel_hold(MINA, ready.id, key="c")
    [next_one] = [hold for hold in await sqlite_library.holds(OMID) if hold.title == "Animal Farm"]
    # A student's shelf time is three days: Friday the 27th is closed, so it is Saturday.
    assert (next_one.state, next_one.ready_until) == ("ready", date(2026, 11, 28))


async def test_new_titles_are_found_at_once(store: Store, library: Library) -> None:
    assert (await library.search("کلیدر")).total == 0
    text = "کلیدر محمود دولت‌آبادی"
    new = records.TitleRecord(
        ils_bib_id="t-new",
        title="کلیدر",
        authors="محمود دولت‌آبادی",
        language="fa",
        search_norm=fold(text),
        search_squash=squash(text),
    )
    await add(store, new)
    assert [title.id for title in (await library.search("كليدر")).titles] == ["t-new"]
    assert [title.id for title in (await library.search(author="دولت آبادی")).titles] == ["t-new"]
    await store.transact(in_session(lambda session: session.delete(session.get(records.TitleRecord, new.id))))
    assert (await library.search("کلیدر")).total == 0


@pytest.mark.own_file
async def test_a_locked_store_is_unavailable_and_nothing_is_renewed(
    sqlite_store: Store, sqlite_library: Library, tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "embedded.sqlite3"
    store = await Store.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY, busy_seconds=0.2)
    impatient = open_library(store, clock)
    [loan] = [loan for loan in await impatient.loans(MINA) if loan.renewable]
    blocker = sqlite3.connect(path, isolation_level=None)
    try:
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(IlsUnavailable):
            await impatient.renew(MINA, [loan.id], key="k")
        # Reading goes on beside a writer.
        assert (await impatient.health()).ok
    finally:
        blocker.execute("ROLLBACK")
        blocker.close()
    assert await attempts(store) == []
    [outcome] = await impatient.renew(MINA, [loan.id], key="k")
    assert (outcome.ok, outcome.repeated) == (True, False)
    await store.close()


async def test_an_erased_patron_has_nothing(sqlite_store: Store, sqlite_library: Library) -> None:
    emptied = dict.fromkeys(
        (
            "display_name", "name_norm", "ils_patron_id", "card_number_hash", "card_last4", "pin_hash", "birth_year",
            "restriction_reason_fa", "restriction_reason_en",
        )
    )  # fmt: skip
    mina = update(records.Patron).where(records.Patron.id == MINA)
    await execute(sqlite_store, mina.values(erased_at=sqlite_store.clock.now(), lifecycle="erased", **emptied))
    assert await sqlite_library.loans(MINA) == []
    assert await sqlite_library.account(MINA) is None
    assert await sqlite_library.authenticate("20000001", "1111") is None


async def test_lateness_runs_until_it_is_charged(store: Store, library: Library, clock: FixedClock) -> None:
    before = await library.fees(MINA)
    [loan, *_] = [loan for loan in await library.loans(MINA) if not loan.overdue]
    clock.advance(timedelta(days=(loan.due_date - clock.now().date()).days + 4))
    account = await library.fees(MINA)
    assert account.balance == before.balance, "what runs is no debt yet"
    [fee] = [fee for fee in account.running if fee.title == loan.title]
    assert fee.per_day is not None and fee.days_late == 4
    assert fee.amount.minor == 4 * fee.per_day.minor
    [row] = await found(store, select(records.Loan).where(records.Loan.ils_loan_id == loan.id))
    charged = records.Fine(
        ils_fine_id="f-part", patron_id=MINA, loan_id=row.id, kind="overdue", amount_minor=fee.per_day.minor,
        currency=fee.amount.currency, assessed_at=clock.now(),
    )  # fmt: skip
    await add(store, charged)
    [left] = [fee for fee in (await library.fees(MINA)).running if fee.title == loan.title]
    assert left.amount.minor == 3 * fee.per_day.minor, "what was charged already is not counted again"


async def test_a_title_is_found_by_its_name_in_another_script(sqlite_store: Store, sqlite_library: Library) -> None:
    words = fold("Animal Farm George Orwell Satire قلعهٔ حیوانات جورج اورول")
    farm = update(records.TitleRecord).where(records.TitleRecord.title == "Animal Farm")
    await execute(sqlite_store, farm.values(search_norm=words))
    for result in (
        await sqlite_library.search("قلعه حیوانات"),
        await sqlite_library.search(author="جورج اورول"),
        await sqlite_library.search(title="قلعه‌ی حیوانات", author="اورول"),
    ):
        assert [title.title for title in result.titles] == ["Animal Farm"]
        assert not result.corrected
