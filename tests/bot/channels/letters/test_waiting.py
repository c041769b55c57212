"""The letter that patrons wait, at a real mail server."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.channels.letters.waiting import WaitingMail
from crm.database.store import Store
from crm.handoff.inbox_mail import AGAIN, InboxAddress, put_inbox_mail
from protocol.clock import FixedClock
from tests.bot.channels.letters.test_mail import Mailbox, mailbox, pytestmark, settings_of
from tests.crm.handoff.test_queue import asked
from tests.support.store_rows import SARA
from tests.support.texts import phrase

__all__ = ["mailbox", "pytestmark"]


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_the_library_is_written_to_without_a_word_of_the_patrons(
    sqlite_store: Store,
    clock: FixedClock,
    mailbox: tuple[Mailbox, int],
    language: str,
) -> None:
    store, (box, port) = sqlite_store, mailbox
    await asked(store)
    work = WaitingMail(settings_of(port), store)
    assert await work.run() == 0
    await put_inbox_mail(store, InboxAddress("desk@library.example", language, 60), by=SARA)
    # A server that is not there: it is tried again after a while.
    assert await WaitingMail(settings_of(1), store).run() == 0
    assert await work.run() == 0
    clock.advance(AGAIN)
    assert [await work.run(), await work.run()] == [1, 0]
    [mail] = box.mails
    assert (mail["To"], mail["Subject"]) == ("desk@library.example", phrase("inbox_mail.subject", language))
    assert mail["Content-Language"] == language
    said = mail.get_content()
    assert "https://chat.example.org/console/inbox" in said
    assert ("۶۰" if language == "fa" else "60") in said
    assert "مقاله" not in said and "کتابدار؟" not in said


async def test_tried_again_it_is_the_same_letter_and_the_next_one_is_another(
    sqlite_store: Store, clock: FixedClock, mailbox: tuple[Mailbox, int]
) -> None:
    store, (box, port) = sqlite_store, mailbox
    await asked(store)
    await put_inbox_mail(store, InboxAddress("desk@library.example", "fa", 60), by=SARA)
    work = WaitingMail(settings_of(port), store)
    tried: list[str] = []
    taken = box.handle_DATA

    async def lost(server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take it, and say that it was not: as where the answer is lost."""
        answer = await taken(server, session, envelope)
        tried.append(answer)
        return "451 try again" if len(tried) < 3 else answer

    box.handle_DATA = lost  # type: ignore[method-assign]
    for _ in range(12):
        await work.run()
        clock.advance(timedelta(seconds=30))
    assert len(tried) == 2, "once in five minutes"
    clock.advance(AGAIN)
    assert await work.run() == 1
    assert len({mail["Message-ID"] for mail in box.mails}) == 1
    clock.advance(timedelta(minutes=61))
    assert await work.run() == 1
    assert len({mail["Message-ID"] for mail in box.mails}) == 2


async def test_a_letter_that_was_tried_long_ago_gives_its_name_to_none(
    sqlite_store: Store, clock: FixedClock, mailbox: tuple[Mailbox, int]
) -> None:
    store, (box, port) = sqlite_store, mailbox
    await asked(store)
    await put_inbox_mail(store, InboxAddress("desk@library.example", "fa", 60), by=SARA)
    work = WaitingMail(settings_of(port), store)
    box.answers.append("451 try again")
    began = clock.now()
    assert await work.run() == 0
    clock.advance(timedelta(hours=2))
    assert await work.run() == 1
    [mail] = box.mails
    assert f"inbox-{int(began.timestamp())}@" not in mail["Message-ID"]
