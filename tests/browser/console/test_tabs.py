"""Several pages of one librarian, of which one listens to the server for all of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.support.console_pages import OpenConsole
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk

pytestmark = pytest.mark.browser

EVENTS = "**/console/events"
ENDED = "#notices [data-ended]"
# Writes down what the page that listens tells the others.
HEARD = """
window.heard = [];
new BroadcastChannel("ketabyar-console").addEventListener("message", ({ data }) => window.heard.push(data));
"""


def test_a_tab_that_moves_on_ends_nothing_in_the_others(open_console: OpenConsole, console: Desk) -> None:
    page = open_console("librarian", "en", "/console/cases")
    page.wait_for_load_state()
    other = page.context.new_page()
    other.add_init_script(HEARD)
    other.goto("/console/answers")
    other.wait_for_load_state()
    # The first one listens for both; where it goes, the other takes over.
    page.goto("/console/conversations")
    ask_for_librarian(console, chat(console, "en"))
    for each in (other, page):
        expect(each.locator(".live-badge")).to_be_visible()
        expect(each.locator(ENDED)).to_have_count(0)
    assert "ended" not in other.evaluate("window.heard")


def test_a_stream_that_fails_begins_anew_and_an_end_is_told(open_console: OpenConsole, console: Desk) -> None:
    page = open_console("librarian", "en", "/console/cases")
    page.expected += ["503", "401"]  # type: ignore[attr-defined]
    # Twice: the browser's own question, and the one whether that was the end.
    page.route(EVENTS, lambda route: route.fulfill(status=503), times=2)
    page.goto("/console/answers")
    ask_for_librarian(console, chat(console, "en"))
    expect(page.locator(".live-badge")).to_be_visible()
    expect(page.locator(ENDED)).to_have_count(0)

    def refuse(route: Route) -> None:
        route.fulfill(status=401)

    page.route(EVENTS, refuse)
    page.goto("/console/cases")
    expect(page.locator(ENDED)).to_be_visible()
