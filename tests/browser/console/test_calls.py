"""Calls to a browser: the script that shows them, in a real Chromium, with a call as a push service brings it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.channels.letters.push import new_push_key
from tests.support.console_pages import OpenConsole, axe, claim, unfold
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk
from tests.support.texts import phrase
from tests.support.waiting import until_in

pytestmark = pytest.mark.browser

BEGIN = """navigator.serviceWorker.register('/console/push/worker.js', {scope: '/console'})
  .then(() => navigator.serviceWorker.ready).then((one) => one.scope)"""
# A browser without a screen has no desktop to show it on: what would be shown is kept.
KEEPS = """() => {
  self.shown = [];
  self.registration.showNotification = async (title, { body, tag, dir, requireInteraction }) => {
    self.shown.push({ title, body, tag, dir, requireInteraction });
  };
}"""


@pytest.fixture
def settings_overrides() -> dict[str, Any]:
    return {"push_key": new_push_key(), "push_contact": "mailto:library@example.org"}


def test_a_call_is_shown_under_the_name_of_its_place(open_console: OpenConsole, console: Desk) -> None:
    page = open_console("librarian", "fa", "/console/me")
    page.context.grant_permissions(["notifications"], origin=console.url)
    scope = page.evaluate(BEGIN)
    assert scope == f"{console.url}/console"
    wire = page.context.new_cdp_session(page)
    found: list[str] = []
    wire.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    wire.send("ServiceWorker.enable")
    until_in(page, lambda: bool(found))
    said = {
        "product": phrase("product"), "told": phrase("live.alarm"), "where": "/console/inbox", "alarm": True,
        "lang": "fa",
    }  # fmt: skip
    worker = page.context.service_workers[0]
    worker.evaluate(KEEPS)
    for data in (json.dumps(said), "what cannot be read"):
        call = {"origin": console.url, "registrationId": found[0], "data": data}
        wire.send("ServiceWorker.deliverPushMessage", call)
    until_in(page, lambda: worker.evaluate("self.shown.length") == 2)
    shown, other = worker.evaluate("self.shown")
    assert other["tag"] == "/console/inbox" and other["requireInteraction"] is False
    assert shown == {
        "title": phrase("product"), "body": phrase("live.alarm"), "tag": "/console/inbox", "dir": "rtl",
        "requireInteraction": True,
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_one_s_own_page_offers_it_and_says_how_it_stands(open_console: OpenConsole, lang: str) -> None:
    page = open_console("librarian", lang, "/console/me")
    box = page.locator("[data-push]")
    expect(box.locator("[data-state]")).to_have_text(phrase("calls.is_off", lang))
    expect(box.get_by_role("button", name=phrase("calls.turn_on", lang))).to_be_visible()
    axe(page)


def test_what_was_written_and_not_sent_is_asked_about(open_console: OpenConsole, console: Desk) -> None:
    public_id = ask_for_librarian(console, chat(console))
    page = open_console("librarian", "fa", "/console/inbox")
    claim(page, public_id)
    page.locator("[data-answer]").fill("هنوز نفرستاده‌ام")
    unfold(page, "close")
    page.locator("form[action$='/close'] button").click()
    asked = page.locator("#confirm")
    expect(asked).to_contain_text(phrase("desk.unsent"))
    asked.get_by_role("button", name=phrase("cancel")).click()
    page.locator("[data-answer]").fill("")
    page.locator("form[action$='/close'] button").click()
    expect(page).to_have_url(f"{console.url}/console/inbox")
