"""Letters by e-mail over a real mail server: what arrives, what is tried again, and what is given up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from sqlalchemy import update

from bot.channels.letters import mail
from bot.channels.letters.mail import Mail
from bot.channels.letters.sender import LetterSender
from bot.jobs.notices import Notices
from bot.notices.stopping import stopped_by
from bot.settings import Settings
from crm import records
from crm.database.key_ring import KeyRing
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages import outbox
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, loan, wants
from tests.support.html import Page
from tests.support.mailbox import Mailbox
from tests.support.store_rows import add, add_patron, rows
from tests.support.texts import phrase

ADDRESS = "narges@example.org"
# The server of these tests says so when it is made: the password goes no further than this machine.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
async def mailbox() -> AsyncIterator[tuple[Mailbox, int]]:
    box = Mailbox()
    rules: dict[str, Any] = {"auth_require_tls": False, "auth_required": True, "hostname": "localhost"}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, authenticator=box.let_in, loop=loop, **rules), "127.0.0.1", 0)
    yield box, server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


def settings_of(port: int, **more: Any) -> Settings:
    return Settings(
        smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", smtp_user="library",
        smtp_password="the password", smtp_from="library@example.org", secret="a secret of these tests, long enough",
        public_url="https://chat.example.org", **more,
    )  # fmt: skip


async def a_letter(store: Store, settings: Settings, locale: str = "fa") -> int:
    patron = await add_patron(store, locale=locale)
    await wants(store, patron, "email", "due_soon")
    point = {"patron_id": patron, "kind": "email", "is_primary": True, "value": ADDRESS, "value_norm": ADDRESS}
    await add(store, records.ContactPoint, **point)
    await loan(store, patron, 1)
    assert await Notices(settings, store).run() == 1
    return patron


async def test_a_letter_is_plain_and_html_and_can_be_stopped_by_a_button(
    sqlite_store: Store, mailbox: tuple[Mailbox, int]
) -> None:
    store, (box, port) = sqlite_store, mailbox
    settings = settings_of(port)
    # A gateway opens its store with the key of its own settings.
    store.keys = KeyRing.of(settings.server_key, b"", b"")
    patron = await a_letter(store, settings)
    sender = LetterSender(store, "email", Mail(settings, store.clock), RULES)
    assert [await sender.round(), await sender.round()] == [1, 0]
    [mail] = box.mails
    assert (mail["To"], mail["From"], box.recipients) == (ADDRESS, "library@example.org", [ADDRESS])
    assert box.signed_in == ["library"] and mail["Subject"] == phrase("notice.mail.subject")
    assert mail["Content-Language"] == "fa"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None and html is not None
    assert "چهارشنبه ۴ آذر" in plain.get_content() and Page(html.get_content()).has("[dir=rtl]")
    assert "بوف کور" not in plain.get_content()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>")
    assert link.startswith("https://chat.example.org/notices/stop/") and link in html.get_content()
    [who] = await rows(store, records.Patron, id=patron)
    token, _, asked = link.rpartition("/")[2].partition("?")
    assert asked == "lang=fa" and stopped_by(store, token) == (who.public_id, "email")
    assert stopped_by(store, f"{token}x") is None
    [row] = await rows(store, records.Outbox)
    assert row.state == "sent"


async def test_what_is_not_taken_now_is_tried_again_under_the_same_name(
    sqlite_store: Store, mailbox: tuple[Mailbox, int], clock: FixedClock
) -> None:
    store, (box, port) = sqlite_store, mailbox
    settings = settings_of(port)
    await a_letter(store, settings, "en")
    sender = LetterSender(store, "email", Mail(settings, clock), RULES)
    box.answers = ["451 busy"]
    await sender.round()
    [row] = await rows(store, records.Outbox)
    assert row.state == "pending" and row.next_attempt_at > clock.now()
    clock.advance(row.next_attempt_at - clock.now())
    await sender.round()
    # The process ended after the server took it and before that was noted: once more, and known as the same.
    again = update(table_of(records.Outbox)).values(state="sending", sent_at=None)
    await store.transact(lambda connection: connection.execute(again))
    await outbox.recover(store)
    await sender.round()
    assert len(box.mails) == 2 and len({mail["Message-ID"] for mail in box.mails}) == 1


async def test_an_address_that_nobody_has_is_written_to_once(sqlite_store: Store, mailbox: tuple[Mailbox, int]) -> None:
    store, (box, port) = sqlite_store, mailbox
    settings = settings_of(port)
    patron = await a_letter(store, settings)
    box.answers = ["rcpt 550 no such user"]
    await LetterSender(store, "email", Mail(settings, store.clock), RULES).round()
    [row] = await rows(store, records.Outbox)
    [point] = await rows(store, records.ContactPoint)
    assert row.state == "failed" and ADDRESS not in row.error and point.bounced_at is not None
    await loan(store, patron, 2)
    await Notices(settings, store).run()
    assert [one.reason for one in await rows(store, records.Notice)] == [None, "no_address"]


@pytest.mark.parametrize(
    ("answer", "is_address"),
    [("550 5.7.1 relaying denied", False), ("550 5.4.1 relay access denied", False), ("553 5.1.3 odd address", True)],
)
async def test_an_address_is_given_up_only_for_what_is_said_of_itself(
    sqlite_store: Store, mailbox: tuple[Mailbox, int], answer: str, is_address: bool
) -> None:
    store, (box, port) = sqlite_store, mailbox
    settings = settings_of(port)
    await a_letter(store, settings)
    box.answers = [f"rcpt {answer}"]
    await LetterSender(store, "email", Mail(settings, store.clock), RULES).round()
    [row] = await rows(store, records.Outbox)
    [point] = await rows(store, records.ContactPoint)
    assert row.state == "failed" and (point.bounced_at is not None) is is_address


async def test_a_server_that_is_away_or_refuses_the_password_loses_no_letter(
    sqlite_store: Store, mailbox: tuple[Mailbox, int], clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "SECONDS", 1.0)
    store, (box, port) = sqlite_store, mailbox
    await a_letter(store, settings_of(port))
    for settings in (settings_of(1), settings_of(port).model_copy(update={"smtp_password": "wrong"})):
        await LetterSender(store, "email", Mail(settings, clock), RULES).round()
        [row] = await rows(store, records.Outbox)
        assert row.state == "pending"
        clock.advance(row.next_attempt_at - clock.now())
    await LetterSender(store, "email", Mail(settings_of(port), clock), RULES).round()
    assert len(box.mails) == 1
