"""The channel over HTTP: the secret, the shape of requests, failures as 503."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from protocol.keys import SECRET_HEADER
from protocol.turns import FIGURES_PATH, PARSE_PATH, READY_PATH, TURN_PATH
from tests.support.engine_peer import HEADERS
from tests.support.waiting import eventually

TURN = {
    "conversation": "h1", "message_id": "1", "text": "ساعت کار امروز", "payload": False, "language": "fa",
    "signed_in": False, "channel": "web",
}  # fmt: skip


async def wait_until_ready(http: Any) -> dict[str, Any]:
    async def ready() -> dict[str, Any] | None:
        async with http.get(READY_PATH, headers=HEADERS) as response:
            body: dict[str, Any] = await response.json()
            assert response.status in (200, 503)
            return body if response.status == 200 else None

    body = await eventually(ready)
    assert body is not None
    return body


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "wrong"}])
@pytest.mark.parametrize(
    ("method", "path"), [("POST", TURN_PATH), ("POST", PARSE_PATH), ("GET", READY_PATH), ("GET", FIGURES_PATH)]
)
async def test_nothing_is_answered_without_the_secret(
    http: Any, headers: dict[str, str], method: str, path: str
) -> None:
    async with http.request(method, path, headers=headers, json=TURN if method == "POST" else None) as response:
        assert response.status == 401


async def test_an_empty_secret_opens_nothing(agent: Any) -> None:
    from engine.channel import KetabyarChannel

    class Request:
        def __init__(self) -> None:
            self.headers = {SECRET_HEADER: ""}

    channel = KetabyarChannel(secret="")
    response = await channel._guarded(Request(), channel._ready)  # type: ignore[arg-type]
    assert response.status == 401


async def test_a_turn_over_http(http: Any) -> None:
    async with http.post(TURN_PATH, headers=HEADERS, json=TURN) as response:
        body = await response.json()
    assert response.status == 200
    assert body["messages"][0]["text"] == "امروز تا ساعت ۲۰ باز است."
    assert set(body) == {
        "messages", "parse", "actions", "form", "requested_slot", "duplicate", "engine_version", "event_count",
        "seconds",
    }  # fmt: skip
    async with http.post(TURN_PATH, headers=HEADERS, json=TURN) as response:
        assert (await response.json())["duplicate"] is True


async def figures(http: Any) -> dict[str, Any]:
    async with http.get(FIGURES_PATH, headers=HEADERS) as response:
        assert response.status == 200
        body: dict[str, Any] = await response.json()
        return body


async def test_a_turn_tells_the_seconds_of_its_parts_and_is_counted_by_its_end(http: Any, actions: Any) -> None:
    before = await figures(http)
    async with http.post(TURN_PATH, headers=HEADERS, json={**TURN, "conversation": "f1"}) as response:
        seconds = (await response.json())["seconds"]
    assert seconds["parse"] > 0 and seconds["actions"] > 0
    actions.behaviour = lambda call: {"events": "none", "responses": []}
    async with http.post(TURN_PATH, headers=HEADERS, json={**TURN, "conversation": "f2"}) as response:
        assert response.status == 503
    after = await figures(http)
    for result in ("answered", "action_failed"):
        assert after["turns"][result] == before["turns"].get(result, 0) + 1
    assert after["parses"] >= before["parses"] + 2 and after["action_calls"] >= before["action_calls"] + 2
    assert after["under_way"] == 0


async def test_a_failed_action_is_503_and_never_an_empty_200(http: Any, actions: Any) -> None:
    actions.behaviour = lambda call: {"events": "none", "responses": []}
    async with http.post(TURN_PATH, headers=HEADERS, json=TURN) as response:
        assert response.status == 503
        assert await response.json() == {"error": "action_failed"}
    # An error of the action's own would come again: that is not to be tried again.
    actions.behaviour = lambda call: web.json_response({"error": "internal"}, status=500)
    async with http.post(TURN_PATH, headers=HEADERS, json=TURN) as response:
        assert response.status == 409
        assert await response.json() == {"error": "action_broken"}


@pytest.mark.parametrize(
    "change",
    [{"text": ""}, {"text": "   "}, {"text": 5}, {"text": "x" * 5000}, {"conversation": None}, {"message_id": ""},
     {"payload": "yes"}, {"language": "de"}, {"text": "/renew{", "payload": True}],
)  # fmt: skip
async def test_a_wrong_body_is_422(http: Any, change: dict[str, Any]) -> None:
    async with http.post(TURN_PATH, headers=HEADERS, json={**TURN, **change}) as response:
        assert response.status == 422


async def test_a_body_that_is_no_json_is_422(http: Any) -> None:
    for body in (b"{", b"[]", b"\xff"):
        async with http.post(TURN_PATH, headers=HEADERS, data=body) as response:
            assert response.status == 422


async def test_parse_reads_and_keeps_nothing(http: Any, turns: Any) -> None:
    body = {"text": '/renew{"which": "all"}', "language": "en"}
    async with http.post(PARSE_PATH, headers=HEADERS, json=body) as response:
        parse = (await response.json())["parse"]
    assert response.status == 200
    assert set(parse) == {"intent", "ranking", "entities"}
    assert len(parse["ranking"]) <= 3
    assert list(await turns.store.keys()) == []


async def test_ready_only_after_a_turn_in_both_languages(http: Any) -> None:
    body = await wait_until_ready(http)
    assert body["ready"] is True
    assert body["engine_version"]


async def test_no_other_route_answers(http: Any) -> None:
    for path in ("/webhooks/rest/webhook", "/model", "/conversations/x/tracker", "/status"):
        async with http.get(path, headers=HEADERS) as response:
            assert response.status == 404


async def test_warm_up_leaves_nothing_behind(http: Any, turns: Any) -> None:
    await wait_until_ready(http)
    assert list(await turns.store.keys()) == []


async def test_actions_that_do_not_answer_yet_are_told_once_and_are_no_error(
    turns: Any, actions: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.server import _warm_up

    monkeypatch.setattr("engine.server.WARM_UP", (("en", "renew my books"),))

    class Channel:
        not_ready: str | None = "starting"

    caplog.set_level("INFO")
    channel, refused = Channel(), 0

    def begins(call: dict[str, Any]) -> Any:
        nonlocal refused
        refused += 1
        if refused > 3:
            actions.behaviour = None
        return web.json_response({"error": "starting"}, status=503)

    actions.behaviour = begins
    await _warm_up(channel, turns)  # type: ignore[arg-type]
    assert channel.not_ready is None and refused > 3
    told = [record for record in caplog.records if record.name.startswith("engine.")]
    assert not [record for record in told if record.levelname in ("WARNING", "ERROR")]
    assert len([record for record in told if "not ready yet" in record.getMessage()]) == 1
