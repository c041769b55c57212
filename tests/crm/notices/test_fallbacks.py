"""Another channel, with a yes of its own: used where the chosen one does not reach the patron, never beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.notices.wording import word
from crm import records
from crm.actor import PATRON
from crm.conversations.identities import Identity
from crm.conversations.signing_in import unlink
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.figures.facts import Day
from crm.figures.notices import decided
from crm.messages import outbox
from crm.notices.fallbacks import chat_blocked
from crm.notices.planning import plan
from crm.notices.reading import overview
from crm.notices.sending import send_due
from crm.notices.subscriptions import end_fallbacks, subscriptions, unsubscribe
from crm.notices.trying import take
from crm.trust.consents import may_send, record_consent
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, at_telegram, loan, send, wants
from tests.support.store_rows import add, add_patron, rows, sign_in, visitor

BY: dict[str, Any] = {"source": "chat", "by": PATRON}


async def reader(store: Store, channel: str = "telegram", *, address: bool = True, **more: Any) -> tuple[int, Identity]:
    """A patron with a loan that is due soon, who allowed e-mail where the chat does not reach them."""
    patron = await add_patron(store)
    if address:
        values = {"value": f"{patron}@example.org", "value_norm": f"{patron}@example.org"}
        await add(store, records.ContactPoint, patron_id=patron, kind="email", is_primary=True, **values)
    if channel == "telegram":
        who = await at_telegram(store, patron)
    else:
        who = await sign_in(store, await visitor(store), patron)
    await wants(store, patron, channel, "due_soon", **({"identity_id": who.id, "fallback": "email"} | more))
    await loan(store, patron, 2)
    await plan(store, RULES)
    return patron, who


async def waiting(store: Store, channel: str) -> list[str]:
    return [item.message.text for item in await outbox.due(store, channel)]


async def fate(store: Store) -> tuple[str, str | None, str | None]:
    [notice] = await rows(store, records.Notice)
    return notice.status, notice.reason, notice.via


async def test_whoever_is_reached_where_they_chose_gets_nothing_elsewhere(store: Store) -> None:
    await reader(store)
    await send(store)
    assert len(await waiting(store, "telegram")) == 1 and await waiting(store, "email") == []
    assert await fate(store) == ("sent", None, None)
    assert (await send(store)).messages == 0


@pytest.mark.parametrize("how", ["blocked", "signed_out", "switched_off"])
async def test_it_goes_the_other_way(store: Store, how: str) -> None:
    _, who = await reader(store)
    rules = RULES
    if how == "blocked":
        await chat_blocked(store, who.id)
    elif how == "signed_out":
        await unlink(store, who.id)
    else:
        rules = replace(RULES, channels=frozenset({"email", "web_chat"}))
    await send_due(store, rules, word)
    assert len(await waiting(store, "email")) == 1 and await waiting(store, "telegram") == []
    assert await fate(store) == ("sent", None, "email")
    [item] = await outbox.due(store, "email")
    assert await take(store, rules, word, item) is not None
    assert (await send(store, rules)).messages == 0 and await plan(store, rules) == 0


async def test_what_is_planned_while_the_channel_is_off_goes_the_other_way(store: Store) -> None:
    patron, _ = await reader(store)
    rules = replace(RULES, channels=frozenset({"email"}))
    await loan(store, patron, 1)
    assert await plan(store, rules) == 1
    await send(store, rules)
    [text] = await waiting(store, "email")
    assert len(text.splitlines()) == 2


async def test_an_address_that_is_none_has_its_fallback_too(store: Store) -> None:
    patron, _ = await reader(store, "email", address=False, identity_id=None, fallback="sms")
    phone = {"value": "+989121112233", "value_norm": "+989121112233"}
    await add(store, records.ContactPoint, patron_id=patron, kind="phone", is_primary=True, **phone)
    await send(store)
    assert len(await waiting(store, "sms")) == 1
    assert await fate(store) == ("sent", None, "sms")


async def test_a_page_that_is_not_open_is_told_by_mail(store: Store) -> None:
    _, who = await reader(store, "web_chat")
    await unlink(store, who.id)
    await send(store)
    assert len(await waiting(store, "email")) == 1 and await waiting(store, "web_chat") == []


async def test_it_counts_on_the_channel_that_it_went_by(store: Store, clock: FixedClock) -> None:
    _, who = await reader(store, "web_chat")
    await unlink(store, who.id)
    await send(store)
    seen = await overview(store, clock.now() - timedelta(hours=1))
    assert [(one.status, one.channel, one.notices) for one in seen.settled] == [("sent", "email", 1)]
    day = Day(clock.now().date(), ZoneInfo("UTC"), clock.now() + timedelta(minutes=1))
    facts = await store.look(lambda connection: list(decided(connection, day)))
    assert [fact.channel for fact in facts] == ["email"]


async def test_without_a_yes_to_it_nothing_goes_the_other_way(store: Store) -> None:
    patron, who = await reader(store)
    assert await may_send(store, patron, "loan_reminder", "email")
    await record_consent(store, patron, "loan_reminder", "email", "withdrawn", **BY)
    await chat_blocked(store, who.id)
    await send(store)
    assert await waiting(store, "email") == []
    assert await fate(store) == ("suppressed", "blocked", None)


async def test_without_a_yes_to_the_chosen_one_nothing_goes_at_all(store: Store) -> None:
    patron, who = await reader(store)
    await record_consent(store, patron, "loan_reminder", "telegram", "withdrawn", **BY)
    await chat_blocked(store, who.id)
    await send(store)
    assert await waiting(store, "email") == []
    assert await fate(store) == ("suppressed", "no_consent", None)


async def test_a_no_between_the_letter_and_its_try_is_heard(store: Store) -> None:
    patron, who = await reader(store)
    await chat_blocked(store, who.id)
    await send(store)
    [item] = await outbox.due(store, "email")
    await record_consent(store, patron, "loan_reminder", "email", "withdrawn", **BY)
    assert await take(store, RULES, word, item) is None
    assert (await fate(store))[:2] == ("suppressed", "no_consent")


async def test_a_message_that_is_refused_by_the_chat_goes_the_other_way(store: Store) -> None:
    _, who = await reader(store)
    await send(store)
    [item] = await outbox.due(store, "telegram")
    assert await take(store, RULES, word, item) is not None
    await chat_blocked(store, who.id, tried=item.id)
    await send(store)
    assert len(await waiting(store, "email")) == 1
    assert await fate(store) == ("sent", None, "email")


async def test_a_message_that_may_have_arrived_is_not_told_twice(store: Store) -> None:
    _, who = await reader(store)
    await send(store)
    [item] = await outbox.due(store, "telegram")
    await take(store, RULES, word, item)
    await chat_blocked(store, who.id)
    await send(store)
    assert await waiting(store, "email") == []


async def test_whoever_gets_it_there_anyway_gets_it_once(store: Store, clock: FixedClock) -> None:
    patron, who = await reader(store)
    await wants(store, patron, "email", "due_soon")
    await plan(store, RULES)
    await chat_blocked(store, who.id)
    await send(store)
    assert len(await waiting(store, "email")) == 1
    done = sorted((one.channel, one.status, one.via) for one in await rows(store, records.Notice))
    assert done == [("email", "sent", None), ("telegram", "suppressed", None)]


async def test_two_chats_with_one_fallback_tell_it_once(store: Store, clock: FixedClock) -> None:
    patron, who = await reader(store)
    page = await sign_in(store, await visitor(store), patron)
    await wants(store, patron, "web_chat", "due_soon", identity_id=page.id, fallback="email")
    await plan(store, RULES)
    await chat_blocked(store, who.id)
    await unlink(store, page.id)
    await send(store)
    clock.advance(timedelta(hours=2))
    await send(store)
    [text] = await waiting(store, "email")
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize("how", ["fallbacks", "channel", "all"])
async def test_it_is_ended_at_once_with_its_consent(store: Store, how: str) -> None:
    patron, who = await reader(store)
    await chat_blocked(store, who.id)
    await send(store)
    if how == "fallbacks":
        assert await end_fallbacks(store, patron, **BY) == 1
    elif how == "channel":
        # The link in the letter stops what comes by letter.
        assert await unsubscribe(store, patron, channels=["email"], **BY) == 1
    else:
        assert await unsubscribe(store, patron, **BY) == 1
    assert await waiting(store, "email") == []
    assert not await may_send(store, patron, "loan_reminder", "email")
    still = await may_send(store, patron, "loan_reminder", "telegram")
    assert bool(still) == (how != "all")
    await send(store)
    assert await waiting(store, "email") == []
    assert [(one.channel, one.fallback) for one in await subscriptions(store, patron)] == (
        [] if how == "all" else [("telegram", None)]
    )


async def test_a_consent_that_something_else_needs_stays(store: Store) -> None:
    patron, _ = await reader(store)
    await wants(store, patron, "email", "due_soon")
    await end_fallbacks(store, patron, **BY)
    assert await may_send(store, patron, "loan_reminder", "email")


async def test_asked_again_without_one_it_stays_and_with_another_it_is_that(store: Store) -> None:
    patron, who = await reader(store)
    await wants(store, patron, "telegram", "due_soon", identity_id=who.id, days_before=3)
    assert [one.fallback for one in await subscriptions(store, patron)] == ["email"]
    await wants(store, patron, "telegram", "due_soon", identity_id=who.id, fallback="sms")
    assert [one.fallback for one in await subscriptions(store, patron)] == ["sms"]
    assert not await may_send(store, patron, "loan_reminder", "email")


async def test_a_chat_or_the_channel_itself_is_no_fallback(store: Store) -> None:
    patron = await add_patron(store)
    for channel, other in (("email", "email"), ("web_chat", "telegram")):
        with pytest.raises(InvalidValue):
            await wants(store, patron, channel, "due_soon", fallback=other)
