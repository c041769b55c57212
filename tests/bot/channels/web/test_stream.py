"""The event stream: nothing twice, nothing lost between what is kept and what comes."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest

from bot.channels.web import api
from crm.conversations import identities
from crm.database.store import Store
from crm.messages.views import MessageView, messages_after
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front, Opener
from tests.support.waiting import eventually


async def test_a_stream_gives_what_is_kept_and_then_what_comes(front: Front) -> None:
    visitor = await front.visitor()
    await visitor.say("first")
    async with asyncio.timeout(8), visitor.stream() as events:
        got = [await anext(events) for _ in range(3)]
        assert [body.get("text") for _, body in got] == ["first", "echo: first", None]
        assert [name for name, _ in got] == ["message", "message", "state"]
        await visitor.say("second")
        got = [await anext(events) for _ in range(3)]
        assert [body.get("text") for _, body in got] == ["second", "echo: second", None]


async def test_a_stream_after_an_id_starts_there(front: Front) -> None:
    visitor = await front.visitor()
    first = await visitor.say("first")
    await visitor.say("second")
    async with asyncio.timeout(8), visitor.stream(first["messages"][-1]["id"]) as events:
        assert [(await anext(events))[1].get("text") for _ in range(2)] == ["second", "echo: second"]


async def test_a_stream_tells_the_language_of_when_it_is_told_not_of_when_it_was_asked_for(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = await front.visitor()
    said_before = await visitor.say("first")

    async def meanwhile(store: Store, identity_id: int, *args: Any, **more: Any) -> list[MessageView]:
        await identities.set_language(store, identity_id, "fa", chosen=True)
        return await messages_after(store, identity_id, *args, **more)

    monkeypatch.setattr(api, "messages_after", meanwhile)
    async with asyncio.timeout(60), visitor.stream() as events:
        got = [await anext(events) for _ in range(3)]
    assert said_before["state"]["language"] == "en"
    assert (got[-1][0], got[-1][1]["language"]) == ("state", "fa")


async def test_messages_that_come_during_the_replay_come_once(front: Front, engine: FakeEngine) -> None:
    async def slow(request: dict[str, Any]) -> dict[str, Any]:
        # So that the answer comes in another piece than the question.
        await asyncio.sleep(0.01)
        return said(f"echo: {request['text']}")

    engine.script = slow
    visitor = await front.visitor()
    for number in range(4):
        await visitor.say(f"before {number}")
    talking = asyncio.create_task(talk(visitor))
    for _ in range(4):
        async with asyncio.timeout(10), visitor.stream() as events:
            ids: list[int] = []
            while len(ids) < 8:
                name, body = await anext(events)
                if name == "message":
                    ids.append(body["id"])
            assert len(ids) == len(set(ids))
    await talking
    kept = [message["id"] for message in await visitor.history()]
    async with asyncio.timeout(10), visitor.stream() as events:
        streamed = []
        while len(streamed) < len(kept):
            name, body = await anext(events)
            if name == "message":
                streamed.append(body["id"])
    assert streamed == kept


async def talk(visitor: Any) -> None:
    for number in range(12):
        await visitor.say(f"during {number}")


async def test_two_tabs_hear_the_same(front: Front) -> None:
    visitor = await front.visitor()
    async with asyncio.timeout(8), visitor.stream() as one, visitor.stream() as two:
        assert (await anext(one))[0] == (await anext(two))[0] == "state"
        await visitor.say("hello there")
        for events in (one, two):
            assert [(await anext(events))[1].get("text") for _ in range(2)] == ["hello there", "echo: hello there"]


async def test_nobody_hears_another_chat(front: Front) -> None:
    first, second = await front.visitor(), await front.visitor()
    async with asyncio.timeout(8), second.stream() as events:
        assert (await anext(events))[0] == "state"
        await first.say("private")
        await second.say("mine")
        assert (await anext(events))[1]["text"] == "mine"


async def test_a_stream_needs_a_token(front: Front) -> None:
    answer = await front.http.get("/api/chat/events", headers={"Authorization": "Bearer " + "x" * 43})
    assert answer.status_code == 401


async def test_an_open_stream_does_not_keep_the_gateway_from_stopping(gateway: Opener) -> None:
    async with asyncio.timeout(15):
        async with gateway() as front:
            visitor = await front.visitor()
            opened = asyncio.Event()

            async def listen() -> None:
                async with visitor.stream() as events:
                    async for _ in events:
                        opened.set()

            listening = asyncio.create_task(listen())
            await opened.wait()
        await asyncio.gather(listening, return_exceptions=True)


async def test_a_reader_who_is_gone_before_the_stream_begins_leaves_none_open(front: Front) -> None:
    visitor = await front.visitor()
    identity_id = await front.identity_id(visitor)
    started: list[int] = []
    headers = {"host": f"127.0.0.1:{front.port}", **visitor.headers}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": "/api/chat/events", "raw_path": b"/api/chat/events", "root_path": "", "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", front.port), "client": ("127.0.0.1", 1), "state": {},
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(sent: dict[str, Any]) -> None:
        started.extend([sent["status"]] if sent["type"] == "http.response.start" else [])

    async with asyncio.timeout(5):
        await front.running.asgi(scope, receive, send)  # type: ignore[arg-type]
    assert started == [200]
    gc.collect()
    await eventually(lambda: not front.running.gateway.hub.listening(identity_id), 2)
