"""Access: the keyboard alone, the focus, what a screen reader is told, colours, small screens, size."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.widget.script import script
from tests.support.axe import at_rest
from tests.support.chat_server import ChatServer
from tests.support.texts import phrase
from tests.support.widget import LAUNCH, Chat

pytestmark = pytest.mark.browser

Open = Callable[..., Chat]
MOST_BYTES = 14 * 1024
# As much as a library may choose, in letters that take two bytes each.
LOOK = {
    "accent": "#7a2e3a",
    "corner": "start",
    "name-fa": "دستیار کتابخانهٔ عمومی شهر",
    "name-en": "The library’s assistant",
    "greeting-fa": "سلام! از ساعت کار، کتاب‌ها، امانت‌ها و رزروهایتان بپرسید." * 2,
    "greeting-en": "Hello! Ask about hours, books, your loans and reservations." * 2,
    "logo": "https://www.library.example/images/logo-of-the-library.svg",
}


def test_is_at_most_fourteen_kilobytes_on_the_wire_with_all_that_a_library_chooses() -> None:
    assert len(gzip.compress(script(LOOK).encode(), 6)) <= MOST_BYTES


def _fill(chat: Chat, server: ChatServer, lang: str) -> None:
    """Bring everything that the chat can show onto the screen."""
    chat.say("ساعت کار امروز" if lang == "fa" else "hours")
    expect(chat.button("Branches")).to_be_visible()
    chat.button("Branches").click()
    chat.say("loans")
    expect(chat.log.locator(".signin")).to_be_visible()
    chat.say("https://example.org/ is a link")
    expect(chat.log.locator(".bot a")).to_be_visible()
    server.staff_says("سلام، من کتابدارم" if lang == "fa" else "Hello, a librarian here")
    expect(chat.log.locator(".m.staff .text")).to_be_visible()
    server.failures.append(429)
    chat.say("x")
    expect(chat.problem).not_to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_axe_finds_nothing(
    new_context: Callable[..., BrowserContext], server: ChatServer, lang: str, scheme: str
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto(f"{server.url}/page?lang={lang}")
    chat = Chat(page)
    expect(chat.launcher).to_be_visible()
    if scheme == "dark":
        page.add_style_tag(content="html { background: #111; color: #eee } a { color: #9cf }")
    assert chat.violations() == []
    chat.open()
    _fill(chat, server, lang)
    assert chat.violations() == []
    chat.log.locator(".signin").click()
    expect(chat.sign_in_page).to_be_visible()
    assert chat.violations() == []


def test_everything_can_be_done_by_keyboard(page: Page, server: ChatServer) -> None:
    page.goto(f"{server.url}/page?lang=en")
    chat = Chat(page)
    press = page.keyboard.press
    expect(chat.launcher).to_be_visible()
    press("Tab")  # the page's own link
    press("Tab")
    expect(chat.launcher).to_be_focused()
    press("Enter")
    expect(chat.input).to_be_focused()
    page.keyboard.type("hours")
    press("Enter")
    expect(chat.input).to_be_focused()
    expect(chat.button("Tomorrow?")).to_be_visible()
    for _ in range(4):  # the thumbs, the second button, the first one
        press("Shift+Tab")
    expect(chat.button("Tomorrow?")).to_be_focused()
    press("Space")
    chat.expect_texts("hours", "Tomorrow?", sender="patron")
    expect(chat.button("Tomorrow?")).to_be_focused()  # not thrown back to the page's beginning
    chat.input.focus()
    press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()
    press("Space")
    expect(chat.input).to_be_focused()
    press("Tab")
    expect(chat.send).to_be_focused()


def test_the_focus_is_visible_everywhere(open_chat: Open) -> None:
    chat = open_chat("en")
    chat.say("hours")
    expect(chat.button("Tomorrow?")).to_be_visible()
    seen = 0
    chat.panel.locator(".tongue").focus()
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        if not chat.panel.locator(":focus").count():
            break
        outline = chat.focused().last.evaluate("e => getComputedStyle(e).outline")
        assert "solid 3px" in outline
        seen += 1
    assert seen >= 9


def test_is_not_modal_on_a_desk_and_opens_without_covering_the_page(open_chat: Open) -> None:
    chat = open_chat("en")
    chat.page.get_by_role("link", name="A link").click()
    assert chat.page.url.endswith("#there")
    expect(chat.panel).to_be_visible()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_fills_a_small_screen_and_keeps_the_focus_there(
    new_context: Callable[..., BrowserContext], server: ChatServer, lang: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 700}).new_page()
    page.goto(f"{server.url}/page?lang={lang}")
    chat = Chat(page)
    chat.open()
    at_rest(page)
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 700}
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.localName") in ("body", "ketabyar-chat")
    _fill(chat, server, lang)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert chat.log.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert chat.violations() == []
    page.keyboard.press("Escape")
    expect(chat.launcher).to_be_focused()


def test_nothing_is_lost_at_320_pixels_and_large_letters(
    new_context: Callable[..., BrowserContext], server: ChatServer
) -> None:
    page = new_context(viewport={"width": 320, "height": 512}).new_page()
    page.goto(f"{server.url}/page?lang=fa")
    page.add_style_tag(content="html { font-size: 28px }")
    chat = Chat(page)
    chat.open()
    chat.say("W" * 300)
    expect(chat.log.locator(".bot .text").last).to_contain_text("echo")
    assert chat.log.evaluate("e => e.scrollWidth <= e.clientWidth")
    for part in (chat.input, chat.send, chat.panel.locator(".close")):
        expect(part).to_be_in_viewport(ratio=1)


def test_everything_to_press_is_large_enough(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    _fill(chat, server, "en")
    for button in chat.widget.locator("button:visible").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, button.evaluate("e => e.outerHTML")


def test_a_screen_reader_is_told_who_says_what_and_hears_history_not_again(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    chat = open_chat("en")
    expect(chat.log).to_have_attribute("aria-live", "polite")
    chat.say("hello")
    expect(chat.log.locator(".m[data-id]").last).to_contain_text("Assistant: echo: hello")
    expect(chat.log.locator(".m.patron .who")).to_have_text("You: ")
    expect(chat.log.locator(".m.patron .text")).to_have_text("hello")
    expect(chat.panel).to_have_attribute("aria-label", phrase("widget.name", "en"))
    watch = """() => { window.live = []; new MutationObserver(() => 0); const look = () => {
        const log = document.querySelector('ketabyar-chat')?.shadowRoot?.querySelector('.log');
        if (!log) return setTimeout(look, 1);
        new MutationObserver((all) => all.forEach((m) => m.addedNodes.forEach((n) =>
            n.dataset?.id && window.live.push(log.ariaLive)))).observe(log, {childList: true}); }; look(); }"""
    page.add_init_script(f"({watch})()")
    page.reload()
    expect(chat.log.locator(".m[data-id]")).to_have_count(2)
    assert page.evaluate("window.live") == ["off", "off"]
    expect(chat.log).to_have_attribute("aria-live", "polite")
    chat.say("again")
    expect(chat.log.locator(".m[data-id]")).to_have_count(4)
    assert page.evaluate("window.live.slice(2)").count("off") == 0


def test_still_with_reduced_motion_and_readable_in_forced_colours(
    new_context: Callable[..., BrowserContext], server: ChatServer
) -> None:
    page = new_context(reduced_motion="reduce", forced_colors="active").new_page()
    page.goto(f"{server.url}/page?lang=fa")
    chat = Chat(page)
    chat.open()
    assert chat.panel.evaluate("e => getComputedStyle(e).animationName") == "none"
    chat.say("سلام")
    chat.expect_texts("سلام", "echo: سلام")
    border = chat.log.locator(".bot .text").last.evaluate("e => getComputedStyle(e).borderTopColor")
    assert border not in ("rgba(0, 0, 0, 0)", "transparent")


def test_the_pages_styles_do_not_reach_it_and_its_own_do_not_leak(open_chat: Open, page: Page) -> None:
    chat = open_chat("en")
    before = page.locator("h1").evaluate("e => getComputedStyle(e).font")
    page.add_style_tag(content="button { display: none !important } body { font-size: 5px; text-transform: uppercase }")
    assert chat.send.is_visible()
    assert chat.log.evaluate("e => getComputedStyle(e).textTransform") == "none"
    assert before.endswith("serif") or "Times" in before


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_all_texts_exist_in_both_languages(open_chat: Open, lang: str) -> None:
    chat = open_chat(lang)
    shown = chat.widget.evaluate(
        """e => [...e.shadowRoot.querySelectorAll('[data-t], [data-l]')].map(
            (x) => (x.dataset.t ? x.textContent : '') + (x.dataset.l ? x.ariaLabel : ''))"""
    )
    assert len(shown) > 10
    assert not [text for text in shown if not text or "undefined" in text]
    expect(chat.widget.locator(".launch")).to_contain_text(LAUNCH[lang])
