"""The letter that patrons wait, at a real mail server."""

from __future__ import annotations

import pytest

from bot.channels.letters.waiting import WaitingMail
from crm.database.store import Store
from crm.handoff.inbox_mail import InboxAddress, put_inbox_mail
from tests.bot.channels.letters.test_mail import Mailbox, mailbox, pytestmark, settings_of
from tests.crm.handoff.test_queue import asked
from tests.support.store_rows import SARA
from tests.support.texts import phrase

__all__ = ["mailbox", "pytestmark"]


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_the_library_is_written_to_without_a_word_of_the_patrons(
    sqlite_store: Store,
    mailbox: tuple[Mailbox, int],
    language: str,
) -> None:
    store, (box, port) = sqlite_store, mailbox
    await asked(store)
    work = WaitingMail(settings_of(port), store)
    assert await work.run() == 0
    await put_inbox_mail(store, InboxAddress("desk@library.example", language, 60), by=SARA)
    # A server that is not there: it is tried again in the next round.
    assert await WaitingMail(settings_of(1), store).run() == 0
    assert [await work.run(), await work.run()] == [1, 0]
    [mail] = box.mails
    assert (mail["To"], mail["Subject"]) == ("desk@library.example", phrase("inbox_mail.subject", language))
    said = mail.get_content()
    assert "https://chat.example.org/console/inbox" in said
    assert ("۶۰" if language == "fa" else "60") in said
    assert "مقاله" not in said and "کتابدار؟" not in said
