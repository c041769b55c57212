"""Starting and stopping: whatever Telegram does, the gateway runs; and nothing is lost or doubled over a restart."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from bot.channels.telegram.channel import MessengerChannel
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.messengers import messenger, messengers
from bot.settings import Settings
from tests.support.fake_engine import FakeEngine
from tests.support.gateway_processes import serving
from tests.support.telegram_peer import PATRON, Call, Telegram, message
from tests.support.texts import phrase


async def test_commands_are_registered_in_both_languages(start_gateway: Callable[..., Any], world: Telegram) -> None:
    async with start_gateway():
        await world.until(lambda: len(world.of("setMyCommands")) == 3)
    menus = {
        call.fields.get("language_code"): json.loads(call.fields["commands"]) for call in world.of("setMyCommands")
    }
    names = [command.name for command in COMMANDS]
    assert names == "start help language signin signout librarian hours loans privacy".split()
    assert set(menus) == {"fa", "en", None}
    assert all([entry["command"] for entry in menu] == names for menu in menus.values())
    assert menus[None] == menus["fa"] != menus["en"]
    for language in ("fa", "en"):
        told = {entry["description"] for entry in menus[language]}
        assert told >= {phrase(f"telegram.command.{name}", language) for name in ("hours", "librarian")}


async def test_telegram_out_of_reach_at_the_start_does_not_keep_the_gateway(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    world.fail("getMe", 429, description="Too Many Requests", parameters={"retry_after": 1})
    world.fail("getMe", times=2, lose="request")
    world.fail("setMyCommands", 429, description="Too Many Requests", parameters={"retry_after": 1})
    world.fail("deleteWebhook", 500, description="Internal Server Error")
    await world.write("سلام")
    began = time.monotonic()
    async with start_gateway() as gateway:
        assert time.monotonic() - began < 2.0
        assert gateway.channel.state == "connecting"
        await world.sent(1)
        assert gateway.channel.state == "running"
        await world.until(lambda: len(world.of("setMyCommands")) == 3)


async def test_a_gateway_stops_while_telegram_is_out_of_reach(
    start_gateway: Callable[..., Any], world: Telegram
) -> None:
    world.fail("getMe", times=1000, lose="request")
    async with start_gateway() as gateway:
        await world.until(lambda: len(world.calls) > 2)
        began = time.monotonic()
        await gateway.channel.stop()
        assert time.monotonic() - began < 2.0


async def test_without_a_token_there_is_no_channel(tmp_path: Path) -> None:
    nobody: Any = None
    settings = Settings(home=tmp_path, telegram_token="")
    assert messengers(settings) == []
    assert MessengerChannel.made(messenger(settings, "telegram"), settings, nobody, nobody) is None


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1", "socks5h://127.0.0.1:1", "http://127.0.0.1:1", "foo://x", "x"]
)
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "ALL_PROXY", "KETABYAR_TELEGRAM_PROXY"])
async def test_whatever_the_proxy_is_the_gateway_runs(
    variable: str,
    proxy: str,
    tmp_path: Path,
    world: Telegram,
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changes = {}
    if variable.startswith("KETABYAR_"):
        if "://127" not in proxy:
            with pytest.raises(ValidationError, match="SCHEME://HOST:PORT"):
                Settings(telegram_proxy=proxy)
            return
        changes["telegram_proxy"] = proxy
    else:
        monkeypatch.setenv(variable, proxy)
    async with serving(tmp_path, world, engine, **changes) as url, httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{url}/health/live")).status_code == 200


async def test_telegram_is_reached_through_a_socks_proxy_of_its_own(
    start_gateway: Callable[..., Any], world: Telegram
) -> None:
    async with socks_proxy() as (port, asked), start_gateway(telegram_proxy=f"socks5://127.0.0.1:{port}") as gateway:
        await world.write("سلام")
        await world.sent(1)
        assert gateway.channel.state == "running"
    assert asked


@asynccontextmanager
async def socks_proxy() -> AsyncIterator[tuple[int, list[int]]]:
    """Run a SOCKS5 proxy, as small as it can be; notes the ports it was asked for."""
    asked: list[int] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        kind = (await reader.readexactly(4))[3]
        length = 4 if kind == 1 else (await reader.readexactly(1))[0]
        host = await reader.readexactly(length)
        port = int.from_bytes(await reader.readexactly(2))
        asked.append(port)
        name = ".".join(map(str, host)) if kind == 1 else host.decode()
        there_reader, there_writer = await asyncio.open_connection(name, port)
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await asyncio.gather(pump(reader, there_writer), pump(there_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], asked
    finally:
        server.close()


async def test_what_came_in_while_nobody_listened_is_answered_once_after_the_start(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    async with start_gateway() as gateway:
        await world.write("یک")
        await world.sent(1)
        assert await gateway.settled(1) == [("sent", None)]
    assert world.calls[-1].method == "getUpdates"  # what was taken in is acknowledged on the way out
    await world.write("دو")
    async with start_gateway():
        await world.sent(2)
        await world.write("سه")
        await world.sent(3)
    assert engine.said == ["یک", "دو", "سه"]
    assert world.texts() == ["پاسخ: یک", "پاسخ: دو", "پاسخ: سه"]


async def test_a_locked_store_leaves_the_update_with_telegram_until_it_is_written(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine, tmp_path: Path
) -> None:
    async with start_gateway(busy_seconds=0.2) as gateway:
        await world.write("پیش")
        await world.sent(1)
        await gateway.settled(1)
        other = sqlite3.connect(tmp_path / "store.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        update = await world.push("message", message(PATRON, text="قفل"))
        # Several tries to write it, each given up after a fifth of a second.
        await asyncio.sleep(1.5)
        assert not any(int(call.fields.get("offset", 0)) > update for call in polls(world))
        other.execute("ROLLBACK")
        other.close()
        await world.sent(2)
        await world.acknowledged(update)
    assert engine.said == ["پیش", "قفل"]
    assert world.texts() == ["پاسخ: پیش", "پاسخ: قفل"]


def polls(world: Telegram) -> list[Call]:
    return [call for call in world.calls if call.method == "getUpdates"]


async def test_another_program_that_polls_is_outlived(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    world.fail("getUpdates", 409, times=2, description="Conflict: terminated by other getUpdates request")
    async with start_gateway():
        await world.write("سلام")
        await world.sent(1)
    assert engine.said == ["سلام"]
