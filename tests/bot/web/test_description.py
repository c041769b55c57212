"""The description of the HTTP API (/schema) is true: a real gateway is asked everything that it describes."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import pytest

from bot.app import litestar_app
from bot.channels.telegram.messengers import TELEGRAM, Messenger
from bot.channels.telegram.webhook import webhook_route
from bot.settings import Settings
from tests.support.described import ask_as_described
from tests.support.desk import SITE, Desk
from tests.support.fake_engine import SECRET

TOKEN = "a-token-of-the-tests-only"
CARD, PIN = "20001001", "1405"
# No action server answers beside these gateways, and both say so.
NOT_WELL: list[dict[str, Any]] = [
    {"include-path": path, "checks": {"not_a_server_error": {"enabled": False}}}
    for path in ("/health/ready", "/metrics/actions")
]
# Schemathesis and the gateway share a process, and Hypothesis sees the gateway's chance.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Do not use the `random` module"),
    # Twenty seconds of a processor, which others may keep busy.
    pytest.mark.timeout(900),
]


@pytest.fixture
def settings_overrides() -> dict[str, Any]:
    return {"metrics_token": TOKEN, "messages_per_minute": 10_000, "default_language": "en"}


def described(console: Desk) -> dict[str, Any]:
    answer = console.anonymous().http.get("/schema/openapi.json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def signed_in(console: Desk) -> tuple[dict[str, str], str, str]:
    """Sign a patron of the demonstration in; give the headers, a link to sign in with anew, and one of their data."""
    http = console.anonymous(headers={"Origin": SITE}).http
    proof = {"Authorization": f"Bearer {http.post('/api/chat/session', json={}).json()['token']}"}
    claim = secrets.token_urlsafe(32)
    offer = http.post("/api/chat/sign-in", json={"claim": claim}, headers=proof).json()
    form = {"card": CARD, "pin": PIN, "number": offer["number"]}
    assert http.post(offer["url"], data=form, headers={"Accept": "application/json"}).json() == {"signed_in": True}
    renewed = http.post("/api/chat/session/renew", json={"claims": [claim]}).json()
    proof = {"Authorization": f"Bearer {renewed['token']}"}
    links = [
        http.post("/api/chat/sign-in", json={"claim": claim}, headers=proof).json()["url"],
        http.post("/api/chat/my-data", headers=proof).json()["url"],
    ]
    sign_in, my_data = (link.partition("?")[0].rpartition("/")[2] for link in links)
    return {"Origin": SITE, **proof}, sign_in, my_data


def test_who_proves_nothing_is_answered_as_described(console: Desk) -> None:
    told = described(console)
    asked = ask_as_described(told, console.url, headers={"Origin": SITE}, examples=2, operations=NOT_WELL)
    assert asked.wrong == []
    operations = {
        f"{method.upper()} {path}": one for path, item in told["paths"].items() for method, one in item.items()
    }
    assert asked.statuses.keys() == operations.keys()
    guarded = {name for name, one in operations.items() if {} not in one["security"]}
    assert {"POST /api/chat/messages", "GET /api/chat/events", "GET /metrics"} <= guarded
    for name in guarded:
        assert 401 in asked.statuses[name], name
        assert not [status for status in asked.statuses[name] if status < 400], name


def test_who_is_signed_in_is_answered_as_described(console: Desk) -> None:
    headers, sign_in, my_data = signed_in(console)
    operations = [
        {"include-tag": "sign-in", "parameters": {"path.token": sign_in}},
        {"include-tag": "my data", "parameters": {"path.token": my_data}},
        {"include-tag": "metrics", "headers": {"Authorization": f"Bearer {TOKEN}"}},
        *NOT_WELL,
    ]
    told = described(console)
    links = {path for path in told["paths"] if path.startswith(("/sign-in/", "/my-data/"))}
    # Of links a chat has a few at a time: before new ones are made, by the other routes, what these open is asked.
    parts = [
        {**told, "paths": {path: told["paths"][path] for path in paths}}
        for paths in (sorted(links), sorted(told["paths"].keys() - links))
    ]
    runs = [ask_as_described(part, console.url, headers=headers, examples=2, operations=operations) for part in parts]
    assert [run.wrong for run in runs] == [[], []]
    statuses = {name: found for run in runs for name, found in run.statuses.items()}
    reached = {name for name, found in statuses.items() if found & {200, 201, 204}}
    assert reached >= {
        "POST /api/chat/session",
        "GET /api/chat/session",
        "POST /api/chat/messages",
        "GET /api/chat/messages",
        "GET /api/chat/events",
        "GET /api/chat/welcome",
        "POST /api/chat/language",
        "POST /api/chat/sign-in",
        "GET /my-data/{token}",
        "GET /my-data/{token}/copy.json",
        "GET /metrics",
        "GET /metrics/engine",
    }
    # A link that nobody knows would be 404; this one may have been tried too often before.
    assert statuses["GET /sign-in/{token}"] & {200, 429}


def test_a_refusal_is_described_by_its_codes_and_a_body_by_its_bound(console: Desk) -> None:
    said = described(console)["paths"]["/api/chat/messages"]["post"]
    shape = said["responses"]["422"]["content"]["application/json"]["schema"]
    assert shape["properties"]["error"]["enum"] == ["bad_payload", "bad_request", "empty_text", "text_too_long"]
    assert shape["properties"]["message"]["required"] == ["fa", "en"]
    assert "Retry-After" in said["responses"]["429"]["headers"]
    assert "65,536 bytes" in said["requestBody"]["description"]


def test_deliveries_of_messengers_are_described_where_they_are_taken(tmp_path: Path) -> None:
    settings = Settings(environment="demo", home=tmp_path, secret=SECRET, sites=(SITE,))
    taken = Messenger("telegram", "Telegram", TELEGRAM, "a token", "", webhook_secret="a secret of the tests")
    told = litestar_app(settings, [webhook_route(Nobody(), taken)]).openapi_schema.to_schema()
    said = told["paths"]["/telegram/webhook"]["post"]
    assert said["security"] == [{"messenger": []}]
    assert said["responses"].keys() >= {"200", "400", "403", "413", "503"}
    assert said["security"][0].keys() <= told["components"]["securitySchemes"].keys()


class Nobody:
    """Takes no update."""

    async def take(self, raw: dict[str, Any]) -> None:
        raise AssertionError(raw)
