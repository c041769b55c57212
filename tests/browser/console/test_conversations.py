"""Conversations are found, read, labelled and saved, in a real browser and both languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.bot.console.test_conversations import index
from tests.browser.console.test_inbox import narrow
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.console_people import chat
from tests.support.desk import Desk
from tests.support.fake_engine import said

pytestmark = pytest.mark.browser

ANSWERS = [
    ("hours", 0.94, "کتابخانهٔ مرکزی امروز ۸:۰۰ تا ۲۰:۰۰ باز است.", "answered"),
    ("renew", 0.41, "کدام کتاب را تمدید کنم؟", "clarified"),
    ("out_of_scope", 0.22, "متأسفانه این را نمی‌دانم.", "fallback"),
]


def fill(console: Desk) -> None:
    """Let a few people talk, one of them with words that would be markup."""
    turn = iter(ANSWERS * 10)

    async def script(request: dict[str, Any]) -> dict[str, Any]:
        intent, confidence, text, status = next(turn)
        buttons = [{"title": "همه را تمدید کن", "payload": '/renew{"which":"all"}'}] if intent == "renew" else []
        entities = [{"entity": "title", "value": "بوف کور", "start": 0, "end": 7}] if intent == "renew" else []
        answer = said(text, intent=intent, confidence=confidence, message={"status": status, "buttons": buttons})
        answer["parse"]["entities"] = entities
        return answer

    console.engine.script = script
    for words in (
        ("سلام، امروز تا چند بازید؟", "بوف کور را تمدید کنید", "هوای فردا چطور است؟"),
        ("What time do you open on Friday?", "renew <b>everything</b> <script>alert(1)</script>", "book me a taxi"),
        ("كتاب‌هاي هدايت را داريد؟", "می‌خواهم harry potter را تمدید کنم", "ممنون"),
    ):
        patron = chat(console, "en" if words[0].isascii() else "fa")
        for text in words:
            patron.say(text)
        console.advance(minutes=7)
    index(console)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_conversation_is_found_read_and_saved(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("librarian", lang, "/console/conversations")
    shot(page, f"conversations-empty-{lang}")
    axe(page)
    fill(console)
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.locator("details.folds summary").click()
    axe(page)
    shot(page, f"conversations-{lang}")
    narrow(page, f"conversations-{lang}")
    page.keyboard.press("/")
    page.keyboard.type("تمدید")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("تمدید")
    axe(page)
    shot(page, f"conversations-found-{lang}")
    page.locator("tbody tr").last.locator("a").first.click()
    page.locator(".turn-facts summary").nth(2).click()
    axe(page)
    shot(page, f"conversation-{lang}")
    narrow(page, f"conversation-{lang}")
    page.locator("aside details summary").click()
    page.locator("[name=name_fa]").fill("امانت")
    page.locator("[name=name_en]").fill("Lending")
    page.locator("aside details button").click()
    expect(page.locator(".labels .badge")).to_have_text("امانت" if lang == "fa" else "Lending")
    axe(page)
    page.keyboard.press("t")
    expect(page.locator("pre.story")).to_contain_text("intent: renew")
    axe(page)
    shot(page, f"test-{lang}")
    page.locator("main form button").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("details summary").first.click()
    axe(page)
    shot(page, f"tests-{lang}")
    narrow(page, f"tests-{lang}")
    # What somebody typed as markup is shown and never run.
    page.goto("/console/conversations?q=everything")
    expect(page.locator(".found")).to_contain_text("<b>everything</b> <script>alert(1)</script>")
    assert page.locator("main script").count() == 0


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_rows_are_chosen_and_labelled_and_a_view_is_kept(open_console: OpenConsole, console: Desk, lang: str) -> None:
    fill(console)
    page = open_console("supervisor", lang, "/console/conversations?status=open", width=1440, height=900)
    table = page.locator("tbody").bounding_box()
    assert table is not None and table["y"] < 420, "the list begins in the upper half"
    expect(page.locator("#bulk")).to_be_hidden()
    page.locator("[data-pick]").first.check()
    expect(page.locator("#bulk")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-pick-all]').indeterminate")
    page.locator("[data-pick-all]").check()
    assert page.locator("[data-pick]:checked").count() == 3
    axe(page)
    shot(page, f"conversations-chosen-{lang}-1440")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        shot(page, f"conversations-chosen-{lang}-{width}")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("[data-pick-all]").uncheck()
    expect(page.locator("#bulk")).to_be_hidden()
    page.locator(".keep-view summary").click()
    page.locator(".keep-view [name=name]").fill("Open ones")
    page.locator(".keep-view button").click()
    expect(page.locator("nav.tabs a[aria-current]")).to_contain_text("Open ones")
    axe(page)
