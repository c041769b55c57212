"""The secret is changed under a real gateway: an open chat and a session of staff outlive it, at every start."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT, Settings
from crm.audit import seal
from crm.database.store import Store
from crm.patrons import cards
from crm.staff import members
from protocol.keys import engine_secret
from protocol.shared_secret import kept_previous, kept_secret, make_secret
from tests.support.commands import Command
from tests.support.databases import begin_store
from tests.support.fake_engine import FakeEngine, fake_engine
from tests.support.gateway_processes import START_SECONDS
from tests.support.html import Page
from tests.support.store_rows import add_patron
from tests.support.waiting import eventually

PASSWORD = "a long password of the tests"
CARD, PIN = "2000001", "4821"


@asynccontextmanager
async def opened() -> AsyncIterator[Store]:
    settings = Settings.load(make=False)
    store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def gateway(home: Path, engine: FakeEngine) -> AsyncIterator[str]:
    """Start a gateway as its unit does, with the secrets that lie in the folder, and stop it."""
    url = Settings.load(make=False).gateway_url
    environment = {**os.environ, "KETABYAR_ENGINE_PORT": str(engine.port)}
    engine._secret = engine_secret(kept_secret(home))
    with (home / "gateway.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "process", "bot"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        async with httpx.AsyncClient() as http:

            async def is_live() -> bool:
                assert process.poll() is None, (home / "gateway.log").read_text()
                try:
                    return (await http.get(f"{url}/health/live")).status_code == 200
                except httpx.HTTPError:
                    return False

            await eventually(is_live, START_SECONDS, every=0.1)
        yield url
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 30)


class Browsers:
    """A patron's browser with an open chat, and one of staff who are signed in."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._patron = httpx.AsyncClient(base_url=url, headers={"Origin": url})
        self._staff = httpx.AsyncClient(base_url=url, headers={"Origin": url})

    async def begin(self) -> None:
        begun = await self._patron.post("/api/chat/session", json={"language": "en"})
        assert begun.status_code == 201, begun.text
        self._patron.headers["Authorization"] = f"Bearer {begun.json()['token']}"
        form = Page((await self._staff.get("/console/sign-in?lang=en")).text)
        typed = {"username": "sara", "password": PASSWORD, "csrf": form.token}
        done = await self._staff.post("/console/sign-in?lang=en", data=typed)
        assert done.status_code == 303, done.text

    async def go_on(self, number: int) -> None:
        """Say something more, and hear all that was said before; open a page of the console."""
        said = await self._patron.post(
            "/api/chat/messages", json={"client_message_id": f"message-{number}", "text": f"hello {number}"}
        )
        assert said.status_code == 200, said.text
        assert [message["text"] for message in said.json()["messages"]][-1] == f"echo: hello {number}"
        assert (await self._staff.get("/console/me")).status_code == 200

    async def close(self) -> None:
        await self._patron.aclose()
        await self._staff.aclose()


@pytest.mark.slow
async def test_an_open_chat_and_a_session_of_staff_outlive_a_change_of_the_secret(
    home: Path, ketabyar: Command
) -> None:
    def run(*words: str) -> str:
        said = ketabyar("secret", *words)
        assert said.code == 0, said.all
        assert not any(one in said.all for one in (kept_secret(home), kept_previous(home)) if one), "nothing secret"
        return said.out

    make_secret(home)
    old = kept_secret(home)
    await asyncio.to_thread(begin_store, Settings.load().database_url)
    async with opened() as store:
        await seal.seal(store)
        await members.add_staff(store, "sara", "سارا", "admin", PASSWORD)
        await add_patron(store, CARD, pin_hash=cards.hash_pin(store, PIN))
    async with fake_engine(old) as engine:
        browsers = Browsers(Settings.load().gateway_url)
        async with gateway(home, engine):
            await browsers.begin()
            await browsers.go_on(1)
        await asyncio.to_thread(run, "new")
        assert kept_previous(home) == old != kept_secret(home)
        again = await asyncio.to_thread(ketabyar, "secret", "new")
        assert again.code == 1 and "the last change is not over" in again.all
        assert kept_previous(home) == old
        async with gateway(home, engine) as url:
            await browsers.go_on(2)
            early = await asyncio.to_thread(ketabyar, "secret", "finish", "--now")
            assert early.code == 1 and kept_previous(home) == old
            assert "is needed" in await asyncio.to_thread(run, "status")
            await asyncio.to_thread(run, "rotate")
            await browsers.go_on(3)
            told = await asyncio.to_thread(run, "status")
            assert "can be taken away at" in told and "cards, until their next sign-in or import: 1" in told
            async with httpx.AsyncClient() as http:
                forged = {"Authorization": "Bearer made-up-by-somebody", "Origin": url}
                assert (await http.get(f"{url}/api/chat/messages", headers=forged)).status_code == 401
        await asyncio.to_thread(run, "finish", "--now")
        assert kept_previous(home) == ""
        async with gateway(home, engine):
            await browsers.go_on(4)
        await browsers.close()
    async with opened() as store:
        await seal.prove(store)
        assert await cards.verify_pin(store, CARD, PIN) is not None
