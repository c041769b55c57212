"""Take the pictures of the chat that README and docs show, from a whole system: `python -m tests.support.pictures`.

In each language a patron finds a book, signs in, looks at the loans and renews one; what was seen on the way is put
together into a moving picture.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.axe import at_rest
from tests.support.chromium import CHROMIUM, FLAGS
from tests.support.moving_pictures import moving
from tests.support.system import System, make_begun_system
from tests.support.texts import phrase
from tests.support.widget import Chat

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
PATIENCE = 60_000
# How long a picture stays, in milliseconds.
SHORT, LONG = 900, 2600

# Times of day are those of the library.
ZONE = "Asia/Tehran"
PASSWORD = "demo-console"

SAID = {
    "fa": {"find": "کتابی از صادق هدایت دارید؟", "loans": "چه کتاب‌هایی امانت دارم؟"},
    "en": {"find": "Do you have anything by George Orwell?", "loans": "What do I have on loan?"},
}


class Film:
    """What is seen of a page, picture by picture."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[tuple[bytes, int]] = []

    def take(self, milliseconds: int) -> None:
        """Take the next picture."""
        at_rest(self.page)
        self.frames.append((self.page.screenshot(), milliseconds))


def answered(chat: Chat, count: int) -> None:
    """Wait until so many messages of the patron are answered."""
    expect(chat.log.locator(".m.patron[data-id]")).to_have_count(count, timeout=PATIENCE)
    expect(chat.panel.locator(".typing")).to_be_empty(timeout=PATIENCE)


def sign_in(chat: Chat, system: System, film: Film) -> None:
    """Sign in on the page inside of the chat."""
    chat.log.locator(".signin").last.click()
    frame = chat.page.frame_locator("ketabyar-chat iframe")
    card = system.cards[0]
    frame.locator("input[name=card]").fill(card.number)
    frame.locator("input[name=pin]").fill(card.pin)
    film.take(SHORT)
    before = len(chat.texts("bot"))
    frame.locator("button[type=submit]").click()
    expect(chat.sign_in_page).to_be_hidden(timeout=PATIENCE)
    expect(chat.log.locator(".m.bot[data-id]").nth(before)).to_be_visible(timeout=PATIENCE)
    expect(chat.log.locator(".card.loan").first).to_be_visible(timeout=PATIENCE)


def renewal(browser: Browser, system: System, lang: str) -> bytes:
    """Film a renewal on a telephone."""
    page = browser.new_page(viewport={"width": 380, "height": 640}, bypass_csp=True, timezone_id=ZONE)
    page.goto(f"{system.url}/?lang={lang}")
    chat = Chat(page)
    chat.open()
    film = Film(page)
    film.take(SHORT)
    chat.input.fill(SAID[lang]["loans"])
    film.take(SHORT)
    chat.input.press("Enter")
    answered(chat, 1)
    film.take(SHORT)
    sign_in(chat, system, film)
    film.take(LONG)
    renew = chat.log.locator(".card.loan").get_by_role("button").first
    renew.scroll_into_view_if_needed()
    film.take(SHORT)
    renew.click()
    answered(chat, 2)
    film.take(LONG)
    page.close()
    return moving(film.frames)


def still(browser: Browser, system: System, lang: str) -> bytes:
    """Take a picture of the chat on the demonstration's page, with books that were found."""
    page = browser.new_page(viewport={"width": 760, "height": 690}, bypass_csp=True, timezone_id=ZONE)
    page.goto(f"{system.url}/?lang={lang}")
    # A gradient alone would double the size of the picture.
    page.add_style_tag(content=".hero { background: #0b4a50 !important }")
    chat = Chat(page)
    chat.open()
    expect(chat.presence).not_to_be_empty()
    chat.say(SAID[lang]["find"])
    answered(chat, 1)
    expect(chat.log.locator(".card").first).to_be_visible()
    expect(chat.panel.get_by_role("heading")).to_have_text(phrase("widget.name", lang))
    at_rest(page)
    picture = page.screenshot()
    page.close()
    return picture


def at_the_desk(browser: Browser, system: System) -> Page:
    """Let a librarian of the demonstration be there, as the head of the chat tells."""
    page = browser.new_page()
    page.goto(f"{system.url}/console/sign-in?lang=en")
    page.locator("[name=username]").fill("librarian")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    expect(page.locator("nav.side")).to_be_attached(timeout=PATIENCE)
    return page


def take(system: System, images: Path) -> None:
    """Take all pictures in both languages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        at_the_desk(browser, system)
        for lang in ("fa", "en"):
            system.circulation_as_begun()
            (images / f"widget-{lang}.png").write_bytes(still(browser, system, lang))
            (images / f"renewal-{lang}.png").write_bytes(renewal(browser, system, lang))
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        system = make_begun_system(Path(folder) / "home")
        system.start()
        try:
            take(system, IMAGES)
        finally:
            system.stop()
