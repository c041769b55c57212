"""The look that a library gives its chat, and pages that would spoil it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support import axe
from tests.support.chat_server import ChatServer
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = pytest.mark.browser

Open = Callable[..., Chat]

# What a page may throw at everything in it. Only the size of the root is followed: so people enlarge all letters.
HOSTILE = """
body * { color: red !important; font: italic 40px/3 serif !important; background: yellow !important;
  display: block !important; position: static !important; visibility: hidden !important; opacity: 0 !important;
  transform: rotate(9deg) !important; text-transform: uppercase !important; letter-spacing: 1em !important;
  pointer-events: none !important; filter: blur(9px) !important; direction: ltr !important; zoom: 3 !important; }
"""
STYLE = """e => { const s = getComputedStyle(e); return ['color', 'fontStyle', 'fontSize', 'lineHeight', 'fontFamily',
  'backgroundColor', 'display', 'visibility', 'opacity', 'textTransform', 'letterSpacing', 'pointerEvents'].map(
  (name) => s[name]); }"""


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_pages_important_rules_change_nothing_inside(open_chat: Open, page: Page, lang: str) -> None:
    chat = open_chat(lang)
    chat.say("hours" if lang == "en" else "ساعت کار امروز")
    expect(chat.button("Branches")).to_be_visible()
    parts = [chat.log.locator(".bot .text").last, chat.button("Branches"), chat.input, chat.presence, chat.launcher]
    # The panel is still coming up.
    axe.at_rest(page)
    before = [part.evaluate(STYLE) for part in parts]
    box = chat.panel.bounding_box()
    page.add_style_tag(content=HOSTILE)
    assert [part.evaluate(STYLE) for part in parts] == before
    assert chat.panel.bounding_box() == box
    expect(chat.panel.locator(".in")).to_have_css("direction", "rtl" if lang == "fa" else "ltr")
    chat.say("x")
    expect(chat.log.locator(".bot .text").last).to_have_text("echo: x")


def test_the_library_chooses_colour_corner_name_greeting_and_logo(page: Page, server: ChatServer) -> None:
    server.look = {
        "accent": "#ffd400",
        "corner": "start",
        "name-en": "Ask Narvan",
        "greeting-en": "Good to see you.",
        "logo": f"{server.url}/logo.svg",
    }
    page.route("**/logo.svg", lambda route: route.fulfill(body=LOGO, content_type="image/svg+xml"))
    page.goto(f"{server.url}/page?lang=en")
    chat = Chat(page)
    # On a bright colour letters are dark.
    expect(chat.launcher).to_have_css("background-color", "rgb(255, 212, 0)")
    expect(chat.launcher).to_have_css("color", "rgb(0, 0, 0)")
    chat.open()
    expect(chat.panel.get_by_role("heading")).to_have_text("Ask Narvan")
    expect(chat.log.locator(".m").first).to_contain_text("Good to see you.")
    expect(chat.panel.locator(".face img")).to_have_count(1)
    box = chat.panel.bounding_box()
    assert box and box["x"] < 400
    assert chat.violations() == []
    # What it has not chosen stays ours.
    chat.panel.locator(".tongue").click()
    expect(chat.panel.get_by_role("heading")).to_have_text(phrase("widget.name"))


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>'


def test_what_the_page_says_goes_before_and_may_be_changed_at_any_time(open_chat: Open, server: ChatServer) -> None:
    server.look = {"accent": "#7a2e3a", "name-fa": "پرسش از کتابخانه"}
    chat = open_chat("fa")
    expect(chat.panel.get_by_role("heading")).to_have_text("پرسش از کتابخانه")
    expect(chat.send).to_have_css("background-color", "rgb(122, 46, 58)")
    for name, value in (("accent", "#003366"), ("name-fa", "دستیار ما"), ("greeting-fa", "درود!"), ("corner", "start")):
        chat.widget.evaluate("(e, [name, value]) => e.setAttribute(name, value)", [name, value])
    expect(chat.panel.get_by_role("heading")).to_have_text("دستیار ما")
    expect(chat.send).to_have_css("background-color", "rgb(0, 51, 102)")
    expect(chat.log.locator(".m").first).to_contain_text("درود!")
    box = chat.panel.bounding_box()
    assert box and box["x"] > 400  # the beginning of a page that is read from the right
    # What is no colour is none; nothing else can be put into the styles by it.
    chat.widget.evaluate("e => e.setAttribute('accent', 'red } * { display: none')")
    expect(chat.send).to_be_visible()
    expect(chat.send).to_have_css("background-color", "rgb(13, 92, 99)")


def test_a_logo_that_is_not_there_leaves_the_letters(page: Page, server: ChatServer) -> None:
    server.look = {"logo": f"{server.url}/none.svg"}
    page.goto(f"{server.url}/page?lang=en")
    chat = Chat(page)
    chat.open()
    expect(chat.panel.locator(".face").first).to_have_text("L\u200ca")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_site_that_is_not_allowed_is_told_so_and_its_keeper_what_to_do(
    new_context: Callable[..., BrowserContext], server: ChatServer, lang: str
) -> None:
    server.shut = True
    page = new_context().new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{server.other_site}/page?lang={lang}")
    chat = Chat(page)
    chat.open()
    chat.say("x")
    expect(chat.state).to_have_text(phrase("widget.barred", lang))
    assert any(server.other_site in line and "KETABYAR_SITES" in line for line in told)
    # Once it is allowed, what was written arrives.
    server.shut = False
    chat.expect_texts("x", "echo: x")
    expect(chat.state).to_be_empty()


def test_a_server_that_is_gone_is_a_lost_connection(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = open_chat("en")
    page.route("**/*", lambda route: route.abort())
    chat.say("x")
    expect(chat.state).to_have_text(phrase("widget.offline", "en"))
    page.wait_for_timeout(2500)  # the second and the third try
    expect(chat.state).to_have_text(phrase("widget.offline", "en"))
