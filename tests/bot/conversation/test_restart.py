"""What a gateway that fell leaves behind, and how the next one takes it up."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.conversation import conductor, intake
from crm import records
from crm.conversations.closing import close_turn
from crm.conversations.journal import Inbound, record_inbound
from crm.conversations.open_turns import OpenTurn
from crm.database.upsert import table_of
from crm.errors import StoreBusy
from crm.messages.views import MessageView
from protocol.keys import SECRET_HEADER, engine_secret
from protocol.turns import TURN_PATH
from tests.support.fake_engine import SECRET, FakeEngine, hang, said
from tests.support.front import Front, Opener, Visitor
from tests.support.waiting import eventually

JOURNAL = table_of(records.Journal)
OUTBOX = table_of(records.Outbox)


async def left_behind(front: Front, visitor: Visitor, message_id: str, text: str) -> OpenTurn:
    """Do what a gateway does before it is killed between journal and answer."""
    inbound = Inbound("web_chat", await front.identity_id(visitor), message_id, text, language="en")
    return await record_inbound(front.store, inbound)


async def until_said(visitor: Visitor, text: str) -> None:
    async def is_said() -> bool:
        return text in await visitor.texts()

    await eventually(is_said)


async def test_a_turn_left_open_is_answered_once_after_the_start(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway() as front:
        visitor = await front.visitor()
        await left_behind(front, visitor, "left-1", "first")
        await left_behind(front, visitor, "left-2", "second")
    async with gateway() as front:
        visitor.http = front.http
        await until_said(visitor, "echo: second")
        assert await visitor.texts() == ["first", "second", "echo: first", "echo: second"]
        assert engine.acted == ["left-1", "left-2"]
        # The browser, which never got its answer, sends again: the kept answer, no second turn.
        again = await visitor.say("first", "left-1")
        assert again["duplicate"] is True
        assert [message["text"] for message in again["messages"]] == ["echo: first"]
        assert engine.acted == ["left-1", "left-2"]


async def test_a_turn_that_the_engine_had_done_is_not_done_again(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway() as front:
        visitor = await front.visitor()
        recorded = await left_behind(front, visitor, "done", "renew all")
        # The engine had answered when the gateway fell, between answer and sending.
        async with front.http.stream(
            "POST",
            f"http://127.0.0.1:{engine.port}{TURN_PATH}",
            json={
                "conversation": recorded.interaction.engine_conversation,
                "message_id": "done",
                "text": "renew all",
                "payload": False,
                "language": "en",
                "signed_in": False,
                "channel": "web_chat",
            },
            headers={SECRET_HEADER: engine_secret(SECRET)},
        ) as answer:
            assert answer.status_code == 200
        assert engine.acted == ["done"]
    async with gateway() as front:
        visitor.http = front.http
        await until_said(visitor, "echo: renew all")
        assert engine.acted == ["done"]
        assert len(await visitor.history()) == 2


async def test_a_browser_that_sends_again_before_the_turn_was_taken_up_gets_one_answer(
    gateway: Opener, engine: FakeEngine
) -> None:
    async with gateway() as front:
        visitor = await front.visitor()
        await left_behind(front, visitor, "again", "hours")
        # No restart: the turn of this message was lost in the running gateway.
        answer = await visitor.say("hours", "again")
        assert [message["text"] for message in answer["messages"]] == ["echo: hours"]
        assert engine.acted == ["again"]
        assert len(await visitor.history()) == 2


async def test_a_turn_that_is_too_old_gets_an_apology(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway() as front:
        visitor = await front.visitor()
        recorded = await left_behind(front, visitor, "old", "hours")
        long_ago = front.store.clock.now() - timedelta(minutes=11)
        await front.store.transact(
            lambda connection: connection.execute(
                update(JOURNAL).where(JOURNAL.c.id == recorded.journal_id).values(received_at=long_ago)
            )
        )
    async with gateway() as front:
        visitor.http = front.http

        async def is_answered() -> bool:
            return len(await visitor.history()) == 2

        await eventually(is_answered)
        assert engine.requests == []
        answer = await visitor.say("hours", "old")
        assert answer["duplicate"] is True
        assert len(answer["messages"]) == 1


async def test_what_comes_in_after_the_start_waits_for_what_was_left(gateway: Opener, engine: FakeEngine) -> None:
    gate = asyncio.Event()

    async def script(request: dict[str, object]) -> dict[str, object]:
        if request["text"] == "first":
            await gate.wait()
        return said(f"echo: {request['text']}")

    async with gateway() as front:
        visitor = await front.visitor()
        await left_behind(front, visitor, "left", "first")
    engine.script = script
    async with gateway() as front:
        visitor.http = front.http
        new = asyncio.create_task(visitor.say("second"))
        await until_said(visitor, "second")
        # Nothing tells that it waits; were it to overtake the other, it would do so at once.
        await asyncio.sleep(0.2)
        assert not new.done()
        gate.set()
        await new
        assert engine.acted[0] == "left"
        assert await visitor.texts() == ["first", "second", "echo: first", "echo: second"]


async def test_a_turn_that_the_store_could_not_close_is_taken_up_later(
    gateway: Opener, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with gateway() as front:
        visitor = await front.visitor()

        async def locked(*_: object) -> list[MessageView]:
            raise StoreBusy("the database is locked")

        monkeypatch.setattr(conductor, "close_turn", locked)
        answer = await visitor.post("messages", {"client_message_id": "busy", "text": "renew all"})
        assert answer.status_code == 503
        assert answer.json()["error"] == "busy"
        monkeypatch.setattr(conductor, "close_turn", close_turn)
        running = front.running.gateway.conversations
        assert await running.resume(older_than=timedelta(hours=1)) == 0
        assert await running.resume() == 1
        await until_said(visitor, "echo: renew all")
        assert await running.resume() == 0
        assert engine.acted == ["busy"]
        assert len(await visitor.history()) == 2


async def test_a_message_that_could_not_be_kept_is_not_taken(
    gateway: Opener, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with gateway() as front:
        visitor = await front.visitor()

        async def locked(*_: object, **__: object) -> OpenTurn:
            raise StoreBusy("the database is locked")

        monkeypatch.setattr(intake, "record_inbound", locked)
        answer = await visitor.post("messages", {"client_message_id": "busy", "text": "hours"})
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) >= 1
        assert engine.requests == []
        monkeypatch.setattr(intake, "record_inbound", record_inbound)
        assert (await visitor.say("hours", "busy"))["messages"][0]["text"] == "echo: hours"


async def test_a_stopping_gateway_lets_running_turns_end(gateway: Opener, engine: FakeEngine) -> None:
    async def slow(request: dict[str, object]) -> dict[str, object]:
        # Still at work when the gateway is told to stop, and done well within the time it has for that.
        await asyncio.sleep(0.6)
        return said("done in time")

    engine.script = slow
    async with gateway() as front:
        visitor = await front.visitor()
        turn = asyncio.create_task(visitor.say("hours", "last"))
        await eventually(lambda: engine.requests)
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)
    engine.script = engine.echo
    async with gateway() as front:
        visitor.http = front.http
        assert await visitor.texts() == ["hours", "done in time"]


async def test_who_waits_when_the_gateway_stops_is_told_to_ask_again(gateway: Opener, engine: FakeEngine) -> None:
    engine.script = hang
    async with gateway(turn_seconds=30) as front:
        visitor = await front.visitor()
        asked = asyncio.create_task(visitor.post("messages", {"client_message_id": "cut", "text": "hours"}))
        await eventually(lambda: engine.requests)
        front.running.hang_up()
        answer = await asked
        assert answer.status_code == 503
        assert answer.json()["error"] == "busy"
        assert int(answer.headers["retry-after"]) >= 1
    engine.script = engine.echo
    async with gateway() as front:
        visitor.http = front.http
        await until_said(visitor, "echo: hours")
        again = await visitor.say("hours", "cut")
        assert again["duplicate"] is True
        assert await visitor.texts() == ["hours", "echo: hours"]
