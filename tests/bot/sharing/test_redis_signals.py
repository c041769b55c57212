"""Signals by way of Redis: heard by the others, and again after it was away. Skipped where there is no Redis."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sharing import redis_signals
from bot.sharing.redis_signals import RedisCarrier
from tests.support.waiting import eventually


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[list[str]]:
    """The command that starts a Redis in an empty folder; what it started is ended."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("no redis-server")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = str(one.getsockname()[1])
    return iter([[program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]])


async def _is_said(carrier: RedisCarrier, word: str) -> bool:
    with contextlib.suppress(OSError):
        await carrier.say(word)
        return True
    return False


async def test_words_are_heard_and_heard_again_after_a_break(
    redis: Iterator[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_signals, "PAUSE_SECONDS", 0.05)
    command = next(redis)
    heard: list[str] = []
    began: list[None] = []
    url = f"redis://127.0.0.1:{command[2]}"
    speaker, hearer = RedisCarrier(url, "library"), RedisCarrier(url, "library")
    other = RedisCarrier(url, "another-library")
    listening = asyncio.create_task(hearer.listen(heard.append, lambda: began.append(None)))
    try:
        for times in (1, 2):
            server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            try:
                await eventually(lambda times=times: len(began) == times)
                # A connection of before the break fails once; who gives signals gives them again.
                await eventually(lambda: _is_said(other, "not for us"))
                await eventually(lambda times=times: _is_said(speaker, f"me told:{times}"))
                await eventually(lambda times=times: heard[-1:] == [f"me told:{times}"])
            finally:
                server.kill()
                server.wait()
            with pytest.raises(OSError, match="Redis cannot be reached"):
                await speaker.say("lost")
        assert heard == ["me told:1", "me told:2"]
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        for carrier in (speaker, hearer, other):
            await carrier.close()
