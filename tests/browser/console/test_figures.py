"""The dashboard and the report in a real browser, in both directions."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect
from sqlalchemy import insert

from crm import records
from crm.database.upsert import table_of
from tests.bot.console.test_figures import ALL, PAGE, rated, talks
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import NOW, Desk
from tests.support.waiting import until_in

pytestmark = pytest.mark.browser


def fill_questions(console: Desk) -> None:
    """Write ten matters that nobody answered, under titles as long as titles are."""

    def work(connection: Any) -> None:
        for n in range(1, 11):
            title = f"{n} آیا می‌شود کتاب‌های مرجع تالار ایران‌شناسی را برای نمایشگاه هفتهٔ آینده به امانت گرفت یا نه؟"
            times = {"created_at": NOW, "updated_at": NOW}
            connection.execute(insert(table_of(records.QuestionGroup)), {"id": n, "title": title, **times})
            asked = {"id": n, "cluster_key": f"k{n}", "language": "fa", "sample_redacted": title, "group_id": n}
            seen = {"first_seen_at": NOW, "last_seen_at": NOW}
            connection.execute(insert(table_of(records.UnansweredQuestion)), {**asked, **seen})
            one = {"question_id": n, "wording": title, "seen_at": NOW}
            connection.execute(insert(table_of(records.QuestionSighting)), one)

    console.run(console.store.transact(work))


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
@pytest.mark.parametrize("count", [0, 60])
def test_the_report_is_one_printed_page(open_console: OpenConsole, console: Desk, lang: str, count: int) -> None:
    if count:
        talks(console, count, counted=False)
        rated(console, [5, 4, 2, 1, 5, 3, 4])
        fill_questions(console)
    month = "1405-09" if lang == "fa" else "2026-11"
    page = open_console("manager", lang, f"{PAGE}/report?month={month}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    shot(page, f"report-{lang}-{count}")
    printed = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(printed) == 1
    width, height = (round(points / 72 * 25.4) for points in printed[0].get_size())
    assert (width, height) == (210, 297), "A4"
    if count:
        assert sum(1 for _ in printed[0].get_objects()) > 60, "with its pictures"
    page.emulate_media(media="print")
    expect(page.locator("nav.side")).to_be_hidden()
    expect(page.locator("header.top")).to_be_hidden()
    shot(page, f"report-{lang}-{count}-print")


def test_without_a_script_the_tables_are_there(open_console: OpenConsole, console: Desk) -> None:
    talks(console, 60)
    page = open_console("manager", "en", PAGE)
    page.route("**/*.js", lambda route: route.abort())
    page.expected.append("Failed to load resource")  # type: ignore[attr-defined]
    page.goto(f"{ALL}?span=week")
    page.locator("figure summary").first.click()
    expect(page.locator("figure table").first).to_be_visible()
