"""The engine that the gateway's tests talk to keeps the contract of the real one's channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from test_channel import HEADERS, TURN, wait_until_ready

from protocol.keys import SECRET_HEADER
from protocol.turns import FORGET_PATH, KEPT_PATH, PARSE_PATH, READY_PATH, TURN_PATH, VECTORS_PATH
from tests.support.engine_peer import SECRET
from tests.support.fake_engine import fake_engine, unavailable

Answer = tuple[int, Any]


class Both:
    """The same request to the real engine and to the one of the tests."""

    def __init__(self, real: Any, fake: aiohttp.ClientSession) -> None:
        self._clients = (real, fake)

    async def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> tuple[Answer, Answer]:
        found = []
        for client in self._clients:
            whole = {"data": body} if isinstance(body, bytes) else {"json": body}
            async with client.post(path, headers=HEADERS if headers is None else headers, **whole) as response:
                found.append((response.status, await response.json()))
        return found[0], found[1]


@pytest.fixture
async def fake() -> AsyncIterator[Any]:
    async with fake_engine(SECRET) as engine:
        yield engine


@pytest.fixture
async def both(http: Any, fake: Any) -> AsyncIterator[Both]:
    await wait_until_ready(http)
    async with aiohttp.ClientSession(fake.url) as client:
        yield Both(http, client)


def shape(value: Any) -> Any:
    """What a body is made of: its keys and kinds, and of a list its first element."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


async def test_a_turn_has_the_same_shape_the_first_time_and_again(both: Both) -> None:
    for duplicate in (False, True):
        (status, real), (other, fake) = await both.post(TURN_PATH, TURN)
        assert status == other == 200
        assert real["duplicate"] is fake["duplicate"] is duplicate
        assert set(real) == set(fake)
        assert set(real["messages"][0]) == set(fake["messages"][0])
        assert isinstance(real["messages"][0]["facts"], dict) and isinstance(fake["messages"][0]["facts"], dict)
        # Every field of the parse but the entities, of which there may be none.
        assert {**shape(real["parse"]), "entities": []} == {**shape(fake["parse"]), "entities": []}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (TURN_PATH, {**TURN, "text": " "}), (TURN_PATH, {**TURN, "language": "de"}), (TURN_PATH, b"{"),
        (TURN_PATH, b"[]"), (TURN_PATH, {"text": "x"}), (TURN_PATH, {**TURN, "deadline": "soon"}),
        (PARSE_PATH, {"text": ""}), (VECTORS_PATH, {"texts": []}), (VECTORS_PATH, {"texts": ["x"] * 65}),
        (KEPT_PATH, {"after": 5}), (FORGET_PATH, {"conversations": []}), (FORGET_PATH, {"conversations": [""]}),
    ],
)  # fmt: skip
async def test_what_one_refuses_the_other_refuses(both: Both, path: str, body: Any) -> None:
    (status, real), (other, fake) = await both.post(path, body)
    assert status == other == 422
    assert set(real) == set(fake) and real["error"] == fake["error"] == "bad_request"


@pytest.mark.parametrize("path", [TURN_PATH, PARSE_PATH, VECTORS_PATH, KEPT_PATH, FORGET_PATH])
async def test_neither_answers_without_the_secret(both: Both, path: str) -> None:
    real, fake = await both.post(path, TURN, headers={SECRET_HEADER: "wrong"})
    assert real == fake == (401, {"error": "secret"})


async def test_a_failure_looks_the_same(both: Both, fake: Any, actions: Any) -> None:
    actions.behaviour = lambda call: {"events": "none", "responses": []}
    fake.script = unavailable
    real, other = await both.post(TURN_PATH, TURN)
    assert real == other == (503, {"error": "action_failed"})


async def test_readings_and_memory_have_the_same_shape(both: Both, http: Any, fake: Any) -> None:
    (_, real), (_, other) = await both.post(PARSE_PATH, {"text": "hello", "language": "en"})
    assert set(real) == set(other) and set(real["parse"]) == set(other["parse"])
    await both.post(TURN_PATH, TURN)
    (_, real), (_, other) = await both.post(KEPT_PATH, {"after": ""})
    assert [set(one) for one in real["conversations"]] == [set(one) for one in other["conversations"]]
    assert [one["id"] for one in real["conversations"]] == [one["id"] for one in other["conversations"]] == ["h1"]
    real_answer, fake_answer = await both.post(FORGET_PATH, {"conversations": ["h1", "unknown"]})
    assert real_answer[1]["forgotten"] == fake_answer[1]["forgotten"] == ["h1", "unknown"]
    assert set(real_answer[1]) == set(fake_answer[1])
    async with aiohttp.ClientSession(fake.url) as client, client.get(READY_PATH, headers=HEADERS) as response:
        assert set(await response.json()) == set(await wait_until_ready(http))
