"""Signing in: on a page of the server inside the widget, never in the chat."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import ChatServer
from tests.browser.widget import Chat

pytestmark = pytest.mark.browser

Open = Callable[..., Chat]


def _asked(open_chat: Open, lang: str = "en", **more: object) -> Chat:
    chat = open_chat(lang, **more)
    chat.say("loans")
    expect(chat.log.locator(".signin")).to_be_visible()
    return chat


def test_signs_in_and_the_conversation_goes_on(open_chat: Open, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button("Sign in").click()
    expect(chat.sign_in_page).to_be_visible()
    assert chat.sign_in_page.evaluate("e => e.contains(e.getRootNode().activeElement)")
    frame = page.frame_locator("ketabyar-chat iframe")
    frame.get_by_label("Card").fill("1")
    frame.get_by_role("button", name="Enter").click()
    expect(chat.sign_in_page).to_be_hidden()
    expect(chat.input).to_be_focused()
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")
    expect(chat.state).to_have_text("You are signed in.")
    expect(chat.log.locator(".signin")).to_be_hidden()
    expect(chat.widget.locator("iframe")).to_have_count(0)


def test_from_another_site_too(context: BrowserContext, server: ChatServer) -> None:
    page = context.new_page()
    page.goto(f"{server.other_site}/page?lang=fa")
    chat = Chat(page)
    chat.open()
    chat.say("loans")
    chat.button("ورود").click()
    enter = page.frame_locator("ketabyar-chat iframe").get_by_role("button", name="Enter")
    expect(enter).to_be_visible()
    # Chromium throws clicks away that come to another site's frame in the half second after it has appeared.
    page.wait_for_timeout(800)
    enter.click()
    expect(chat.sign_in_page).to_be_hidden()
    expect(chat.state).to_have_text("وارد حساب شده‌اید.")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_can_be_left_by_escape_or_its_button_and_opened_again(open_chat: Open, page: Page, lang: str) -> None:
    chat = _asked(open_chat, lang)
    name, title, close = {
        "fa": ("ورود", "ورود به حساب کتابخانه", "بستن"),
        "en": ("Sign in", "Sign in to your library account", "Close"),
    }[lang]
    chat.button(name).click()
    expect(chat.sign_in_page).to_have_attribute("aria-label", title)
    expect(chat.widget.locator("iframe")).to_have_attribute("title", title)
    page.keyboard.press("Escape")
    expect(chat.sign_in_page).to_be_hidden()
    expect(chat.panel).to_be_visible()
    expect(chat.input).to_be_focused()
    chat.button(name).click()
    chat.sign_in_page.get_by_role("button", name=close).click()
    expect(chat.sign_in_page).to_be_hidden()
    expect(chat.widget.locator("iframe")).to_have_count(0)


def test_can_be_done_in_another_tab(open_chat: Open, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button("Sign in").click()
    link = chat.sign_in_page.get_by_role("link", name="Open in a new tab")
    with page.context.expect_page() as opened:
        link.click()
    assert opened.value.evaluate("window.opener") is None
    opened.value.get_by_role("button", name="Enter").click()
    # The server tells it on the stream.
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")


def test_only_the_servers_page_is_believed(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button("Sign in").click()
    expect(chat.sign_in_page).to_be_visible()
    page.evaluate("window.postMessage({type: 'ketabyar:signed-in'}, '*')")
    page.evaluate(
        "(src) => { const f = document.createElement('iframe'); f.src = src; document.body.append(f); }",
        f"{server.other_site}/stranger",
    )
    page.wait_for_timeout(500)
    expect(chat.sign_in_page).to_be_visible()
    expect(chat.state).to_be_empty()


def test_an_address_that_is_no_web_page_is_not_opened(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = _asked(open_chat)
    server.sign_in_origin = "javascript:window.broken=1//"
    chat.button("Sign in").click()
    page.wait_for_timeout(300)
    expect(chat.sign_in_page).to_be_hidden()
    assert page.evaluate("window.broken") is None


def test_a_server_that_gives_no_page_is_told(open_chat: Open, server: ChatServer, context: BrowserContext) -> None:
    chat = _asked(open_chat)
    context.set_offline(True)
    chat.button("Sign in").click()
    expect(chat.problem).to_have_text("No connection; trying again.")
    context.set_offline(False)
    chat.button("Sign in").click()
    expect(chat.sign_in_page).to_be_visible()


def test_after_a_sign_out_nothing_of_before_is_to_be_seen(open_chat: Open, page: Page) -> None:
    chat = _asked(open_chat)
    chat.say("sign out")
    chat.expect_texts("You are signed out.")
    chat.say("two")
    chat.expect_texts("You are signed out.", "two", "one", "two\nlines")
