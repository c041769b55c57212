"""Requests that no browser of a patron sends: refused with a word, never a failure, and never a line that lies."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web.shell import loggable
from tests.support.front import Front
from tests.support.staff_at import staff_at

ONE = "sqlite"
HUGE = 2**63


@pytest.mark.parametrize("database_url", [ONE], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "//console/sign-in",
        "//sign-in/" + "A" * 43,
        "///",
        "/static/%00",
        "/static/" + "a" * 9000,
        "/sign-in/%00",
        "/%0d%0a2026-11-26 POST /console/sign-in 303 forged",
        "/static/%1b%5b2J",
        "/static/" + "%e2%80%ae" * 20,
        "/static/..%2f..%2f..%2fetc/passwd",
        "/%ff%fe",
        "/api/chat/messages/" + "9" * 40,
    ],
)
async def test_odd_addresses_are_not_found(front: Front, path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="bot.access"):
        reader, writer = await asyncio.open_connection("127.0.0.1", front.running.gateway.settings.port)
        writer.write(f"GET {path.replace(' ', '%20')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
    assert answer.startswith(b"HTTP/1.1 404"), answer[:80]
    assert b"nosniff" in answer
    (line,) = [record.getMessage() for record in caplog.records if record.name == "bot.access"]
    assert line.isascii() or set(line) - set("…") <= {chr(code) for code in range(32, 127)}
    assert "\n" not in line
    assert len(line) < 260
    assert "A" * 24 not in line


@pytest.mark.parametrize("token", ["Xy_-" * 11])
@pytest.mark.parametrize(
    "form",
    ["/sign-in/{}", "/sign-in/{}/", "//sign-in/{}", "/SIGN-IN/{}", "/./sign-in/{}", "/x/../sign-in/{}", "/%73ign-in/{}",
     "/sign-in//{}", "/sign-in/{}?lang=fa", "/console/sign-in/{}", "/{}"],
)  # fmt: skip
def test_the_token_of_a_link_is_in_no_log(form: str, token: str) -> None:
    assert token not in loggable(form.format(token))
    assert token[5:30] not in loggable(form.format(token))


def test_a_path_is_logged_as_it_is_when_it_is_ours() -> None:
    for path in ("/api/chat/messages", "/console/conversations/12", "/static/vendor/chart.umd.min.js", "/health/live"):
        assert loggable(path) == path
    assert len(loggable("/" + "a/" * 30_000)) < 230


@pytest.mark.parametrize("database_url", [ONE], indirect=True)
async def test_a_flood_of_long_addresses_leaves_little_in_the_log(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bot.access"):
        for _ in range(20):
            assert (await front.http.get("/" + "é" * 9000)).status_code == 404
    assert sum(len(record.getMessage()) for record in caplog.records) < 20 * 300


async def test_numbers_beyond_the_store_are_refused(front: Front) -> None:
    visitor = await front.visitor()
    for after in (HUGE, HUGE + 1, 10**40, -1):
        for path in ("messages", "events"):
            answer = await visitor.get(f"{path}?after={after}")
            assert answer.status_code == 422, (path, after)
    for number in (HUGE, 10**40, 0, -5):
        answer = await visitor.post("feedback", {"message_id": number, "value": 1})
        assert answer.status_code == 422, number
    assert (await visitor.post("feedback", {"message_id": HUGE - 1, "value": 1})).status_code == 404


async def test_bodies_that_are_no_messages_are_refused(front: Front) -> None:
    visitor = await front.visitor()
    for body in (
        b"\xff\xfe\x00",
        b'{"client_message_id": "1", "text": "\xff"}',
        b"[" * 20_000,
        b'{"a":' * 9_000,
        b'{"client_message_id": "a\\u0000b", "text": "hours"}',
        b'{"client_message_id": "a\\nb", "text": "hours"}',
        b'{"client_message_id": "1", "payload": "/hours\\u0000"}',
        b'{"client_message_id": "1", "payload": "/hours{\\u0000}"}',
        b"null",
        b"",
        b"1e999",
    ):
        headers = {**visitor.headers, "Content-Type": "application/json"}
        answer = await front.http.post("/api/chat/messages", content=body, headers=headers)
        assert answer.status_code == 422, body[:40]
        assert set(answer.json()["message"]) == {"fa", "en"}
    titled = {"client_message_id": "9", "payload": "/hours", "title": "ho\u0000urs"}
    assert (await visitor.post("messages", titled)).status_code == 200


@pytest.mark.parametrize("database_url", [ONE], indirect=True)
async def test_headers_without_end_are_cut_off(front: Front) -> None:
    port = front.running.gateway.settings.port
    for line in (b"X-A: " + b"a" * 4000 + b"\r\n", b"a" * 4000):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX-B: ")
        with pytest.raises((ConnectionError, BrokenPipeError)):
            for _ in range(2000):
                writer.write(line)
                await writer.drain()
                await asyncio.sleep(0)
        writer.close()
    assert (await front.http.get("/health/live")).status_code == 200


@pytest.mark.parametrize("database_url", [ONE], indirect=True)
async def test_a_request_that_never_ends_is_hung_up_on(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.connections.REQUEST_SECONDS", 0.3)
    port = front.running.gateway.settings.port
    for begun in (b"", b"GET / HT", b"POST /api/chat/session HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        async with asyncio.timeout(5):
            await reader.read()
        writer.close()


@pytest.mark.parametrize("database_url", [ONE], indirect=True)
async def test_an_upload_may_take_as_long_as_it_goes_on(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.connections.REQUEST_SECONDS", 0.4)
    monkeypatch.setattr("bot.web.connections.LEAST_PROGRESS", 900)
    staff = await staff_at(front)
    told = {"csrf": staff.csrf, "kind": "patrons"}
    form = httpx.Request("POST", front.url, data=told, files={"file": ("a.csv", b"card,name\n" + b"1,x\n" * 1500)})
    whole, headers = form.read(), {"Content-Type": form.headers["Content-Type"]}
    cut = [whole[at : at + 200] for at in range(0, len(whole), 200)]

    async def slowly(pause: float) -> AsyncIterator[bytes]:
        for part in cut:
            yield part
            await asyncio.sleep(pause)  # a slow line

    # Longer than one request may take (0.4 s), and never without progress.
    assert len(cut) * 0.05 > 1.2
    made = await staff.http.post("/console/imports", content=slowly(0.05), headers=headers)
    assert made.status_code == 303, made.text[:500]
    assert "/console/imports/files/" in made.headers["location"]
    # Who goes on too slowly, and who goes on though the answer was given, is hung up on.
    with pytest.raises(httpx.TransportError):
        await staff.http.post("/console/imports", content=slowly(0.3), headers=headers)
    _, writer = await asyncio.open_connection("127.0.0.1", front.port)
    writer.write(b"POST /console/imports HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n")
    async with asyncio.timeout(5):
        with contextlib.suppress(ConnectionError):
            while True:
                writer.write(b"x" * 2000)
                await writer.drain()
                await asyncio.sleep(0.05)  # progress enough, were it still wanted
    writer.close()


@pytest.mark.parametrize("database_url", [ONE], indirect=True)
async def test_a_kept_connection_serves_one_request_after_the_other(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.connections.REQUEST_SECONDS", 0.4)
    visitor = await front.visitor()
    for _ in range(4):
        # Together longer than one request may take (0.4 s).
        await asyncio.sleep(0.25)
        assert (await visitor.get("session")).status_code == 200
    async with visitor.stream() as events:
        assert (await anext(events))[0] == "state"
        await asyncio.sleep(0.6)  # longer than one request may take
        await visitor.say("hours")
        async with asyncio.timeout(5):
            assert (await anext(events))[0] in ("message", "state")
