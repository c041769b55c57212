"""The calendar beside fields for days: both calendars and directions, by pointer and keyboard; typing is enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import PASSWORD, Desk
from tests.support.texts import phrase

pytestmark = pytest.mark.browser
LIST = "/console/audit"


@pytest.mark.parametrize(
    ("lang", "typed", "next_day", "month"),
    [("fa", "۱۴۰۵/۰۹/۳۰", "۱۴۰۵/۱۰/۰۱", "دی ۱۴۰۵"), ("en", "2026-11-30", "2026-12-01", "December 2026")],
)
def test_a_day_is_chosen_by_keys(open_console: OpenConsole, lang: str, typed: str, next_day: str, month: str) -> None:
    page = open_console("auditor", lang, LIST)
    field = page.locator("#f-from")
    field.fill(typed)
    button = page.locator(".day-field:has(#f-from) > button")
    button.press("Enter")
    box = page.get_by_role("dialog", name=phrase("days.choose", lang), exact=True)
    expect(box).to_be_visible()
    expect(box.locator("[aria-selected=true] button")).to_be_focused()
    axe(page)
    shot(page, f"days-{lang}", whole=False)
    # Ahead is to the left where one reads from right to left.
    page.keyboard.press("ArrowLeft" if lang == "fa" else "ArrowRight")
    expect(box.locator("strong")).to_contain_text(month.split()[0])
    expect(box.locator("strong")).to_contain_text(month.split()[1])
    page.keyboard.press("Enter")
    expect(field).to_have_value(next_day)
    expect(button).to_be_focused()
    expect(box).to_have_count(0)
    # And back by a week, a month and a year; nothing is taken over by Escape.
    button.press("Enter")
    for key in ("ArrowUp", "PageUp", "Shift+PageUp", "Home", "End", "Escape"):
        page.keyboard.press(key)
    expect(box).to_have_count(0)
    expect(field).to_have_value(next_day)
    page.locator("form[role=search] button.secondary").click()
    expect(page.locator("#f-from")).to_have_value(next_day)


def test_each_day_of_years_is_the_same_there_and_back(open_console: OpenConsole) -> None:
    """What the field writes is what the server reads: every last day of a month, leap years among them."""
    page = open_console("auditor", "fa", LIST)
    field = page.locator("#f-from")
    button = page.locator(".day-field:has(#f-from) > button")
    for typed, follows in (
        ("1403/12/30", "۱۴۰۴/۰۱/۰۱"), ("1404/12/29", "۱۴۰۵/۰۱/۰۱"), ("۱۴۰۵/۶/۳۱", "۱۴۰۵/۰۷/۰۱"),
        ("1408-12-30", "۱۴۰۹/۰۱/۰۱"), ("2026-11-30", "۱۴۰۵/۰۹/۱۰"),
    ):  # fmt: skip
        field.fill(typed)
        button.click()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        expect(field).to_have_value(follows)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_it_stands_on_a_telephone_and_today_is_one_press_away(open_console: OpenConsole, lang: str) -> None:
    page = open_console("auditor", lang, LIST, width=390, height=844)
    for name in ("from", "to"):
        page.locator(f".day-field:has(#f-{name}) > button").click()
        box = page.locator(".day-box")
        place = box.bounding_box()
        assert place is not None and place["x"] >= 0 and place["x"] + place["width"] <= 390
        shot(page, f"days-{name}-{lang}-390", whole=False)
    page.get_by_role("button", name=phrase("days.today", lang)).click()
    expect(page.locator("#f-to")).to_have_value("۱۴۰۵/۰۹/۰۳" if lang == "fa" else "2026-11-24")


def test_without_a_script_days_are_typed(new_context: Callable[..., BrowserContext], console: Desk) -> None:
    page = new_context(java_script_enabled=False, base_url=console.url).new_page()
    page.goto("/console/sign-in?lang=en")
    page.locator("[name=username]").fill("auditor")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.goto(LIST)
    page.locator("#f-from").fill("2026-11-20")
    page.locator("form[role=search] button.secondary").click()
    expect(page.locator("#f-from")).to_have_value("2026-11-20")
    expect(page.locator(".notice.care")).to_have_count(0)
