"""The console in a real Chromium, with somebody of a role signed in, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update

from bot.settings import ROOT
from crm import records
from crm.database.upsert import table_of
from tests.bot.console.conftest import PASSWORD, Desk, console, demo_file, settings_overrides, staff  # noqa: F401

SHOTS = ROOT / "var" / "shots"
STAFF = table_of(records.StaffUser)
# A page that the browser itself would fetch from outside, or a script that it refused, is a fault of ours.
COMPLAINTS = ("Content Security Policy", "Failed to load resource", "Uncaught", "Refused to")

OpenConsole = Callable[..., Page]


@pytest.fixture
def open_console(
    console: Desk,  # noqa: F811
    new_context: Callable[..., BrowserContext],
    outside: list[str],
) -> Iterator[OpenConsole]:
    """Open a page of the console: `open_console("editor", "fa", "/console/answers")`.

    A script error, a refusal by the content security policy or a request to elsewhere fails the test. What a
    page is meant to refuse is listed by the test: `page.expected.append("403")`.
    """
    complaints: list[str] = []

    def opened(
        role: str | None, lang: str = "fa", path: str = "/console", *, width: int = 1280, height: int = 800
    ) -> Page:
        if role is not None:
            change = update(STAFF).where(STAFF.c.username == role).values(language=lang)
            console.run(console.store.transact(lambda connection: connection.execute(change)))
        context = new_context(
            viewport={"width": width, "height": height}, locale="fa-IR" if lang == "fa" else "en-GB",
            base_url=console.url,
        )  # fmt: skip
        page = context.new_page()
        expected: list[str] = []
        page.expected = expected  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))

        def heard(message: object) -> None:
            text = getattr(message, "text", "")
            if any(sign in text for sign in COMPLAINTS) and not any(sign in text for sign in expected):
                complaints.append(f"{page.url}: {text}")

        page.on("console", heard)
        if role is not None:
            page.goto(f"/console/sign-in?lang={lang}")
            page.locator("[name=username]").fill(role)
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("button[type=submit]").click()
            expect(page.locator("nav.side")).to_be_attached()
        if role is None or urlsplit(page.url).path != path:
            page.goto(path)
        return page

    yield opened
    assert complaints == []
    assert outside == []


def axe(page: Page) -> None:
    """Let axe look at the page: it must find nothing."""
    found = Axe().run(page)
    told = [f"{v['id']}: {v['help']} {[n['html'][:160] for n in v['nodes']]}" for v in found.response["violations"]]
    assert told == []


def shot(page: Page, name: str, *, whole: bool = True) -> Path:
    """Take a picture of the page into var/shots, to be looked at."""
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
    return path
