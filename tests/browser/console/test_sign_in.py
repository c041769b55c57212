"""Signing in to the console in a real browser, in both languages, with and without a second step."""

from __future__ import annotations

import pyotp
import pytest
from playwright.sync_api import expect

from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import PASSWORD, Desk
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

TITLE = {"fa": phrase("sign_in.title"), "en": phrase("sign_in.title", "en")}
HELLO = {"fa": "سلام زهره کریمی", "en": "Hello زهره کریمی"}
WRONG = {"fa": phrase("sign_in.wrong"), "en": phrase("sign_in.wrong", "en")}


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_signs_in(open_console: OpenConsole, lang: str) -> None:
    page = open_console(None, lang, "/console")
    page.expected.append("422")  # type: ignore[attr-defined]
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE[lang])
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "fa" else "ltr")
    expect(page.locator("[name=username]")).to_be_focused()
    axe(page)
    shot(page, f"sign-in-{lang}")
    page.locator("[name=username]").fill("librarian")
    page.locator("[name=password]").fill("wrong password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(WRONG[lang])
    expect(page.locator("[name=username]")).to_have_value("librarian")
    expect(page.locator("[name=password]")).to_have_value("")
    axe(page)
    shot(page, f"sign-in-wrong-{lang}")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("nav.side")).to_be_visible()
    page.get_by_role("button", name=phrase("sign_out", lang)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE[lang])


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_second_step(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("librarian", lang, "/console/me")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("#begin-password").fill(PASSWORD)
    page.locator("form[action$='two-step/begin'] button").click()
    app = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    axe(page)
    shot(page, f"two-step-{lang}")
    page.locator("[name=code]").fill("12")
    page.keyboard.press("Enter")
    expect(page.locator("[name=code]")).to_have_attribute("aria-invalid", "true")
    page.locator("[name=code]").fill(app.at(console.clock.now()))
    page.keyboard.press("Enter")
    expect(page.locator(".codes code")).to_have_count(10)
    shot(page, f"codes-{lang}")
    page.goto(f"{console.url}/console/me")
    expect(page.locator("#two-step .badge")).to_have_class("badge good")
    expect(page.locator(".secret")).to_have_count(0)
    axe(page)
    page.locator("form[action='/console/sign-out'] button").click()
    page.locator("[name=username]").fill("librarian")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[name=code]")).to_be_focused()
    axe(page)
    shot(page, f"code-{lang}")
    console.advance(seconds=31)
    page.locator("[name=code]").fill(app.at(console.clock.now()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(HELLO[lang])


def test_the_language_is_changed_on_the_page(open_console: OpenConsole) -> None:
    page = open_console(None, "fa", "/console/staff?role=editor")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE["en"])
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    # Where one wanted to be is not forgotten on the way.
    expect(page.locator("tbody tr")).to_have_count(1)
    assert page.url.endswith("/console/staff?role=editor")
