"""Several engines behind one client: a conversation stays with one, and goes to another when that one is gone."""

from __future__ import annotations

import contextlib
import socket
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.engine_client import EngineAnswer, EngineClient, EngineUnavailable, TurnRequest
from bot.sharing.engine_directory import in_order
from protocol.keys import engine_secret
from tests.support.fake_engine import SECRET, FakeEngine

ADDRESSES = [f"http://10.0.0.{number}:5005" for number in (5, 6, 7)]


class Listed:
    """A directory of engines that a test keeps."""

    def __init__(self, addresses: list[str]) -> None:
        self.addresses = addresses
        self.down: list[str] = []

    def route(self, conversation: str) -> list[str] | None:
        return in_order(conversation, self.addresses)

    def is_down(self, address: str) -> None:
        self.down.append(address)


def asked(conversation: str) -> TurnRequest:
    return TurnRequest(conversation, f"m-{conversation}", "hello", False, "en", False, "web_chat")


async def _answered(client: EngineClient, conversation: str) -> EngineAnswer:
    """Ask as the gateway does: what was lost with a connection is asked again under the same id."""
    for _ in range(3):
        with contextlib.suppress(EngineUnavailable):
            return await client.turn(asked(conversation), timeout=20)
    raise AssertionError("no engine answered")


@pytest.fixture
async def engines() -> AsyncIterator[list[FakeEngine]]:
    made = [FakeEngine() for _ in range(3)]
    for engine in made:
        await engine.start()
    yield made
    for engine in made:
        await engine.stop()


def test_each_engine_gets_its_share_and_only_what_was_a_lost_ones_moves() -> None:
    talks = [f"talk-{number}" for number in range(300)]
    before = {talk: in_order(talk, ADDRESSES) for talk in talks}
    assert min(Counter(order[0] for order in before.values()).values()) > 60
    for talk, order in before.items():
        left = in_order(talk, [one for one in ADDRESSES if one != ADDRESSES[0]])
        assert left == [one for one in order if one != ADDRESSES[0]]


async def test_a_conversation_stays_with_one_engine_and_goes_on_at_the_next(engines: list[FakeEngine]) -> None:
    directory = Listed([engine.url for engine in engines])
    async with EngineClient("http://127.0.0.1:1", engine_secret(SECRET), directory=directory) as client:
        for number in range(12):
            for _ in range(2):
                await client.turn(asked(f"t{number}"), timeout=20)
        for number in range(12):
            at = [engine for engine in engines if f"m-t{number}" in engine.acted]
            assert [engine.url for engine in at] == in_order(f"t{number}", directory.addresses)[:1]
        lost = engines[0]
        address = lost.url
        await lost.stop()
        for number in range(12):
            assert (await _answered(client, f"t{number}")).messages
        assert set(directory.down) == {address}
        directory.addresses = []
        with pytest.raises(EngineUnavailable, match="no_engine"):
            await client.turn(asked("t1"), timeout=20)


async def test_what_is_to_be_forgotten_is_forgotten_by_every_engine(engines: list[FakeEngine]) -> None:
    for engine in engines:
        engine.memory = {"old": 60.0, "new": 1.0}
    directory = Listed([engine.url for engine in engines])
    async with EngineClient("http://127.0.0.1:1", engine_secret(SECRET), directory=directory) as client:
        assert (await client.forget(["old"], timeout=20)).forgotten == ["old"]
        assert [sorted(engine.memory) for engine in engines] == [["new"]] * 3
        await engines[1].stop()
        assert (await client.forget(["new"], timeout=20)).forgotten == ["new"]


async def test_an_engine_without_its_memory_is_asked_only_when_no_other_is_there(engines: list[FakeEngine]) -> None:
    directory = Listed([engine.url for engine in engines])
    first = next(engine for engine in engines if engine.url == directory.route("t1")[0])  # type: ignore[index]

    async def forgetful(_asked: dict[str, Any]) -> web.StreamResponse:
        return web.json_response({"error": "tracker_failed"}, status=503)

    first.script = forgetful
    async with EngineClient("http://127.0.0.1:1", engine_secret(SECRET), directory=directory) as client:
        with pytest.raises(EngineUnavailable, match="tracker_failed"):
            await client.turn(asked("t1"), timeout=20)
    assert directory.down == [first.url]


async def test_an_engine_whose_machine_is_lost_has_not_heard_of_the_call(engines: list[FakeEngine]) -> None:
    """A full backlog answers no more than a machine that is gone: the next engine is asked, and soon."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as silent, contextlib.ExitStack() as waiting:
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(silent.getsockname())
        lost = f"http://127.0.0.1:{silent.getsockname()[1]}"
        directory = Listed([lost, engines[0].url])
        talk = next(f"t{number}" for number in range(99) if in_order(f"t{number}", directory.addresses)[0] == lost)
        async with EngineClient("http://127.0.0.1:1", engine_secret(SECRET), directory=directory) as client:
            assert (await client.turn(asked(talk), timeout=20)).messages
    assert directory.down == [lost]
    assert f"m-{talk}" in engines[0].acted
