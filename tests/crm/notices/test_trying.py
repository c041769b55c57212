"""Every try reads again what is true, wanted and allowed; a chat that is its patron's no more gets nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crm import records
from crm.actor import PATRON
from crm.conversations.signing_in import link_issue, link_redeem, unlink
from crm.conversations.signing_out import end_lapsed
from crm.database.store import Store
from crm.messages import outbox
from crm.messages.search import index_new
from crm.messages.views import messages_after
from crm.notices.planning import plan
from crm.notices.subscriptions import unsubscribe
from crm.notices.trying import take
from crm.trust.consents import record_consent
from protocol.clock import FixedClock
from tests.support.given_notices import (
    RULES,
    TEHRAN,
    at_telegram,
    change,
    loan,
    plainly,
    reader,
    ready_hold,
    send,
    try_all,
    wants,
)
from tests.support.store_rows import add, add_patron, rows, say, sign_in, visitor

BY: dict[str, Any] = {"source": "chat", "by": PATRON}
QUIET = timedelta(hours=12)
NIGHT = timedelta(hours=11)


async def fates(store: Store) -> list[tuple[str, str | None]]:
    return sorted(((one.status, one.reason) for one in await rows(store, records.Notice)), key=str)


async def tried_in_vain(store: Store, channel: str = "telegram") -> None:
    """Let a sender take the first message of a channel and fail."""
    [item] = await outbox.due(store, channel)
    taken = await take(store, RULES, plainly, item)
    assert taken is not None
    await outbox.retry_at(store, taken.id, store.clock.now(), "away")


async def told(store: Store, *loans: int) -> tuple[int, Any]:
    """A reader whose loans are in a message of the outbox."""
    patron, who = await reader(store)
    for days in loans or (1,):
        await loan(store, patron, days)
    await plan(store, RULES)
    assert (await send(store)).messages == 1
    return patron, who


async def by_mail(store: Store) -> int:
    patron = await add_patron(store)
    await wants(store, patron, "email", "due_soon")
    address = {"value": "n@example.org", "value_norm": "n@example.org"}
    await add(store, records.ContactPoint, patron_id=patron, kind="email", is_primary=True, **address)
    await loan(store, patron, 1)
    await plan(store, RULES)
    assert (await send(store)).messages == 1
    return patron


async def test_what_waits_for_a_chat_that_signs_out_is_taken_back_and_told_when_they_are_there_again(
    store: Store, clock: FixedClock
) -> None:
    patron, who = await told(store)
    await unlink(store, who.id)
    assert await outbox.due(store, "telegram") == [] and await fates(store) == [("queued", None)]
    assert (await send(store)).messages == 0 and await fates(store) == [("queued", None)]
    await sign_in(store, who, patron)
    clock.advance(timedelta(days=1))
    assert (await send(store)).messages == 1
    assert len(await try_all(store)) == 1 and await fates(store) == [("sent", None)]


async def test_what_waits_for_a_chat_does_not_reach_another_patron_who_signs_in_there(store: Store) -> None:
    patron, who = await told(store)
    other = await add_patron(store)
    await sign_in(store, who, other)
    await say(store, who)
    assert await outbox.due(store, "telegram") == [] and await fates(store) == [("queued", None)]
    # The patron is signed in to another chat: there they are told.
    new = await at_telegram(store, patron)
    assert (await send(store)).messages == 1
    [item] = await outbox.due(store, "telegram")
    assert item.identity_id == new.id


async def test_what_is_under_way_while_the_chat_changes_hands_is_not_tried_again(store: Store) -> None:
    _, who = await told(store)
    [item] = await outbox.due(store, "telegram")
    assert await outbox.claim(store, item.id)
    other = await add_patron(store)
    await sign_in(store, who, other)
    await say(store, who)
    await outbox.retry_at(store, item.id, store.clock.now(), "away")
    assert await try_all(store) == [] and await fates(store) == [("queued", None)]


async def test_the_web_page_of_the_next_patron_shows_nothing_and_the_patron_is_told_at_the_next_sign_in(
    store: Store,
) -> None:
    patron = await add_patron(store)
    await wants(store, patron, "web_chat")
    await loan(store, patron, 1)
    who = await sign_in(store, await visitor(store), patron)
    await plan(store, RULES)
    assert (await send(store)).messages == 1
    before = len(await messages_after(store, who.id, 0))
    assert before == 1
    await unlink(store, who.id)
    assert await messages_after(store, who.id, 0) == [] and await fates(store) == [("queued", None)]
    await sign_in(store, who, await add_patron(store))
    assert await messages_after(store, who.id, 0) == [] and (await send(store)).messages == 0
    again = await sign_in(store, await visitor(store), patron)
    assert (await send(store)).messages == 1
    assert len(await messages_after(store, again.id, 0)) == 1


async def test_a_sign_in_that_ends_by_itself_hides_the_web_page_and_leaves_the_telegram_chat(
    store: Store, clock: FixedClock
) -> None:
    patron = await add_patron(store)
    await wants(store, patron, "web_chat", "overdue")
    await loan(store, patron, -1)
    link = await link_issue(store, (await visitor(store)).id)
    who = await link_redeem(store, link.url_token, patron)
    await plan(store, RULES)
    assert (await send(store)).messages == 1
    clock.advance(timedelta(hours=1))
    assert await end_lapsed(store) == [who.id]
    assert await messages_after(store, who.id, 0) == [] and await fates(store) == [("queued", None)]


async def test_a_message_after_one_that_was_taken_back_is_found_and_shown(sqlite_store: Store) -> None:
    store = sqlite_store
    patron = await add_patron(store)
    await wants(store, patron, "web_chat")
    await loan(store, patron, 1)
    who = await sign_in(store, await visitor(store), patron)
    await plan(store, RULES)
    await send(store)
    while await index_new(store):
        pass
    [shown] = await messages_after(store, who.id, 0)
    await unlink(store, who.id)
    recorded = await say(store, who, "سلام")
    assert recorded.message.id == shown.id, "SQLite gives the number again"
    assert await index_new(store) == 1
    assert [one.text for one in await messages_after(store, who.id, 0)] == ["سلام"]


async def test_a_retry_after_the_quiet_hours_begin_waits_for_the_morning(store: Store, clock: FixedClock) -> None:
    await told(store)
    await tried_in_vain(store)
    clock.advance(NIGHT)
    assert RULES.is_quiet(clock.now())
    assert await try_all(store) == []
    # It does not hold up what else is said in the chat.
    assert await rows(store, records.Outbox) == []
    clock.advance(QUIET)
    await send(store)
    assert len(await try_all(store)) == 1


async def test_a_letter_waits_for_the_morning_under_its_own_name(store: Store, clock: FixedClock) -> None:
    await by_mail(store)
    await tried_in_vain(store, "email")
    [item] = await outbox.due(store, "email")
    clock.advance(NIGHT)
    assert await try_all(store, "email") == [] and await outbox.due(store, "email") == []
    clock.advance(RULES.awake(clock.now()) - clock.now())
    [again] = await outbox.due(store, "email")
    assert (again.conversation, again.message.seq) == (item.conversation, item.message.seq)
    assert again.attempts == 1
    assert len(await try_all(store, "email")) == 1


@pytest.mark.parametrize("channel", ["telegram", "email"])
async def test_a_stop_that_is_said_while_it_is_under_way_is_heard_by_the_next_try(store: Store, channel: str) -> None:
    patron = (await told(store))[0] if channel == "telegram" else await by_mail(store)
    [item] = await outbox.due(store, channel)
    assert await take(store, RULES, plainly, item) is not None
    await unsubscribe(store, patron, **BY)
    await outbox.retry_at(store, item.id, store.clock.now(), "away")
    assert await try_all(store, channel) == []
    assert await fates(store) == [("suppressed", "unsubscribed")]
    assert await rows(store, records.Outbox) == []


async def test_consent_withdrawn_in_between_is_heard_by_the_next_try(store: Store) -> None:
    patron, _ = await told(store)
    await tried_in_vain(store)
    await record_consent(store, patron, "loan_reminder", None, "withdrawn", **BY)
    assert await try_all(store) == [] and await fates(store) == [("suppressed", "no_consent")]


async def test_what_was_brought_back_in_between_is_left_out_of_what_is_said(store: Store) -> None:
    patron, _ = await told(store, 1, 2)
    hold = await ready_hold(store, patron)
    await tried_in_vain(store)
    [first, _] = await rows(store, records.Loan)
    await change(store, records.Loan, first.id, returned_at=store.clock.now())
    [text] = await try_all(store)
    assert len(text.splitlines()) == 1 and hold
    assert await fates(store) == [("cancelled", "returned"), ("sent", None)]
    [kept] = await rows(store, records.Message, sender="bot")
    assert kept.body == text


async def test_a_title_is_not_named_in_a_chat_whose_sign_in_has_ended_meanwhile(
    store: Store, clock: FixedClock
) -> None:
    rules = type(RULES)(TEHRAN, channels=RULES.channels, titles=True)
    patron, who = await reader(store)
    await loan(store, patron, 2)
    await plan(store, rules)
    await send(store, rules)
    lapsed = {"patron_id": None, "assurance": 0, "signed_in_until": None, "lapsed_at": clock.now()}
    await change(store, records.ChannelIdentity, who.id, **lapsed)
    [text] = await try_all(store, rules=rules)
    assert "بوف کور" not in text


async def test_a_letter_to_an_address_that_came_back_meanwhile_is_not_tried(store: Store, clock: FixedClock) -> None:
    await by_mail(store)
    await tried_in_vain(store, "email")
    [point] = await rows(store, records.ContactPoint)
    await change(store, records.ContactPoint, point.id, bounced_at=clock.now())
    assert await try_all(store, "email") == []
    await send(store)
    assert await fates(store) == [("suppressed", "no_address")]


async def test_an_answer_in_a_conversation_is_sent_as_it_was_written_at_night_too(
    store: Store, clock: FixedClock
) -> None:
    from tests.support.store_rows import answer

    _, who = await reader(store)
    clock.advance(NIGHT)
    await answer(store, await say(store, who, "ساعت کار"), "هر روز", via_outbox=True)
    assert await try_all(store) == ["هر روز"]


async def test_an_address_is_called_by_what_no_other_ever_is(store: Store) -> None:
    patron = await by_mail(store)
    [item] = await outbox.due(store, "email")
    [point] = await rows(store, records.ContactPoint, patron_id=patron)
    assert item.external_id == f"contact:{point.public_id}" and len(point.public_id) == 36


async def test_a_loan_that_was_taken_away_and_brought_again_is_told_once(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1, ils_loan_id="L-9")
    await plan(store, RULES)
    await send(store)
    [one] = await rows(store, records.Notice)
    assert one.thing == "loan:L-9"
    # As an import that is taken back and made anew does.
    table = records.Loan.__table__
    await store.transact(lambda connection: connection.execute(table.delete()))  # type: ignore[attr-defined]
    await loan(store, patron, 1, ils_loan_id="L-10")
    assert await plan(store, RULES) == 1, "another loan, whatever its number in the store"
