"""What comes below what is seen: a button says so, leads there, and goes when it has been seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.support.chat_server import ChatServer
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = pytest.mark.browser

_LONG = "\n".join(["one line of an answer that is read"] * 30)
_SIZES = ({"width": 390, "height": 700}, {"width": 1440, "height": 900})


def _opened(make: Callable[..., BrowserContext], server: ChatServer, lang: str, size: dict[str, int]) -> Chat:
    page = make(viewport=size).new_page()
    page.goto(f"{server.url}/page?lang={lang}")
    chat = Chat(page)
    chat.open()
    return chat


def _button(chat: Chat, lang: str, name: str = "newer") -> Locator:
    return chat.panel.get_by_role("button", name=phrase(f"widget.{name}", lang), exact=True)


def _seen(chat: Chat, text: str) -> bool:
    """Tell whether the message with a text begins in what is seen of the log."""
    message = chat.log.locator(".m .text").get_by_text(text, exact=True)
    place, log = message.bounding_box(), chat.log.bounding_box()
    assert place
    assert log
    return log["y"] - 2 <= place["y"] < log["y"] + log["height"]


@pytest.mark.parametrize("size", _SIZES, ids=["390", "1440"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_librarians_message_below_is_said_and_led_to(
    new_context: Callable[..., BrowserContext], server: ChatServer, lang: str, size: dict[str, int]
) -> None:
    chat = _opened(new_context, server, lang, size)
    server._replies = lambda visitor, body: [{"text": _LONG}]  # type: ignore[method-assign]
    chat.say("hello")
    expect(chat.log.locator(".bot .text").last).to_contain_text("one line")
    # Of an answer that has begun to be seen there is nothing to say.
    expect(chat.panel.locator(".newer")).to_be_hidden()
    server.staff_says("the librarian is here")
    button = _button(chat, lang, "newer_staff")
    expect(button).to_be_visible()
    assert not _seen(chat, "the librarian is here")
    assert chat.violations() == []
    box, form = button.bounding_box(), chat.panel.locator("form").bounding_box()
    assert box
    assert form
    assert box["height"] >= 44 and box["y"] + box["height"] <= form["y"]
    button.click()
    chat.until(lambda: _seen(chat, "the librarian is here"))
    expect(chat.panel.locator(".newer")).to_be_hidden()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_by_the_keyboard_each_is_led_to_and_the_focus_stays_in_the_chat(
    new_context: Callable[..., BrowserContext], server: ChatServer, lang: str
) -> None:
    chat = _opened(new_context, server, lang, _SIZES[0])
    server._replies = lambda visitor, body: [  # type: ignore[method-assign]
        {"text": _LONG}, {"text": f"second\n{_LONG}"}, {"text": "third"},
    ]  # fmt: skip
    chat.say("hello")
    button = _button(chat, lang)
    expect(button).to_be_visible()
    # From the field one step back.
    chat.input.press("Shift+Tab")
    expect(chat.focused()).to_have_class("newer")
    chat.focused().press("Enter")
    expect(button).to_be_visible()
    expect(chat.focused()).to_have_class("newer")
    chat.focused().press("Enter")
    expect(button).to_be_hidden()
    assert _seen(chat, "third")
    expect(chat.focused()).to_have_attribute("role", "log")


def test_who_scrolls_there_needs_no_button_and_what_was_before_is_not_new(
    new_context: Callable[..., BrowserContext], server: ChatServer
) -> None:
    chat = _opened(new_context, server, "en", _SIZES[1])
    server._replies = lambda visitor, body: [{"text": _LONG}, {"text": "second"}]  # type: ignore[method-assign]
    chat.say("hello")
    expect(_button(chat, "en")).to_be_visible()
    chat.log.evaluate("log => { log.scrollTop = log.scrollHeight }")
    expect(_button(chat, "en")).to_be_hidden()
    chat.page.reload()
    chat = Chat(chat.page)
    expect(chat.log.locator(".m.bot[data-id]")).to_have_count(2)
    expect(chat.panel.locator(".newer")).to_be_hidden()


def test_the_button_speaks_the_language_that_was_changed_to(
    new_context: Callable[..., BrowserContext], server: ChatServer
) -> None:
    chat = _opened(new_context, server, "en", _SIZES[0])
    server._replies = lambda visitor, body: [{"text": _LONG}, {"text": "second"}]  # type: ignore[method-assign]
    chat.say("hello")
    expect(_button(chat, "en")).to_be_visible()
    chat.panel.locator(".tongue").click()
    expect(_button(chat, "fa")).to_be_visible()
