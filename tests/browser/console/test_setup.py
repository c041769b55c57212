"""An editor is led through the first day in a real browser, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from crm import records
from tests.browser.console.test_cases import looked_at
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk, without_librarians
from tests.support.fake_engine import said
from tests.support.store_rows import rows

pytestmark = pytest.mark.browser

UNTIL = {"fa": "۱۴۰۶/۰۳/۱۵", "en": "2027-06-05"}


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_steps_of_the_first_day(open_console: OpenConsole, console: Desk, lang: str) -> None:
    without_librarians(console)
    page = open_console("editor", lang, "/console/setup")
    looked_at(page, f"setup-{lang}")
    step = page.locator("[data-step=desk]")
    step.locator("form button").click()
    expect(page.locator("[data-step=desk].past")).to_be_visible()
    page.locator("[data-step=desk] form button").click()
    expect(page.locator("[data-step=desk]:not(.past)")).to_be_visible()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_holidays_are_looked_at_and_taken(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, "/console/places/holidays")
    page.locator("#f-country").select_option("AE")
    page.locator("#f-until").fill(UNTIL[lang])
    page.locator("form[role=search] button[type=submit]").click()
    looked_at(page, f"holidays-{lang}")
    boxes = page.locator("input[name=days]")
    for place in range(boxes.count()):
        boxes.nth(place).set_checked(place == 0)
    first = boxes.first.get_attribute("value")
    row = page.locator("tr", has=page.locator(f"input[name=days][value='{first}']"))
    row.locator("input[name=name_en]").fill(f"A day of {lang}")
    page.locator("main form[method=post] .actions button").click()
    expect(page.locator("#notices")).not_to_be_empty()
    page.goto("/console/places/holidays?country=AE")
    expect(page.locator(f"input[value='{first}']")).to_have_count(0)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_loan_rule(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, "/console/places/rules")
    looked_at(page, f"rules-{lang}")
    page.keyboard.press("a")
    page.locator("#f-patron_category").fill(f"guests-{lang}")
    page.locator("#f-loan_days").fill("0")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("main form[method=post] .actions button").click()
    expect(page.locator("#f-loan_days-error")).to_be_visible()
    looked_at(page, f"rule-wrong-{lang}")
    page.locator("#f-loan_days").fill("۷" if lang == "fa" else "7")
    page.locator("main form[method=post] .actions button").click()
    expect(page.locator("main")).to_contain_text(f"guests-{lang}")


SIZES = ((1440, 900), (1280, 800), (390, 844))


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_library_is_tried_out_where_it_is_set_up(open_console: OpenConsole, console: Desk, lang: str) -> None:
    buttons = [{"title": "بله" if lang == "fa" else "Yes", "payload": "/affirm"}]
    words = "شنبه ۸ تا ۲۰ باز است." if lang == "fa" else "On Saturday it is open from 8 to 20."

    async def script(_: dict[str, Any]) -> dict[str, Any]:
        return said(words, intent="hours", message={"buttons": buttons})

    console.engine.script = script
    page = open_console("editor", lang, "/console/setup")
    panel = page.locator("#try")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        panel.scroll_into_view_if_needed()
        shot(page, f"try-empty-{lang}-{width}")
    panel.locator("button[name=example]").first.click()
    expect(panel.locator("li.turn.bot .bubble")).to_have_text(words)
    expect(panel.locator("[data-sources] a").first).to_have_attribute("href", "/console/places")
    # The return key says what was typed, and presses no button of the answer.
    panel.locator("#f-words").fill("?" if lang == "en" else "؟")
    panel.locator("#f-words").press("Enter")
    expect(panel.locator("li.turn.patron .bubble")).to_have_count(2)
    panel.locator("button[name=pressed]").click()
    expect(panel.locator("li.turn.patron .bubble").last).to_have_text(buttons[0]["title"])
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        panel.scroll_into_view_if_needed()
        shot(page, f"try-{lang}-{width}")
        page.locator("#machine").scroll_into_view_if_needed()
        shot(page, f"machine-{lang}-{width}")
    assert [row.is_test for row in console.run(rows(console.store, records.Interaction))][-1] is True
