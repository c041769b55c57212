"""A patron's relationship in a real browser: reminders agreed to, everything that is kept looked at, and erased."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from language.bidi import plain
from tests.browser.test_system import PATIENCE
from tests.browser.test_whole_visit import asks, press
from tests.support.axe import violations
from tests.support.console_pages import shot
from tests.support.system import System, rows
from tests.support.texts import phrase
from tests.support.waiting import until_in
from tests.support.widget import Chat

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

# Of patrons who have nothing out, and whom no other test asks for: they are erased here.
VISIT = {
    "fa": {
        "card": "20001031",
        "remind": "سررسید کتاب‌هام رو خبر بده",
        "agreed": "روشن شد",
        "data": "همهٔ اطلاعاتم رو پاک کنید",
    },
    "en": {
        "card": "20001033",
        "remind": "remind me before my books are due",
        "agreed": "switched on",
        "data": "delete everything you have about me",
    },
}
RUNNING = (
    "SELECT s.kind FROM subscription s JOIN patron p ON p.id = s.patron_id"
    " WHERE p.card_last4 = ? AND s.ended_at IS NULL ORDER BY s.kind"
)


def sign_in(chat: Chat, system: System, number: str) -> str:
    """Sign in inside the widget, and give what the bot says then."""
    known, before = system.card(number), len(chat.texts("bot"))
    chat.log.locator(".signin").last.click()
    frame = chat.page.frame_locator("ketabyar-chat iframe")
    frame.locator("input[name=card]").fill(known.number)
    frame.locator("input[name=pin]").fill(known.pin)
    frame.locator("button[type=submit]").click()
    expect(chat.sign_in_page).to_be_hidden(timeout=PATIENCE)
    expect(chat.log.locator(".m.bot[data-id]").nth(before)).to_be_visible(timeout=PATIENCE)
    expect(chat.log.locator(".m.bot .choices").last).to_be_visible(timeout=PATIENCE)
    return "\n".join(chat.texts("bot")[before:])


def data_page(page: Page) -> Frame:
    """The page of one's own data over the chat, once it is there."""

    def there() -> list[Frame]:
        return [one for one in page.frames if "/my-data/" in one.url]

    until_in(page, there)
    return there()[0]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_reminders_are_agreed_to_and_everything_is_seen_and_erased(
    context: BrowserContext, system: System, lang: str
) -> None:
    words = VISIT[lang]
    last4 = words["card"][-4:]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{system.url}/?lang={lang}")
    chat = Chat(page)
    chat.open()
    asks(chat, words["remind"])
    asked = sign_in(chat, system, words["card"])
    assert ("۲۱:۰۰" if lang == "fa" else "21:00") in plain(asked)
    assert rows(system.store_path, RUNNING, last4) == [], "nothing without a yes"
    assert words["agreed"] in press(chat, 0)
    assert [row["kind"] for row in rows(system.store_path, RUNNING, last4)] == ["due_soon", "overdue"]

    asks(chat, words["data"])
    chat.button(phrase("widget.my_data", lang)).last.click()
    expect(chat.sign_in_page).to_be_visible()
    frame = data_page(page)
    expect(frame.get_by_role("heading", level=1)).to_have_text(phrase("my_data.title", lang))
    expect(frame.locator("main")).to_contain_text(words["remind"])
    expect(frame.locator("main")).to_contain_text(phrase("my_data.value.web_chat", lang))
    assert violations(frame) == []
    assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, f"visit-my-data-{lang}", whole=False)
    # The browser itself asks for the tick first.
    frame.locator("button.danger").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(phrase("my_data.title", lang))
    frame.locator("[name=sure]").check()
    frame.locator("button.danger").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(phrase("my_data.erased_title", lang), timeout=PATIENCE)
    expect(frame.locator(".proof")).to_have_text(re.compile(r"\S{40}"))
    assert violations(frame) == []
    shot(page, f"visit-erased-{lang}", whole=False)
    check_what_is_left(system, last4, words["remind"])
    # What the chat says next begins with nobody.
    page.reload()
    chat.open()
    expect(chat.log.locator(".m[data-id]")).to_have_count(0)


def check_what_is_left(system: System, last4: str, words: str) -> None:
    """No patron with that card, no subscription, no words; the request and that it was done."""
    assert rows(system.store_path, "SELECT id FROM patron WHERE card_last4 = ?", last4) == []
    assert rows(system.store_path, RUNNING, last4) == []
    assert rows(system.store_path, "SELECT id FROM message WHERE body = ?", words) == []
    [request] = rows(system.store_path, "SELECT kind, status FROM data_request ORDER BY id DESC LIMIT 1")
    assert request == {"kind": "erase", "status": "done"}
