"""The monthly report by mail: chosen on its page, sent once a month, ended by a link."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.console.figures.mailing import ReportMailing
from bot.console.figures.span import Span
from bot.console.frame.locale import Locale
from bot.notices.report_stop import report_stop_address, report_stopped_by
from crm import records
from crm.database.key_ring import KeyRing
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.staff import accounts, members
from crm.staff.report_mail import TAKEN_FOR, ReportReader, put_report_wish, report_readers, report_wish, take_report
from protocol.clock import FixedClock
from tests.bot.channels.letters.test_mail import Mailbox, mailbox, pytestmark, settings_of
from tests.support.html import Page
from tests.support.store_rows import LIA, SARA, add
from tests.support.texts import phrase

__all__ = ["mailbox", "pytestmark"]

# The 1st of Azar 1405 is the 22nd of November: Aban is over. Six in the morning in Tehran is half past two in UTC.
BEGINS = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


async def manager(store: Store, *, language: str = "fa", address: str = "lia@library.example") -> int:
    for name, role in (("sara", "librarian"), ("omid", "editor"), ("lia", "manager")):
        await members.add_staff(store, name, name.title(), role, "a long password", language=language)
    await add(store, records.LibraryProfile, id=1, name_fa="کتابخانهٔ سپهر", name_en="Sepehr Library")
    await put_report_wish(store, 3, address, today=date(2026, 11, 20), by=LIA)
    return 3


def at(clock: FixedClock, moment: datetime) -> None:
    clock.advance(moment - clock.now())


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_it_comes_once_in_the_morning_after_the_month(
    sqlite_store: Store, clock: FixedClock, mailbox: tuple[Mailbox, int], language: str
) -> None:
    store, (box, port) = sqlite_store, mailbox
    at(clock, BEGINS)
    await manager(store, language=language)
    work = ReportMailing(settings_of(port), store)
    # The month before was over when it was chosen.
    assert await work.run() == 0
    at(clock, MORNING - timedelta(hours=2) if language == "fa" else datetime(2026, 12, 1, 1, 0, tzinfo=UTC))
    assert await work.run() == 0
    clock.advance(timedelta(hours=3))
    assert [await work.run(), await work.run()] == [1, 0]
    clock.advance(timedelta(days=3))
    assert await work.run() == 0
    [mail] = box.mails
    assert mail["To"] == "lia@library.example" and mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    library, month = ("کتابخانهٔ سپهر", "آبان ۱۴۰۵") if language == "fa" else ("Sepehr Library", "November 2026")
    assert mail["Subject"] == phrase("report_mail.subject", language, library=library, month=month)
    assert mail["Content-Language"] == language
    html, plain = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html is not None and plain is not None
    page = Page(html.get_content())
    for key in ("figure.containment", "figure.handoff", "figure.csat", "figure.renewal_success"):
        assert phrase(key, language) in page.text
    asked = "1405-08" if language == "fa" else "2026-11"
    for said in (html.get_content(), plain.get_content()):
        assert f"https://chat.example.org/console/figures/report?month={asked}" in said
        assert report_stop_address(settings_of(port), 3) in said
    # And the next one a month later.
    clock.advance(timedelta(days=30))
    assert await work.run() == 1 and len({one["Message-ID"] for one in box.mails}) == 2


async def test_a_process_that_dies_on_the_way_sends_it_again_under_the_same_name(
    sqlite_store: Store, clock: FixedClock, mailbox: tuple[Mailbox, int]
) -> None:
    store, (box, port) = sqlite_store, mailbox
    at(clock, BEGINS)
    await manager(store)
    at(clock, MORNING)
    [reader] = await report_readers(store)
    # Taken, and then the process ends.
    assert [await take_report(store, reader, date(2026, 10, 23)) for _ in range(2)] == [True, False]
    work = ReportMailing(settings_of(port), store)
    assert await work.run() == 0
    clock.advance(TAKEN_FOR)
    taken = box.handle_DATA

    async def lost(server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take it, and say that it was not: as where the answer is lost."""
        await taken(server, session, envelope)
        return "451 try again"

    box.handle_DATA = lost  # type: ignore[method-assign]
    assert await work.run() == 0
    box.handle_DATA = taken  # type: ignore[method-assign]
    assert await work.run() == 0
    clock.advance(TAKEN_FOR)
    assert [await work.run(), await work.run()] == [1, 0]
    assert len(box.mails) == 2 and len({mail["Message-ID"] for mail in box.mails}) == 1


async def test_what_is_refused_for_good_is_told_and_not_tried_again(
    sqlite_store: Store, clock: FixedClock, mailbox: tuple[Mailbox, int]
) -> None:
    store, (box, port) = sqlite_store, mailbox
    at(clock, BEGINS)
    await manager(store)
    at(clock, MORNING)
    box.answers.append("rcpt 550 5.1.1 nobody here")
    work = ReportMailing(settings_of(port), store)
    assert await work.run() == 0
    clock.advance(TAKEN_FOR)
    assert await work.run() == 0 and box.mails == []
    wish = await report_wish(store, 3)
    assert wish is not None and wish.refused_month == date(2026, 10, 23)


async def test_a_letter_that_cannot_be_made_holds_up_no_other(
    sqlite_store: Store, clock: FixedClock, mailbox: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, (box, port) = sqlite_store, mailbox
    at(clock, BEGINS)
    await manager(store)
    second = await members.add_staff(store, "mina", "Mina", "manager", "a long password", language="en")
    await put_report_wish(store, second.id, "mina@library.example", today=date(2026, 10, 20), by=LIA)
    at(clock, datetime(2026, 12, 1, 4, 0, tzinfo=UTC))
    work = ReportMailing(settings_of(port), store)
    write = work._written

    async def written(reader: ReportReader, locale: Locale, span: Span) -> EmailMessage:
        if reader.username == "lia":
            raise ValueError("a figure that cannot be drawn")
        return await write(reader, locale, span)

    monkeypatch.setattr(work, "_written", written)
    assert await work.run() == 1
    monkeypatch.undo()
    # What failed is tried again by itself.
    clock.advance(TAKEN_FOR)
    assert await work.run() == 1
    assert [mail["To"] for mail in box.mails] == ["mina@library.example", "lia@library.example"]


async def test_who_may_read_no_figures_any_more_gets_none(
    sqlite_store: Store, clock: FixedClock, mailbox: tuple[Mailbox, int]
) -> None:
    store, (box, port) = sqlite_store, mailbox
    at(clock, BEGINS)
    await manager(store)
    await accounts.change_role(store, 3, "librarian", by=SARA)
    at(clock, MORNING)
    assert await ReportMailing(settings_of(port), store).run() == 0
    await accounts.change_role(store, 3, "manager", by=SARA)
    await accounts.set_active(store, 3, False, by=SARA)
    assert await ReportMailing(settings_of(port), store).run() == 0 and box.mails == []


@pytest.mark.parametrize(
    "address",
    ["a:lia@library.example", "lia(at)@library.example", "lia@a(b.example", "لیا@library.example", "l\x00@x.org"],
)
async def test_what_a_letter_cannot_be_addressed_to_is_refused_when_it_is_chosen(store: Store, address: str) -> None:
    await manager(store)
    with pytest.raises(InvalidValue, match="address"):
        await put_report_wish(store, 3, address, today=date(2026, 11, 20), by=LIA)
    [reader] = await report_readers(store)
    assert reader.address == "lia@library.example"


async def test_a_link_is_somebody_s_own(sqlite_store: Store) -> None:
    # The tests' store is none of a gateway with these settings: their keys are made the same.
    settings, sqlite_store.keys = settings_of(25), KeyRing.of(settings_of(25).server_key, b"", b"")
    token = report_stop_address(settings, 3).rpartition("/")[2]
    assert report_stopped_by(sqlite_store, token) == 3
    assert report_stopped_by(sqlite_store, token[:-1]) is None
