"""Lists as cards, the face of the chat, days and times, answers read from their beginning, the first screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.support import card_answers
from tests.support.chat_server import ChatServer, Json, Visitor
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = pytest.mark.browser

Open = Callable[..., Chat]


@pytest.fixture
def server(server: ChatServer) -> ChatServer:
    """Answers with lists to who names them."""

    def replies(visitor: Visitor, body: Json) -> list[Json]:
        text = body.get("text") or body["payload"]
        made = {"loans": card_answers.loans, "titles": card_answers.titles, "events": card_answers.events}.get(text)
        return [made(body["language"]) if made else {"text": f"echo: {text}"}]

    server._replies = replies  # type: ignore[method-assign]
    return server


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_axe_finds_nothing_on_cards_and_a_reader_counts_them(
    new_context: Callable[..., BrowserContext], server: ChatServer, lang: str, scheme: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme).new_page()
    page.goto(f"{server.url}/page?lang={lang}")
    chat = Chat(page)
    chat.open()
    for said, count in (("loans", 2), ("titles", 5), ("events", 1)):
        chat.say(said)
        cards = chat.log.get_by_role("list").last.get_by_role("listitem")
        expect(cards).to_have_count(count)
    assert chat.violations() == []
    assert chat.log.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_card_says_the_words_of_its_line_and_the_words_around_stay(
    open_chat: Open, server: ChatServer, lang: str
) -> None:
    chat = open_chat(lang)
    chat.say("titles")
    answer = card_answers.titles(lang)
    bubble = chat.log.locator(".m.bot[data-id] .text")
    first, *_, last = str(answer["text"]).split("\n")
    expect(bubble.locator("> div")).to_have_text([first, last])
    for card, item in zip(bubble.locator(".card").all(), answer["lists"][0]["items"], strict=True):
        expect(card.locator(".thing")).to_have_text(f"{item['n']}. {item['title']}")
        expect(card.locator(".author")).to_have_text(item["author"])
        expect(card.locator(".line")).to_have_text(item["lines"])
        assert card.locator(".cover").get_attribute("aria-hidden") == "true"
        # Drawn: nothing is asked of anybody.
        assert card.locator("img").count() == 0
    # The buttons that bear the titles are the cards' own now.
    expect(chat.log.locator(".m.bot[data-id] > .choices > button")).to_have_count(0)


def test_the_button_of_a_card_is_pressed_once_and_the_others_stay(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    chat = open_chat("en")
    chat.say("loans")
    expect(chat.button("Renew it")).to_have_count(2)
    first, second = chat.button("Renew it").all()
    first.click()
    chat.expect_texts("loans", "Renew it", sender="patron")
    assert server.said[1]["payload"] == '/renew{"ref":"loan:1"}'
    expect(first).to_have_attribute("aria-disabled", "true")
    expect(second).not_to_have_attribute("aria-disabled", "true")
    page.reload()
    again = Chat(page)
    expect(again.button("Renew it").first).to_have_attribute("aria-disabled", "true")
    expect(again.button("Renew it").last).not_to_have_attribute("aria-disabled", "true")
    # A refusal gives that button back.
    server.failures.append(429)
    again.button("Renew it").last.click()
    expect(again.problem).to_have_text("English 429")
    expect(again.button("Renew it").last).not_to_have_attribute("aria-disabled", "true")
    expect(again.button("Renew it").first).to_have_attribute("aria-disabled", "true")


def test_the_name_of_a_title_is_its_button(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("titles")
    chat.button("3. Emma").click()
    expect(chat.log.locator(".m.patron .text")).to_have_text(["titles", "Emma"])
    assert server.said[1] | {"payload": '/search_book{"ref":"title:3"}', "title": "Emma"} == server.said[1]


def test_the_librarys_own_covers_are_shown_where_it_has_them(page: Page, server: ChatServer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/page?lang=en")
    page.evaluate("(at) => document.querySelector('ketabyar-chat').setAttribute('covers', at)", "/covers/{isbn}.png")
    page.route("**/covers/9780000000001.png", lambda route: route.fulfill(body=DOT, content_type="image/svg+xml"))
    page.route("**/covers/9780000000002.png", lambda route: route.fulfill(status=404))
    chat = Chat(page)
    chat.open()
    chat.say("titles")
    expect(chat.log.locator(".card").first.locator("img")).to_have_count(1)
    # Where there is none, the drawn one is seen.
    expect(chat.log.locator(".card").nth(1).locator("img")).to_have_count(0)
    assert f"{server.url}/covers/9780000000001.png" in asked


DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="3"/>'


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (390, 700)])
def test_a_long_answer_is_read_from_its_beginning(
    new_context: Callable[..., BrowserContext], server: ChatServer, size: tuple[int, int]
) -> None:
    page = new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(f"{server.url}/page?lang=fa")
    chat = Chat(page)
    chat.open()
    chat.say("loans")
    expect(chat.log.locator(".card")).to_have_count(2)
    chat.say("titles")
    expect(chat.log.locator(".card")).to_have_count(7)
    top = "e => e.getBoundingClientRect().top - e.closest('.log').getBoundingClientRect().top"
    assert 0 <= chat.log.locator(".m.bot[data-id]").last.evaluate(top) < 40
    # What is said next is seen, and what comes later does not take a reader away.
    chat.say("x")
    expect(chat.log.locator(".m.bot[data-id] .text").last).to_have_text("echo: x")
    expect(chat.log.locator(".m.bot[data-id]").last).to_be_in_viewport()
    chat.log.evaluate("e => { e.scrollTop = 0; }")
    chat.until(lambda: chat.log.evaluate("e => e.scrollTop") == 0)
    server.staff_says("later")
    expect(chat.log.locator(".m.staff")).to_have_count(1)
    assert chat.log.evaluate("e => e.scrollTop") == 0


@pytest.mark.parametrize(("lang", "day"), [("fa", "دوشنبه ۲ آذر"), ("en", "Monday 23 November")])
def test_days_and_times_stand_with_what_was_said(
    new_context: Callable[..., BrowserContext], server: ChatServer, lang: str, day: str
) -> None:
    page = new_context(timezone_id="Asia/Tehran").new_page()
    page.goto(f"{server.url}/page?lang={lang}")
    chat = Chat(page)
    chat.open()
    chat.say("x")
    expect(chat.log.locator(".day")).to_have_count(1)
    for visitor in server.visitors.values():
        visitor.messages[0]["at"] = "2026-11-23T20:00:00Z"
    page.reload()
    expect(chat.log.locator(".day")).to_have_count(2)
    expect(chat.log.locator(".day").first).to_have_text(day)
    expect(chat.log.locator(".m.patron time")).to_have_text({"fa": "۲۳:۳۰", "en": "23:30"}[lang])
    chat.panel.locator(".tongue").click()
    expect(chat.log.locator(".m.patron time")).to_have_text({"en": "۲۳:۳۰", "fa": "23:30"}[lang])


def test_a_librarian_has_a_name_and_a_face(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("x")
    expect(chat.log.locator(".m.bot[data-id]")).to_have_count(1)
    server.staff_says("Hello, here I am")
    who = chat.log.locator(".m.staff .who")
    expect(who).to_contain_text("Librarian Zohreh Karimi:")
    expect(who.locator(".face")).to_have_text("Z\u200cK")
    server.staff_says("And me", by=None)
    expect(chat.log.locator(".m.staff .who").last).to_have_text("Librarian: ")


def test_the_dots_stand_where_the_answer_will(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("x")
    expect(chat.log.locator(".m.bot[data-id]")).to_have_count(1)
    server.delay = 1.0
    chat.say("y")
    dots = chat.panel.locator(".typing")
    expect(dots).to_have_text(phrase("widget.typing", "en"))
    box, own = dots.bounding_box(), chat.log.locator(".m.patron").last.bounding_box()
    assert box and own and box["y"] >= own["y"] + own["height"]
    expect(chat.log.locator(".m.bot[data-id]")).to_have_count(2)
    expect(dots).to_be_empty()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_first_screen_tells_what_is_open_to_who_is_known_and_nothing_to_others(
    open_chat: Open, server: ChatServer, page: Page, lang: str
) -> None:
    title = {"fa": "۱ رزرو آمادهٔ تحویل است", "en": "1 reservation is ready to collect"}
    server.matters = [{"title": title, "payload": "/hold_status"}]
    chat = open_chat(lang)
    expect(chat.presence).to_have_text(server.presence[lang])
    expect(chat.log.locator(".matters")).to_have_count(0)
    chat.say("x")
    chat.expect_texts("x", "echo: x")
    page.reload()
    expect(chat.presence).to_have_text(server.presence[lang])
    matter = chat.log.get_by_role("group", name=phrase("widget.open", lang)).get_by_role("button")
    expect(matter).to_have_text(title[lang])
    assert chat.violations() == []
    matter.click()
    expect(chat.log.locator(".m.patron .text").last).to_have_text(title[lang])
    assert server.said[-1]["payload"] == "/hold_status"


def test_a_sign_that_somebody_writes_ends_by_itself_whatever_else_happens(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    page.clock.install()
    chat = open_chat("en")
    chat.say("x")
    expect(chat.log.locator(".m.bot[data-id]")).to_have_count(1)
    chat.until(lambda: any(visitor.streams for visitor in server.visitors.values()))
    server.staff_writes()
    dots = chat.panel.locator(".typing")
    expect(dots).to_have_text(phrase("widget.staff_writing", "en"))
    page.clock.run_for(4_000)
    # What the page shows anew by itself is no news from the server.
    chat.widget.evaluate("e => e.showState(e.state)")
    expect(dots).to_have_text(phrase("widget.staff_writing", "en"))
    page.clock.run_for(2_500)
    expect(dots).to_be_empty()


def test_who_is_there_is_asked_again_while_nobody_says_anything(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    page.clock.install()
    chat = open_chat("en")
    before = server.presence["en"]
    expect(chat.presence).to_have_text(before)
    server.presence = {"fa": "سارا هست", "en": "Sara is in"}
    page.clock.run_for(4 * 60_000)
    expect(chat.presence).to_have_text(before)
    page.clock.run_for(2 * 60_000)
    expect(chat.presence).to_have_text(server.presence["en"])


def test_who_is_there_is_asked_anew_when_a_librarian_comes(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("hello")
    chat.expect_texts("hello", "echo: hello")
    expect(chat.presence).to_have_text(server.presence["en"])
    server.presence = {"fa": "سارا هست", "en": "Sara is in"}
    server.staff_says("Good morning")
    expect(chat.presence).to_have_text(server.presence["en"])


def test_a_question_that_was_overtaken_fails_for_itself_alone(page: Page, server: ChatServer) -> None:
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.fallback()
        else:
            held.append(route)

    page.route("**/api/chat/welcome", hold_first)
    page.goto(f"{server.url}/page?lang=en")
    chat = Chat(page)
    chat.open()
    chat.until(lambda: bool(held))
    chat.widget.evaluate("e => { e.greet(true); }")
    expect(chat.presence).to_have_text(server.presence["en"])
    before = chat.widget.evaluate("e => e.greeted")
    with page.expect_event("requestfailed"):
        held[0].abort()
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    assert chat.widget.evaluate("e => e.greeted") == before


TOLD = (
    "Call ۰۲۱-۸۸۸۸۸۸۸۸ or +98 21 8888 8888, write to ask@library.example. ISBN 9780441013593, on 2026-11-28, K-000025"
)


def test_telephone_numbers_and_addresses_are_links_and_other_numbers_are_not(
    open_chat: Open, server: ChatServer
) -> None:
    chat = open_chat("en")
    chat.say(TOLD)
    expect(chat.log.locator(".bot[data-id] .text")).to_have_text(f"echo: {TOLD}")
    links = chat.log.locator(".bot[data-id] a")
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert hrefs == ["tel:02188888888", "tel:+982188888888", "mailto:ask@library.example"]


def test_numbers_of_cases_and_hidden_numbers_are_read_in_order_and_on_one_line(
    open_chat: Open, server: ChatServer
) -> None:
    chat = open_chat("fa")
    chat.say("شکایت شما با شمارهٔ K-000025 ثبت شد و خبرش به 021-…01 می‌رسد؛ کارت شما ••••۱۰۰۱ است… ۲ کتاب دارید.")
    held = chat.log.locator(".bot[data-id] .text bdi")
    expect(held).to_have_text(["K-000025", "021-…01", "••••۱۰۰۱"])
    # As they lie on the page from left to right.
    seen = held.evaluate_all(
        "all => all.map((one) => { const text = one.firstChild, signs = []; for (let at = 0; at < text.length; at++) {"
        " const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1);"
        " signs.push([range.getBoundingClientRect().left, text.data[at]]); }"
        " return signs.sort((a, b) => a[0] - b[0]).map((sign) => sign[1]).join(''); })"
    )
    assert seen == ["K-000025", "021-…01", "••••۱۰۰۱"]
    assert held.evaluate_all("all => all.map((one) => one.getClientRects().length)") == [1, 1, 1]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_an_open_chat_hears_at_once_when_a_librarian_comes(open_chat: Open, server: ChatServer, lang: str) -> None:
    chat = open_chat(lang)
    chat.say("hello")
    expect(chat.log.locator(".m.bot[data-id]")).to_have_count(1)
    # Once the stream is open it has told who is there.
    server.presence_is("هنوز کسی نیست", "Nobody yet")
    expect(chat.presence).to_have_text({"fa": "هنوز کسی نیست", "en": "Nobody yet"}[lang])
    server.presence_is("سارا هست", "Sara is in")
    expect(chat.presence).to_have_text({"fa": "سارا هست", "en": "Sara is in"}[lang])
    expect(chat.log.locator(".m.bot[data-id]")).to_have_count(1)
