"""Conversations through the web channel of the whole system: what is understood, done, said and kept."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from bot.cli.client import ChatClient, ChatTurn
from protocol import plain_yaml
from tests.support.dialogue_library import PIN
from tests.support.html import page_of
from tests.support.kept import kept
from tests.support.meanwhile import let_happen, survey_asked
from tests.support.system import System, Systems

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Intents that no words are read as.
MACHINERY = {"nlu_fallback", "signed_in", "stale_button", "fact"}

CONVERSATIONS: list[dict[str, Any]] = [
    conversation
    for file in sorted((HERE / "conversations").glob("*.yml"))
    for conversation in plain_yaml.load(file.read_text(encoding="utf-8"))
]
# Those of one moment after each other, so that one system serves them all, and last those of the moment at which all
# else is tried too.
CONVERSATIONS.sort(key=lambda conversation: conversation.get("clock", "~"))


def plain(text: str) -> str:
    """Leave out the invisible signs that keep mixed directions apart."""
    return re.sub("[\u2066-\u2069]", "", unicodedata.normalize("NFC", text))


def last_answers(system: System, count: int, column: str = "answer_name") -> list[str]:
    """Read the names, or the statuses, of the last answers in the store."""
    with sqlite3.connect(system.store_path) as store:
        rows = store.execute(
            f"select {column} from message where sender = 'bot' order by id desc limit ?",
            (count,),
        ).fetchall()
    return [str(row[0]) for row in reversed(rows)]


def let_pass(system: System, minutes: int) -> None:
    """Let minutes of silence lie behind every running conversation."""
    with sqlite3.connect(system.store_path) as store:
        moments = {
            "interaction": ("started_at", "last_message_at"),
            "message": ("created_at",),
        }
        ago = f"-{minutes} minutes"
        for table, columns in moments.items():
            for column in columns:
                store.execute(f"update {table} set {column} = strftime('%Y-%m-%d %H:%M:%f000', {column}, ?)", (ago,))


def move_away(system: System) -> None:
    """Let all who have talked be elsewhere: there are more conversations here than one address may open cases in."""
    with sqlite3.connect(system.store_path) as store:
        store.execute("update channel_identity set origin_hash = null")


def button(offers: Sequence[ChatTurn], title: str) -> dict[str, str]:
    """Find the button of a title in the latest of the answers that offers it."""
    for answer in reversed(offers):
        for one in answer.buttons:
            if plain(one["title"]) == title:
                return one
    raise AssertionError(f"no button {title!r} among {[plain(b['title']) for a in offers for b in a.buttons]}")


def take(chat: ChatClient, turn: dict[str, Any], before: Sequence[ChatTurn]) -> ChatTurn:
    """Do what the patron does in one turn."""
    if "say" in turn:
        return chat.say(turn["say"])
    if "press" in turn:
        return chat.press(button(before[-1:], turn["press"]))
    if "press_old" in turn:
        return chat.press(button(before[:-1], turn["press_old"]))
    if "press_payload" in turn:
        return chat.press({"payload": turn["press_payload"], "title": "…"})
    chat.sign_in(turn["sign_in"], PIN)
    return last_said(chat)


def expect(system: System, turn: dict[str, Any], answer: ChatTurn, where: str) -> None:
    """Compare an answer with what the conversation says of it."""
    said = plain("\n".join(answer.replies))
    assert said, where
    if "intent" in turn:
        assert answer.intent == turn["intent"], where
    for words in turn.get("contains", []):
        assert plain(words) in said, f"{words!r} is missing in {where}"
    for words in turn.get("absent", []):
        assert plain(words) not in said, f"{words!r} is in {where}"
    if "names" in turn:
        assert last_answers(system, len(turn["names"])) == turn["names"], where
    if turn.get("once"):
        assert len(answer.replies) == 1, where
    if "statuses" in turn:
        assert last_answers(system, 1, "answer_status")[0] in turn["statuses"], where
    if "any_button" in turn:
        assert {plain(one["title"]) for one in answer.buttons} & set(turn["any_button"]), where
    for title in turn.get("buttons", []):
        assert title in [plain(one["title"]) for one in answer.buttons], where
    for name, lines in turn.get("kept", {}).items():
        assert kept(system, name) == lines, f"{name} after {where}"


def look_at_data(system: System, chat: ChatClient, words: Sequence[str]) -> None:
    """Open the page of one's own data by the link that the widget asks for, and find words on it."""
    address = urlsplit(chat._ask("POST", "/api/chat/my-data", {})["url"])
    answer = httpx.get(f"{system.url}{address.path}?{address.query}", trust_env=False)
    assert answer.status_code == 200
    text = plain(page_of(answer).text)
    assert [one for one in words if plain(one) not in text] == [], text


def last_said(chat: ChatClient) -> ChatTurn:
    """Give what the bot said after the sign-in, buttons included."""
    everything = chat._ask("GET", "/api/chat/messages?after=0")["messages"]
    said: list[dict[str, Any]] = []
    for message in reversed(everything):
        if message["sender"] != "bot" or "utter_sign_in" in str(message):
            break
        said.insert(0, message)
    buttons = [button for message in said for button in message["buttons"]]
    return ChatTurn([message["text"] for message in said], buttons, False, None, None)


def test_there_are_eighty_in_both_languages_and_every_intent_is_among_them() -> None:
    ids = [conversation["id"] for conversation in CONVERSATIONS]
    assert len(ids) == len(set(ids)) >= 80
    assert sum(one.startswith("fa-") for one in ids) >= 40 and sum(one.startswith("en-") for one in ids) >= 40
    intents = plain_yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    meant = {next(iter(intent)) for intent in intents} - MACHINERY
    met = {turn.get("intent") for conversation in CONVERSATIONS for turn in conversation["turns"]}
    assert meant - met == set()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda conversation: conversation["id"])
def test_conversation(systems: Systems, conversation: dict[str, Any]) -> None:
    system = systems(conversation.get("clock"))
    move_away(system)
    with survey_asked(system, conversation.get("asks")), system.chat(conversation["language"]) as chat:
        answers: list[ChatTurn] = []
        for number, turn in enumerate(conversation["turns"], start=1):
            if "silence" in turn:
                let_pass(system, turn["silence"])
                continue
            if "meanwhile" in turn:
                let_happen(system, turn["meanwhile"])
                continue
            if "my_data" in turn:
                look_at_data(system, chat, turn["my_data"])
                continue
            answer = take(chat, turn, answers)
            answers.append(answer)
            done = next((str(turn[key]) for key in ("say", "press", "press_old", "press_payload") if key in turn), "")
            said = plain("\n".join(answer.replies))
            expect(system, turn, answer, f"turn {number} ({done or 'sign-in'}) read as {answer.intent}: {said}")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_wishes_are_one_turn_of_the_journal_and_answered_once(systems: Systems) -> None:
    system = systems(None)
    body = {"client_message_id": "two-wishes-in-one", "text": "رمز وای‌فای چیه و پرینت برگی چنده؟"}
    with system.chat("fa") as chat:
        first = chat._ask("POST", "/api/chat/messages", body)
        again = chat._ask("POST", "/api/chat/messages", body)
    assert len(first["messages"]) == 2 and not first["duplicate"]
    assert again["duplicate"] and again["messages"] == first["messages"]
    with sqlite3.connect(system.store_path) as store:
        rows = store.execute("select state from journal where channel_message_id = 'two-wishes-in-one'").fetchall()
    assert rows == [("closed",)]
