"""The action server itself: on loopback, only with the secret, and it gives nothing back of what it was sent."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from actions.server import _close
from actions.settings import ActionSettings
from crm.database.store import Store
from protocol.clock import FixedClock
from protocol.keys import SECRET_HEADER, actions_secret
from protocol.shared_secret import SecretRefused
from tests.support.givens import SERVER_KEY
from tests.support.waiting import eventually, listens

ROOT = Path(__file__).parents[2]
SECRET = "a secret of the tests, long enough"


@pytest.fixture
async def server(house_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A running action server over the small library."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "KETABYAR_SECRET": SECRET,
        "KETABYAR_HOME": str(tmp_path),
        "KETABYAR_DATABASE_URL": house_url,
        "KETABYAR_ACTIONS_PORT": str(port),
        "KETABYAR_NOW": "2026-11-24T06:30:00+00:00",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "actions", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            await eventually(lambda: listens(port), 60)
            yield client
    finally:
        if process.returncode is None:
            process.terminate()
        _out, said = await process.communicate()
    assert b"personal words" not in said


async def test_it_tells_who_shows_a_secret_whether_it_is_theirs(server: httpx.AsyncClient) -> None:
    assert (await server.get("/health")).json() == {"status": "ok"}
    shown = await server.get("/health", headers={SECRET_HEADER: actions_secret(SECRET)})
    assert (shown.status_code, shown.json()) == (200, {"status": "ok", "secret": "ours"})
    for other in ("", "another", "\xe9"):
        refused = await server.get("/health", headers={SECRET_HEADER: other.encode("latin-1")})
        assert (refused.status_code, "secret" in refused.json()) == (401, False)


async def test_it_tells_what_it_has_counted_to_who_shows_the_secret(server: httpx.AsyncClient) -> None:
    assert (await server.get("/metrics")).status_code == 401
    shown = await server.get("/metrics", headers={SECRET_HEADER: actions_secret(SECRET)})
    assert shown.status_code == 200 and "ketabyar_action_seconds_count" in shown.text
    assert "personal words" not in shown.text


def call(action: str) -> dict[str, object]:
    message = {
        "intent": {"name": "hours", "confidence": 1.0},
        "entities": [],
        "text": "personal words",
        "message_id": "m1",
    }
    tracker = {
        "sender_id": "nobody", "slots": {"language": "en"}, "latest_message": message, "events": [], "paused": False,
        "latest_event_time": 0.0, "active_loop": {}, "latest_action_name": "action_listen", "followup_action": None,
    }  # fmt: skip
    return {"next_action": action, "sender_id": "nobody", "tracker": tracker, "domain": {}, "version": "3.6.21"}


async def test_the_server(server: httpx.AsyncClient) -> None:
    live = await server.get("/health/live")
    assert live.status_code == 200 and live.json() == {"live": True}
    health = await server.get("/health")
    assert health.status_code == 200 and health.json() == {"status": "ok"}
    for headers in ({}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET}):
        for path in ("/webhook", "/actions"):
            refused = await server.request(
                "POST" if path == "/webhook" else "GET", path, json=call("action_hours"), headers=headers
            )
            assert refused.status_code == 401
    secret = {SECRET_HEADER: actions_secret(SECRET)}
    answer = await server.post("/webhook", json=call("action_hours"), headers=secret)
    assert answer.status_code == 200 and answer.json()["responses"][0]["response"] == "utter_hours_all"
    unknown = await server.post("/webhook", json=call("action_nothing"), headers=secret)
    assert unknown.status_code == 404
    broken = await server.post("/webhook", content=b'{"next_action": "personal words', headers=secret)
    assert broken.status_code in {400, 500} and "personal" not in broken.text
    half = {**call("action_hours"), "tracker": {"sender_id": "personal words"}}
    failed = await server.post("/webhook", json=half, headers=secret)
    assert "personal" not in failed.text
    assert (
        "access-control-allow-origin"
        not in (await server.get("/health", headers={"Origin": "http://evil.example"})).headers
    )


async def test_what_an_action_may_say_beside_an_answer(
    server: httpx.AsyncClient, house_url: str, clock: FixedClock
) -> None:
    secret = {SECRET_HEADER: actions_secret(SECRET)}

    def praise(**more: object) -> dict[str, Any]:
        body: dict[str, Any] = call("action_praise")
        body["tracker"]["latest_message"] |= {"text": "the lady at the desk was very kind", **more}
        return body

    closed = await server.post("/webhook", json=praise(), headers=secret)
    assert (closed.status_code, closed.json()) == (410, {"error": "turn_closed"})
    # With too little time to hear of the outcome nothing is begun, and the turn may be tried again.
    late = await server.post("/webhook", json=praise(deadline=time.time() + 0.7), headers=secret)
    assert (late.status_code, late.json()) == (503, {"error": "unavailable"})
    cases = text("SELECT count(*) FROM service_case")
    store = await Store.open(house_url, clock=clock, server_key=SERVER_KEY)
    assert await store.look(lambda connection: connection.scalar(cases)) == 0
    await store.close()


def test_settings_are_refused_when_unsafe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    monkeypatch.delenv("KETABYAR_SECRET", raising=False)
    with pytest.raises(ValueError, match="no shared secret"):
        ActionSettings.load()
    (tmp_path / "secret").write_text("kept secret\n", encoding="ascii")
    settings = ActionSettings.load()
    assert settings.actions_secret == actions_secret("kept secret") and settings.database_url.endswith("store.sqlite3")
    (tmp_path / "secret").write_bytes(b"")
    with pytest.raises(SecretRefused, match="is empty"):
        ActionSettings.load()
    (tmp_path / "secret").unlink()
    monkeypatch.setenv("KETABYAR_ENVIRONMENT", "production")
    monkeypatch.setenv("KETABYAR_NOW", "2026-11-24T08:00:00+00:00")
    with pytest.raises(ValueError, match="refused in production"):
        ActionSettings.load()


def test_the_gateway_derives_the_same_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # The two processes never import each other, but a card must hash to the same in both.
    from bot.settings import Settings as GatewaySettings

    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    monkeypatch.setenv("KETABYAR_SECRET", SECRET)
    assert ActionSettings.load().store_keys == GatewaySettings.load().store_keys
    # Started by the supervisor it is given the key, and knows no secret.
    key = GatewaySettings.load().server_key
    monkeypatch.delenv("KETABYAR_SECRET")
    monkeypatch.setenv("KETABYAR_STORE_KEY", key.hex())
    monkeypatch.setenv("KETABYAR_ACTIONS_SECRET", "shown by the engine")
    given = ActionSettings.load()
    assert (given.store_keys["server_key"], given.actions_secret, given.secret) == (key, "shown by the engine", "")


async def test_what_waits_has_ended_before_the_store_is_closed() -> None:
    ended: list[str] = []

    class Closing:
        def __init__(self, name: str) -> None:
            self.name = name

        async def close(self) -> None:
            await asyncio.sleep(0)
            ended.append(self.name)

    services = SimpleNamespace(library=Closing("library"), store=Closing("store"))
    actions = [Closing("action"), Closing("another")]
    await _close(SimpleNamespace(ctx=SimpleNamespace(services=services, actions=actions, end_tracing=None)))  # type: ignore[arg-type]
    assert ended == ["action", "another", "library", "store"]
