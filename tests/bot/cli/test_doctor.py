"""What the doctor finds, and that nothing keeps it from finding the rest."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot import interpreters
from bot.channels.letters.push import new_push_key
from bot.channels.telegram.messengers import messenger
from bot.cli.doctor import messengers, processes, public, push
from bot.cli.doctor.command import findings_of
from bot.cli.doctor.finding import Check, Finding
from bot.settings import ROOT, Settings
from crm import records
from crm.database.store import Store
from protocol.clock import SystemClock
from tests.support.commands import Command, Said
from tests.support.store_rows import add, say, visitor
from tests.support.system import free_ports

PRODUCTION = {"KETABYAR_ENVIRONMENT": "production", "KETABYAR_PUBLIC_URL": "https://127.0.0.1:1"}
LIBRARY = str(ROOT / "tests" / "library" / "port" / "small.yml")


def found(said: Said) -> list[Finding]:
    return [Finding(**json.loads(line)) for line in said.out.splitlines()]


def problems(said: Said) -> dict[str, str]:
    return {each.subject: f"{each.detail} → {each.advice}" for each in found(said) if each.state == "problem"}


def looked(check: Check, settings: Settings) -> dict[str, Finding]:
    return {each.subject: each for each in asyncio.run(findings_of("check", check, settings))}


Answer = Callable[[BaseHTTPRequestHandler], tuple[int, dict[str, str], bytes]]


@contextmanager
def server(answer: Answer) -> Iterator[int]:
    """Run a web server that answers every GET as it is told."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(self)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_address[1]
        running.shutdown()


def said_by(body: object, status: int = 200) -> Answer:
    return lambda _request: (status, {"Content-Type": "application/json"}, json.dumps(body).encode())


def settings_of(tmp_path: Path, **values: object) -> Settings:
    port, engine_port, actions_port = free_ports(3)
    given = {"port": port, "engine_port": engine_port, "actions_port": actions_port, **values}
    return Settings(home=tmp_path, secret="a-secret-of-these-tests-long-enough", **given).completed()


def test_problems_stand_first_and_the_exit_code_tells(home: Path, ketabyar: Command) -> None:
    said = ketabyar("doctor")
    assert said.code == 1
    first, *lines = [line for line in said.out.splitlines() if not line.startswith("    →")]
    assert "must be fixed:" in first
    marks = [line[0] for line in lines]
    assert marks == sorted(marks, key="✗·✓".index)
    assert marks[0] == "✗"


@pytest.mark.parametrize(
    ("variables", "subject", "words"),
    [
        ({"KETABYAR_SITE": "https://x.example"}, "KETABYAR_SITE", "did you mean KETABYAR_SITES?"),
        ({"KETABYAR_TELEGRAM_TOKN": "1:x"}, "KETABYAR_TELEGRAM_TOKN", "KETABYAR_TELEGRAM_TOKEN?"),
        ({"KETABYAR_TIME_ZONE": "Asia/Teheran"}, "KETABYAR_TIME_ZONE", "Asia/Tehran?"),
        ({"KETABYAR_PUBLIC_URL": "https://mehr.example/chat"}, "KETABYAR_PUBLIC_URL", "something after the host"),
        ({"KETABYAR_PUBLIC_URL": "https://"}, "KETABYAR_PUBLIC_URL", "needs a scheme and a host"),
        ({"KETABYAR_SITES": "www.mehr.example"}, "KETABYAR_SITES", "https://www.mehr.example"),
        ({"KETABYAR_DATABASE_URL": "foo"}, "KETABYAR_DATABASE_URL", "looks like postgresql://"),
        ({"KETABYAR_ENGINE_PORT": "8000", "KETABYAR_PORT": "8000"}, "settings", "must differ"),
        (PRODUCTION, "public address", "nobody answers at https://127.0.0.1:1"),
        (PRODUCTION, "store", "run `ketabyar migrate`"),
        ({"KETABYAR_HOST": "192.0.2.1"}, "gateway", "no address of this machine"),
        ({"HTTPS_PROXY": "foo://x", "KETABYAR_TELEGRAM_TOKEN": "1:x"}, "Telegram", "the proxy cannot be used"),
    ],
)
def test_what_is_wrong_is_found_beside_all_the_rest(
    variables: dict[str, str], subject: str, words: str, ketabyar: Command
) -> None:
    said = ketabyar("doctor", "--json", **variables)
    assert said.code == 1
    assert said.err == ""
    told = problems(said)
    assert words in told[subject]
    assert {"application", "disk", "engine", "store"} <= {each.subject for each in found(said)}


@pytest.mark.parametrize("content", ["", "رمز"])
def test_a_secret_that_cannot_be_used_does_not_hide_the_rest(content: str, home: Path, ketabyar: Command) -> None:
    assert ketabyar("migrate").code == 0
    (home / "secret").write_text(content, encoding="utf-8")
    said = ketabyar("doctor", "--json")
    assert str(home / "secret") in problems(said)["secret"]
    assert {"store", "gateway", "disk"} <= {each.subject for each in found(said)}


def test_a_lost_and_a_changed_secret_are_found(home: Path, ketabyar: Command) -> None:
    assert ketabyar("seed", LIBRARY).code == 0
    kept = (home / "secret").read_text(encoding="ascii")
    (home / "secret").unlink()
    assert "a new one locks every patron out" in problems(ketabyar("doctor", "--json"))["secret"]
    (home / "secret").write_text("another-secret-that-is-long-enough\n", encoding="ascii")
    assert "is not the one that this store was made with" in problems(ketabyar("doctor", "--json"))["secret"]
    (home / "secret").write_text(kept, encoding="ascii")
    (home / "secret").chmod(0o600)
    assert "secret" not in problems(ketabyar("doctor", "--json"))


def test_staff_files_and_undelivered_messages_are_looked_at(home: Path, ketabyar: Command) -> None:
    assert ketabyar("seed", str(ROOT / "tests" / "actions" / "library.yml"), **PRODUCTION).code == 0
    home.chmod(0o755)
    (home / "store.sqlite3").chmod(0o644)
    _leave_undelivered(home)
    told = problems(ketabyar("doctor", "--json", **PRODUCTION))
    assert "staff add USERNAME --name" in told["staff"]
    assert "store.sqlite3" in told["state folder"]
    assert f"chmod -R go= {home}" in told["state folder"]
    assert "1 messages of the last day were not delivered, the last because: chat not found" in told["outbox"]
    home.chmod(0o700)
    assert "state folder" not in problems(ketabyar("doctor", "--json", **PRODUCTION))


def _leave_undelivered(home: Path) -> None:
    secret = (home / "secret").read_text(encoding="ascii").strip()
    settings = Settings(home=home, secret=secret).completed()
    now = datetime.now(UTC)

    async def leave() -> None:
        store = await Store.open(settings.database_url, clock=SystemClock(), **settings.store_keys)
        try:
            who = await visitor(store)
            said = await say(store, who)
            outbox = {"state": "failed", "next_attempt_at": now, "error": "chat not found", "channel": "telegram"}
            await add(store, records.Outbox, message_id=said.message.id, identity_id=who.id, **outbox)
        finally:
            await store.close()

    asyncio.run(leave())


def test_the_wrong_python_of_the_engine_is_found(ketabyar: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreters, "ENGINE_PYTHON", interpreters.APP_PYTHON)
    assert "where Python 3.10 is needed" in problems(ketabyar("doctor", "--json"))["engine environment"]


def test_a_check_that_breaks_is_a_finding_of_its_own(ketabyar: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.models.building.inputs_hash", lambda: 1 / 0)
    told = problems(ketabyar("doctor", "--json"))
    assert "ZeroDivisionError" in told["model"]
    assert "store" in told


def test_another_instances_processes_are_not_taken_for_ours(tmp_path: Path) -> None:
    with server(said_by({"error": "another instance"}, 401)) as port:
        told = looked(processes.check, settings_of(tmp_path, actions_port=port, engine_port=port + 1))
        assert "answers to another secret" in told["action server"].detail
    with server(said_by({"status": "ok", "live": True, "ready": True})) as port:
        told = looked(processes.check, settings_of(tmp_path, port=port))
        assert (told["gateway"].state, f"port {port} is not ours" in told["gateway"].detail) == ("problem", True)
        told = looked(processes.check, settings_of(tmp_path, actions_port=port))
        assert f"port {port} is not ours" in told["action server"].detail


def test_another_server_at_the_public_address_is_not_taken_for_ours(tmp_path: Path) -> None:
    with server(said_by({"live": True})) as port:
        told = looked(public.check, settings_of(tmp_path, public_url=f"http://127.0.0.1:{port}"))
    assert "is not this gateway" in told["public address"].detail


@pytest.mark.parametrize(
    ("trusted", "client", "forwarded", "words"),
    [
        ((), "127.0.0.1", "", "sends no X-Forwarded-For"),
        (("127.0.0.1",), public.CLAIMED, public.CLAIMED, "anybody can claim any address"),
        ((), "10.0.0.2", "198.51.100.4", "set KETABYAR_TRUSTED_PROXIES=10.0.0.2"),
        ((), "127.0.0.1", "127.0.0.1", "set KETABYAR_TRUSTED_PROXIES=127.0.0.1"),
        (("127.0.0.1",), "10.0.0.2", "198.51.100.4", "set KETABYAR_TRUSTED_PROXIES=10.0.0.2"),
        (("127.0.0.1",), "198.51.100.4", f"{public.CLAIMED}, 198.51.100.4", "instead of setting it"),
        (("10.0.0.0/8",), "198.51.100.4", "198.51.100.4", "reports them"),
    ],
)
def test_what_becomes_of_a_visitors_address_is_told(
    trusted: tuple[str, ...], client: str, forwarded: str, words: str, tmp_path: Path
) -> None:
    [told] = public._client(settings_of(tmp_path, trusted_proxies=trusted), client, forwarded)
    assert words in f"{told.detail} → {told.advice}"
    assert told.state == ("ok" if "reports them" in words else "note" if "instead" in words else "problem")


@pytest.mark.parametrize(
    ("values", "info", "words"),
    [
        ({}, {"url": "https://elsewhere.example/hook"}, "they go to a webhook at https://elsewhere.example/hook"),
        ({}, {"url": ""}, ""),
        ({"telegram_mode": "webhook"}, {"url": "https://old.example/hook"}, "they go to https://old.example/hook"),
        (
            {"telegram_mode": "webhook"},
            {"url": "https://mehr.example/telegram/webhook", "last_error_message": "SSL error"},
            "could not deliver: SSL error",
        ),
        ({"telegram_mode": "webhook"}, {"url": "https://mehr.example/telegram/webhook"}, "they arrive at"),
    ],
)
def test_where_telegrams_updates_go_is_found(
    values: dict[str, str], info: dict[str, str], words: str, tmp_path: Path
) -> None:
    def answer(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        result = {"username": "mehr_bot"} if request.path.endswith("/getMe") else info
        return 200, {}, json.dumps({"ok": True, "result": result}).encode()

    with server(answer) as port:
        settings = settings_of(
            tmp_path,
            telegram_token="1:x",
            telegram_webhook_secret="a_secret_of_telegram",
            public_url="https://mehr.example",
            telegram_base_url=f"http://127.0.0.1:{port}/bot",
            **values,
        )
        told = looked(messengers.check, settings)
    assert told["Telegram"].state == "ok"
    updates = told.get("Telegram's updates")
    assert words in updates.detail if updates is not None else words == ""


def test_a_webhook_at_an_http_address_is_found(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, telegram_token="1:x", telegram_mode="webhook", telegram_webhook_secret="x" * 16)
    [told] = messengers._webhook(messenger(settings, "telegram"), settings.public_url, {"url": ""})
    assert told.state == "problem"
    assert "https addresses only" in told.detail


@pytest.mark.parametrize(
    ("key", "address", "state", "says"),
    [
        ("", "https://library.example", "note", "off"),
        ("A" * 43, "https://library.example", "problem", "no key"),
        (new_push_key(), "http://library.example", "problem", "take no calls"),
        (new_push_key(), "https://library.example", "ok", "fcm.googleapis.com"),
        (new_push_key(), "http://127.0.0.1:8000", "ok", "fcm.googleapis.com"),
    ],
)
def test_whether_browsers_can_be_called_is_told(key: str, address: str, state: str, says: str) -> None:
    settings = Settings(push_key=key, push_contact="mailto:library@example.org", public_url=address)
    told = looked(push.check, settings)["web push"]
    assert told.state == state and says in told.detail
    # The key itself is a secret.
    assert not key or key not in f"{told.detail}{told.advice}"


def test_a_key_is_made_as_the_settings_take_it(ketabyar: Command) -> None:
    said = ketabyar("push-key")
    name, _, key = said.out.strip().partition("=")
    assert name == "KETABYAR_PUSH_KEY" and Settings(push_key=key, push_contact="mailto:a@b.example").push_key == key
