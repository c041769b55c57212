"""The link in a letter stops what comes there; the page of the chat shows a notice to its patron alone."""

from __future__ import annotations

from datetime import time

import pytest

from bot.jobs.notices import Notices
from bot.notices.report_stop import report_stop_address
from bot.notices.stopping import stop_address
from crm import records
from crm.actor import Actor
from crm.notices.subscriptions import subscriptions
from crm.staff import members
from crm.staff.report_mail import put_report_wish, report_wish
from tests.support.front import Front
from tests.support.given_notices import loan, wants
from tests.support.people import add_patron
from tests.support.store_rows import rows
from tests.support.texts import phrase

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def link_of(front: Front, patron: int, channel: str) -> str:
    [who] = await rows(front.store, records.Patron, id=patron)
    address = stop_address(front.running.gateway.settings, who.public_id, channel)
    return address.removeprefix(front.running.gateway.settings.public_url)


async def test_looking_stops_nothing_and_the_button_stops_it_however_often(front: Front) -> None:
    patron = await add_patron(front.store)
    for channel in ("email", "sms"):
        await wants(front.store, patron, channel)
    link = await link_of(front, patron, "email")
    page = await front.http.get(f"{link}?lang=en")
    assert page.status_code == 200 and phrase("notice.page.ask.email", "en") in page.text
    assert len(await subscriptions(front.store, patron)) == 8
    # As a mail program presses the button (RFC 8058), and a person who presses it again.
    for _ in range(2):
        done = await front.http.post(f"{link}?lang=fa", data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200 and phrase("notice.page.done.email") in done.text
    assert {one.channel for one in await subscriptions(front.store, patron)} == {"sms"}


async def test_a_link_that_we_did_not_make_does_nothing(front: Front) -> None:
    patron = await add_patron(front.store)
    await wants(front.store, patron, "email")
    link = await link_of(front, patron, "email")
    for wrong in (f"{link}x", link.replace(".", "", 1), "/notices/stop/abc", await link_of(front, patron, "telegram")):
        assert (await front.http.get(wrong)).status_code == 404
        assert (await front.http.post(wrong)).status_code == 404
    assert len(await subscriptions(front.store, patron)) == 4


async def test_on_the_page_a_notice_waits_for_its_patron_and_nobody_else_reads_it(front: Front) -> None:
    patron = await add_patron(front.store)
    await wants(front.store, patron, "web_chat")
    await loan(front.store, patron, 1)
    # Whatever hour it is.
    never_quiet = {"notice_quiet_from": time(0), "notice_quiet_until": time(0)}
    notices = Notices(front.running.gateway.settings.model_copy(update=never_quiet), front.store)
    assert await notices.run() == 0, "nobody is there to read it"
    visitor, other = await front.visitor(), await front.visitor()
    await visitor.sign_in()
    assert await notices.run() == 1
    [shown] = [one for one in await visitor.history() if "due back" in one["text"]]
    assert shown["buttons"][0]["title"] == phrase("notice.button.renew", "en")
    assert not any("due back" in text for text in await other.texts())


async def test_the_report_by_mail_is_ended_by_its_link(front: Front) -> None:
    made = await members.add_staff(front.store, "lia", "Lia", "manager", "a long password")
    by, today = Actor.staff(made.id, "lia"), front.store.clock.now().date()
    await put_report_wish(front.store, made.id, "lia@library.example", today=today, by=by)
    settings = front.running.gateway.settings
    link = report_stop_address(settings, made.id).removeprefix(settings.public_url)
    page = await front.http.get(f"{link}?lang=en")
    assert page.status_code == 200 and phrase("report_mail.page.ask", "en") in page.text
    assert await report_wish(front.store, made.id) is not None
    for _ in range(2):
        done = await front.http.post(f"{link}?lang=fa", data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200 and phrase("report_mail.page.done") in done.text
    assert await report_wish(front.store, made.id) is None
    for wrong in (f"{link}x", "/reports/stop/abc", report_stop_address(settings, 99).removeprefix(settings.public_url)):
        assert (await front.http.post(wrong)).status_code == 404
