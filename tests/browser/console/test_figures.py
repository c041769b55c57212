"""The dashboard and the report in a real browser, in both directions."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.bot.console.test_figures import ALL, PAGE, rated, talks
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk
from tests.support.waiting import until_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_dashboard_is_seen_at_a_glance(open_console: OpenConsole, console: Desk, lang: str) -> None:
    talks(console, 60, counted=False)
    rated(console, [5, 4, 2, 1, 5, 3, 4])
    page = open_console("manager", lang, f"{PAGE}?span=days30", width=1440, height=900)
    cards = page.locator(".headline")
    expect(cards).to_have_count(5)
    for n in range(5):
        box = cards.nth(n).locator("strong").bounding_box()
        assert box is not None and box["y"] + box["height"] < 900, "all five are in view"
    axe(page)
    shot(page, f"figures-{lang}-1440")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        until_in(page, lambda: page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        shot(page, f"figures-{lang}-{width}")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(".headline a.made").first.click()
    expect(page.locator("main a[href*='/console/conversations/']").first).to_be_visible()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_all_figures_read_well(open_console: OpenConsole, console: Desk, lang: str) -> None:
    talks(console, 60)
    page = open_console("manager", lang, f"{ALL}?span=week")
    drawn = page.locator("canvas[data-chart]")
    expect(drawn.first).to_be_visible()
    page.wait_for_function("[...document.querySelectorAll('canvas[data-chart]')].every((c) => Chart.getChart(c))")
    # Drawn to the end.
    until_in(page, lambda: page.evaluate("Object.values(Chart.instances).every((one) => !Chart.animator.running(one))"))
    direction = page.evaluate("Chart.getChart(document.querySelector('canvas[data-chart]')).options.scales.x.reverse")
    assert direction == (lang == "fa"), "time runs in the direction in which the page is read"
    shot(page, f"figures-all-{lang}")
    axe(page)
    page.locator("figure summary").first.click()
    page.locator(".figure summary").first.click()
    expect(page.locator("figure table").first).to_be_visible()
    axe(page)
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 800})
        # The charts follow the window a moment later.
        until_in(page, lambda: page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
    shot(page, f"figures-all-{lang}-narrow")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_report_prints_without_its_frame(open_console: OpenConsole, console: Desk, lang: str) -> None:
    talks(console, 60)
    month = "1405-09" if lang == "fa" else "2026-11"
    page = open_console("manager", lang, f"{PAGE}/report?month={month}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    shot(page, f"report-{lang}")
    page.emulate_media(media="print")
    expect(page.locator("nav.side")).to_be_hidden()
    expect(page.locator("header.top")).to_be_hidden()
    shot(page, f"report-{lang}-print")


def test_without_a_script_the_tables_are_there(open_console: OpenConsole, console: Desk) -> None:
    talks(console, 60)
    page = open_console("manager", "en", PAGE)
    page.route("**/*.js", lambda route: route.abort())
    page.expected.append("Failed to load resource")  # type: ignore[attr-defined]
    page.goto(f"{ALL}?span=week")
    page.locator("figure summary").first.click()
    expect(page.locator("figure table").first).to_be_visible()
