"""Talking: both languages and directions, buttons, thumbs, texts that are never markup."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.chat_server import ChatServer
from tests.support.texts import phrase
from tests.support.widget import LAUNCH, Chat

pytestmark = pytest.mark.browser

Open = Callable[..., Chat]


@pytest.mark.parametrize(("lang", "direction", "said"), [("fa", "rtl", "ساعت کار امروز"), ("en", "ltr", "hours")])
def test_asks_and_is_answered_in_the_language_of_the_page(
    open_chat: Open, server: ChatServer, lang: str, direction: str, said: str
) -> None:
    chat = open_chat(lang)
    expect(chat.panel.locator(".in")).to_have_attribute("dir", direction)
    chat.say(said)
    answer = {"fa": "کتابخانه از ۸ تا ۲۰ باز است.", "en": "The library is open from 8:00 to 20:00."}[lang]
    chat.expect_texts(said, answer)
    assert server.said[0]["text"] == said
    assert server.said[0]["language"] == lang
    expect(chat.input).to_have_value("")
    expect(chat.problem).to_be_empty()
    own, bot = (chat.log.locator(f".m.{sender} .text").last.bounding_box() for sender in ("patron", "bot"))
    assert own
    assert bot
    assert (own["x"] < bot["x"]) if lang == "fa" else (own["x"] > bot["x"])


@pytest.mark.parametrize(("lang", "side"), [("fa", "left"), ("en", "right")])
def test_stands_at_the_end_side_of_the_page_and_stays_there_when_the_language_changes(
    open_chat: Open, page: Page, lang: str, side: str
) -> None:
    chat = open_chat(lang)

    def place() -> str:
        box = chat.panel.bounding_box()
        assert box
        return "left" if box["x"] < 400 else "right"

    assert place() == side
    chat.panel.locator(".tongue").click()
    assert place() == side


def test_an_empty_field_lays_its_hint_out_from_the_right_in_persian(open_chat: Open) -> None:
    chat = open_chat("fa")
    expect(chat.input).to_have_attribute("dir", "rtl")
    chat.input.fill("hello")
    expect(chat.input).to_have_attribute("dir", "auto")
    chat.input.fill("")
    expect(chat.input).to_have_attribute("dir", "rtl")


def test_changes_language_while_talking(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = open_chat("fa")
    chat.say("سلام")
    chat.expect_texts("سلام", "echo: سلام")
    chat.panel.get_by_role("button", name="English").click()
    expect(chat.panel.locator(".in")).to_have_attribute("dir", "ltr")
    expect(chat.panel.get_by_role("heading")).to_have_text(phrase("widget.name", "en"))
    expect(chat.log.locator(".m").first).to_contain_text("Hello!")
    expect(chat.log.locator(".m.patron .who")).to_have_text("You: ")
    chat.say("hello")
    chat.expect_texts("سلام", "echo: سلام", "hello", "echo: hello")
    assert server.languages == ["en"]
    page.reload()
    expect(Chat(page).panel.locator(".in")).to_have_attribute("dir", "ltr")
    # On a page in the other language that choice does not count.
    page.goto(f"{server.url}/page?lang=en")
    expect(Chat(page).panel.get_by_role("heading")).to_have_text(phrase("widget.name", "en"))


def test_follows_a_change_of_language_in_the_conversation(open_chat: Open) -> None:
    chat = open_chat("fa")
    chat.say("سلام")
    chat.expect_texts("سلام", "echo: سلام")
    chat.say("english please")
    expect(chat.panel.get_by_role("heading")).to_have_text(phrase("widget.name", "en"))


def test_the_language_attribute_can_be_changed_by_the_page(open_chat: Open, page: Page) -> None:
    chat = open_chat("fa")
    page.evaluate("document.querySelector('ketabyar-chat').setAttribute('lang', 'en')")
    expect(chat.panel.get_by_role("heading")).to_have_text(phrase("widget.name", "en"))


def test_a_quick_reply_sends_its_payload_and_title_once(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = open_chat("en")
    chat.say("hours")
    chat.button("Tomorrow?").click()
    chat.expect_texts("hours", "Tomorrow?", sender="patron")
    payload = '/hours{"date":"2026-12-01"}'
    assert {"payload": payload, "title": "Tomorrow?"}.items() <= server.said[1].items()
    assert "text" not in server.said[1]
    chat.expect_texts("The library is open from 8:00 to 20:00.", f"echo: {payload}", sender="bot")
    for name in ("Tomorrow?", "Branches"):
        expect(chat.button(name)).to_have_attribute("aria-disabled", "true")
        chat.button(name).click(force=True)
    page.wait_for_timeout(200)  # a third would be on its way
    assert len(server.said) == 2
    page.reload()
    expect(Chat(page).button("Branches")).to_have_attribute("aria-disabled", "true")


def test_a_suggestion_is_sent_as_a_text(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("fa")
    starter = phrase("widget.starter.hours")
    chat.button(starter).click()
    chat.expect_texts(starter, "کتابخانه از ۸ تا ۲۰ باز است.")
    assert server.said[0]["text"] == starter


NASTY = [
    '<img src=x onerror="window.broken=1">',
    "<script>window.broken=1</script>",
    "</div></dialog><b>bold</b> &amp; &lt;",
    "javascript:window.broken=1 data:text/html,x",
    'https://example.org/"onmouseover="window.broken=1',
]


@pytest.mark.parametrize("text", NASTY)
def test_what_is_said_is_shown_as_text(open_chat: Open, page: Page, text: str) -> None:
    chat = open_chat("en")
    chat.say(text)
    chat.expect_texts(text, f"echo: {text}")
    assert chat.log.locator("img, script, b").count() == 0
    for link in chat.log.locator("a").all():
        assert re.match(r"https?://", link.get_attribute("href") or "")
        assert link.get_attribute("onmouseover") is None
    assert page.evaluate("window.broken") is None


def test_a_buttons_title_is_text_too(open_chat: Open, server: ChatServer, page: Page) -> None:
    server._replies = lambda visitor, body: [  # type: ignore[method-assign]
        {"text": "x", "buttons": [{"title": "<img src=x onerror=window.broken=1>", "payload": "/x"}]}
    ]
    chat = open_chat("en")
    chat.say("hello")
    expect(chat.button("<img src=x onerror=window.broken=1>")).to_be_visible()
    assert page.evaluate("window.broken") is None


def test_addresses_become_links_without_the_full_stop_behind_them(open_chat: Open) -> None:
    chat = open_chat("en")
    chat.say("See https://library.example/a?b=1&c=۲ and (http://x.example/y). ftp://no.example")
    links = chat.log.locator(".patron a")
    expect(links).to_have_text(["https://library.example/a?b=1&c=۲", "http://x.example/y"])
    for link in links.all():
        assert link.get_attribute("target") == "_blank"
        assert "noreferrer" in (link.get_attribute("rel") or "")


def test_lines_are_kept_and_shift_enter_makes_one(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.input.press_sequentially("one")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("two")
    chat.input.press("Enter")
    chat.expect_texts("one\ntwo", "echo: one\ntwo")
    assert server.said[0]["text"] == "one\ntwo"
    box = chat.log.locator(".patron .text").bounding_box()
    assert box
    assert box["height"] > 60


def test_an_answer_in_persian_that_begins_with_a_latin_title_runs_from_the_right(
    open_chat: Open, server: ChatServer
) -> None:
    server._replies = lambda visitor, body: [{"text": "Dune — موجود است"}]  # type: ignore[method-assign]
    chat = open_chat("fa")
    chat.say("Dune")
    chat.expect_texts("Dune", "Dune — موجود است")
    assert chat.log.locator(".bot .text").last.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert chat.log.locator(".patron .text").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_an_answer_is_judged_once(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = open_chat("en")
    chat.say("two")
    chat.expect_texts("two", "one", "two\nlines")
    expect(chat.button(phrase("widget.good", "en"))).to_have_count(1)  # only under the last bubble of an answer
    chat.button(phrase("widget.good", "en")).click()
    expect(chat.log.get_by_text(phrase("widget.rated", "en"))).to_be_visible()
    chat.button(phrase("widget.bad", "en")).click(force=True)
    page.wait_for_timeout(200)  # a second judgement would be on its way
    assert [thumb["value"] for thumb in server.feedback] == [1]
    assert isinstance(server.feedback[0]["message_id"], int)
    page.reload()
    expect(Chat(page).button(phrase("widget.good", "en"))).to_have_attribute("aria-disabled", "true")


def test_too_long_a_text_is_told_and_not_sent(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = open_chat("fa")
    chat.input.fill("ا" * 2001)
    expect(chat.problem).to_have_text(phrase("widget.long"))
    expect(chat.input).to_have_attribute("aria-invalid", "true")
    chat.input.press("Enter")
    page.wait_for_timeout(200)  # the text would be on its way
    assert server.said == []
    chat.input.fill("ا" * 2000)
    expect(chat.problem).to_be_empty()
    chat.input.press("Enter")
    expect(chat.log.locator(".patron")).to_have_count(1)


@pytest.mark.parametrize("status", [413, 422, 429])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_refusal_is_told_in_the_readers_language_and_the_text_kept(
    open_chat: Open, server: ChatServer, lang: str, status: int
) -> None:
    chat = open_chat(lang)
    server.failures.append(status)
    chat.say("my question")
    expect(chat.problem).to_have_text({"fa": f"فارسی {status}", "en": f"English {status}"}[lang])
    expect(chat.input).to_have_value("my question")
    expect(chat.log.locator(".patron")).to_have_count(0)
    chat.input.press("Enter")
    chat.expect_texts("my question", "echo: my question")


def test_a_refused_button_can_be_pressed_again(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("hours")
    expect(chat.button("Branches")).to_be_visible()
    server.failures.append(429)
    chat.button("Branches").click()
    expect(chat.problem).to_have_text("English 429")
    expect(chat.button("Branches")).not_to_have_attribute("aria-disabled", "true")
    chat.button("Branches").click()
    chat.expect_texts("hours", "Branches", sender="patron")


def test_says_that_the_assistant_is_writing_while_it_does(open_chat: Open, server: ChatServer) -> None:
    server.delay = 0.6
    chat = open_chat("fa")
    chat.say("سلام")
    typing = chat.panel.locator(".typing")
    expect(typing).to_have_text(phrase("widget.typing"))
    chat.expect_texts("سلام", "echo: سلام")
    expect(typing).to_be_empty()


def test_can_be_embedded_by_another_site_even_one_with_a_strict_policy(
    context: BrowserContext, server: ChatServer
) -> None:
    page = context.new_page()
    policy = f"default-src 'none'; script-src {server.url}; connect-src {server.url}; frame-src {server.url}"
    page.goto(f"{server.other_site}/page?lang=en&csp={policy}")
    chat = Chat(page)
    chat.open()
    chat.say("hours")
    chat.expect_texts("hours", "The library is open from 8:00 to 20:00.")
    assert chat.log.evaluate("e => getComputedStyle(e).display") == "flex"
    assert LAUNCH["en"] in chat.widget.locator(".launch").evaluate("e => e.textContent")


def test_asks_no_other_host(open_chat: Open, outside: list[str]) -> None:
    chat = open_chat("en")
    chat.say("https://example.org/")
    chat.expect_texts("https://example.org/", "echo: https://example.org/")
    chat.page.wait_for_timeout(300)  # what a link shows of its page would be asked for now
    assert outside == []
