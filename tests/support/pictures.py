"""Take the pictures of the widget that the documentation shows: `python -m tests.support.pictures`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.support.axe import at_rest
from tests.support.chat_server import ChatServer, Json
from tests.support.chromium import CHROMIUM, FLAGS
from tests.support.widget import Chat

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"

TALKS: dict[str, dict[str, Json]] = {
    "fa": {
        "امروز تا چند بازید؟": {
            "text": "کتابخانهٔ مرکزی امروز، سه‌شنبه ۳ آذر ۱۴۰۵، از ۸:۰۰ تا ۲۰:۰۰ باز است.",
            "buttons": [{"title": "شعبه‌های دیگر", "payload": "/hours"}],
        },
        "چه کتاب‌هایی امانت دارم؟": {
            "text": "۳ مورد امانت دارید:\n۱. سووشون، سیمین دانشور — تا شنبه ۷ آذر\n"
            "۲. Dune, Frank Herbert — تا دوشنبه ۹ آذر\n۳. چشم‌هایش، بزرگ علوی — تا دوشنبه ۹ آذر",
            "buttons": [{"title": "همه را تمدید کن", "payload": "/renew"}, {"title": "فقط یکی", "payload": "/one"}],
        },
    },
    "en": {
        "Until when are you open today?": {
            "text": "The Central Library is open today, Tuesday 24 November 2026, from 8:00 to 20:00.",
            "buttons": [{"title": "Other branches", "payload": "/hours"}],
        },
        "What do I have on loan?": {
            "text": "You have 3 items on loan:\n1. Dune, Frank Herbert — due 28 Nov\n"
            "2. سووشون، سیمین دانشور — due 30 Nov\n3. Emma, Jane Austen — due 30 Nov",
            "buttons": [{"title": "Renew all", "payload": "/renew"}, {"title": "Only one", "payload": "/one"}],
        },
    },
}


def take(server: ChatServer, images: Path) -> None:
    """Play one talk in each language on the demonstration page and keep a picture of its end."""
    server._replies = lambda visitor, body: [TALKS[body["language"]][body["text"]]]  # type: ignore[method-assign]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for lang, talk in TALKS.items():
            page = browser.new_page(viewport={"width": 760, "height": 690}, bypass_csp=True)
            page.goto(f"{server.url}/?lang={lang}")
            # A gradient alone would double the size of the picture.
            page.add_style_tag(content=".hero { background: #0b4a50 !important }")
            chat = Chat(page)
            chat.open()
            for question, answer in talk.items():
                chat.say(question)
                chat.log.get_by_text(str(answer["text"]).split("\n")[-1]).wait_for()
            at_rest(page)
            page.screenshot(path=images / f"widget-{lang}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    server = ChatServer()
    server.start()
    take(server, IMAGES)
    server.stop()
