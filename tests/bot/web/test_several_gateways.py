"""Several gateways on one PostgreSQL store, asked in turn without any stickiness."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.channels.web import hearing
from bot.conversation import conductor, service
from bot.jobs.feeding import feed_streams
from crm import records
from crm.conversations.closing import close_turn
from crm.database.upsert import table_of
from crm.errors import StoreBusy
from crm.messages.views import MessageView
from tests.support.fake_engine import FakeEngine
from tests.support.front import Opener, Visitor
from tests.support.store_rows import add
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SECONDS = 60.0


async def test_a_stream_hears_what_is_said_at_another_gateway(gateway: Opener) -> None:
    async with gateway() as one, gateway() as two:
        here = await one.visitor()
        there = Visitor(two.http, here.token, here.headers)
        async with asyncio.timeout(SECONDS), here.stream() as events:
            assert (await anext(events))[0] == "state"
            await there.say("when are you open?")
            heard = [await anext(events) for _ in range(3)]
    assert [body["text"] for name, body in heard if name == "message"] == [
        "when are you open?",
        "echo: when are you open?",
    ]
    assert heard[-1][0] == "state"


async def test_what_no_signal_told_is_found_by_looking(gateway: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "LOOK_SECONDS", 0.2)
    async with gateway() as one, gateway() as two:
        two.running.gateway.signals.tell = lambda *_: None  # type: ignore[method-assign]
        here = await one.visitor()
        there = Visitor(two.http, here.token, here.headers)
        async with asyncio.timeout(SECONDS), here.stream() as events:
            assert (await anext(events))[0] == "state"
            heard: list[str] = []
            for text in ("one", "two"):
                await there.say(text)
                # A look may come between a message and its answer.
                while f"echo: {text}" not in heard:
                    heard += [body["text"] for name, body in [await anext(events)] if name == "message"]
    assert heard == ["one", "echo: one", "two", "echo: two"], "each message once"


async def test_what_the_outbox_held_is_heard_on_every_page_wherever_it_is_open(gateway: Opener) -> None:
    async with gateway() as one, gateway() as two:
        here = await one.visitor()
        there = Visitor(two.http, here.token, here.headers)
        await here.say("a person, please")
        async with asyncio.timeout(SECONDS), here.stream() as at_one, there.stream() as at_two:
            await _heard(at_one, "echo: a person, please")
            await _heard(at_two, "echo: a person, please")
            identity_id = await one.identity_id(here)
            now = one.store.clock.now()
            words = {"interaction_id": 1, "seq": 99, "sender": "staff", "body": "I am here.", "language": "en"}
            message_id = await add(one.store, records.Message, created_at=now, **words)
            waits = {"message_id": message_id, "identity_id": identity_id, "channel": "web_chat"}
            await add(one.store, records.Outbox, next_attempt_at=now, **waits)
            hub, rules = one.running.gateway.hub, one.running.gateway.settings.notice_rules
            assert await feed_streams(one.store, hub, rules) == 1
            await _heard(at_one, "I am here.")
            await _heard(at_two, "I am here.")


async def _heard(events: AsyncIterator[tuple[str, dict[str, Any]]], text: str) -> None:
    while (await anext(events))[1].get("text") != text:
        pass


async def test_a_chats_turns_come_one_after_the_other_wherever_they_are_sent(
    gateway: Opener, engine: FakeEngine
) -> None:
    async with gateway(turn_seconds=30.0) as one, gateway(turn_seconds=30.0) as two:
        here = await one.visitor()
        there = Visitor(two.http, here.token, here.headers)
        engine.delays["first"] = 1.0
        first = asyncio.create_task(here.say("first", "m-1"))
        await eventually(lambda: "first" in engine.said)
        second = asyncio.create_task(there.say("second", "m-2"))
        again = await there.say("first", "m-1")
        assert again["duplicate"]
        assert [message["text"] for message in again["messages"]] == ["echo: first"]
        await asyncio.gather(first, second)
        assert engine.acted == ["m-1", "m-2"]
        assert not engine.overlapped
        assert await there.texts() == ["first", "second", "echo: first", "echo: second"]


async def test_a_turn_that_could_not_be_closed_does_not_keep_others_waiting(
    gateway: Opener, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object) -> list[MessageView]:
        raise StoreBusy("the connection to the database was lost")

    monkeypatch.setattr(conductor, "close_turn", lost)
    async with gateway(turn_seconds=30.0) as one, gateway(turn_seconds=30.0) as two:
        here = await one.visitor()
        there = Visitor(two.http, here.token, here.headers)
        answer = await here.post("messages", {"client_message_id": "m-1", "text": "first"})
        assert answer.status_code == 503
        monkeypatch.setattr(conductor, "close_turn", close_turn)
        again = asyncio.create_task(there.say("first", "m-1"))
        late = timedelta(hours=1)
        conversations = one.running.gateway.conversations
        assert await conversations.resume(older_than=late) == 0, "it may be on its way"
        monkeypatch.setattr(service, "UNATTENDED", timedelta(0))
        assert await two.running.gateway.conversations.resume(older_than=late) == 0, "it is the other one's"
        # By this, or by the job that does so every few seconds.
        await conversations.resume(older_than=late)
        async with asyncio.timeout(SECONDS):
            assert [message["text"] for message in (await again)["messages"]] == ["echo: first"]
    assert engine.acted == ["m-1"]


async def test_the_jobs_are_one_gateways_and_anothers_when_it_stops(gateway: Opener) -> None:
    async with gateway() as one:
        async with gateway() as two:
            leases = table_of(records.Lease)
            query = select(leases.c.holder).where(leases.c.name == "jobs")

            async def holder() -> str | None:
                return await one.store.look(lambda connection: connection.scalar(query))

            await eventually(holder)
            before = await holder()
            assert before in (one.store.holder, two.store.holder)
            many = select(func.count()).select_from(table_of(records.Instance))
            assert await one.store.look(lambda connection: connection.scalar(many)) == 2
        if before == two.store.holder:
            await eventually(lambda: _is(holder, one.store.holder))
        assert await one.store.look(lambda connection: connection.scalar(many)) == 1


async def _is(look: object, wanted: str | None) -> bool:
    return await look() == wanted  # type: ignore[operator]


async def test_the_limit_of_messages_counts_at_all_gateways_together(gateway: Opener) -> None:
    async with gateway(messages_per_minute=1) as one, gateway(messages_per_minute=1) as two:
        here = await one.visitor()
        there = Visitor(two.http, here.token, here.headers)
        for number in range(10):
            await here.say(f"here {number}")
            await there.say(f"there {number}")
        refused = await there.post("messages", {"client_message_id": "too-many", "text": "one more"})
        assert refused.status_code == 429
