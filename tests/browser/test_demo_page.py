"""The library's own page, the demonstration's and a real one's, with the widget on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.chat_server import ChatServer
from tests.support.html import Page as Source
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = pytest.mark.browser

CARDS = [
    {"number": "210001", "pin": "1234", "description_fa": "سه امانت، یکی رزروشده", "description_en": "Three loans"},
    {"number": "210002", "pin": "4321", "description_fa": "کارت منقضی", "description_en": "An expired card"},
]
PROFILE = {
    "name": {"fa": "کتابخانهٔ آزمایشی", "en": "Test Library"},
    "phone": "021-9",
    "email": "ask@library.example",
    "website": "https://library.example",
    "is_demo": False,
}
DEMO = {**PROFILE, "is_demo": True}
BRANCHES = [{"name": "One <b>Branch</b>", "address": "1 Street", "phone": "021-1", "hours": [("Every day", "9–17")]}]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_axe_finds_nothing_on_it_and_the_widget_opens(
    new_context: Callable[..., BrowserContext], server: ChatServer, outside: list[str], lang: str, scheme: str
) -> None:
    server.facts = {"profile": DEMO, "branches": BRANCHES, "cards": CARDS}
    page = new_context(color_scheme=scheme).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{server.url}/?lang={lang}")
    chat = Chat(page)
    expect(chat.launcher).to_be_visible()
    assert chat.violations() == []
    chat.open()
    chat.say("ساعت کار امروز" if lang == "fa" else "hours")
    expect(chat.button("Branches")).to_be_visible()
    assert chat.violations() == []
    assert outside == []
    # Nothing of the page or the widget goes against the policy that the gateway sends.
    assert [text for text in complaints if "Policy" in text] == []


@pytest.mark.parametrize(("lang", "direction"), [("fa", "rtl"), ("en", "ltr")])
def test_a_library_of_its_own_is_told_nothing_but_its_own_facts(
    page: Page, server: ChatServer, lang: str, direction: str
) -> None:
    server.facts = {"profile": PROFILE, "branches": BRANCHES, "cards": ()}
    page.goto(f"{server.url}/?lang={lang}")
    expect(page).to_have_title(str(PROFILE["name"][lang]))  # type: ignore[index]
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [lang, direction]
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator("#try, #services, meta[name=robots]")).to_have_count(0)
    told = page.locator("body").inner_text()
    for made_up in ("نارون", "Narvan", "نمونه", "demonstration", "ساختگی", "made up"):
        assert made_up not in told
    assert Chat(page).violations() == []
    page.get_by_role("link", name={"fa": "English", "en": "فارسی"}[lang]).click()
    expect(page).to_have_url(f"{server.url}/?lang={'en' if lang == 'fa' else 'fa'}")


def test_before_its_branches_are_known_the_page_is_short_and_true(page: Page, server: ChatServer) -> None:
    server.facts = {"profile": {**PROFILE, "phone": None, "email": None, "website": None}, "branches": [], "cards": ()}
    page.goto(f"{server.url}/?lang=en")
    expect(page.locator("h1")).to_have_text(phrase("page.library.plain_headline", "en"))
    expect(page.locator("main h2, footer a")).to_have_count(0)
    expect(Chat(page).launcher).to_be_visible()


def test_shows_what_the_gateway_passes(page: Page, server: ChatServer) -> None:
    server.facts = {"profile": DEMO, "branches": BRANCHES, "cards": CARDS}
    page.goto(f"{server.url}/?lang=en")
    expect(page).to_have_title("Test Library")
    expect(page.locator("article h3")).to_have_text(["One <b>Branch</b>"])
    expect(page.locator("article tbody tr")).to_have_text(["Every day9–17"])
    expect(page.locator("#try code")).to_have_text(["210001", "1234", "210002", "4321"])
    expect(page.locator("#try td:nth-child(3)")).to_have_text(["Three loans", "An expired card"])
    expect(page.get_by_role("link", name="ask@library.example")).to_be_visible()


def test_embeds_the_widget_by_two_tags_and_nothing_else(page: Page, server: ChatServer) -> None:
    page.goto(f"{server.url}/?lang=fa")
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    source = page.evaluate("fetch('/?lang=fa').then((answer) => answer.text())")
    assert Source(source).has('script[src="/widget.js"][async] + ketabyar-chat')


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_fits_a_telephone(new_context: Callable[..., BrowserContext], server: ChatServer, lang: str) -> None:
    server.facts = {"profile": DEMO, "branches": BRANCHES, "cards": CARDS}
    page = new_context(viewport={"width": 360, "height": 700}).new_page()
    page.goto(f"{server.url}/?lang={lang}")
    expect(Chat(page).launcher).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_an_example_is_asked_in_the_chat(page: Page, server: ChatServer, lang: str) -> None:
    server.facts = {"profile": DEMO, "branches": BRANCHES, "cards": CARDS}
    page.goto(f"{server.url}/?lang={lang}")
    example = phrase("page.library.example.renew", lang)
    page.get_by_role("button", name=example, exact=True).click()
    chat = Chat(page)
    chat.expect_texts(example, f"echo: {example}")
    expect(chat.panel).to_be_visible()
    # The next one goes on in the same talk.
    other = phrase("page.library.example.author", lang)
    page.get_by_role("button", name=other, exact=True).click()
    expect(chat.log.locator(".m.patron .text")).to_have_text([example, other])
    assert len(server.visitors) == 1
