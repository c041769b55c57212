"""Conversations are forgotten when they are told to be: in memory, in the log, and in the bytes of its files."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from engine.event_log import EventLog
from protocol.turns import FORGET_PATH, KEPT_PATH, TURN_PATH
from tests.support.engine_peer import HEADERS
from tests.support.waiting import eventually

WORDS = "زرقام‌زاده‌ی یکتا"


def turn(conversation: str, message_id: str = "1", text: str = "ساعت کار امروز") -> dict[str, Any]:
    return {
        "conversation": conversation, "message_id": message_id, "text": text, "payload": False, "language": "fa",
        "signed_in": False, "channel": "web",
    }  # fmt: skip


async def post(http: Any, path: str, body: Any) -> tuple[int, dict[str, Any]]:
    async with http.post(path, headers=HEADERS, json=body) as response:
        return response.status, await response.json()


async def kept(http: Any) -> list[str]:
    names: list[str] = []
    while True:
        status, body = await post(http, KEPT_PATH, {"after": names[-1] if names else ""})
        assert status == 200
        if not body["conversations"]:
            return names
        assert all(one["idle_seconds"] >= 0 for one in body["conversations"])
        names += [one["id"] for one in body["conversations"]]


@pytest.mark.parametrize("path", [KEPT_PATH, FORGET_PATH])
async def test_nothing_is_told_or_forgotten_without_the_secret(http: Any, path: str) -> None:
    async with http.post(path, json={"conversations": ["f1"], "after": ""}) as response:
        assert response.status == 401


async def test_what_is_forgotten_begins_anew(http: Any) -> None:
    await post(http, TURN_PATH, turn("forget-1"))
    await post(http, TURN_PATH, turn("forget-2"))
    assert {"forget-1", "forget-2"} <= set(await kept(http))
    wanted = {"conversations": ["forget-1", "never-there"]}
    status, body = await post(http, FORGET_PATH, wanted)
    assert status == 200
    assert body["forgotten"] == ["forget-1", "never-there"]
    assert body["events"] > 0
    assert await post(http, FORGET_PATH, wanted) == (200, {**body, "events": 0})
    left = await kept(http)
    assert "forget-1" not in left
    assert "forget-2" in left
    # The same message id again is answered anew: nothing of the conversation is remembered, in memory either.
    _, again = await post(http, TURN_PATH, turn("forget-1"))
    assert again["duplicate"] is False
    _, other = await post(http, TURN_PATH, turn("forget-2"))
    assert other["duplicate"] is True


async def test_a_conversation_with_a_turn_under_way_is_left_for_later(http: Any, actions: Any) -> None:
    actions.delay = 0.5
    running = asyncio.create_task(post(http, TURN_PATH, turn("busy-1")))
    await eventually(lambda: actions.running)
    assert await post(http, FORGET_PATH, {"conversations": ["busy-1"]}) == (200, {"forgotten": [], "events": 0})
    assert (await running)[0] == 200
    _, body = await post(http, FORGET_PATH, {"conversations": ["busy-1"]})
    assert body["forgotten"] == ["busy-1"]


@pytest.mark.parametrize(
    "body", [{}, {"conversations": []}, {"conversations": ["x" * 300]}, {"conversations": [5]}, []]
)
async def test_a_wrong_request_is_422(http: Any, body: Any) -> None:
    assert (await post(http, FORGET_PATH, body))[0] == 422


def event(text: str) -> dict[str, Any]:
    return {"event": "user", "timestamp": time.time() - 90, "text": text}


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_no_byte_of_a_forgotten_conversation_stays_in_the_files(tmp_path: Path) -> None:
    log = EventLog(f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
    for number in range(40):
        log.append(f"c{number:02}", 0, [event("hours"), event(f"{WORDS} {number}"), event(WORDS * 400)])
    log.append("going-on", 0, [event("still here")])
    assert WORDS.encode() in bytes_of(tmp_path)
    assert [one.sender_id for one in log.kept("c37", 10)] == ["c38", "c39", "going-on"]
    assert 60 < log.kept("", 1)[0].idle_seconds < 600
    assert log.delete([f"c{number:02}" for number in range(40)]) == 120
    assert log.tidy()
    # While the log is open, as it always is.
    assert WORDS.encode() not in bytes_of(tmp_path)
    assert log.read("going-on")[0][0]["text"] == "still here"
    log.close()


def test_nothing_is_left_of_pages_that_were_split_and_half_emptied(tmp_path: Path) -> None:
    log = EventLog(f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
    for number in range(400):
        kind = "gone" if number % 3 else "stay"
        log.append(f"{number * 7919 % 400:03}", 0, [event(f"{kind}{number}word " * (1 + number % 9 * 20))])
    log.delete([f"{number * 7919 % 400:03}" for number in range(400) if number % 3])
    assert log.tidy()
    left = bytes_of(tmp_path)
    assert b"stay0word" in left
    assert [number for number in range(400) if f"gone{number}word".encode() in left] == []
    log.close()


def test_the_file_stays_small_however_many_conversations_there_were(tmp_path: Path) -> None:
    path = tmp_path / "tracker.sqlite3"
    log = EventLog(f"sqlite:///{path}")
    largest = 0
    for number in range(30):
        names = [f"{number:03}-{each}" for each in range(20)]
        for name in names:
            log.append(name, 0, [event("x" * 6000) for _ in range(6)])
        log.delete(names)
        log.tidy()
        largest = max(largest, path.stat().st_size)
    assert largest < 2_000_000, "600 conversations of 36 kB each"
    for number in range(200):
        log.append(f"many-{number}", 0, [event("x" * 60_000)])
    log.delete([f"many-{number}" for number in range(200)])
    assert not log.tidy(), "it was written anew a moment ago"
    log.close()
    log = EventLog(f"sqlite:///{path}")
    assert log.tidy()
    assert path.stat().st_size < 100_000, "space is given back"
    log.close()
