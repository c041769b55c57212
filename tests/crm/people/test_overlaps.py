"""Where both records of a merge have the same, the stricter holds, and what hung on one hangs on the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from crm import records
from crm.actor import PATRON
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.interests.keeping import forget_interests, keep_interest
from crm.interests.profiles import InterestProfile
from crm.lifecycle import daily
from crm.lifecycle.rule import LifecycleRule
from crm.notices.subscriptions import unsubscribe
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from crm.outreach.segments import put_back, put_segment, refresh_all, take_out
from crm.people.unmerging import undo_merge
from crm.trust.history import choose_history
from language.requests.reading.wish import ReadingWish
from protocol.clock import FixedClock
from tests.crm.people.test_merging import every, merge, public, titled
from tests.support.planted import team
from tests.support.store_rows import add, add_patron, rows

TEHRAN = ZoneInfo("Asia/Tehran")


async def test_whoever_was_taken_out_under_one_record_is_out_under_the_other(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    rule = SegmentRule((RuleGroup((RuleCondition("category", ("student",)),)),))
    segment_id = await put_segment(store, "students", rule, TEHRAN, by=by)
    await take_out(store, segment_id, await public(store, goes), by=by)
    before = await every(store)
    clock.advance(timedelta(hours=1))
    done = await merge(store, stays, goes, by)
    await refresh_all(store, TEHRAN)
    (mine,) = await rows(store, records.SegmentMember, patron_id=stays)
    assert mine.status == "opted_out"
    await undo_merge(store, done.id, by=by)
    after = await every(store)
    assert after["segment_member"] == before["segment_member"]
    # What staff decide in the meantime stays.
    done = await merge(store, stays, goes, by)
    clock.advance(timedelta(hours=1))
    await put_back(store, segment_id, await public(store, stays), TEHRAN, by=by)
    assert (await undo_merge(store, done.id, by=by)).changed_since == 1
    (mine,) = await rows(store, records.SegmentMember, patron_id=stays)
    assert mine.status == "in"


async def test_a_notice_that_waits_for_longer_goes_back_with_its_loan(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    now = clock.now()
    asked = {"kind": "due_soon", "channel": "email", "asked_at": now}
    subscription = await add(store, records.Subscription, patron_id=goes, **asked)
    told = {"thing": "loan:L1", "kind": "due_soon", "channel": "email", "due_at": now, "planned_at": now}
    notice = await add(store, records.Notice, patron_id=goes, subscription_id=subscription, send_after=now, **told)
    done = await merge(store, stays, goes, by)
    clock.advance(timedelta(hours=1))
    for table, key, values in (
        (table_of(records.Notice), notice, {"send_after": clock.now()}),
        (table_of(records.Subscription), subscription, {"asked_at": clock.now()}),
    ):
        later = update(table).where(table.c.id == key).values(**values)
        await store.transact(lambda connection, later=later: connection.execute(later))
    assert (await undo_merge(store, done.id, by=by)).changed_since == 0
    for record in (records.Notice, records.Subscription):
        assert [row.patron_id for row in await rows(store, record)] == [goes]


@pytest.mark.parametrize(
    ("mine", "theirs", "keeps"),
    [
        ("granted", None, True),
        (None, "granted", True),
        ("granted", "withdrawn", False),
        ("withdrawn", "granted", False),
        (None, None, False),
    ],
)
async def test_a_history_is_kept_unless_a_no_was_said(
    store: Store, clock: FixedClock, mine: str | None, theirs: str | None, keeps: bool
) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    for patron_id, action in ((stays, mine), (goes, theirs)):
        if action is not None:
            said = {"channel": "web_chat", "source": "page", "by": PATRON}
            await choose_history(store, patron_id, keep=action == "granted", **said)
    before = await every(store)
    clock.advance(timedelta(hours=1))
    done = await merge(store, stays, goes, by)
    (row,) = await rows(store, records.Patron, id=stays)
    assert row.history_opt_in is keeps
    await undo_merge(store, done.id, by=by)
    assert await every(store) == before


async def test_what_both_asked_for_is_one_and_ends_at_once(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    now, title = clock.now(), await titled(store, "B1")
    wish = InterestProfile.of(ReadingWish(genres=("history",)))
    for patron_id in (stays, goes):
        await store.transact(
            lambda connection, one=patron_id: keep_interest(connection, store, one, wish, "history", "en", by=PATRON)
        )
        asked = {"kind": "case_answered", "channel": "email", "asked_at": now}
        await add(store, records.Subscription, patron_id=patron_id, **asked)
    (_, theirs) = await rows(store, records.Interest)
    (_, left) = await rows(store, records.Subscription)
    match = {"patron_id": goes, "title_id": title, "interest_id": theirs.id, "matched_at": now}
    await add(store, records.TitleMatch, **match)
    told = {"thing": "answer:1", "kind": "case_answered", "channel": "email", "due_at": now, "planned_at": now}
    await add(store, records.Notice, patron_id=goes, subscription_id=left.id, send_after=now, **told)
    before = await every(store)
    clock.advance(timedelta(hours=1))
    done = await merge(store, stays, goes, by)
    assert [row.ended_at is None for row in await rows(store, records.Subscription)] == [True, False]
    await undo_merge(store, done.id, by=by)
    assert await every(store) == before
    await merge(store, stays, goes, by)
    await unsubscribe(store, stays, source="page", by=PATRON)
    (notice,) = await rows(store, records.Notice)
    assert (notice.status, notice.reason) == ("suppressed", "unsubscribed")
    await store.transact(lambda connection: forget_interests(connection, store, stays, by=PATRON))
    assert await rows(store, records.Interest) == []
    assert await rows(store, records.TitleMatch) == []


async def test_what_is_given_up_when_both_had_it_is_told_no_more(store: Store) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    title = await titled(store, "B1")
    for patron_id, genre in ((stays, "history"), (goes, "history"), (stays, "crime"), (goes, "thriller")):
        wish = InterestProfile.of(ReadingWish(genres=(genre,)))
        await store.transact(
            lambda connection, one=patron_id, wish=wish: keep_interest(
                connection, store, one, wish, "…", "en", by=PATRON
            )
        )
    mine, theirs, crime, thriller = await rows(store, records.Interest)
    match = {"patron_id": goes, "title_id": title, "interest_id": theirs.id, "matched_at": store.clock.now()}
    await add(store, records.TitleMatch, **match)
    done = await merge(store, stays, goes, by)
    await store.transact(lambda connection: forget_interests(connection, store, stays, only=[mine.id], by=PATRON))
    assert [row.id for row in await rows(store, records.Interest)] == [crime.id, thriller.id]
    assert [row.interest_id for row in await rows(store, records.TitleMatch)] == [None]
    # What is gone cannot come back, and nothing fails of it.
    assert (await undo_merge(store, done.id, by=by)).changed_since == 1


async def test_the_last_state_of_the_other_record_is_none_of_the_one_that_stays(
    store: Store, clock: FixedClock
) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    await change_patron(store, goes, lifecycle="closed")
    await daily.run(store, LifecycleRule(), TEHRAN)
    clock.advance(timedelta(days=1))
    await merge(store, stays, goes, by)
    await daily.run(store, LifecycleRule(), TEHRAN)
    assert "reopened" not in [row.reason for row in await rows(store, records.LifecycleEvent)]


async def change_patron(store: Store, patron_id: int, **values: Any) -> None:
    table = table_of(records.Patron)
    await store.transact(
        lambda connection: connection.execute(update(table).where(table.c.id == patron_id).values(**values))
    )
