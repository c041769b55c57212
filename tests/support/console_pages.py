"""What tests of the console ask of a page in a real Chromium."""

from __future__ import annotations

import os
from collections.abc import Callable

from playwright.sync_api import Page, expect

from bot.settings import ROOT
from crm import records
from crm.database.upsert import table_of
from tests.support.axe import violations

# Pictures are for people, and take as long as the tests around them: `SHOTS=yes pytest tests/browser/console`.
WANTED = bool(os.environ.get("SHOTS"))
SHOTS = ROOT / "var" / "shots"
STAFF = table_of(records.StaffUser)
# A page that the browser itself would fetch from outside, or a script that it refused, is a fault of ours.
COMPLAINTS = ("Content Security Policy", "Failed to load resource", "Uncaught", "Refused to")


OpenConsole = Callable[..., Page]


def axe(page: Page) -> None:
    """Let axe look at the page: it must find nothing."""
    assert violations(page) == []


def arrived(page: Page, url: str) -> None:
    """Wait until the page at this address stands and its scripts have run: before that no key is heard."""
    expect(page).to_have_url(url)
    page.wait_for_load_state()


def claim(page: Page, public_id: str) -> None:
    """Take a conversation of the queue, and wait until the desk stands and hears keys."""
    page.locator(f"form[action$='{public_id}/claim'] button").click()
    expect(page.locator("[data-answer]")).to_be_visible()
    page.wait_for_load_state()


def unfold(page: Page, way: str) -> None:
    """Open, at the desk, the form that hands a conversation on (`transfer`) or ends it (`close`)."""
    page.locator(f"details:has(form[action$='/{way}']) > summary").click()


def shot(page: Page, name: str, *, whole: bool = True) -> None:
    """Take a picture of the page into var/shots, to be looked at, when pictures are wanted."""
    if not WANTED:
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    # Not `wait_for_function`: its polling is an eval, which the pages' policy refuses.
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate("window.scrollTo(0, 0)")
    size = page.viewport_size
    if whole and size:
        # As tall as the page, so that what sticks to the window's edge stands where it does at its top.
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": size["width"], "height": max(size["height"], tall)})
    page.screenshot(path=path)
    if whole and size:
        page.set_viewport_size(size)
