"""Thirty conversations through the web channel of the whole system: what is understood, done, said and kept."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.client import ChatClient, Turn
from tests.dialogue.conftest import Systems
from tests.system import System

HERE = Path(__file__).parent
PIN = "1111"

CONVERSATIONS: list[dict[str, Any]] = [
    conversation
    for file in sorted((HERE / "conversations").glob("*.yml"))
    for conversation in yaml.safe_load(file.read_text(encoding="utf-8"))
]
# Those of one moment after each other, so that one system serves them all.
CONVERSATIONS.sort(key=lambda conversation: conversation.get("clock", ""))


def plain(text: str) -> str:
    """Leave out the invisible signs that keep mixed directions apart."""
    return re.sub("[\u2066-\u2069]", "", unicodedata.normalize("NFC", text))


def names_said(system: System, count: int) -> list[str]:
    """Read the names of the last answers in the store."""
    with sqlite3.connect(system.store_path) as store:
        rows = store.execute(
            "select answer_name from message where sender = 'bot' order by id desc limit ?", (count,)
        ).fetchall()
    return [str(row[0]) for row in reversed(rows)]


def take(chat: ChatClient, turn: dict[str, Any], last: Turn | None) -> Turn:
    """Do what the patron does in one turn."""
    if "say" in turn:
        return chat.say(turn["say"])
    if "press" in turn:
        offered = {plain(button["title"]): button for button in (last.buttons if last else [])}
        assert turn["press"] in offered, f"no button {turn['press']!r} among {sorted(offered)}"
        return chat.press(offered[turn["press"]])
    chat.sign_in(turn["sign_in"], PIN)
    return last_said(chat)


def last_said(chat: ChatClient) -> Turn:
    """Give what the bot said after the sign-in, buttons included."""
    everything = chat._ask("GET", "/api/chat/messages?after=0")["messages"]
    said: list[dict[str, Any]] = []
    for message in reversed(everything):
        if message["sender"] != "bot" or "utter_sign_in" in str(message):
            break
        said.insert(0, message)
    buttons = [button for message in said for button in message["buttons"]]
    return Turn([message["text"] for message in said], buttons, False, None, None)


def test_there_are_thirty_of_both_languages() -> None:
    ids = [conversation["id"] for conversation in CONVERSATIONS]
    assert len(ids) == len(set(ids)) >= 30
    assert sum(one.startswith("fa-") for one in ids) >= 15 and sum(one.startswith("en-") for one in ids) >= 15


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda conversation: conversation["id"])
def test_conversation(systems: Systems, conversation: dict[str, Any]) -> None:
    system = systems(conversation.get("clock"))
    with system.chat(conversation["language"]) as chat:
        last: Turn | None = None
        for number, turn in enumerate(conversation["turns"], start=1):
            last = take(chat, turn, last)
            said = plain("\n".join(last.replies))
            where = f"turn {number} ({turn.get('say') or turn.get('press') or 'sign-in'}) read as {last.intent}: {said}"
            assert said, where
            if "intent" in turn:
                assert last.intent == turn["intent"], where
            for words in turn.get("contains", []):
                assert plain(words) in said, f"{words!r} is missing in {where}"
            if "names" in turn:
                assert names_said(system, len(turn["names"])) == turn["names"], where
            for title in turn.get("buttons", []):
                assert title in [plain(button["title"]) for button in last.buttons], where
