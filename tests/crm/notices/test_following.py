"""Events that patrons follow: told the morning before, at once when moved or called off, once, and to nobody else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.notices.wording import word
from bot.pages.copy_view import sections
from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from crm.forgetting.notices import forget_notices
from crm.forgetting.patrons import erase_patron
from crm.library_info.closings_and_events import EventValues, delete_event, put_event
from crm.library_info.closings_and_events import event as event_of
from crm.messages import outbox
from crm.notices.following import follow_event, followed, reminder_at, unfollow_events
from crm.notices.planning import plan
from crm.notices.sending import send_due
from crm.notices.subscriptions import subscriptions, unsubscribe
from crm.people.merging import merge_patrons
from crm.people.unmerging import undo_merge
from crm.trust.consents import may_send, record_consent
from crm.trust.copying import Whose, copy_of
from protocol.clock import FixedClock
from tests.crm.people.test_merging import public
from tests.support.given_notices import RULES, TEHRAN, at_telegram, branch, loan, try_all, wants
from tests.support.planted import team
from tests.support.store_rows import SARA, add_patron, rows
from tests.support.texts import phrase

BY: dict[str, Any] = {"source": "chat", "by": PATRON}


async def circle(store: Store, *, days: int = 5, hours: int = 0, at: int | None = None, **values: Any) -> int:
    """A reading circle some days from now, or changed to that."""
    begins = store.clock.now() + timedelta(days=days, hours=hours)
    row = {
        "title_fa": "حلقهٔ خوانش", "title_en": "Reading circle", "description_fa": None, "description_en": None,
        "branch_id": None, "starts_at": begins, "ends_at": begins + timedelta(hours=2), "seats": None,
        "registration_fa": None, "registration_en": None,
    }  # fmt: skip
    return await put_event(store, EventValues(**(row | values)), by=SARA, event_id=at)


async def follow(store: Store, patron: int, event_id: int) -> bool:
    return await store.transact(lambda connection: follow_event(connection, store, patron, event_id, by=PATRON))


async def leave(store: Store, patron: int, *only: int) -> int:
    return await store.transact(
        lambda connection: unfollow_events(connection, store, patron, only=only or None, by=PATRON)
    )


async def follower(store: Store, *events: int) -> int:
    patron = await add_patron(store)
    who = await at_telegram(store, patron)
    await wants(store, patron, "telegram", "event", identity_id=who.id)
    for event_id in events:
        await follow(store, patron, event_id)
    return patron


async def told(store: Store) -> list[str]:
    """Plan and send as every minute does, and give what went out, in the words of the library."""
    await plan(store, RULES, soon=True)
    await send_due(store, RULES, word)
    said = []
    for item in await outbox.due(store, "telegram", limit=500):
        said.append(item.message.text)
        await outbox.claim(store, item.id)
        await outbox.sent(store, item.id)
    return said


async def fates(store: Store) -> list[tuple[int, str, str | None]]:
    return [(one.step, one.status, one.reason) for one in await rows(store, records.Notice)]


async def test_it_is_told_the_morning_before_and_once(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store)
    await follower(store, event_id)
    assert await told(store) == []
    [row] = await rows(store, records.FollowedEvent)
    before = RULES.morning(RULES.local_day(row.starts_at) - timedelta(days=1))
    clock.advance(before - clock.now() - timedelta(minutes=1))
    assert await told(store) == [], "in quiet hours"
    clock.advance(timedelta(minutes=1))
    [said] = await told(store)
    assert "دنبال می‌کنید" in said and "حلقهٔ خوانش" not in said, "a push names no title"
    clock.advance(timedelta(hours=5))
    assert await told(store) == []
    assert await fates(store) == [(0, "sent", None)]


async def test_whoever_asks_after_that_morning_is_told_on_the_day(store: Store, clock: FixedClock) -> None:
    now = clock.now()
    late = RULES.morning(RULES.local_day(now)) + timedelta(hours=10)
    begins = late + timedelta(hours=22)
    assert reminder_at(RULES, begins, late) == RULES.morning(RULES.local_day(begins))
    assert reminder_at(RULES, begins, late - timedelta(days=3)) == RULES.morning(RULES.local_day(late))
    assert reminder_at(RULES, late + timedelta(hours=1), late) is None, "it begins before any morning"


async def test_a_title_is_named_where_the_library_names_titles(store: Store, clock: FixedClock) -> None:
    named = replace(RULES, titles=True)
    await follower(store, await circle(store, days=1, hours=12, branch_id=await branch(store)))
    clock.advance(timedelta(hours=24))
    await plan(store, named, soon=True)
    await send_due(store, named, word)
    [item] = await outbox.due(store, "telegram")
    assert "«حلقهٔ خوانش»" in item.message.text and "سعدی" in item.message.text
    payloads = [button["payload"] for button in item.message.buttons]
    assert payloads[0].startswith('/events{"ref": "event:') and payloads[-1] == '/unsubscribe{"ref": "event"}'


async def test_a_move_is_told_at_once_and_the_reminder_goes_by_the_new_day(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store)
    await follower(store, event_id)
    await circle(store, days=7, at=event_id)
    [said] = await told(store)
    assert "عوض شد" in said
    assert await told(store) == []
    clock.advance(timedelta(days=4, hours=6))
    assert await told(store) == [], "not for the day on which it is no more"
    clock.advance(timedelta(days=2))
    assert len(await told(store)) == 1


async def test_another_title_or_seat_is_no_move(store: Store) -> None:
    event_id = await circle(store)
    await follower(store, event_id)
    row = await event_of(store, event_id)
    values = EventValues(**{name: getattr(row, name) for name in EventValues.__dataclass_fields__})
    await put_event(store, replace(values, title_en="The circle", seats=20), by=SARA, event_id=event_id)
    assert await told(store) == []
    await put_event(store, replace(values, branch_id=await branch(store)), by=SARA, event_id=event_id)
    [said] = await told(store)
    assert "سعدی" in said, "another place is a move"


async def test_a_move_that_was_taken_back_before_it_was_told_is_told_to_nobody(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store)
    begins = (await event_of(store, event_id)).starts_at
    span: dict[str, Any] = {"starts_at": begins, "ends_at": begins + timedelta(hours=2)}
    await follower(store, event_id)
    await circle(store, days=7, at=event_id)
    await plan(store, RULES, soon=True)
    await circle(store, at=event_id, **span)
    assert await told(store) == []
    # Told and taken back, both are told.
    await circle(store, days=7, at=event_id)
    assert len(await told(store)) == 1
    await circle(store, at=event_id, **span)
    assert len(await told(store)) == 1
    clock.advance(RULES.morning(RULES.local_day(begins) - timedelta(days=1)) - clock.now())
    assert len(await told(store)) == 1, "and the reminder goes by the day that is"


async def test_called_off_is_told_at_once_also_instead_of_a_reminder(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store, days=2)
    patron = await follower(store, event_id)
    begins = (await event_of(store, event_id)).starts_at
    clock.advance(RULES.morning(RULES.local_day(begins) - timedelta(days=1)) - clock.now() - timedelta(hours=8))
    await plan(store, RULES)
    await delete_event(store, event_id, by=SARA)
    clock.advance(timedelta(hours=8))
    [said] = await told(store)
    assert "برگزار نمی‌شود" in said and len(said.splitlines()) == 2
    assert (0, "cancelled", "closed") in await fates(store)
    assert await followed(store, patron) == [] and await told(store) == []


async def test_an_event_that_is_over_is_deleted_without_a_word(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store, days=0, hours=1)
    await follower(store, event_id)
    clock.advance(timedelta(hours=2))
    await delete_event(store, event_id, by=SARA)
    assert await told(store) == []


async def test_nothing_is_told_without_a_yes_or_to_whoever_left(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store)
    patron = await follower(store, event_id)
    await record_consent(store, patron, "event_reminder", "telegram", "withdrawn", **BY)
    other = await follower(store, event_id)
    assert await leave(store, other, event_id) == 1
    third = await follower(store, event_id)
    await unsubscribe(store, third, kinds=["event"], **BY)
    assert await followed(store, third) == [], "nobody would tell of it"
    await circle(store, days=7, at=event_id)
    assert await told(store) == []
    assert [one[1:] for one in await fates(store)] == [("suppressed", "no_consent")]
    assert not await may_send(store, third, "event_reminder", "telegram")
    # Asked for anew, it is told anew.
    await follow(store, other, event_id)
    await circle(store, days=8, at=event_id)
    assert len(await told(store)) == 1


async def test_a_move_between_the_message_and_its_try_is_told_in_its_place(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store, days=1, hours=12)
    await follower(store, event_id)
    clock.advance(timedelta(hours=24))
    await plan(store, RULES, soon=True)
    await send_due(store, RULES, word)
    await circle(store, days=9, at=event_id)
    assert await try_all(store) == [], "what it says is true no more"
    assert len(await told(store)) == 1


async def test_it_falls_together_with_what_is_due(store: Store, clock: FixedClock) -> None:
    patron = await follower(store, await circle(store, days=1, hours=12))
    await wants(store, patron, "telegram", "due_soon", identity_id=(await rows(store, records.ChannelIdentity))[0].id)
    clock.advance(timedelta(hours=24))
    await loan(store, patron, 1)
    await plan(store, RULES)
    [said] = await told(store)
    assert len(said.splitlines()) == 3, "a head and two things"


async def test_what_cannot_be_followed(store: Store, clock: FixedClock) -> None:
    patron = await follower(store)
    with pytest.raises(NotFound):
        await follow(store, patron, 4711)
    begun = await circle(store, days=0, hours=1)
    clock.advance(timedelta(hours=1))
    with pytest.raises(InvalidValue):
        await follow(store, patron, begun)
    coming = await circle(store)
    done = await asyncio.gather(*(follow(store, patron, coming) for _ in range(3)))
    assert sorted(done) == [False, False, True]
    assert [one.title_en for one in await followed(store, patron)] == ["Reading circle"]


async def test_the_copy_has_it_and_an_erasure_takes_it(store: Store) -> None:
    event_id = await circle(store)
    patron = await follower(store, event_id)
    await circle(store, days=7, at=event_id)
    await told(store)
    copy = await copy_of(store, Whose(patron_id=patron), "en")
    [row] = copy.tables["followed_event"]
    assert row["event"] == "Reading circle"
    await erase_patron(store, patron, by=PATRON)
    assert await rows(store, records.FollowedEvent) == []
    [notice] = await rows(store, records.Notice)
    assert (notice.patron_id, notice.followed_id) == (None, None)


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_the_page_of_ones_data_names_what_was_called_off_and_the_other_way(store: Store, language: str) -> None:
    event_id = await circle(store)
    patron = await add_patron(store)
    await wants(store, patron, "web_chat", "event", fallback="email")
    await follow(store, patron, event_id)
    await delete_event(store, event_id, by=SARA)
    shown = sections(await copy_of(store, Whose(patron_id=patron), language), language, TEHRAN)
    said = {value for section in shown for row in section.rows for _, value in row}
    assert {"fa": "حلقهٔ خوانش", "en": "Reading circle"}[language] in said
    assert phrase("my_data.value.email", language) in said and "email" not in said


async def test_what_is_long_over_is_forgotten(store: Store, clock: FixedClock) -> None:
    over, coming = await circle(store, days=1), await circle(store, days=90)
    patron = await follower(store, over, coming)
    await circle(store, days=91, at=coming)
    clock.advance(timedelta(days=60))
    await forget_notices(store, before=clock.now() - timedelta(days=30))
    assert [row.event_id for row in await rows(store, records.FollowedEvent)] == [coming]
    assert len(await followed(store, patron)) == 1


async def both(store: Store, event_id: int) -> tuple[int, int, Actor]:
    by = await team(store)
    return await follower(store, event_id), await follower(store, event_id), by


@pytest.mark.parametrize("when", ["before", "planned", "told"])
async def test_two_records_of_one_person_hear_of_it_once(store: Store, clock: FixedClock, when: str) -> None:
    event_id = await circle(store, days=2)
    stays, goes, by = await both(store, event_id)
    begins = (await event_of(store, event_id)).starts_at
    clock.advance(RULES.morning(RULES.local_day(begins) - timedelta(days=1)) - clock.now() - timedelta(hours=1))
    if when != "before":
        await plan(store, RULES)
    if when == "told":
        clock.advance(timedelta(hours=1))
        assert len(await told(store)) == 2, "they were two then"
    done = await merge_patrons(
        store, await public(store, stays), await public(store, goes), by=by, reason="the same name and birth year"
    )
    clock.advance(timedelta(hours=1))
    said = await told(store)
    assert len(said) == (0 if when == "told" else 1)
    assert [len(one.splitlines()) for one in said] == [2] * len(said)
    assert len(await followed(store, stays)) == 1
    await undo_merge(store, done.id, by=by)
    assert len(await followed(store, stays)) == 1 and len(await followed(store, goes)) == 1
    follows = {row.id: row.patron_id for row in await rows(store, records.FollowedEvent)}
    for notice in await rows(store, records.Notice):
        assert follows[notice.followed_id] == notice.patron_id
    assert sorted(follows.values()) == [stays, goes]


async def test_whoever_leaves_it_has_left_it_under_both_records(store: Store) -> None:
    event_id = await circle(store, days=2)
    stays, goes, by = await both(store, event_id)
    done = await merge_patrons(
        store, await public(store, stays), await public(store, goes), by=by, reason="the same name and birth year"
    )
    assert await leave(store, stays) == 1
    await undo_merge(store, done.id, by=by)
    assert await followed(store, goes) == []
    assert [one.kind for one in await subscriptions(store, goes)] == ["event"]


async def test_what_one_record_left_and_the_other_follows_is_still_told(store: Store, clock: FixedClock) -> None:
    event_id = await circle(store, days=2)
    stays, goes, by = await both(store, event_id)
    clock.advance(timedelta(minutes=1))
    await leave(store, stays)
    before = {row.id: (row.patron_id, row.event_id) for row in await rows(store, records.FollowedEvent)}
    done = await merge_patrons(
        store, await public(store, stays), await public(store, goes), by=by, reason="the same name and birth year"
    )
    assert [one.event_id for one in await followed(store, stays)] == [event_id]
    begins = (await event_of(store, event_id)).starts_at
    clock.advance(RULES.morning(RULES.local_day(begins) - timedelta(days=1)) - clock.now())
    assert len(await told(store)) == 1
    assert (await undo_merge(store, done.id, by=by)).changed_since == 0
    assert {row.id: (row.patron_id, row.event_id) for row in await rows(store, records.FollowedEvent)} == before
    assert (len(await followed(store, stays)), len(await followed(store, goes))) == (0, 1)


async def test_whoever_stops_the_news_and_follows_it_anew_is_told_in_its_time_and_once(
    store: Store, clock: FixedClock
) -> None:
    event_id = await circle(store, days=2)
    patron = await follower(store, event_id)
    begins = (await event_of(store, event_id)).starts_at
    morning = RULES.morning(RULES.local_day(begins) - timedelta(days=1))
    clock.advance(morning - clock.now() - timedelta(hours=15))
    assert await told(store) == [], "planned for the morning"
    await unsubscribe(store, patron, kinds=["event"], **BY)
    clock.advance(timedelta(minutes=1))
    await wants(store, patron, "telegram", "event", identity_id=1)
    await follow(store, patron, event_id)
    assert await told(store) == [], "the morning is still to come"
    clock.advance(morning - clock.now())
    assert len(await told(store)) == 1
    clock.advance(timedelta(hours=1))
    assert await told(store) == []


async def test_days_are_those_of_the_library(clock: FixedClock) -> None:
    begins = datetime(2026, 11, 27, 0, 30, tzinfo=TEHRAN)
    asked = datetime(2026, 11, 20, 12, tzinfo=TEHRAN)
    assert reminder_at(RULES, begins, asked) == datetime(2026, 11, 26, 9, tzinfo=TEHRAN)
