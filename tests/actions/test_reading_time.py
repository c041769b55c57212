"""Words that would be read for ever, and an action that goes wrong by itself: an answer at once, and nobody waits."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.dialogue.doing import doing
from actions.dialogue.turn import Services, Turn
from actions.rasa import rasa_actions as answering
from actions.rasa.registry import HANDLERS, HandlerEntry
from language.answers import Answers
from process.pace import TooLong
from protocol.keys import SECRET_HEADER, actions_secret
from tests.actions.test_server import ROOT, SECRET, call
from tests.support.talk import talk_with
from tests.support.waiting import eventually, listens

ENDLESS = re.compile(r"(?:a|a)+b")


def endless(*_: Any) -> Any:
    return ENDLESS.search("a" * 60)


async def test_what_takes_too_long_is_not_understood(
    services: Services, answers: Answers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(answering, "READING_SECONDS", 0.2)
    talk = await talk_with(services, answers, "en", "20000001")
    await talk.says("loans", "what have I borrowed?")
    shown = talk.slots["shown"]
    with monkeypatch.context() as patch:
        patch.setattr("actions.dialogue.open_questions.find_reference", endless)
        start = time.process_time()
        said = await talk.says("renew", "my own words")
        assert time.process_time() - start < 2
    assert (said.names, said.statuses) == (["utter_not_understood"], ["fallback"])
    assert "librarian" in " ".join(button["title"] for button in said.buttons).lower()
    assert talk.slots["shown"] == shown
    [warning] = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warning == "action_renew: a message of 12 characters took too long to read"
    # And the next message is read as ever.
    assert (await talk.says("loans", "what have I borrowed?")).names == ["utter_loans"]


async def test_after_a_write_nothing_untrue_is_said(
    services: Services, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def acts(turn: Turn) -> None:
        async with doing(turn, "loans"):
            endless()

    monkeypatch.setattr(answering, "READING_SECONDS", 0.2)
    monkeypatch.setitem(HANDLERS, "hours", HandlerEntry(acts, needs_patron=False))
    talk = await talk_with(services, answers, "en")
    with pytest.raises(TooLong):
        await talk.says("hours", "when?")


PROGRAM = """
import os, re, sys
from actions.subjects import load
from actions.dialogue import open_questions
from actions.rasa.registry import HANDLERS, HandlerEntry
load()
find = open_questions.find_reference
def endless():
    open(os.environ["KETABYAR_HOME"] + "/reading", "w").close()
    re.search("(?:a|a)+b", "a" * 60)
open_questions.find_reference = lambda text: endless() if "personal" in text else find(text)
async def broken(turn):
    raise RuntimeError(turn.text)
HANDLERS["wifi"] = HandlerEntry(broken, False)
from actions.__main__ import main
sys.exit(main())
"""


@pytest.mark.slow
async def test_the_running_server_serves_another_patron_and_says_what_is_final(house_url: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "KETABYAR_SECRET": SECRET,
        "KETABYAR_HOME": str(tmp_path),
        "KETABYAR_DATABASE_URL": house_url,
        "KETABYAR_ACTIONS_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    plain = call("action_hours")
    plain["tracker"]["latest_message"]["text"] = "when?"  # type: ignore[index]
    try:
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            trust_env=False,
            timeout=60,
            headers={SECRET_HEADER: actions_secret(SECRET)},
        ) as client:
            await eventually(lambda: listens(port), 60)
            slow = asyncio.create_task(client.post("/webhook", json=call("action_hours")))
            await eventually((tmp_path / "reading").exists)
            other = await client.post("/webhook", json=plain)
            assert other.json()["responses"][0]["response"] == "utter_hours_all"
            assert (await slow).json()["responses"][0]["response"] == "utter_not_understood"
            plain["next_action"] = "action_wifi"
            broken = await client.post("/webhook", json=plain)
            assert (broken.status_code, broken.json()) == (500, {"error": "internal"})
    finally:
        process.terminate()
        _out, said = await process.communicate()
    assert said.count(b"took too long to read") == 1 and b"personal words" not in said
    assert said.count(b"an action failed: RuntimeError") == 1 and b"when?" not in said
