"""Reading that would not end: the message is not understood, and the next patron is answered at once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from test_serve import ROOT, free_port

from engine import reading as engine_turn
from protocol.keys import SECRET_HEADER, engine_secret
from protocol.turns import READY_PATH, TURN_PATH
from tests.support.engine_peer import SECRET
from tests.support.waiting import eventually

# A pattern that would run for years, put in the place of one that is asked at each reading.
ENDLESS = re.compile(r"(?:a|a)+b")
WORDS = "renew " + "a" * 60


def endless(*_: Any, **_named: Any) -> Any:
    return ENDLESS.search(WORDS)


@pytest.mark.parametrize("where", ["engine.nlu.finding.find_choice", "engine.reading.requests_in"])
async def test_what_takes_too_long_is_not_understood_and_nobody_waits(
    ask: Any, actions: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    monkeypatch.setattr(where, endless)
    monkeypatch.setattr(engine_turn, "READING_SECONDS", 0.3)
    start = time.process_time()
    slow = asyncio.create_task(ask("renew my books", language="en"))
    await asyncio.sleep(0)
    if where.endswith("find_choice"):
        assert (await ask("سلام", conversation="c2"))["messages"][0]["text"] == "سلام!"
    reply = await slow
    assert time.process_time() - start < 5
    assert [message["text"] for message in reply["messages"]] == ["I did not understand."]
    assert reply["parse"]["intent"] == {"name": "nlu_fallback", "confidence": 0.0}
    warnings = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warnings == ["a message of 14 characters took too long to read and is not understood"]


async def test_the_bound_costs_nothing(ask: Any) -> None:
    from process.pace import within

    start = time.process_time()
    for _ in range(1000):
        within(1.5, int)
    assert (time.process_time() - start) / 1000 < 0.001


PROGRAM = """
import os, re, sys
from engine.nlu import finding
def endless():
    open(os.environ["KETABYAR_HOME"] + "/reading", "w").close()
    re.compile("(?:a|a)+b").search("a" * 60)
finding.find_choice = lambda text: endless() if "books" in text else None
from engine.serve import main
sys.exit(main(sys.argv[1:]))
"""


async def test_the_running_engine_is_stopped_by_a_real_signal(model: Path, tmp_path: Path, actions: Any) -> None:
    import aiohttp

    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("KETABYAR_")}
    env |= {"KETABYAR_HOME": str(tmp_path), "KETABYAR_SECRET": SECRET, "KETABYAR_ACTIONS_URL": actions.url}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--model", str(model), "--port", str(port)],
        cwd=ROOT, env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        async with aiohttp.ClientSession(
            f"http://127.0.0.1:{port}", headers={SECRET_HEADER: engine_secret(SECRET)}
        ) as client:  # fmt: skip

            async def say(text: str, conversation: str) -> Any:
                body = {"conversation": conversation, "message_id": text, "text": text, "language": "en"}
                async with client.post(TURN_PATH, json=body) as response:
                    return await response.json()

            async def is_ready() -> bool:
                assert process.poll() is None
                with contextlib.suppress(aiohttp.ClientError):
                    async with client.get(READY_PATH) as response:
                        return response.status == 200
                return False

            await eventually(is_ready, 90, every=0.1)
            slow = asyncio.create_task(say("renew my books", "one"))
            await eventually((tmp_path / "reading").exists)
            other = await asyncio.wait_for(say("hello", "two"), 20)
            assert [message["text"] for message in other["messages"]] == ["Hello!"]
            assert [message["text"] for message in (await slow)["messages"]] == ["I did not understand."]
    finally:
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert said.count("took too long to read") == 1 and "renew my books" not in said
