"""Sending: one message for what falls together, with everything read again at the last moment, and nothing twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from crm import records
from crm.actor import PATRON, Actor
from crm.conversations.listing import TalkFilter, talks
from crm.conversations.signing_in import unlink
from crm.database.store import Store
from crm.forgetting.patrons import erase_patron
from crm.messages import outbox
from crm.messages.search import index_new
from crm.notices.fallbacks import chat_blocked
from crm.notices.planning import plan
from crm.notices.sending import drop_untrue
from crm.notices.subscriptions import ToldIn, subscriptions, told_in, unsubscribe
from crm.trust.consents import consents_of, may_send, record_consent
from protocol.clock import FixedClock
from tests.support.given_notices import (
    RULES,
    TEHRAN,
    at_telegram,
    change,
    due_in,
    loan,
    reader,
    ready_hold,
    send,
    wants,
)
from tests.support.store_rows import add, add_patron, rows, sign_in, visitor

BY: dict[str, Any] = {"source": "chat", "by": PATRON}


async def fates(store: Store) -> list[tuple[str, str | None]]:
    return [(one.status, one.reason) for one in await rows(store, records.Notice)]


async def texts(store: Store, channel: str = "telegram") -> list[str]:
    return [item.message.text for item in await outbox.due(store, channel)]


async def test_what_falls_together_is_one_message_in_the_patrons_chat(store: Store) -> None:
    patron, who = await reader(store)
    await loan(store, patron, 2)
    await loan(store, patron, 1)
    await ready_hold(store, patron)
    await plan(store, RULES)
    told = await send(store)
    assert (told.messages, told.things) == (1, 3)
    [item] = await outbox.due(store, "telegram")
    assert item.identity_id == who.id and len(item.message.text.splitlines()) == 3
    assert item.message.language == "fa" and "بوف کور" not in item.message.text
    [talk] = await rows(store, records.Interaction, kind="notice")
    assert (talk.patron_id, talk.direction, talk.handled_by) == (patron, "outbound", "system")
    assert await fates(store) == [("sent", None)] * 3
    assert (await send(store)).messages == 0


async def test_titles_are_named_only_where_the_library_says_so_and_the_patron_is_signed_in(
    store: Store, clock: FixedClock
) -> None:
    rules = type(RULES)(TEHRAN, channels=RULES.channels, titles=True)
    patron, _ = await reader(store)
    await loan(store, patron, 2)
    await plan(store, rules)
    await send(store, rules)
    assert "بوف کور" in (await texts(store))[0]


@pytest.mark.parametrize(
    ("record", "changed", "fate"),
    [
        (records.Loan, {"returned_at": "now"}, ("cancelled", "returned")),
        (records.Loan, {"due_at": "later"}, ("cancelled", "renewed")),
        (records.Loan, {"patron_id": None}, ("cancelled", "closed")),
        (records.Hold, {"status": "filled"}, ("cancelled", "closed")),
        (records.Hold, {"ready_until": "later"}, ("cancelled", "renewed")),
        (records.Patron, {"expires_at": "later"}, ("cancelled", "renewed")),
    ],
)
async def test_what_is_true_no_more_is_not_told(
    sqlite_store: Store, record: Any, changed: dict[str, Any], fate: tuple[str, str]
) -> None:
    store = sqlite_store
    patron, _ = await reader(store)
    if record is records.Loan:
        key = await loan(store, patron, 1)
    elif record is records.Hold:
        key = await ready_hold(store, patron)
    else:
        key = patron
        await change(store, records.Patron, patron, expires_at=due_in(store, 9))
    assert await plan(store, RULES) == 1
    moments = {"now": store.clock.now(), "later": due_in(store, 20)}
    await change(store, record, key, **{name: moments.get(value, value) for name, value in changed.items()})
    assert (await send(store)).messages == 0
    assert await fates(store) == [fate]


async def test_a_reminder_that_waited_past_the_due_date_is_not_told(store: Store, clock: FixedClock) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await plan(store, RULES)
    clock.advance(timedelta(days=2))
    await send(store)
    assert await fates(store) == [("cancelled", "too_late")]


async def test_without_consent_nothing_is_sent_and_it_is_written_down_why(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await plan(store, RULES)
    await record_consent(store, patron, "loan_reminder", "telegram", "withdrawn", **BY)
    assert (await send(store)).suppressed == {"no_consent": 1}
    assert await fates(store) == [("suppressed", "no_consent")] and await texts(store) == []


async def test_leaving_takes_back_what_is_planned_at_once(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await plan(store, RULES)
    assert await unsubscribe(store, patron, **BY) == 4
    assert await fates(store) == [("suppressed", "unsubscribed")]
    assert (await send(store)).messages == 0 and await subscriptions(store, patron) == []
    assert await unsubscribe(store, patron, **BY) == 0
    assert not await may_send(store, patron, "loan_reminder", "telegram")
    assert not await may_send(store, patron, "overdue", "telegram")
    said = [(one.purpose, one.action) for one in await consents_of(store, patron)]
    assert len(said) == 8 and said[-1][1] == "granted" and said[0][1] == "withdrawn"


async def test_leaving_takes_back_what_lies_in_the_outbox_and_the_rest_of_that_message_is_told_anew(
    store: Store,
) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await ready_hold(store, patron)
    await plan(store, RULES)
    await send(store)
    await unsubscribe(store, patron, kinds=("due_soon",), **BY)
    assert sorted(await fates(store)) == [("queued", None), ("suppressed", "unsubscribed")]
    assert await texts(store) == [] and await rows(store, records.Interaction, kind="notice") == []
    assert (await send(store)).things == 1
    [text] = await texts(store)
    assert text.startswith("hold_ready")


async def test_who_asks_again_is_told_what_was_kept_back_and_is_still_true(store: Store) -> None:
    patron, who = await reader(store)
    await loan(store, patron, 1)
    gone = await loan(store, patron, 2)
    await plan(store, RULES)
    await unsubscribe(store, patron, **BY)
    await change(store, records.Loan, gone, returned_at=store.clock.now())
    await wants(store, patron, identity_id=who.id)
    assert (await send(store)).things == 1
    assert sorted(await fates(store), key=str) == [("cancelled", "returned"), ("sent", None)]


async def test_other_days_before_count_for_what_is_planned_already(store: Store, clock: FixedClock) -> None:
    patron, who = await reader(store)
    await loan(store, patron, 3)
    await plan(store, RULES)
    [one] = await rows(store, records.Notice)
    assert one.send_after > clock.now()
    began = clock.advance(timedelta(minutes=1)) or clock.now()
    await wants(store, patron, "telegram", "due_soon", identity_id=who.id, days_before=3)
    assert await plan(store, RULES, asked_since=began) == 1
    assert (await send(store)).things == 1


async def test_whoever_holds_the_chat_can_find_what_comes_into_it(store: Store) -> None:
    patron, who = await reader(store)
    [talk] = await rows(store, records.Interaction)
    assert await told_in(store, talk.engine_conversation) == ToldIn(patron, who.id)
    lapsed = {"patron_id": None, "assurance": 0, "signed_in_until": None, "lapsed_at": store.clock.now()}
    await change(store, records.ChannelIdentity, who.id, **lapsed)
    assert await told_in(store, talk.engine_conversation) == ToldIn(patron, who.id)
    await unsubscribe(store, patron, **BY)
    assert await told_in(store, talk.engine_conversation) is None


async def test_whoever_holds_the_chat_stops_nothing_of_somebody_whose_chat_it_is_no_more(store: Store) -> None:
    patron, who = await reader(store)
    [talk] = await rows(store, records.Interaction)
    await unlink(store, who.id)
    assert await told_in(store, talk.engine_conversation) is None
    # Of two who asked in one chat, it is the one who is signed in there.
    other = await add_patron(store)
    await sign_in(store, who, other)
    assert await told_in(store, talk.engine_conversation) is None
    await wants(store, other, "telegram", "due_soon", identity_id=who.id)
    assert await told_in(store, talk.engine_conversation) == ToldIn(other, who.id)
    assert len(await subscriptions(store, patron)) == 4


async def test_who_stops_a_chat_stops_what_comes_into_that_chat_only(store: Store) -> None:
    patron, who = await reader(store)
    second = await at_telegram(store, patron)
    await wants(store, patron, "telegram", "overdue", identity_id=second.id)
    assert [one.kind for one in await subscriptions(store, patron, identity_id=second.id)] == ["overdue"]
    assert await unsubscribe(store, patron, identity_id=second.id, **BY) == 1
    assert len(await subscriptions(store, patron, identity_id=who.id)) == 3


async def test_what_was_sent_stays_sent(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await plan(store, RULES)
    await send(store)
    [item] = await outbox.due(store, "telegram")
    await outbox.claim(store, item.id)
    await outbox.sent(store, item.id)
    await unsubscribe(store, patron, **BY)
    assert await fates(store) == [("sent", None)]


async def test_at_night_nobody_is_disturbed_and_in_the_morning_nobody_is_left_out(
    store: Store, clock: FixedClock
) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    clock.advance(timedelta(hours=12))
    await plan(store, RULES)
    assert (await send(store)).messages == 0 and await fates(store) == [("queued", None)]
    clock.advance(timedelta(hours=10, minutes=59))
    assert (await send(store)).messages == 0
    clock.advance(timedelta(minutes=1))
    assert (await send(store)).messages == 1


async def test_who_signed_out_of_the_chat_or_blocked_it_hears_nothing_there(store: Store) -> None:
    patron, who = await reader(store)
    await loan(store, patron, 1)
    other, blocked = await reader(store)
    await loan(store, other, 1)
    await plan(store, RULES)
    await unlink(store, who.id)
    await chat_blocked(store, blocked.id)
    assert (await send(store)).messages == 0
    assert sorted(await fates(store), key=str) == [("queued", None), ("suppressed", "blocked")]


async def test_a_sign_in_that_ended_by_itself_leaves_the_chat_whose_it_was_but_names_no_title(
    store: Store, clock: FixedClock
) -> None:
    rules = type(RULES)(TEHRAN, channels=RULES.channels, titles=True)
    patron, who = await reader(store)
    await loan(store, patron, 2)
    await plan(store, rules)
    now = clock.now()
    await change(
        store, records.ChannelIdentity, who.id, patron_id=None, assurance=0, signed_in_until=None, lapsed_at=now
    )
    assert (await send(store, rules)).messages == 1
    assert "بوف کور" not in (await texts(store))[0]


async def test_who_signed_in_after_somebody_else_does_not_hear_of_them(store: Store, clock: FixedClock) -> None:
    patron, who = await reader(store)
    await loan(store, patron, 2)
    await plan(store, RULES)
    await change(store, records.Interaction, 1, started_at=clock.now() - timedelta(days=1))
    other = await add_patron(store)
    talk = {"channel": "telegram", "channel_identity_id": who.id, "patron_id": other, "started_at": clock.now()}
    closed = {"status": "closed", "outcome": "bot_resolved", "ended_at": clock.now()}
    await add(store, records.Interaction, public_id="p", engine_conversation="p", **talk, **closed)
    lapsed = {"patron_id": None, "assurance": 0, "signed_in_until": None, "lapsed_at": clock.now()}
    await change(store, records.ChannelIdentity, who.id, **lapsed)
    assert (await send(store)).messages == 0 and await fates(store) == [("queued", None)]


async def test_on_the_web_it_waits_until_the_patron_signs_in_and_is_dropped_when_it_is_true_no_more(
    store: Store, clock: FixedClock
) -> None:
    patron = await add_patron(store)
    await wants(store, patron, "web_chat")
    first = await loan(store, patron, 1)
    await loan(store, patron, 2)
    await plan(store, RULES)
    assert (await send(store)).messages == 0 and await fates(store) == [("queued", None)] * 2
    await change(store, records.Loan, first, returned_at=clock.now())
    assert (await drop_untrue(store, RULES)).cancelled == {"returned": 1}
    who = await sign_in(store, await visitor(store), patron)
    assert (await send(store)).things == 1
    [item] = await outbox.due(store, "web_chat")
    assert item.identity_id == who.id


async def test_mail_goes_to_the_address_that_the_library_keeps_and_to_none_that_came_back(
    store: Store, clock: FixedClock
) -> None:
    patron = await add_patron(store, locale="en")
    await wants(store, patron, "email")
    await loan(store, patron, 1)
    await plan(store, RULES)
    address = {"patron_id": patron, "kind": "email", "value_norm": "a@example.org", "value": "a@example.org"}
    point = await add(store, records.ContactPoint, **address, is_primary=True)
    assert (await send(store)).messages == 1
    [item] = await outbox.due(store, "email")
    [kept] = await rows(store, records.ContactPoint, id=point)
    assert item.external_id == f"contact:{kept.public_id}" and item.message.language == "en"
    await change(store, records.ContactPoint, point, bounced_at=clock.now())
    await loan(store, patron, 2)
    await plan(store, RULES)
    assert (await send(store)).suppressed == {"no_address": 1}


async def test_notices_bury_neither_the_list_of_conversations_nor_what_is_found_in_it(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await plan(store, RULES)
    await send(store)
    while await index_new(store):
        pass
    assert [row.patron_name for row in (await talks(store, TalkFilter())).rows] == ["نرگس"]
    assert len((await talks(store, TalkFilter(handled_by="system"))).rows) == 1
    assert (await talks(store, TalkFilter(q="due_soon"))).rows == []
    assert len((await talks(store, TalkFilter(q="سلام"))).rows) == 1


async def test_two_senders_at_once_tell_it_once(store: Store) -> None:
    for _ in range(4):
        patron, _ = await reader(store)
        await loan(store, patron, 1)
    await plan(store, RULES)
    done = await asyncio.gather(send(store), send(store))
    assert sum(one.messages for one in done) == 4 and len(await texts(store)) == 4


async def test_of_an_erased_patron_no_notice_leads_to_them(store: Store) -> None:
    patron, _ = await reader(store)
    book = await loan(store, patron, 1)
    await change(store, records.Patron, patron, expires_at=due_in(store, 9))
    await plan(store, RULES)
    await send(store)
    await loan(store, patron, 2)
    await plan(store, RULES)
    for one in await rows(store, records.Loan):
        await change(store, records.Loan, one.id, returned_at=store.clock.now())
    await erase_patron(store, patron, by=Actor("staff", "sara"))
    assert {one.patron_id for one in await rows(store, records.Notice)} == {None}
    assert await rows(store, records.Subscription) == [] and book
    assert (await send(store)).messages == 0
