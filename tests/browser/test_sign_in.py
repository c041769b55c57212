"""Signing in: on a page of the server inside the widget, never in the chat."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from bot.settings import ROOT
from tests.support.axe import at_rest
from tests.support.chat_server import ChatServer
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = pytest.mark.browser

Open = Callable[..., Chat]


def _asked(open_chat: Open, lang: str = "en", **more: object) -> Chat:
    chat = open_chat(lang, **more)
    chat.say("loans")
    expect(chat.log.locator(".signin")).to_be_visible()
    return chat


def test_signs_in_and_the_conversation_goes_on(open_chat: Open, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button(phrase("widget.sign_in", "en")).click()
    expect(chat.sign_in_page).to_be_visible()
    assert chat.sign_in_page.evaluate("e => e.contains(e.getRootNode().activeElement)")
    frame = page.frame_locator("ketabyar-chat iframe")
    frame.get_by_label("Card").fill("1")
    frame.get_by_role("button", name="Enter").click()
    expect(chat.sign_in_page).to_be_hidden()
    expect(chat.input).to_be_focused()
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")
    expect(chat.state).to_have_text(phrase("widget.signed_in", "en"))
    expect(chat.log.locator(".signin")).to_be_hidden()
    expect(chat.widget.locator("iframe")).to_have_count(0)


def test_from_another_site_too(context: BrowserContext, server: ChatServer) -> None:
    page = context.new_page()
    page.goto(f"{server.other_site}/page?lang=fa")
    chat = Chat(page)
    chat.open()
    chat.say("loans")
    chat.button(phrase("widget.sign_in")).click()
    enter = page.frame_locator("ketabyar-chat iframe").get_by_role("button", name="Enter")
    expect(enter).to_be_visible()
    # Chromium throws clicks away that come to another site's frame in the half second after it has appeared.
    page.wait_for_timeout(800)
    enter.click()
    expect(chat.sign_in_page).to_be_hidden()
    expect(chat.state).to_have_text(phrase("widget.signed_in"))


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_can_be_left_by_escape_or_its_button_and_opened_again(open_chat: Open, page: Page, lang: str) -> None:
    chat = _asked(open_chat, lang)
    name, title, close = (phrase(f"widget.{key}", lang) for key in ("sign_in", "account", "close"))
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
    chat.button(phrase("widget.sign_in", "en")).click()
    link = chat.sign_in_page.get_by_role("link", name=phrase("widget.tab", "en"))
    with page.context.expect_page() as opened:
        link.click()
    assert opened.value.evaluate("window.opener") is None
    # No chat is around it, so the number is typed as the chat shows it.
    expect(chat.sign_in_page).to_contain_text("Number of this chat: 482")
    opened.value.get_by_label("Number").fill("482")
    opened.value.get_by_role("button", name="Enter").click()
    # The server tells it on the stream.
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")


def test_only_the_servers_page_is_believed(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button(phrase("widget.sign_in", "en")).click()
    expect(chat.sign_in_page).to_be_visible()
    page.evaluate("window.postMessage({type: 'ketabyar:signed-in'}, '*')")
    page.evaluate(
        "(src) => { const f = document.createElement('iframe'); f.src = src; document.body.append(f); }",
        f"{server.other_site}/stranger",
    )
    page.wait_for_timeout(500)  # nothing must come of the stranger's words
    expect(chat.sign_in_page).to_be_visible()
    expect(chat.state).to_be_empty()
    stranger = next(frame for frame in page.frames if "/stranger" in frame.url)
    assert stranger.title() == "x", "nor does anybody else learn the number"


def test_the_token_of_before_is_worth_nothing_and_the_chat_goes_on(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    chat = _asked(open_chat)
    before = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith(':token'))[1]")
    chat.button(phrase("widget.sign_in", "en")).click()
    page.frame_locator("ketabyar-chat iframe").get_by_role("button", name="Enter").click()
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")
    after = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith(':token'))[1]")
    assert (before == after, after.strip('"') in server.visitors) == (False, True)
    assert before.strip('"') not in server.visitors
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.endsWith('claims'))") == []
    chat.say("two")
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", "one", "two\nlines", sender="bot")
    assert len(server.visitors) == 1


def test_a_page_that_was_reloaded_meanwhile_goes_on_too(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button(phrase("widget.sign_in", "en")).click()
    link = chat.sign_in_page.get_by_role("link", name=phrase("widget.tab", "en"))
    with page.context.expect_page() as opened:
        link.click()
    page.goto("about:blank")
    opened.value.get_by_label("Number").fill("482")
    opened.value.get_by_role("button", name="Enter").click()
    expect(opened.value.get_by_text("You are signed in.")).to_be_visible()
    page.goto(f"{server.url}/page?lang=en")
    chat.open()
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")
    expect(chat.state).to_have_text(phrase("widget.signed_in", "en"))


def test_an_earlier_link_of_the_same_page_will_do(open_chat: Open, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button(phrase("widget.sign_in", "en")).click()
    link = chat.sign_in_page.get_by_role("link", name=phrase("widget.tab", "en"))
    with page.context.expect_page() as opened:
        link.click()
    page.keyboard.press("Escape")
    chat.button(phrase("widget.sign_in", "en")).click()
    expect(chat.sign_in_page).to_be_visible()
    opened.value.get_by_label("Number").fill("482")
    opened.value.get_by_role("button", name="Enter").click()
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")


def test_a_second_tab_goes_on_with_the_new_token(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = _asked(open_chat)
    other = open_chat("en", on=page.context.new_page())
    other.expect_texts("loans", "Please sign in.")
    page.bring_to_front()
    chat.button(phrase("widget.sign_in", "en")).click()
    page.frame_locator("ketabyar-chat iframe").get_by_role("button", name="Enter").click()
    chat.expect_texts("loans", "Please sign in.", "You have 2 items on loan.")
    other.page.bring_to_front()
    other.expect_texts("loans", "Please sign in.", "You have 2 items on loan.")
    other.say("two")
    chat.expect_texts("loans", "Please sign in.", "You have 2 items on loan.", "two", "one", "two\nlines")
    assert len(server.visitors) == 1


def test_who_copied_the_token_begins_as_nobody(
    open_chat: Open, server: ChatServer, page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    chat = _asked(open_chat)
    storage = page.evaluate("JSON.stringify(localStorage)")
    thief = Chat(new_context().new_page())
    thief.page.goto(f"{server.url}/page?lang=en")
    thief.page.evaluate("(kept) => Object.assign(localStorage, JSON.parse(kept))", storage)
    thief.page.reload()
    thief.open()
    thief.expect_texts("loans", "Please sign in.")
    chat.button(phrase("widget.sign_in", "en")).click()
    page.frame_locator("ketabyar-chat iframe").get_by_role("button", name="Enter").click()
    chat.expect_texts("loans", "Please sign in.", "You have 2 items on loan.")
    thief.say("loans")
    expect(thief.log.get_by_text("Please sign in.")).to_have_count(2)
    expect(thief.log.get_by_text("You have 2 items on loan.")).to_have_count(0)
    chat.say("two")
    chat.expect_texts("loans", "Please sign in.", "You have 2 items on loan.", "two", "one", "two\nlines")


def test_time_that_is_over_is_told(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = _asked(open_chat)
    chat.button(phrase("widget.sign_in", "en")).click()
    page.frame_locator("ketabyar-chat iframe").get_by_role("button", name="Enter").click()
    chat.expect_texts("Please sign in.", "You have 2 items on loan.", sender="bot")
    server.time_is_over()
    expect(chat.state).to_have_text(phrase("widget.lapsed", "en"))
    chat.expect_texts()


def test_an_address_that_is_no_web_page_is_not_opened(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = _asked(open_chat)
    server.sign_in_origin = "javascript:window.broken=1//"
    chat.button(phrase("widget.sign_in", "en")).click()
    page.wait_for_timeout(300)  # nothing must open
    expect(chat.sign_in_page).to_be_hidden()
    assert page.evaluate("window.broken") is None


def test_a_server_that_gives_no_page_is_told(open_chat: Open, server: ChatServer, context: BrowserContext) -> None:
    chat = _asked(open_chat)
    context.set_offline(True)
    chat.button(phrase("widget.sign_in", "en")).click()
    expect(chat.problem).to_have_text(phrase("widget.offline", "en"))
    context.set_offline(False)
    chat.button(phrase("widget.sign_in", "en")).click()
    expect(chat.sign_in_page).to_be_visible()


def test_after_a_sign_out_nothing_of_before_is_to_be_seen(open_chat: Open, page: Page) -> None:
    chat = _asked(open_chat)
    chat.say("sign out")
    chat.expect_texts("You are signed out.")
    chat.say("two")
    chat.expect_texts("You are signed out.", "two", "one", "two\nlines")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_page_of_ones_own_data_opens_over_the_chat(open_chat: Open, page: Page, lang: str) -> None:
    name, close = (phrase(f"widget.{key}", lang) for key in ("my_data", "close"))
    chat = open_chat(lang)
    chat.say("loans")
    chat.button(phrase("widget.sign_in", lang)).click()
    page.frame_locator("ketabyar-chat iframe").get_by_role("button", name="Enter").click()
    expect(chat.sign_in_page).to_be_hidden()
    chat.say("my data")
    # Signed in or not, it stays where it is, and can be pressed again.
    for _ in range(2):
        chat.button(name).click()
        expect(chat.sign_in_page).to_be_visible()
        expect(chat.sign_in_page).to_have_attribute("aria-label", name)
        expect(page.frame_locator("ketabyar-chat iframe").get_by_role("heading", name="Everything")).to_be_visible()
        expect(chat.sign_in_page.locator(".number")).to_be_hidden()
        at_rest(page)
        chat.sign_in_page.get_by_role("button", name=close).click()
        expect(chat.sign_in_page).to_be_hidden()


LIBRARY, ELSEWHERE = "http://library.test", "http://elsewhere.test"
# A page of ours with a script of ours, as bot/pages/templates write it.
SCRIPTED = f'''<!doctype html><div id="number-part"><input id="number"></div><input id="card">
<script src="/static/{{script}}" data-origins="{ELSEWHERE} {LIBRARY}" defer></script>'''
AROUND = """<!doctype html><script>window.heard = []; window.onmessage = (event) => heard.push(event.data.type)</script>
<iframe src="/in/{script}"></iframe>"""


@pytest.mark.parametrize(
    ("script", "message"), [("sign-in.js", "ketabyar:number?"), ("signed-in.js", "ketabyar:signed-in")]
)
def test_only_who_is_around_or_has_opened_it_is_told(page: Page, script: str, message: str) -> None:
    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(LIBRARY)
        if path.startswith("/static/"):
            route.fulfill(path=ROOT / "bot" / "pages" / path.lstrip("/"), content_type="text/javascript")
        else:
            shown = SCRIPTED if path.startswith("/in/") else AROUND
            route.fulfill(body=shown.replace("{script}", script), content_type="text/html")

    complaints: list[str] = []
    page.context.on("console", lambda told: complaints.append(told.text))
    page.context.route(f"{LIBRARY}/**", serve)
    page.goto(f"{LIBRARY}/around")
    page.wait_for_function("heard.length > 0")
    assert page.evaluate("heard") == [message]
    if script == "signed-in.js":
        page.evaluate("void (heard = [], window.open('/in/signed-in.js'))")
        page.wait_for_function("heard.length > 0")
    assert [line for line in complaints if "postMessage" in line] == []
