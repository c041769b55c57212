"""Take the pictures of docs/first-day.md from a real console: `python -m tests.support.first_day_pictures`.

They begin with an empty folder, and what is seen on them was set up by the console's own pages.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.settings import ROOT
from tests.support.axe import at_rest
from tests.support.chromium import CHROMIUM, FLAGS
from tests.support.import_files import book
from tests.support.new_library import IN_PRODUCTION, PASSWORD, administrator, set_up
from tests.support.system import System, make_system
from tests.support.widget import Chat

IMAGES = ROOT / "docs" / "images"
PATIENCE = 60_000


def signed_in(browser: Browser, system: System) -> Page:
    """Open the console as that account."""
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="en-GB", bypass_csp=True)
    page.goto(f"{system.url}/console/sign-in?lang=en")
    page.locator("[name=username]").fill("sara")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    expect(page.locator("nav.side")).to_be_attached()
    # An account begins with the library's first language.
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return page


def picture(page: Page, name: str) -> None:
    """Keep what is seen."""
    at_rest(page)
    page.screenshot(path=IMAGES / f"first-day-{name}.png")


def chat(browser: Browser, system: System) -> None:
    """Ask what the library has just told, on its own page."""
    page = browser.new_page(viewport={"width": 760, "height": 640}, bypass_csp=True)
    page.goto(f"{system.url}/?lang=en")
    # A gradient alone would double the size of the picture.
    page.add_style_tag(content=".hero { background: #0b4a50 !important }")
    opened = Chat(page)
    opened.open()
    for number, said in enumerate(("When is the Park branch open today?", "Do you have The Blind Owl?"), 1):
        opened.say(said)
        expect(opened.log.locator(".m.patron[data-id]")).to_have_count(number, timeout=PATIENCE)
        expect(opened.panel.locator(".typing")).to_be_empty(timeout=PATIENCE)
    picture(page, "chat")


def take(system: System, folder: Path) -> None:
    """Take all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = signed_in(browser, system)
        page.goto(f"{system.url}/console/setup")
        picture(page, "setup")
        page.goto(f"{system.url}/console/places/branches/1/hours")
        picture(page, "hours")
        page.goto(f"{system.url}/console/places/facts/common")
        picture(page, "questions")
        more = folder / "more-titles.mrc"
        more.write_bytes(b"".join(book(str(n), f"Book {n}", (f"c-{n}", "main")).as_marc() for n in range(10, 40)))
        page.goto(f"{system.url}/console/imports")
        page.locator("input[type=file]").set_input_files(more)
        page.locator("[name=kind]").first.wait_for(state="attached")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/console/imports/**")
        expect(page.locator("main table").first).to_be_visible(timeout=PATIENCE)
        picture(page, "import")
        chat(browser, system)
        browser.close()


def begun(home: Path) -> System:
    """Start a library that was set up in production, as a browser without a proxy reaches it."""
    system = make_system(home, IN_PRODUCTION)
    del system.environment["KETABYAR_NOW"]
    system.start()
    try:
        set_up(administrator(system))
    finally:
        system.stop()
    # With a library in the store, nothing of the demonstration is loaded.
    system.environment |= {"KETABYAR_ENVIRONMENT": "demo", "KETABYAR_PUBLIC_URL": system.url}
    system.start()
    return system


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        shown = begun(Path(made) / "home")
        try:
            take(shown, Path(made))
        finally:
            shown.stop()
