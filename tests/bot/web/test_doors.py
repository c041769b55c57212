"""Who may come in, what is refused, and what every answer carries."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import text as sql

from bot.conversation.rates import Rates
from bot.models import building
from bot.models.notes import Current, EngineNotes
from bot.web.proof import ANSWER_HEADER, ASK_HEADER, asked, is_answer
from protocol.keys import SECRET_HEADER, actions_secret
from tests.support.fake_engine import SECRET, FakeEngine
from tests.support.front import SITE, Front, Opener
from tests.support.system import free_ports

Usage = namedtuple("Usage", "total used free")

# Nothing here depends on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def problem_of(answer: object) -> str:
    """The code of a problem that is told in both languages."""
    body = answer.json()  # type: ignore[attr-defined]
    assert set(body["message"]) == {"fa", "en"}
    assert all(body["message"].values())
    code: str = body["error"]
    return code


@pytest.mark.parametrize(
    "origin", [None, "https://elsewhere.example", "null", SITE + ".evil.example", "http://library.example"]
)
async def test_only_the_librarys_sites_get_a_session(front: Front, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    answer = await front.http.post("/api/chat/session", json={}, headers=headers)
    assert answer.status_code == 403
    assert problem_of(answer) == "origin_not_allowed"
    assert "access-control-allow-origin" not in answer.headers


async def test_the_gateways_own_pages_get_a_session(front: Front) -> None:
    answer = await front.http.post("/api/chat/session", json={"language": "fa"}, headers={"Origin": front.url})
    assert answer.status_code == 201
    assert answer.json()["language"] == "fa"
    assert len(answer.json()["token"]) >= 43


async def test_a_token_does_not_help_a_foreign_site(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    visitor.headers["Origin"] = "https://elsewhere.example"
    answer = await visitor.post("messages", {"client_message_id": "1", "text": "hours"})
    assert answer.status_code == 403
    assert engine.requests == []
    preflight = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    refused = await front.http.options(
        "/api/chat/messages", headers={"Origin": "https://elsewhere.example", **preflight}
    )
    assert refused.status_code == 400
    allowed = await front.http.options("/api/chat/messages", headers={"Origin": SITE, **preflight})
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == SITE


async def test_without_a_good_token_nothing_is_told(front: Front) -> None:
    for value in ("", "Bearer", "Bearer x", "Bearer " + "A" * 43, "Basic " + "A" * 43, "Bearer ' OR 1=1 --"):
        answer = await front.http.get("/api/chat/messages", headers={"Authorization": value})
        assert answer.status_code == 401
        assert problem_of(answer) == "token_needed"


async def test_a_token_in_the_address_is_not_taken(front: Front) -> None:
    visitor = await front.visitor()
    answer = await front.http.get(f"/api/chat/messages?token={visitor.token}")
    assert answer.status_code == 401


async def test_what_cannot_be_answered_is_refused_politely_and_not_kept(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    for text, code in (("", "empty_text"), (" \u200c\n\u200b ", "empty_text"), ("x" * 2001, "text_too_long")):
        answer = await visitor.post("messages", {"client_message_id": "1", "text": text})
        assert answer.status_code == 422
        assert problem_of(answer) == code
    for payload in ("renew", "/Renew", "/", "/renew{", "/a b", "/" + "x" * 80):
        answer = await visitor.post("messages", {"client_message_id": "1", "payload": payload, "title": "x"})
        assert answer.status_code == 422
        assert problem_of(answer) == "bad_payload"
    assert await visitor.history() == []
    assert engine.requests == []
    assert (await visitor.say("x" * 2000))["messages"]


async def test_a_body_that_is_no_message_is_refused_without_quoting_it(front: Front) -> None:
    visitor = await front.visitor()
    for body in (
        {"text": "secret words"},
        {"client_message_id": "", "text": "secret words"},
        [],
        {"client_message_id": "1"},
    ):
        answer = await front.http.post("/api/chat/messages", json=body, headers=visitor.headers)
        assert answer.status_code == 422
        problem_of(answer)
        assert "secret words" not in answer.text
    broken = await front.http.post(
        "/api/chat/messages", content=b'{"secret words', headers={**visitor.headers, "Content-Type": "application/json"}
    )
    assert broken.status_code == 422
    assert "secret words" not in broken.text


async def test_a_body_that_is_too_big_is_refused(front: Front) -> None:
    visitor = await front.visitor()
    answer = await visitor.post("messages", {"client_message_id": "1", "text": "x" * 70_000})
    assert answer.status_code == 413
    assert problem_of(answer) == "body_too_big"


async def test_too_many_messages_are_asked_to_wait_and_none_is_lost(
    gateway: Opener, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.BURST", 8)
    async with gateway(messages_per_minute=60) as front:
        visitor = await front.visitor()
        answers = [
            await visitor.post("messages", {"client_message_id": str(number), "text": f"message {number}"})
            for number in range(14)
        ]
        refused = [number for number, answer in enumerate(answers) if answer.status_code == 429]
        assert refused
        first = answers[refused[0]]
        assert problem_of(first) == "too_many_messages"
        assert int(first.headers["retry-after"]) >= 1
        assert "access-control-expose-headers" in first.headers
        kept = await visitor.texts()
        for number, answer in enumerate(answers):
            assert (answer.status_code == 200) == (f"message {number}" in kept)
        # What is there already costs nothing more and is not refused, however often it is sent.
        again = [await visitor.post("messages", {"client_message_id": "0", "text": "message 0"}) for _ in range(3)]
        assert [(answer.status_code, answer.json()["duplicate"]) for answer in again] == [(200, True)] * 3
        # Somebody else is not made to wait.
        assert (await (await front.visitor()).say("hours"))["messages"]


async def test_unknown_addresses_and_ways_are_told_in_both_languages(front: Front) -> None:
    assert problem_of(await front.http.get("/api/chat/nothing")) == "not_found"
    assert (await front.http.get("/nothing")).status_code == 404
    assert problem_of(await front.http.delete("/api/chat/session")) == "method_not_allowed"


async def test_nothing_answers_to_trace_or_to_methods_that_nobody_needs(front: Front) -> None:
    for path in ("/", "/api/chat/session", "/console", "/health/live"):
        for method in ("TRACE", "TRACK", "PUT", "PATCH"):
            answer = await front.http.request(method, path, headers={"X-Shown": "back-to-the-sender"})
            assert answer.status_code in (400, 404, 405), f"{method} {path}"
            assert "back-to-the-sender" not in answer.text


async def test_health_tells_what_is_missing(front: Front, engine: FakeEngine) -> None:
    assert (await front.http.get("/health/live")).json() == {"live": True}
    answer = await front.http.get("/health/ready")
    # There is no action server in these tests.
    assert answer.status_code == 503
    told = answer.json()
    assert told.pop("reasons") == ["the action server does not answer, or is another instance's"]
    assert told.pop("warnings") == []
    assert told == {"ready": False, "store": True, "engine": True, "actions": False, "disk": True}
    await engine.stop()
    assert (await front.http.get("/health/ready")).json()["engine"] is False


async def test_health_is_told_without_a_body_too(front: Front) -> None:
    live, ready = await front.http.head("/health/live"), await front.http.head("/health/ready")
    assert (live.status_code, live.content) == (200, b"")
    assert (ready.status_code, ready.content) == (503, b"")


@asynccontextmanager
async def action_server(port: int, told: dict[str, str], secret: str = "") -> AsyncIterator[None]:
    """Answer at the action server's port: to everybody, or to who shows the secret."""

    async def health(request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "")
        return web.json_response(told, status=401 if secret and shown != secret else 200)

    app = web.Application()
    app.router.add_get("/health", health)
    async with TestServer(app, port=port):
        yield


def ours(port: int) -> AbstractAsyncContextManager[None]:
    """Answer as our own action server does."""
    return action_server(port, {"status": "ok", "secret": "ours"}, actions_secret(SECRET))


async def test_ready_means_that_our_own_action_server_answers(gateway: Opener) -> None:
    [port] = free_ports(1)
    async with gateway(actions_port=port) as front:
        async with action_server(port, {"status": "ok"}):
            assert (await front.http.get("/health/ready")).status_code == 503
        async with action_server(port, {"status": "ok"}, "another"):
            assert (await front.http.get("/health/ready")).status_code == 503
        async with ours(port):
            answer = await front.http.get("/health/ready")
            assert (answer.status_code, answer.json()["reasons"]) == (200, [])
            assert (await front.http.head("/health/ready")).status_code == 200


async def test_another_version_beside_ours_is_named(gateway: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    [port] = free_ports(1)
    async with gateway(actions_port=port) as front, ours(port):
        settings = front.running.gateway.settings
        notes = EngineNotes(settings.home)
        for code, expected in ((building.code_hash(), 0), ("another", 1)):
            notes.tell_current(Current(settings.engine_url, "a", "b", "c", "now", code=code))
            answer = await front.http.get("/health/ready")
            assert (answer.status_code, len(answer.json()["warnings"])) == (200, expected)
        assert "the engine reads messages with other code" in answer.json()["warnings"][0]
        # Another release lies there by now: the gateway compares with what it was started from.
        with monkeypatch.context() as patch:
            patch.setattr(building, "code_hash", lambda: "another")
            assert (await front.http.get("/health/ready")).json()["warnings"] == answer.json()["warnings"]
        newer = sql("UPDATE alembic_version SET version_num = '9999'")
        await front.store.transact(lambda connection: connection.execute(newer))
        answer = await front.http.get("/health/ready")
        assert (answer.status_code, answer.json()["store"]) == (503, False)
        assert "another version of ketabyar: at revision 9999" in answer.json()["reasons"][0]
        gone = sql("DELETE FROM alembic_version")
        await front.store.transact(lambda connection: connection.execute(gone))
        answer = await front.http.get("/health/ready")
        assert answer.status_code == 503
        assert answer.json()["reasons"] == ["the store has no tables of ketabyar any more"]


async def test_code_that_cannot_be_read_is_compared_with_nothing(
    gateway: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(building, "code_hash", unreadable)
    [port] = free_ports(1)
    async with gateway(actions_port=port) as front, ours(port):
        settings = front.running.gateway.settings
        EngineNotes(settings.home).tell_current(Current(settings.engine_url, "a", "b", "c", "now", code="another"))
        answer = await front.http.get("/health/ready")
        assert (answer.status_code, answer.json()["warnings"]) == (200, [])


async def test_a_full_disk_and_a_store_that_cannot_be_written_are_not_ready(
    gateway: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    [port] = free_ports(1)
    async with gateway(actions_port=port) as front, ours(port):
        assert (await front.http.get("/health/ready")).status_code == 200
        with monkeypatch.context() as patch:
            patch.setattr("shutil.disk_usage", lambda _path: Usage(10, 10, 5 * 2**20))
            answer = await front.http.get("/health/ready")
            assert (answer.status_code, answer.json()["disk"]) == (503, False)
            assert answer.json()["reasons"] == ["less disk space is free than KETABYAR_MIN_FREE_MB"]
        with monkeypatch.context() as patch:
            patch.setattr("os.access", lambda _path, _mode: False)
            answer = await front.http.get("/health/ready")
            assert (answer.status_code, answer.json()["store"]) == (503, False)
            assert answer.json()["reasons"] == ["the store's file cannot be written"]


async def test_a_gateway_proves_itself_to_who_has_the_secret_alone(front: Front) -> None:
    question = asked(SECRET)
    answer = await front.http.get("/health/live", headers={ASK_HEADER: question, "X-Forwarded-For": "203.0.113.7"})
    assert is_answer(SECRET, question, answer.headers[ANSWER_HEADER])
    assert answer.headers["X-Ketabyar-Client"] == "127.0.0.1"
    assert answer.headers["X-Ketabyar-Forwarded"] == "203.0.113.7"
    for other in ("", "x", "x.y", asked("another secret of another instance"), f"\xe9.{question}"):
        answer = await front.http.get("/health/live", headers={ASK_HEADER: other.encode("latin-1")})
        assert answer.status_code == 200
        assert not {name for name in answer.headers if name.startswith("x-ketabyar")}


@pytest.mark.parametrize(
    ("trusted", "forwarded", "counted"),
    [
        ((), ["198.51.100.1", "198.51.100.2"], False),
        (("192.0.2.0/24",), ["198.51.100.1", "198.51.100.2"], False),
        (("127.0.0.1",), ["198.51.100.1", "198.51.100.2"], True),
        (("127.0.0.0/8",), ["203.0.113.1, 198.51.100.1", "203.0.113.1, 198.51.100.2"], True),
        # What a visitor claims stands to the left of what our own web server has seen.
        (("127.0.0.1",), ["203.0.113.1, 198.51.100.1", "203.0.113.2, 198.51.100.1"], False),
        (("127.0.0.1",), ["2001:db8:0:1::1", "2001:db8:0:1::2"], False),
        (("127.0.0.1",), ["2001:db8:0:1::1", "2001:db8:0:2::1"], True),
        (("127.0.0.1",), ["::ffff:198.51.100.1", "198.51.100.1"], False),
    ],
)
async def test_visitors_are_counted_by_what_a_trusted_web_server_says(
    trusted: tuple[str, ...], forwarded: list[str], counted: bool, gateway: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two visitors, one session each: the second is let in only when it is counted apart."""
    monkeypatch.setattr("bot.app.Rates", lambda **_rates: Rates(per_minute=1, burst=1))
    async with gateway(trusted_proxies=trusted) as front:
        answers = [
            await front.http.post("/api/chat/session", json={}, headers={"Origin": SITE, "X-Forwarded-For": one})
            for one in forwarded
        ]
    assert [answer.status_code for answer in answers] == [201, 201 if counted else 429]


async def test_the_schema_describes_the_api_and_loads_nothing(front: Front) -> None:
    answer = await front.http.get("/schema/openapi.json")
    assert answer.status_code == 200
    schema = json.loads(answer.text)
    assert {"/api/chat/session", "/api/chat/messages", "/api/chat/events", "/api/chat/sign-in"} <= set(schema["paths"])
    assert not [path for path in schema["paths"] if path.startswith(("/console", "/static"))]
    root = await front.http.get("/schema")
    assert root.status_code == 200
    assert "script-src 'self';" in root.headers["content-security-policy"]
    assert "//" not in root.text


async def test_every_answer_is_sealed(front: Front) -> None:
    for path in ("/health/live", "/api/chat/session", "/static/pages.css", "/nothing"):
        headers = (await front.http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


async def test_static_files_stay_in_their_folder(front: Front) -> None:
    assert (await front.http.get("/static/signed-in.js")).status_code == 200
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert (await front.http.get(path)).status_code == 404
