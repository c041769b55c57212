"""Take the pictures of docs/fa/librarian.md from a real console: `python -m tests.support.guide_pictures`.

A patron signs in, complains, and asks for a librarian in Persian; a librarian of the demonstration answers.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.settings import ROOT
from tests.support.axe import at_rest
from tests.support.chromium import CHROMIUM, FLAGS
from tests.support.pictures import PASSWORD, PATIENCE, Film, answered, sign_in
from tests.support.system import System, make_begun_system
from tests.support.texts import phrase
from tests.support.widget import Chat

IMAGES = ROOT / "docs" / "images"


def picture(page: Page, name: str) -> None:
    """Keep what is seen."""
    at_rest(page)
    page.screenshot(path=IMAGES / f"guide-fa-{name}.png")


def patron(browser: Browser, system: System) -> Page:
    """Sign in in the chat, complain of something, and ask for a librarian."""
    page = browser.new_page(viewport={"width": 420, "height": 720}, bypass_csp=True, locale="fa-IR")
    page.goto(f"{system.url}/?lang=fa")
    chat = Chat(page)
    chat.open()
    chat.say("چه کتاب‌هایی امانت دارم؟")
    answered(chat, 1)
    sign_in(chat, system, Film(page))
    for number, said in enumerate(
        (
            "از سروصدای سالن مطالعهٔ کتابخانهٔ مرکزی شکایت دارم، دیروز اصلاً نمی‌شد درس خواند",
            "می‌خواهم با کتابدار حرف بزنم",
        ),
        2,
    ):
        chat.say(said)
        answered(chat, number)
    return page


def signed_in(browser: Browser, system: System) -> Page:
    """Open the console in Persian as a librarian."""
    page = browser.new_page(viewport={"width": 1280, "height": 760}, locale="fa-IR", bypass_csp=True)
    page.goto(f"{system.url}/console/sign-in?lang=fa")
    picture(page, "sign-in")
    page.locator("[name=username]").fill("librarian")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    expect(page.locator("nav.side")).to_be_attached(timeout=PATIENCE)
    expect(page.locator("html")).to_have_attribute("lang", "fa")
    return page


def take(system: System) -> None:
    """Take all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        writing = patron(browser, system)
        page = signed_in(browser, system)
        page.goto(f"{system.url}/console")
        picture(page, "home")
        page.goto(f"{system.url}/console/inbox")
        picture(page, "inbox")
        page.get_by_role("button", name=phrase("inbox.claim"), exact=True).first.click()
        answer = page.locator("#answer-text")
        expect(answer).to_be_editable(timeout=PATIENCE)
        answer.fill("سلام، من کتابدارم. همین حالا به سالن سر می‌زنم.")
        picture(page, "desk")
        name = system.cards[0].name
        page.goto(f"{system.url}/console/patrons")
        page.get_by_label(phrase("patrons.wanted")).fill(name)
        page.get_by_role("button", name=phrase("patrons.find"), exact=True).click()
        expect(page.locator(".timeline")).to_be_visible(timeout=PATIENCE)
        picture(page, "patron")
        page.goto(f"{system.url}/console/cases")
        picture(page, "cases")
        page.locator("table tbody a").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("K-", timeout=PATIENCE)
        picture(page, "case")
        writing.close()
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shown = make_begun_system(Path(folder) / "home")
        shown.start()
        try:
            take(shown)
        finally:
            shown.stop()
