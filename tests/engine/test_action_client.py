"""The client of the action server: an action that wants the vector of a text gets it, and is called again."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest
from aiohttp import web

from engine.action_client import ActionClient
from engine.patches.errors import ActionFailed
from process.traces import TRACE_HEADER, carried
from protocol.vectors import MOST_VECTORS


class Sentences:
    """A source of vectors that needs no network."""

    def __init__(self, there: bool) -> None:
        self.there = there

    async def packed(self, texts: list[str]) -> list[str | None]:
        made = base64.b64encode(np.ones(4, dtype="<f2").tobytes()).decode() if self.there else None
        return [made] * len(texts)


TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


async def test_the_trace_of_the_request_goes_on_to_the_action_server() -> None:
    seen: list[str | None] = []

    async def action(request: web.Request) -> web.Response:
        seen.append(request.headers.get(TRACE_HEADER))
        return web.json_response({"events": [], "responses": []})

    app = web.Application()
    app.router.add_post("/webhook", action)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = ActionClient(f"http://127.0.0.1:{runner.addresses[0][1]}/webhook", "secret")
    try:
        with carried(TRACE):
            await client.call("action_wifi", {})
        await client.call("action_wifi", {})
    finally:
        await client.close()
        await runner.cleanup()
    assert seen == [TRACE, None]


async def served(wanted: list[str], there: bool = True, at_once: int = 1) -> tuple[list[Any], Any]:
    """Call an action that wants the vectors of some texts, so many at once; give the calls and its answer."""
    calls: list[Any] = []

    async def action(request: web.Request) -> web.Response:
        body = await request.json()
        calls.append(body["tracker"]["latest_message"]["vectors"])
        left = [text for text in wanted if text not in calls[-1]]
        if left:
            return web.json_response({"wants_vectors": left[:at_once]}, status=428)
        return web.json_response({"events": [], "responses": []})

    app = web.Application()
    app.router.add_post("/webhook", action)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    client = ActionClient(f"http://127.0.0.1:{port}/webhook", "secret")
    client._sentences = Sentences(there)  # type: ignore[assignment]
    try:
        return calls, await client.call("action_wifi", {"tracker": {"latest_message": {"vectors": {}}}})
    finally:
        await client.close()
        await runner.cleanup()


async def test_an_action_gets_the_vector_that_it_wants() -> None:
    calls, answer = await served(["lockers"])
    assert answer == {"events": [], "responses": []}
    assert [list(call) for call in calls] == [[], ["lockers"]]
    assert np.frombuffer(base64.b64decode(calls[1]["lockers"]), dtype="<f2").tolist() == [1, 1, 1, 1]


async def test_an_action_gets_several_vectors_at_once() -> None:
    calls, _ = await served(["lockers", "lockers near", "lockers how much"], at_once=2)
    assert [list(call) for call in calls] == [
        [], ["lockers", "lockers near"], ["lockers", "lockers near", "lockers how much"],
    ]  # fmt: skip


async def test_where_there_is_no_network_the_action_is_told() -> None:
    calls, answer = await served(["lockers"], there=False)
    assert answer == {"events": [], "responses": []}
    assert calls[1] == {"lockers": None}


async def test_an_action_wants_so_many_vectors_and_no_more() -> None:
    with pytest.raises(ActionFailed):
        await served([f"text {number}" for number in range(MOST_VECTORS + 1)])


async def test_several_action_servers_are_asked_in_turn_and_one_that_is_away_is_passed_over() -> None:
    heard: list[str] = []

    def named(name: str) -> web.Application:
        async def action(_request: web.Request) -> web.Response:
            heard.append(name)
            return web.json_response({"events": [], "responses": []})

        app = web.Application()
        app.router.add_post("/webhook", action)
        return app

    runners = [web.AppRunner(named(name)) for name in ("one", "two")]
    for runner in runners:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = ActionClient(
        ",".join(f"http://127.0.0.1:{runner.addresses[0][1]}/webhook" for runner in runners), "secret"
    )
    body = {"tracker": {"latest_message": {"vectors": {}}}}
    try:
        for _ in range(4):
            await client.call("action_wifi", body)
        assert sorted(heard) == ["one", "one", "two", "two"]
        await runners[0].cleanup()
        heard.clear()
        for _ in range(4):
            await client.call("action_wifi", body)
        assert heard == ["two"] * 4
        await runners[1].cleanup()
        with pytest.raises(ActionFailed):
            await client.call("action_wifi", body)
    finally:
        await client.close()
        for runner in runners:
            await runner.cleanup()


async def test_one_that_does_not_see_its_database_is_passed_over() -> None:
    heard: list[str] = []

    def named(name: str, status: int) -> web.Application:
        async def action(_request: web.Request) -> web.Response:
            heard.append(name)
            return web.json_response({"events": [], "responses": []}, status=status)

        app = web.Application()
        app.router.add_post("/webhook", action)
        return app

    runners = [web.AppRunner(named("cut off", 503)), web.AppRunner(named("well", 200))]
    for runner in runners:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = ActionClient(
        ",".join(f"http://127.0.0.1:{runner.addresses[0][1]}/webhook" for runner in runners), "secret"
    )
    try:
        await client.call("action_wifi", {})
        with pytest.raises(ActionFailed):
            await client.call("action_wifi", {})
        for _ in range(3):
            await client.call("action_wifi", {})
    finally:
        await client.close()
        for runner in runners:
            await runner.cleanup()
    assert heard == ["well", "cut off", "well", "well", "well"]


async def test_what_waits_for_vectors_is_asked_again_where_it_waits() -> None:
    heard: list[tuple[str, Any]] = []

    def named(name: str) -> web.Application:
        async def action(request: web.Request) -> web.Response:
            message = (await request.json())["tracker"]["latest_message"]
            heard.append((name, message["waits"]))
            if not message["vectors"]:
                return web.json_response({"wants_vectors": ["lockers"], "waits": f"at {name}"}, status=428)
            return web.json_response({"events": [], "responses": []})

        app = web.Application()
        app.router.add_post("/webhook", action)
        return app

    runners = [web.AppRunner(named(name)) for name in ("one", "two")]
    for runner in runners:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = ActionClient(
        ",".join(f"http://127.0.0.1:{runner.addresses[0][1]}/webhook" for runner in runners), "secret"
    )
    client._sentences = Sentences(there=True)  # type: ignore[assignment]
    try:
        for _ in range(4):
            await client.call("action_wifi", {"tracker": {"latest_message": {"vectors": {}, "waits": None}}})
    finally:
        await client.close()
        for runner in runners:
            await runner.cleanup()
    assert {name for name, _ in heard} == {"one", "two"}
    for (name, nothing), (again, waits) in zip(heard[::2], heard[1::2], strict=True):
        assert (nothing, again, waits) == (None, name, f"at {name}")


def test_where_nothing_waits_any_more_those_that_answer_are_asked_first_and_no_turn_is_lost() -> None:
    client = ActionClient("one,two,three", "secret")
    begun = [client._in_turn()[0], client._in_turn("one")[0], client._in_turn()[0]]
    assert begun[1] == "one" and begun[0] != begun[2]
    client._note_down("two")
    assert client._in_turn("one") == ["one", "three", "two"]
    assert client._in_turn("two")[0] == "two"
