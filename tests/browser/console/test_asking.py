"""Surveys, "you said, we did" and applications in a real browser, in both languages and at both widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from crm.surveys import definitions
from crm.surveys.results import remarks
from tests.bot.console.test_joining import sent
from tests.bot.console.test_surveys import filled
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk

pytestmark = pytest.mark.browser

PAGES = ("", "/service_gap", "/conversation_score", "/remarks", "/done")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_pages_are_accessible_and_fit(console: Desk, open_console: OpenConsole, lang: str) -> None:
    console.run(filled(console))
    public_id = console.run(sent(console, lang))
    assert console.run(remarks(console.store)) and console.run(definitions.versions(console.store))
    for width, height in ((1440, 900), (390, 844)):
        page = open_console("supervisor", lang, "/console/surveys", width=width, height=height)
        paths = [f"/console/surveys{path}" for path in PAGES]
        for path in (*paths, "/console/joining", f"/console/joining/{public_id}"):
            page.goto(path)
            expect(page.locator("h1")).to_be_visible()
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} is {wide} pixels too wide at {width}"
            name = path.removeprefix("/console/").replace("/", "-")[:28]
            axe(page)
            shot(page, f"asking-{name}-{lang}-{width}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_an_application_is_accepted_by_the_keyboard(console: Desk, open_console: OpenConsole, lang: str) -> None:
    public_id = console.run(sent(console, lang))
    page = open_console("librarian", lang, f"/console/joining/{public_id}")
    page.locator("[name=card]").fill("3000400051")
    page.locator("[name=pin]").fill("4821")
    page.locator("[name=is_seen]").focus()
    page.keyboard.press("Space")
    page.locator("[name=pin]").press("Enter")
    expect(page.locator(".badge.good")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("ضرغام")
