"""The whole service on Telegram, in both languages: a peer we did not write, a trained model, real rows."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.settings import ROOT
from tests.support.mailbox import Mailbox, give_address, mail_server, words_of
from tests.support.system import System, make_begun_system, move_event, rows
from tests.support.telegram_peer import TOKEN, Call, Telegram, telegram
from tests.support.telegram_person import Person
from tests.support.texts import phrase
from tests.support.waiting import eventually

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="module")]

SECONDS = 40.0
NIGHT = "2026-11-24T20:30:00+00:00"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world() -> AsyncIterator[Telegram]:
    async with telegram() as running:
        yield running


async def started(home: Path, world: Telegram, **extra: str) -> System:
    system = make_begun_system(
        home, {"KETABYAR_TELEGRAM_TOKEN": TOKEN, "KETABYAR_TELEGRAM_BASE_URL": world.base_url, **extra}
    )
    await asyncio.to_thread(system.start)
    return system


@pytest.fixture(scope="module")
def mails() -> Iterator[tuple[Mailbox, dict[str, str]]]:
    with mail_server() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def system(
    world: Telegram, mails: tuple[Mailbox, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[System]:
    """One system on Telegram that sends mails, too; each patron has a chat of their own."""
    running = await started(tmp_path_factory.mktemp("telegram"), world, **mails[1])
    yield running
    await asyncio.to_thread(running.stop)


def said(answer: list[Call]) -> str:
    """All that the bot sent, in one text."""
    return "\n".join(call.text for call in answer)


SCRIPTS = {
    "fa": {
        "hours": ("ساعت کار شعبهٔ سعدی امروز چنده؟", "شعبهٔ سعدی"),
        "search": ("کتابی از صادق هدایت دارین؟", "بوف کور"),
        "hold": "دومی رو رزرو کن",
        "loans": ("چی امانت دارم؟", "سمفونی مردگان"),
        "second": ("دومی رو تمدید کن", "سمفونی مردگان"),
        "all": "همه رو تمدید کن",
        "refused": "نوبت",
        "complaint": ("می‌خواهم شکایت کنم", "کتابدار شعبه با من خیلی بد حرف زد و کمکی نکرد"),
        "aside": ("وای‌فای دارین؟", "Narvan"),
        "skip": "نمی‌خواهم بگویم",
        "number": "K-",
        "person": ("می‌خوام با یه کتابدار حرف بزنم", "کتابدار"),
    },
    "en": {
        "hours": ("what are the hours of the Saadi branch today?", "Saadi"),
        "search": ("do you have anything by George Orwell?", "Animal Farm"),
        "hold": "reserve the second one",
        "loans": ("what do I have on loan?", "Design Patterns"),
        "second": ("renew the second one", ""),
        "all": "renew all of them",
        "refused": "waiting",
        "complaint": (
            "I want to file a complaint",
            "the librarian at the branch was very unfriendly and did not help me",
        ),
        "aside": ("do you have wifi?", "Narvan"),
        "skip": "skip",
        "number": "K-",
        "person": ("I want to talk to a librarian", "librarian"),
    },
}


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_the_whole_service_on_telegram(system: System, world: Telegram, language: str) -> None:
    words = SCRIPTS[language]
    system.circulation_as_begun()
    patron = Person(world, {"fa": 901, "en": 902}[language], language)
    question, part = words["hours"]
    assert part in said(await patron.say(question))
    question, part = words["search"]
    assert part in said(await patron.say(question))
    asked = await patron.say(str(words["hold"]))
    branches = await patron.sign_in(asked, system, card=0)
    offered = [call for call in branches if len(call.buttons) >= 3]
    assert offered, said(branches)
    confirm = await patron.tap(offered[-1], 0)
    done = await patron.tap(next(call for call in confirm if call.buttons), 0)
    assert done
    assert rows(system.store_path, "SELECT 1 FROM hold WHERE interaction_id IS NOT NULL")
    question, part = words["loans"]
    assert part in said(await patron.say(question))
    question, part = words["second"]
    assert part in said(await patron.say(question))
    outcome = said(await patron.say(str(words["all"])))
    assert str(words["refused"]) in outcome
    start, complaint = words["complaint"]
    await patron.say(start)
    await patron.say(complaint)
    question, part = words["aside"]
    assert part in said(await patron.say(question))
    assert str(words["number"]) in said(await patron.say(str(words["skip"])))
    question, part = words["person"]
    assert part in said(await patron.say(question))
    check_the_record(system, world, patron)


def check_the_record(system: System, world: Telegram, patron: Person) -> None:
    """One interaction, every message in it once and in order, each sent once, the librarian asked for."""
    found = rows(
        system.store_path,
        "SELECT i.id, i.status, i.patron_id FROM interaction i JOIN channel_identity c ON c.id = i.channel_identity_id"
        " WHERE c.channel = 'telegram' AND c.external_id = ?",
        str(patron.chat),
    )
    assert len(found) == 1
    assert found[0]["status"] == "waiting_staff"
    assert found[0]["patron_id"] is not None
    messages = rows(
        system.store_path, "SELECT seq, sender FROM message WHERE interaction_id = ? ORDER BY seq", found[0]["id"]
    )
    assert [message["seq"] for message in messages] == list(range(1, len(messages) + 1))
    sent = [message for message in messages if message["sender"] == "bot"]
    assert len(sent) == len(world.of("sendMessage", patron.chat))
    states = rows(
        system.store_path,
        "SELECT DISTINCT o.state FROM outbox o JOIN message m ON m.id = o.message_id WHERE m.interaction_id = ?",
        found[0]["id"],
    )
    assert [row["state"] for row in states] == ["sent"]
    tries = rows(system.store_path, "SELECT loan_id FROM renewal_attempt WHERE result = 'succeeded'")
    assert len(tries) == len({row["loan_id"] for row in tries}) >= 1


REMINDED = {
    "fa": {
        "card": "20001040",
        "remind": "سررسید کتاب‌هام رو خبر بده",
        "on": "روشن شد",
        "renewed": "تمدید شد",
        "stopped": "قطع شد",
    },
    "en": {
        "card": "20001011",
        "remind": "remind me before my books are due",
        "on": "switched on",
        "renewed": "is renewed",
        "stopped": "Stopped",
    },
}
# Notices are looked for once a minute.
MINUTE = 90.0


async def test_a_reminder_arrives_by_itself_renews_and_is_stopped_by_its_buttons(
    system: System, world: Telegram
) -> None:
    system.circulation_as_begun()
    patrons = {language: Person(world, chat, language) for language, chat in (("fa", 911), ("en", 912))}
    begun: dict[str, int] = {}
    for language, patron in patrons.items():
        words = REMINDED[language]
        asked = await patron.sign_in(await patron.say(words["remind"]), system, card=words["card"])
        assert subscribed(system, patron) == [], "nothing without a yes"
        assert words["on"] in said(await patron.tap(next(call for call in reversed(asked) if call.buttons)))
        assert subscribed(system, patron) == ["due_soon", "overdue"]
        begun[language] = len(world.of("sendMessage", patron.chat))
    for language, patron in patrons.items():
        words = REMINDED[language]
        notice = (await world.sent(begun[language] + 1, patron.chat, seconds=MINUTE))[-1]
        assert notice.text.startswith(phrase("notice.head", language))
        titles = [button["text"] for button in notice.buttons]
        assert titles[0] in {phrase("notice.button.renew", language, n=1), phrase("notice.button.renew_both", language)}
        assert titles[-1] == phrase("notice.button.stop", language)
        due = loans_of(system, words["card"])
        assert words["renewed"] in said(await patron.tap(notice, 0))
        now = loans_of(system, words["card"])
        later = [loan for loan in due if now[loan] > due[loan]]
        assert len(later) == (1 if titles[0] == phrase("notice.button.renew", language, n=1) else 2)
        assert words["stopped"] in said(await patron.tap(notice, len(titles) - 1))
        assert subscribed(system, patron) == []


FOLLOWED = {
    "fa": {
        "events": "چه برنامه‌هایی در پیش دارید؟",
        "remind": "اولی رو یادم بنداز",
        "followed": "یادآوری می‌کنم",
        "moved": "عوض شد",
        "stopped": "قطع شد",
    },
    "en": {
        "events": "what events are coming up?",
        "remind": "remind me of the first one",
        "followed": "tell you at once",
        "moved": "was moved",
        "stopped": "Stopped",
    },
}


async def test_an_event_that_is_followed_and_moved_is_told_by_itself(system: System, world: Telegram) -> None:
    patrons = {language: Person(world, chat, language) for language, chat in (("fa", 921), ("en", 922))}
    begun: dict[str, int] = {}
    for language, patron in patrons.items():
        words = FOLLOWED[language]
        await patron.say(words["events"])
        asked = await patron.sign_in(await patron.say(words["remind"]), system, card=REMINDED[language]["card"])
        assert subscribed(system, patron) == [], "nothing without a yes"
        assert words["followed"] in said(await patron.tap(next(call for call in reversed(asked) if call.buttons)))
        assert subscribed(system, patron) == ["event"]
        begun[language] = len(world.of("sendMessage", patron.chat))
    [event] = rows(system.store_path, "SELECT DISTINCT event_id FROM followed_event WHERE ended_at IS NULL")
    move_event(system, event["event_id"], timedelta(days=1))
    try:
        for language, patron in patrons.items():
            words = FOLLOWED[language]
            notice = (await world.sent(begun[language] + 1, patron.chat, seconds=MINUTE))[-1]
            assert notice.text.startswith(phrase("notice.head", language)) and words["moved"] in notice.text
            titles = [button["text"] for button in notice.buttons]
            assert titles == [phrase("notice.button.event", language), phrase("notice.button.stop_event", language)]
            assert words["stopped"] in said(await patron.tap(notice, 1))
            assert subscribed(system, patron) == []
    finally:
        move_event(system, event["event_id"], timedelta(days=-1))


AWAY = {
    "fa": {"card": "20001035", "asked": "ایمیل", "moved": "عوض شد"},
    "en": {"card": "20001037", "asked": "e-mail", "moved": "was moved"},
}


async def test_who_blocked_the_bot_is_told_by_mail_as_they_agreed(
    system: System, world: Telegram, mails: tuple[Mailbox, dict[str, str]]
) -> None:
    for chat, (language, words) in enumerate(AWAY.items(), start=931):
        patron, address = Person(world, chat, language), f"reader-{language}@example.org"
        give_address(system, words["card"], address)
        await patron.say(FOLLOWED[language]["events"])
        asked = await patron.sign_in(await patron.say(FOLLOWED[language]["remind"]), system, card=words["card"])
        question = next(call for call in reversed(asked) if call.buttons)
        assert words["asked"] in question.text and "@example.org" in question.text and address not in question.text
        # The second button agrees to both ways.
        assert FOLLOWED[language]["followed"] in said(await patron.tap(question, 1))
        world.fail("sendMessage", 403, description="Forbidden: bot was blocked by the user", chat=chat)
    [event] = rows(system.store_path, "SELECT DISTINCT event_id FROM followed_event WHERE ended_at IS NULL")
    before = {chat: len(world.of("sendMessage", chat)) for chat in (931, 932)}
    move_event(system, event["event_id"], timedelta(days=1))
    try:
        for language, words in AWAY.items():
            arrived = partial(mails[0].to, f"reader-{language}@example.org")
            # The chat is tried in one minute, and the letter goes in the next.
            await eventually(arrived, seconds=2 * MINUTE)
            [mail] = arrived()
            assert words["moved"] in words_of(mail) and mail["Content-Language"] == language
    finally:
        move_event(system, event["event_id"], timedelta(days=-1))
    assert before == {chat: len(world.of("sendMessage", chat)) for chat in before}, "one way or the other, never both"


def subscribed(system: System, patron: Person) -> list[str]:
    """The kinds of notices that come into a chat."""
    running = (
        "SELECT s.kind FROM subscription s JOIN channel_identity c ON c.id = s.identity_id"
        " WHERE c.channel = 'telegram' AND c.external_id = ? AND s.ended_at IS NULL ORDER BY s.kind"
    )
    return [row["kind"] for row in rows(system.store_path, running, str(patron.chat))]


def loans_of(system: System, card: str) -> dict[int, str]:
    """When each loan of a card is due."""
    out = (
        "SELECT l.id, l.due_at FROM loan l JOIN patron p ON p.id = l.patron_id"
        " WHERE p.card_last4 = ? AND l.returned_at IS NULL"
    )
    return {row["id"]: row["due_at"] for row in rows(system.store_path, out, card[-4:])}


async def test_a_librarians_answer_reaches_who_waits_and_is_still_answered(system: System, world: Telegram) -> None:
    patron = Person(world, 950, "en")
    await patron.say("I want to talk to a librarian")
    assert "librarian" in said(await patron.say("are you there?"))
    [waiting] = rows(
        system.store_path,
        "SELECT i.public_id FROM interaction i JOIN channel_identity c ON c.id = i.channel_identity_id"
        " WHERE i.status = 'waiting_staff' AND c.external_id = ?",
        str(patron.chat),
    )
    conversation = waiting["public_id"]
    before = len(world.of("sendMessage", patron.chat))
    for words in (
        ("add", "mina", "--name", "Mina", "--password", "a-long-password"),
        ("claim", conversation, "--as", "mina"),
        ("reply", conversation, "Hello, Mina here. How can I help?", "--as", "mina"),
    ):
        await command(system, *words)
    await world.until(lambda: len(world.of("sendMessage", patron.chat)) > before, SECONDS)
    assert world.texts(patron.chat)[before:] == ["Hello, Mina here. How can I help?"]
    assert "Hello" not in said(await patron.say("back to the bot please"))
    status = rows(system.store_path, "SELECT status FROM interaction WHERE public_id = ?", conversation)
    assert status == [{"status": "open"}]


async def command(system: System, *words: str) -> None:
    process = await asyncio.create_subprocess_exec(
        str(ROOT / ".venv" / "bin" / "ketabyar"), "staff", *words,
        cwd=ROOT, env={**os.environ, **system.environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()


async def test_at_night_a_librarian_is_promised_for_the_morning(tmp_path: Path) -> None:
    async with telegram() as night:
        running = await started(tmp_path / "night", night, KETABYAR_NOW=NIGHT)
        try:
            await ask_at_night(running, Person(night, 960, "fa"))
        finally:
            await asyncio.to_thread(running.stop)


async def ask_at_night(running: System, patron: Person) -> None:
    asked = said(await patron.say("می‌خوام با یه کتابدار حرف بزنم"))
    assert "چهارشنبه" in asked
    assert rows(running.store_path, "SELECT kind FROM service_case") == []
    assert "K-" in said(await patron.say("دربارهٔ نمایشگاه عکس محله که پارسال داشتید می‌خواستم بپرسم"))
    assert rows(running.store_path, "SELECT kind FROM service_case") == [{"kind": "question"}]
    assert rows(running.store_path, "SELECT status FROM interaction") == [{"status": "open"}]
