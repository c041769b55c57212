"""The conversations of the relationship on Telegram, turn by turn as they are played on the web, in both languages.

Notices, interests, a copy and an erasure, clearance, a low score and what follows, joining, guardians, the survey of
gaps, events: what is said and kept is what `tests/dialogue/conversations/relationship.yml` says, on another channel.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.settings import ROOT
from protocol import plain_yaml
from tests.dialogue.test_conversations import last_answers, plain
from tests.support.dialogue_library import PIN, SECRET, load_library
from tests.support.kept import kept
from tests.support.meanwhile import let_happen, survey_asked
from tests.support.system import NOW, System, make_system, rows
from tests.support.telegram_peer import TOKEN, Call, Telegram, telegram
from tests.support.telegram_person import LINK, Person

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="module")]

CONVERSATIONS: list[dict[str, Any]] = plain_yaml.load(
    (ROOT / "tests" / "dialogue" / "conversations" / "relationship.yml").read_text(encoding="utf-8")
)
ASKS_TO_SIGN_IN = {"fa": "می‌خواهم وارد حسابم شوم", "en": "I want to sign in"}
_chats = itertools.count(2001)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world() -> AsyncIterator[Telegram]:
    async with telegram() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def system(world: Telegram, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
    """One system on Telegram with the library of the conversations; each has a chat of its own."""
    home = tmp_path_factory.mktemp("relationship")
    await asyncio.to_thread(load_library, home, NOW)
    settings = {"KETABYAR_SECRET": SECRET, "KETABYAR_NOW": NOW}
    at = {"KETABYAR_TELEGRAM_TOKEN": TOKEN, "KETABYAR_TELEGRAM_BASE_URL": world.base_url}
    running = make_system(home, settings | at)
    await asyncio.to_thread(running.start)
    yield running
    await asyncio.to_thread(running.stop)


async def all_of_it(system: System, person: Person, before: int) -> list[Call]:
    """Give what the bot sent since: an answer of several messages has arrived when all that were written are there."""
    written = rows(
        system.store_path,
        "SELECT count(*) AS many FROM message m JOIN interaction i ON i.id = m.interaction_id"
        " JOIN channel_identity c ON c.id = i.channel_identity_id WHERE m.sender = 'bot' AND c.external_id = ?",
        str(person.chat),
    )[0]["many"]
    return (await person.world.sent(written, person.chat, seconds=40.0))[before:]


async def press(person: Person, title: str) -> None:
    """Tap the button of a title under the last message that has it."""
    for call in reversed(person.world.of("sendMessage", person.chat)):
        offered = [plain(one["text"]) for one in call.buttons if "callback_data" in one]
        if title in offered:
            await person.tap(call, offered.index(title))
            return
    raise AssertionError(f"no button {title!r}")


async def sign_in(person: Person, card: str) -> None:
    """Open the last link that the bot gave, and type card and PIN."""
    links = LINK.findall("\n".join(person.world.texts(person.chat)))
    if not links:
        # The page has a place to sign in at any time; here one asks for it.
        links = LINK.findall("\n".join(call.text for call in await person.say(ASKS_TO_SIGN_IN[person.language])))
    assert links, person.world.texts(person.chat)
    link = links[-1]
    before = len(person.world.of("sendMessage", person.chat))
    async with httpx.AsyncClient() as browser:
        page = await browser.post(link, data={"card": card, "pin": PIN})
    assert page.status_code == 200
    await person.world.sent(before + 1, person.chat, seconds=40.0)


async def take(system: System, person: Person, turn: dict[str, Any]) -> list[Call]:
    """Do what the patron does in one turn; give the answer."""
    before = len(person.world.of("sendMessage", person.chat))
    if "say" in turn:
        await person.say(turn["say"])
    elif "press" in turn:
        await press(person, turn["press"])
    else:
        await sign_in(person, turn["sign_in"])
    return await all_of_it(system, person, before)


def expect(system: System, turn: dict[str, Any], answer: list[Call], where: str) -> None:
    """Compare an answer with what the conversation says of it."""
    said = plain("\n".join(call.text for call in answer))
    offered = [plain(one["text"]) for call in answer for one in call.buttons]
    assert said, where
    assert [words for words in turn.get("contains", []) if plain(words) not in said] == [], (where, said)
    assert [words for words in turn.get("absent", []) if plain(words) in said] == [], (where, said)
    if "names" in turn:
        # What is told of privacy names Telegram there.
        told = [name.removesuffix("_telegram") for name in last_answers(system, len(turn["names"]))]
        assert told == turn["names"], (where, said)
    if "any_button" in turn:
        assert set(offered) & set(turn["any_button"]), (where, offered)
    assert [title for title in turn.get("buttons", []) if title not in offered] == [], (where, offered)
    for name, lines in turn.get("kept", {}).items():
        here = [line.replace("web_chat", "telegram") if isinstance(line, str) else line for line in lines]
        assert kept(system, name) == here, (name, where)


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda conversation: conversation["id"])
async def test_it_is_the_same_on_telegram(system: System, world: Telegram, conversation: dict[str, Any]) -> None:
    person = Person(world, next(_chats), conversation["language"])
    asked = survey_asked(system, conversation.get("asks"))
    await asyncio.to_thread(asked.__enter__)
    try:
        for number, turn in enumerate(conversation["turns"], start=1):
            if "meanwhile" in turn:
                await asyncio.to_thread(let_happen, system, turn["meanwhile"])
            elif "my_data" not in turn:  # That page is opened by the widget; in a messenger by a link.
                answer = await take(system, person, turn)
                expect(system, turn, answer, f"{conversation['id']}, turn {number}")
    finally:
        await asyncio.to_thread(asked.__exit__, None, None, None)
