"""The network: nothing lost, nothing doubled, whatever the connection does; what arrives later; several tabs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.support.chat_server import ChatServer
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = pytest.mark.browser

Open = Callable[..., Chat]


def _ids(server: ChatServer) -> Counter[str]:
    messages = [message for visitor in server.visitors.values() for message in visitor.messages]
    return Counter(message["client_message_id"] for message in messages if message["sender"] == "patron")


def test_asks_for_nothing_until_it_is_opened_and_makes_no_visitor_until_something_is_said(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/page?lang=fa")
    expect(Chat(page).launcher).to_be_visible()
    page.wait_for_timeout(300)  # nothing must be asked, and nothing tells when it would have been
    assert [url for url in asked if "/api/" in url] == []
    chat = open_chat("fa")
    expect(chat.presence).to_have_text(server.presence["fa"])
    page.wait_for_timeout(300)  # what else would be asked
    assert [url for url in asked if "/api/" in url] == [f"{server.url}/api/chat/welcome"]
    assert not server.visitors
    chat.say("سلام")
    chat.expect_texts("سلام", "echo: سلام")
    assert len(server.visitors) == 1


def test_a_reload_loses_nothing_and_leaves_the_panel_open(open_chat: Open, page: Page, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("hours")
    chat.expect_texts("hours", "The library is open from 8:00 to 20:00.")
    page.reload()
    expect(chat.panel).to_be_visible()
    chat.expect_texts("hours", "The library is open from 8:00 to 20:00.")
    expect(chat.input).not_to_be_focused()  # a page that opens does not take the focus away
    assert len(server.visitors) == 1
    chat.panel.get_by_role("button", name=phrase("widget.close", "en")).click()
    page.reload()
    expect(chat.launcher).to_be_visible()
    expect(chat.panel).to_be_hidden()


@pytest.mark.parametrize("failure", ["lost-request", "lost-answer", 500, 502, 503])
def test_a_message_is_sent_again_under_its_id_until_it_is_acknowledged(
    open_chat: Open, server: ChatServer, failure: str | int
) -> None:
    chat = open_chat("en")
    server.failures.extend([failure, failure])
    chat.say("hello")
    expect(chat.log.get_by_text(phrase("widget.waiting", "en"))).to_be_visible()
    chat.expect_texts("hello", "echo: hello")
    expect(chat.log.get_by_text(phrase("widget.waiting", "en"))).to_have_count(0)
    expect(chat.state).to_be_empty()
    chat.page.wait_for_timeout(300)  # a message that is sent once more would come now
    chat.expect_texts("hello", "echo: hello")
    assert list(_ids(server).values()) == [1]
    assert len({said["client_message_id"] for said in server.said}) == 1


def test_a_turn_that_the_server_never_answers_is_asked_again(open_chat: Open, server: ChatServer, page: Page) -> None:
    page.add_init_script("const t = AbortSignal.timeout; AbortSignal.timeout = () => t.call(AbortSignal, 500)")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.fallback()
        else:
            held.append(route)

    page.route("**/api/chat/messages", hold)
    chat = open_chat("fa")
    chat.say("سلام")
    expect(chat.panel.locator(".typing")).to_have_text(phrase("widget.typing"))
    expect(chat.log.get_by_text(phrase("widget.waiting"))).to_be_visible()
    chat.expect_texts("سلام", "echo: سلام")
    assert len(held) == 1
    assert list(_ids(server).values()) == [1]


def test_what_is_written_offline_waits_and_goes_out_in_order_once(
    open_chat: Open, server: ChatServer, context: BrowserContext
) -> None:
    chat = open_chat("fa")
    chat.say("یک")
    chat.expect_texts("یک", "echo: یک")
    context.set_offline(True)
    expect(chat.state).to_have_text(phrase("widget.offline"))
    chat.say("دو")
    chat.say("سه")
    expect(chat.log.get_by_text(phrase("widget.waiting")).first).to_be_visible()
    context.set_offline(False)
    chat.expect_texts("یک", "دو", "سه", sender="patron")
    chat.expect_texts("echo: یک", "echo: دو", "echo: سه", sender="bot")
    chat.expect_texts("یک", "echo: یک", "دو", "echo: دو", "سه", "echo: سه")
    assert set(_ids(server).values()) == {1}
    expect(chat.state).to_be_empty()


def test_a_page_closed_before_the_answer_sends_again_when_it_returns(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    chat = open_chat("en")
    server.failures.extend(["lost-answer"] * 3)
    chat.say("hello")
    expect(chat.log.get_by_text(phrase("widget.waiting", "en"))).to_be_visible()
    page.goto("about:blank")
    server.failures.clear()
    page.goto(f"{server.url}/page?lang=en")
    Chat(page).open()
    chat.expect_texts("hello", "echo: hello")
    expect(chat.log.locator(".note")).to_have_count(0)
    assert list(_ids(server).values()) == [1]


def test_a_message_that_waited_longer_than_a_day_is_dropped(open_chat: Open, server: ChatServer, page: Page) -> None:
    open_chat("en")
    old = '{"id": "old", "at": 1000, "text": "of long ago", "language": "en"}'
    page.evaluate(f"localStorage.setItem('ketabyar:{server.url}:out:old', '{old}')")
    page.reload()
    Chat(page).open()
    page.wait_for_function(f"localStorage.getItem('ketabyar:{server.url}:out:old') === null")
    assert server.said == []


def test_what_a_librarian_writes_arrives_by_itself(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("fa")
    chat.say("کتابدار")
    chat.expect_texts("کتابدار", "echo: کتابدار")
    server.staff_says("در خدمتم\nبفرمایید")
    chat.expect_texts("در خدمتم\nبفرمایید", sender="staff")
    expect(chat.state).to_have_text(phrase("widget.with_staff"))
    expect(chat.log.locator(".staff .who")).to_be_visible()
    chat.say("ممنون")
    chat.expect_texts("کتابدار", "ممنون", sender="patron")
    expect(chat.panel.locator(".typing")).to_be_empty()


def test_the_stream_is_opened_again_and_misses_nothing(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("hello")
    chat.expect_texts("hello", "echo: hello")
    server.streaming = False
    server.cut_streams()
    server.staff_says("one")
    chat.expect_texts("one", sender="staff")  # by asking for what is new, though there is no stream
    server.staff_says("two")
    server.streaming = True
    chat.expect_texts("one", "two", sender="staff")
    expect(chat.state).to_have_text(phrase("widget.with_staff", "en"))
    server.staff_says("three")
    chat.expect_texts("one", "two", "three", sender="staff")


def test_a_librarians_word_that_the_patrons_own_overtook_is_shown_after_a_break(
    open_chat: Open, server: ChatServer
) -> None:
    chat = open_chat("en")
    chat.say("hello")
    chat.expect_texts("hello", "echo: hello")
    server.staff_says("how can I help?")
    chat.expect_texts("how can I help?", sender="staff")
    chat.until(lambda: next(iter(server.visitors.values())).streams)
    server.staff_says("are you there?", told=False)  # kept, but its telling comes a moment later, or to nobody
    chat.say("yes, I am")
    expect(chat.log.locator(".m.patron:not([data-id=''])")).to_have_count(2)  # acknowledged, and told to the stream
    server.cut_streams()
    chat.expect_texts("how can I help?", "are you there?", sender="staff")
    chat.expect_texts("hello", "echo: hello", "how can I help?", "are you there?", "yes, I am")
    server.cut_streams()  # what is read once more is not shown once more
    server.staff_says("good")
    chat.expect_texts("how can I help?", "are you there?", "good", sender="staff")


def test_who_waits_for_the_server_is_woken_when_the_stream_is_back(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    chat.say("hello")
    chat.expect_texts("hello", "echo: hello")
    chat.widget.evaluate("chat => { chat.rest(6e4).then(() => { window.woken = true; }); }")
    server.cut_streams()
    chat.page.wait_for_function("window.woken", timeout=20_000)


def test_an_answer_while_the_panel_is_closed_is_counted_on_the_button(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("fa")
    chat.say("کتابدار")
    chat.expect_texts("کتابدار", "echo: کتابدار")
    server.staff_says("یک")
    chat.expect_texts("یک", sender="staff")
    chat.input.press("Escape")
    server.staff_says("دو")
    expect(chat.launcher).to_have_text("گفت‌وگو با کتابخانه۱ پیام تازه")
    chat.launcher.click()
    chat.expect_texts("یک", "دو", sender="staff")
    chat.input.press("Escape")
    expect(chat.launcher.locator(".count")).to_be_hidden()


def test_a_closed_panel_holds_no_connection_unless_a_librarian_is_awaited(
    open_chat: Open, server: ChatServer, page: Page
) -> None:
    chat = open_chat("en")
    chat.say("hello")
    chat.expect_texts("hello", "echo: hello")
    visitor = next(iter(server.visitors.values()))
    chat.until(lambda: len(visitor.streams) == 1)
    chat.input.press("Escape")
    server.cut_streams()  # so that the server notices
    # Longer than it waits before it opens a stream again.
    page.wait_for_timeout(1500)
    assert visitor.streams == []


def test_a_visitor_whom_the_server_forgot_becomes_a_new_one_and_the_message_arrives(
    open_chat: Open, server: ChatServer
) -> None:
    chat = open_chat("en")
    chat.say("before")
    chat.expect_texts("before", "echo: before")
    server.forget_visitors()
    chat.say("after")
    chat.expect_texts("after", "echo: after")
    assert len(server.visitors) == 1
    assert list(_ids(server).values()) == [1]
    assert "echo: before" in chat.log.inner_text()  # still there to be read
    server.staff_says("hello")
    chat.expect_texts("hello", sender="staff")


def test_two_tabs_show_the_same(open_chat: Open, server: ChatServer, context: BrowserContext) -> None:
    one = open_chat("en")
    one.say("hello")
    one.expect_texts("hello", "echo: hello")
    two = open_chat("en", on=context.new_page())
    two.expect_texts("hello", "echo: hello")
    two.say("from two")
    every = ("hello", "echo: hello", "from two", "echo: from two")
    two.expect_texts(*every)
    one.expect_texts(*every)
    one.say("from one")
    for chat in (one, two):
        chat.expect_texts(*every, "from one", "echo: from one")
    assert len(server.visitors) == 1
    assert set(_ids(server).values()) == {1}


def test_two_tabs_opened_before_anything_was_said_share_one_visitor(
    open_chat: Open, server: ChatServer, context: BrowserContext
) -> None:
    one, two = open_chat("en"), open_chat("en", on=context.new_page())
    one.say("hello")
    two.expect_texts("hello", "echo: hello")
    two.say("and two")
    one.expect_texts("hello", "echo: hello", "and two", "echo: and two")
    assert len(server.visitors) == 1


def test_two_tabs_that_find_the_same_unsent_message_send_it_once(
    open_chat: Open, server: ChatServer, context: BrowserContext
) -> None:
    one = open_chat("en")
    one.say("first")
    one.expect_texts("first", "echo: first")
    server.failures.extend([503] * 2)
    one.say("second")
    expect(one.log.get_by_text(phrase("widget.waiting", "en"))).to_be_visible()
    two = open_chat("en", on=context.new_page())
    for chat in (one, two):
        chat.expect_texts("first", "echo: first", "second", "echo: second")
    assert set(_ids(server).values()) == {1}


def test_works_where_storage_is_forbidden(open_chat: Open, server: ChatServer, page: Page) -> None:
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("no"); } });"""
    )
    chat = open_chat("en")
    chat.say("hello")
    chat.expect_texts("hello", "echo: hello")
    chat.say("again")
    chat.expect_texts("hello", "echo: hello", "again", "echo: again")
    assert len(server.visitors) == 1


def test_many_messages_are_fetched_in_pages(open_chat: Open, server: ChatServer, page: Page) -> None:
    chat = open_chat("en")
    chat.say("hello")
    chat.expect_texts("hello", "echo: hello")
    for number in range(130):  # the server gives 100 at a time
        server.staff_says(str(number))
    expect(chat.log.locator(".staff")).to_have_count(130, timeout=30_000)
    page.reload()
    expect(chat.log.locator(".m[data-id]")).to_have_count(132)
    assert chat.texts("staff") == [str(number) for number in range(130)]


def test_a_connection_that_returns_is_no_longer_called_lost(open_chat: Open, context: BrowserContext) -> None:
    chat = open_chat("en")
    context.set_offline(True)
    expect(chat.state).to_have_text(phrase("widget.offline", "en"))
    context.set_offline(False)
    expect(chat.state).to_be_empty()


def test_the_log_stays_at_its_end_unless_somebody_reads_above(open_chat: Open, server: ChatServer) -> None:
    chat = open_chat("en")
    for number in range(9):
        chat.say(f"message {number}")
        expect(chat.log.locator(".m.bot[data-id]")).to_have_count(number + 1)
    end = "e => e.scrollHeight - e.scrollTop - e.clientHeight < 2"
    assert chat.log.evaluate(end)
    chat.input.fill("one\ntwo\nthree")  # the field grows, the log shrinks
    chat.until(lambda: chat.log.evaluate(end))
    chat.log.evaluate("e => { e.scrollTop = 0; }")
    chat.page.wait_for_timeout(100)  # that it was scrolled is told to the widget with its next picture
    server.staff_says("hello")
    chat.expect_texts("hello", sender="staff")
    assert chat.log.evaluate("e => e.scrollTop") == 0
