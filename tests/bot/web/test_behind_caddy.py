"""The gateway behind a real Caddy, with the file that deploy/ gives and the certificate that Caddy makes by itself."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT
from tests.support.caddy import CADDY, running
from tests.support.front import SITE, Opener, Visitor
from tests.support.system import free_ports
from tests.support.web_servers import Proxy, findings_through, seconds_held, upload_through

EXAMPLE = ROOT / "deploy" / "Caddyfile"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CADDY is None, reason="there is no Caddy here (scripts/programs.sh)"),
]
one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

# A stream lasts for longer than the whole of a request may take to arrive.
HASTY = (
    ("read_header 10s", "read_header 1s"),
    ("read_body 30m", "read_body 2s"),
    ("grace_period 10s", "grace_period 1s"),
)
CLAIMING = ("transport http {", "header_up X-Forwarded-For {header.X-Forwarded-For}\n\t\ttransport http {")


@asynccontextmanager
async def caddy(folder: Path, gateway_port: int, ports: list[int], *changes: tuple[str, str]) -> AsyncIterator[Proxy]:
    """Run Caddy with our file: only name, ports and places are others."""
    plain, secure = ports
    here = f"\tadmin off\n\thttp_port {plain}\n\thttps_port {secure}\n\tdefault_bind 127.0.0.1\n\tskip_install_trust\n"
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in (("\tservers {\n", f"{here}\tservers {{\n"), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    proxy = Proxy(
        f"https://127.0.0.1:{secure}", secure, folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    )
    told = {"ADDRESS": "127.0.0.1", "GATEWAY": f"127.0.0.1:{gateway_port}"}
    # It listens before its certificate is made.
    async with running(text, folder, told, lambda: _shows_its_certificate(proxy)):
        yield proxy


def _shows_its_certificate(proxy: Proxy) -> bool:
    try:
        with (
            socket.create_connection(("127.0.0.1", proxy.port), 2) as plain,
            proxy.context.wrap_socket(plain, server_hostname="127.0.0.1"),
        ):
            return True
    except OSError:
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "caddy"
    made.mkdir()
    return made


def test_caddy_takes_our_example_without_a_word(tmp_path: Path) -> None:
    env = {"PATH": os.defpath, "HOME": str(tmp_path)}
    words = [str(CADDY), "validate", "--config", str(EXAMPLE), "--adapter", "caddyfile"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if re.search(r'"level":"(warn|error)"', line)] == []
    written = subprocess.run([str(CADDY), "fmt", str(EXAMPLE)], capture_output=True, text=True, check=False, env=env)
    assert written.stdout == EXAMPLE.read_text(encoding="utf-8")


@one_database
@pytest.mark.parametrize(
    ("changes", "trusted", "state", "words"),
    [
        ((), ("127.0.0.1",), "ok", "reports them"),
        ((), (), "problem", "set KETABYAR_TRUSTED_PROXIES=127.0.0.1"),
        ((CLAIMING,), ("127.0.0.1",), "problem", "anybody can claim any address"),
    ],
)
async def test_the_doctor_sees_what_becomes_of_a_visitors_address(
    changes: tuple[tuple[str, str], ...],
    trusted: tuple[str, ...],
    state: str,
    words: str,
    gateway: Opener,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ports = free_ports(2)
    async with (
        gateway(trusted_proxies=trusted, public_url=f"https://127.0.0.1:{ports[1]}") as front,
        caddy(folder, front.port, ports, *changes) as proxy,
    ):
        found = await findings_through(front, proxy, monkeypatch)
        assert found["public address"].state == "ok", found
        assert found["widget"].state == "ok"
        visitors = found["visitors' addresses"]
        assert (visitors.state, words in f"{visitors.detail} {visitors.advice}") == (state, True), visitors


@one_database
async def test_a_whole_talk_goes_through_and_what_holds_on_is_cut_off(gateway: Opener, folder: Path) -> None:
    ports = free_ports(2)
    url = f"https://127.0.0.1:{ports[1]}"
    async with (
        gateway(trusted_proxies=("127.0.0.1",), public_url=url) as front,
        caddy(folder, front.port, ports, *HASTY) as proxy,
        httpx.AsyncClient(base_url=proxy.url, verify=proxy.context, trust_env=False, timeout=20) as http,
    ):
        visitor = Visitor(http)
        await visitor.begin()
        async with asyncio.timeout(15), visitor.stream() as events:
            # At once, though the stream goes on: nothing is held back in between.
            assert (await anext(events))[0] == "state"
            await asyncio.sleep(4)  # longer than a whole request may take here
            await visitor.say("hello")
            assert (await anext(events))[1]["text"] == "hello"
        moved = await http.get(f"http://127.0.0.1:{ports[0]}/console")
        assert (moved.status_code, moved.headers["location"].startswith("https://")) == (308, True)
        many = await http.get("/health/live", headers=[(f"X-{number}", "x" * 1000) for number in range(60)])
        assert many.status_code in (400, 431)
        assert (await http.get("/metrics")).status_code == (await http.get("/metrics/engine")).status_code == 404
        assert await asyncio.to_thread(seconds_held, proxy, proxy.context) < 8
        assert (await http.post("/api/chat/session", json={}, headers={"Origin": SITE})).status_code == 201


@one_database
async def test_a_large_file_goes_through_where_staff_may_send_one(gateway: Opener, folder: Path) -> None:
    ports = free_ports(2)
    url = f"https://127.0.0.1:{ports[1]}"
    async with (
        gateway(trusted_proxies=("127.0.0.1",), public_url=url) as front,
        caddy(folder, front.port, ports) as proxy,
        httpx.AsyncClient(base_url=proxy.url, verify=proxy.context, trust_env=False, timeout=20) as http,
    ):
        await upload_through(front, http)
