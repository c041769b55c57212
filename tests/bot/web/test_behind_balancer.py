"""Several gateways behind a real nginx and a real Caddy, with the files that deploy/balancer gives."""

from __future__ import annotations

import asyncio
import contextlib
import difflib
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.settings import ROOT
from crm import records
from tests.support.caddy import CADDY, caddy
from tests.support.front import Front, Opener, Visitor
from tests.support.nginx import NGINX, make_certificate, nginx
from tests.support.store_rows import rows
from tests.support.system import free_ports

EXAMPLES = ROOT / "deploy" / "balancer"
SECONDS = 60.0
PATRONS = 8
# How the lines begin that say where requests go.
OF_GATEWAYS = (
    *("server ", "hash ", "zone ", "proxy_connect_timeout ", "proxy_next_upstream "),
    *("reverse_proxy ", "lb_policy ", "lb_try_duration ", "fail_duration ", "dial_timeout "),
)

# Begins the balancer in front of gateways at some ports, with ports of its own; gives who asks it.
Balancer = Callable[[Path, list[int], list[int]], Any]


@asynccontextmanager
async def through_nginx(folder: Path, gateways: list[int], ports: list[int]) -> AsyncIterator[httpx.AsyncClient]:
    certificate = await asyncio.to_thread(make_certificate, folder)
    named = dict(zip(("10.0.0.3:8000", "10.0.0.4:8000"), gateways, strict=True))
    async with (
        nginx(EXAMPLES / "nginx.conf", folder, certificate, named, ports) as proxy,
        httpx.AsyncClient(base_url=proxy.url, verify=proxy.context, trust_env=False, timeout=30) as http,
    ):
        yield http


@asynccontextmanager
async def through_caddy(folder: Path, gateways: list[int], ports: list[int]) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        caddy(EXAMPLES / "Caddyfile", folder, gateways, ports[1]) as url,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as http,
    ):
        yield http


NO_NGINX = pytest.mark.skipif(NGINX is None or shutil.which("openssl") is None, reason="nginx or openssl is missing")
NO_CADDY = pytest.mark.skipif(CADDY is None, reason="caddy is not installed")


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "balancer",
    [pytest.param(through_nginx, marks=NO_NGINX), pytest.param(through_caddy, marks=NO_CADDY)],
    ids=["nginx", "caddy"],
)
async def test_patrons_talk_by_event_streams_with_two_gateways_and_with_the_one_that_is_left(
    gateway: Opener, tmp_path: Path, balancer: Balancer
) -> None:
    folder = tmp_path / "balancer"
    folder.mkdir()
    ports = free_ports(2)
    trusting = {"trusted_proxies": ("127.0.0.1",), "public_url": f"https://127.0.0.1:{ports[1]}"}
    async with gateway(**trusting) as two, AsyncExitStack() as first:
        one = await first.enter_async_context(gateway(**trusting))
        async with balancer(folder, [one.port, two.port], ports) as http, asyncio.timeout(2 * SECONDS):
            patrons = [Visitor(http) for _ in range(PATRONS)]
            for patron in patrons:
                await patron.begin()
            await asyncio.gather(*(_talk(patron, "hello", "hello again") for patron in patrons))
            holders = await _holders(two)
            assert {len(those) for those in holders.values()} == {1}, "each patron stays at a gateway"
            assert set.union(*holders.values()) == {one.store.holder, two.store.holder}, "and both have some"
            of_one = [patron for patron in patrons if holders[await two.identity_id(patron)] == {one.store.holder}]
            async with of_one[0].stream(await _last(of_one[0])) as events:
                assert (await anext(events))[0] == "state"
                await first.aclose()
                # The page opens it anew, and comes to the other.
                with contextlib.suppress(httpx.RemoteProtocolError):
                    assert [event async for event in events if event[0] != "state"] == []
            await asyncio.gather(*(_talk(patron, "still there?") for patron in patrons))
            later = (await rows(two.store, records.Journal))[-PATRONS:]
            assert {row.holder for row in later} == {two.store.holder}
            said = ["hello", "hello again", "still there?"]
            for patron in patrons:
                assert await patron.texts() == [text for one_said in said for text in (one_said, f"echo: {one_said}")]


async def _talk(patron: Visitor, *texts: str) -> None:
    """Say something, and hear it with its answer by the event stream, each once."""
    async with patron.stream(await _last(patron)) as events:
        assert (await anext(events))[0] == "state"
        for text in texts:
            await patron.say(text)
            heard: list[str] = []
            while len(heard) < len((text, "its answer")):
                name, body = await anext(events)
                heard += [body["text"]] if name == "message" else []
            assert heard == [text, f"echo: {text}"]


async def _last(patron: Visitor) -> int:
    return max((message["id"] for message in await patron.history()), default=0)


async def _holders(front: Front) -> dict[int, set[str | None]]:
    """Give for each chat which gateways had its turns."""
    found: dict[int, set[str | None]] = {}
    for row in await rows(front.store, records.Journal):
        found.setdefault(row.identity_id, set()).add(row.holder)
    return found


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_but_for_the_gateways_the_examples_are_those_for_one(name: str) -> None:
    one, several = ((folder / name).read_text(encoding="utf-8").splitlines() for folder in (EXAMPLES.parent, EXAMPLES))
    changed = [line for line in difflib.ndiff(one, several) if line.startswith(("- ", "+ "))]
    told = [line[2:].strip() for line in changed]
    assert [line for line in told if not line.startswith(("#", *OF_GATEWAYS))] == []
