"""An editor is led through the first day in a real browser, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.console.test_cases import looked_at
from tests.support.console_pages import OpenConsole

pytestmark = pytest.mark.browser

UNTIL = {"fa": "۱۴۰۶/۰۳/۱۵", "en": "2027-06-05"}


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_steps_of_the_first_day(open_console: OpenConsole, lang: str) -> None:
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
    page.locator("form[role=search] button").click()
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
