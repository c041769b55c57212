"""The gateway behind a real nginx, with the file that deploy/ gives."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT
from tests.support.front import SITE, Opener, Visitor
from tests.support.nginx import NGINX, make_certificate, nginx
from tests.support.system import free_ports
from tests.support.web_servers import findings_through, seconds_held, upload_through

EXAMPLE = ROOT / "deploy" / "nginx.conf"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None or shutil.which("openssl") is None, reason="nginx or openssl is not installed"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

FORWARDED = "proxy_set_header X-Forwarded-For $remote_addr;"
ADDING = FORWARDED.replace("$remote_addr", "$proxy_add_x_forwarded_for")
SENDING_NONE = 'proxy_set_header X-Forwarded-For "";'
HASTY = ("client_header_timeout 10s", "client_header_timeout 1s")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "nginx"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    ("changes", "trusted", "state", "words"),
    [
        ((), ("127.0.0.1",), "ok", "reports them"),
        ((), (), "problem", "set KETABYAR_TRUSTED_PROXIES=127.0.0.1"),
        (((FORWARDED, ""),), ("127.0.0.1",), "problem", "anybody can claim any address"),
        (((FORWARDED, SENDING_NONE),), ("127.0.0.1",), "problem", "sends no X-Forwarded-For"),
        (
            ((FORWARDED, FORWARDED.replace("$remote_addr", "$proxy_add_x_forwarded_for")),),
            ("127.0.0.1",),
            "note",
            "adds to",
        ),
    ],
)
async def test_the_doctor_sees_what_becomes_of_a_visitors_address(
    changes: tuple[tuple[str, str], ...],
    trusted: tuple[str, ...],
    state: str,
    words: str,
    gateway: Opener,
    folder: Path,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ports = free_ports(2)
    async with (
        gateway(trusted_proxies=trusted, public_url=f"https://127.0.0.1:{ports[1]}") as front,
        nginx(EXAMPLE, folder, certificate, {"127.0.0.1:8000": front.port}, ports, *changes) as proxy,
    ):
        found = await findings_through(front, proxy, monkeypatch)
        assert found["public address"].state == found["widget"].state == "ok"
        visitors = found["visitors' addresses"]
        assert (visitors.state, words in f"{visitors.detail} {visitors.advice}") == (state, True), visitors


async def test_a_whole_talk_goes_through_and_what_holds_on_is_cut_off(
    gateway: Opener, folder: Path, certificate: Path
) -> None:
    ports = free_ports(2)
    url = f"https://127.0.0.1:{ports[1]}"
    async with (
        gateway(trusted_proxies=("127.0.0.1",), public_url=url) as front,
        nginx(EXAMPLE, folder, certificate, {"127.0.0.1:8000": front.port}, ports, HASTY) as proxy,
        httpx.AsyncClient(base_url=proxy.url, verify=proxy.context, trust_env=False, timeout=20) as http,
    ):
        visitor = Visitor(http)
        await visitor.begin()
        async with asyncio.timeout(10), visitor.stream() as events:
            # At once, though the stream goes on: nothing is held back in between.
            assert (await anext(events))[0] == "state"
            await visitor.say("hello")
            assert (await anext(events))[1]["text"] == "hello"
        moved = await http.get(f"http://127.0.0.1:{ports[0]}/console")
        assert (moved.status_code, moved.headers["location"].startswith("https://")) == (301, True)
        big = await http.get("/health/live", headers={"X-Long": "x" * 40_000})
        assert big.status_code in (400, 431, 494)
        many = await http.get("/health/live", headers=[(f"X-{number}", "x" * 1000) for number in range(60)])
        assert many.status_code in (400, 431, 494)
        assert await asyncio.to_thread(seconds_held, proxy, proxy.context) < 8
        assert (await http.post("/api/chat/session", json={}, headers={"Origin": SITE})).status_code == 201


async def test_a_large_file_goes_through_where_staff_may_send_one(
    gateway: Opener, folder: Path, certificate: Path
) -> None:
    ports = free_ports(2)
    url = f"https://127.0.0.1:{ports[1]}"
    async with (
        gateway(trusted_proxies=("127.0.0.1",), public_url=url) as front,
        nginx(EXAMPLE, folder, certificate, {"127.0.0.1:8000": front.port}, ports) as proxy,
        httpx.AsyncClient(base_url=proxy.url, verify=proxy.context, trust_env=False, timeout=20) as http,
    ):
        await upload_through(front, http)
