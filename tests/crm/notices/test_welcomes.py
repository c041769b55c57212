"""A welcome is told once, to whom the desk has accepted and who agreed to it, and is nothing for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.notices.wording import word
from crm import records
from crm.actor import PATRON
from crm.conversations.identities import identity as identity_of
from crm.database.store import Store
from crm.errors import NotFound
from crm.joining import desk
from crm.joining.welcoming import KIND, want_welcome, way_of_welcome
from crm.notices.planning import plan
from crm.notices.sending import send_due
from crm.notices.subscriptions import subscriptions, unsubscribe
from crm.notices.welcomes import end_welcomes
from protocol.clock import FixedClock
from tests.crm.joining.test_applications import ACCEPT, letter, sent, staff
from tests.support.given_notices import RULES, change
from tests.support.store_rows import SARA, rows, say, sign_in

WEB = frozenset({"web_chat"})


async def asked(store: Store, *, channels: frozenset[str] = WEB, contact: str = "phone:09123456789") -> str:
    """An application that was sent, whose applicant wants to be welcomed; give its public id."""
    await staff(store)
    await sent(store, contact=contact)
    await want_welcome(store, await talk_of(store), channels)
    [row] = await rows(store, records.Application)
    return str(row.public_id)


async def talk_of(store: Store) -> str:
    return str((await rows(store, records.Interaction))[-1].engine_conversation)


async def accepted(store: Store, public_id: str) -> int:
    await desk.accept(store, public_id, **ACCEPT, is_seen=True, by=SARA, letter=letter)
    [row] = await rows(store, records.Application)
    return int(row.patron_id)


async def test_nobody_is_welcomed_before_the_desk_has_accepted_them(store: Store) -> None:
    public_id = await asked(store)
    assert await plan(store, RULES, soon=True) == 0
    patron = await accepted(store, public_id)
    assert [await plan(store, RULES, soon=True), await plan(store, RULES), await plan(store, RULES, soon=True)] == [
        1,
        0,
        0,
    ]
    [notice] = await rows(store, records.Notice)
    assert (notice.kind, notice.patron_id, notice.channel) == ("welcome", patron, "web_chat")
    assert "3000400050" not in notice.thing


async def test_it_is_told_once_at_the_first_sign_in(store: Store) -> None:
    patron = await accepted(store, await asked(store))
    await plan(store, RULES, soon=True)
    assert (await send_due(store, RULES, word)).messages == 0, "nobody is signed in there"
    [who] = await rows(store, records.ChannelIdentity)
    identity = await identity_of(store, who.id)
    await sign_in(store, identity, patron)
    assert (await send_due(store, RULES, word)).messages == 1
    [message] = [row for row in await rows(store, records.Message) if row.custom and row.custom.get("notices")]
    assert "خوش آمدید" in message.body
    assert [button["payload"] for button in message.buttons] == ["/help"], "what comes once needs no stop"
    assert (await send_due(store, RULES, word)).messages == 0 and await plan(store, RULES, soon=True) == 0


async def test_a_letter_goes_to_the_address_that_was_given(store: Store) -> None:
    await accepted(store, await asked(store, channels=frozenset({"web_chat", "email"}), contact="email:s@example.org"))
    await plan(store, RULES, soon=True)
    assert (await send_due(store, RULES, word)).messages == 1
    [outbox] = [row for row in await rows(store, records.Outbox) if row.channel == "email"]
    assert outbox.state == "pending"


async def test_a_no_counts_until_it_is_sent(store: Store) -> None:
    patron = await accepted(store, await asked(store, channels=frozenset({"email"}), contact="email:s@example.org"))
    await plan(store, RULES, soon=True)
    await unsubscribe(store, patron, kinds=[KIND], source="chat", by=PATRON)
    assert (await send_due(store, RULES, word)).messages == 0
    [notice] = await rows(store, records.Notice)
    assert (notice.status, notice.reason) == ("suppressed", "unsubscribed")


async def test_who_is_refused_leaves_no_wish(store: Store) -> None:
    public_id = await asked(store)
    await desk.refuse(store, public_id, "no", by=SARA, letter=letter)
    assert await rows(store, records.Subscription) == []
    assert await plan(store, RULES, soon=True) == 0


async def test_it_ends_by_itself(store: Store, clock: FixedClock) -> None:
    patron = await accepted(store, await asked(store, channels=frozenset({"email"}), contact="email:s@example.org"))
    await plan(store, RULES, soon=True)
    await send_due(store, RULES, word)
    assert await end_welcomes(store) == 0
    clock.advance(timedelta(days=8))
    assert [await end_welcomes(store), await end_welcomes(store)] == [1, 0]
    assert await subscriptions(store, patron) == []
    [row] = await rows(store, records.Subscription)
    assert row.end_reason == "done"


async def test_after_a_month_nobody_is_welcomed(store: Store, clock: FixedClock) -> None:
    patron = await accepted(store, await asked(store))
    await plan(store, RULES, soon=True)
    clock.advance(timedelta(days=31))
    [who] = await rows(store, records.ChannelIdentity)
    identity = await identity_of(store, who.id)
    await sign_in(store, identity, patron)
    assert (await send_due(store, RULES, word)).messages == 0
    [notice] = await rows(store, records.Notice)
    assert (notice.status, notice.reason) == ("cancelled", "too_late")
    assert await end_welcomes(store) == 1


async def test_only_the_applicants_own_conversation_asks_for_it(store: Store) -> None:
    await staff(store)
    who, _, _ = await sent(store)
    conversation = await talk_of(store)
    assert await way_of_welcome(store, conversation, WEB) == "web_chat"
    assert await way_of_welcome(store, conversation, frozenset({"sms", "web_chat"})) == "sms"
    assert await way_of_welcome(store, conversation, frozenset({"email"})) is None
    [row] = await rows(store, records.Interaction)
    await change(store, records.Interaction, row.id, status="closed", ended_at=store.clock.now(), outcome="abandoned")
    other = (await say(store, who, "سلام")).interaction.engine_conversation
    assert other != conversation
    with pytest.raises(NotFound):
        await want_welcome(store, other, WEB)
