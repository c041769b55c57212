"""What stands around every page: sections, shortcuts, questions, notices; on small screens and without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import PASSWORD, Desk
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/console",
    "me": "/console/me",
    "staff": "/console/staff",
    "staff-new": "/console/staff/new",
    "audit": "/console/audit",
}
KEYS = {"fa": phrase("keys.title"), "en": phrase("keys.title", "en")}


def fits(page: Page) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return wide


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_axe_finds_nothing_on_any_page_and_each_fits(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("admin", lang)
    page.expected += ["404", "403"]  # type: ignore[attr-defined]
    person = console.accounts["editor"].id
    paths = {**PAGES, "staff-one": f"/console/staff/{person}", "missing": "/console/staff/999999"}
    for name, path in paths.items():
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
        assert fits(page), path
        shot(page, f"{name}-{lang}")
        page.set_viewport_size({"width": 400, "height": 800})
        assert fits(page), f"{path} at 400 pixels"
        axe(page)
        shot(page, f"{name}-{lang}-narrow")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_shortcuts_are_shown(open_console: OpenConsole, lang: str) -> None:
    page = open_console("admin", lang, "/console/staff")
    # The question mark of an English and of a Persian keyboard.
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name=KEYS[lang])
    expect(dialog).to_be_visible()
    expect(dialog.locator("kbd", has_text="a")).to_be_visible()
    axe(page)
    shot(page, f"keys-{lang}", whole=False)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: '؟', code: 'Slash', shiftKey: true}))")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button").click()
    page.locator(".keys-button").click()
    expect(dialog).to_be_visible()


def test_shortcuts_work_and_never_while_typing(open_console: OpenConsole) -> None:
    page = open_console("admin", "fa", "/console/staff")
    page.keyboard.press("/")
    search = page.locator("[data-search]")
    expect(search).to_be_focused()
    page.keyboard.type("a?g")
    expect(search).to_have_value("a?g")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(search).not_to_be_focused()
    page.keyboard.press("a")
    expect(page).to_have_url(f"{page.url.split('/console')[0]}/console/staff/new")
    page.locator("h1").click()
    # With the Persian layout, by the place of the keys.
    page.evaluate(
        "for (const [key, code] of [['ل', 'KeyG'], ['ا', 'KeyH']])"
        " document.dispatchEvent(new KeyboardEvent('keydown', {key, code}))"
    )
    expect(page.locator("h1")).to_contain_text("سلام")


def test_what_cannot_be_undone_is_asked_first(open_console: OpenConsole, console: Desk) -> None:
    page = open_console("admin", "en", f"/console/staff/{console.accounts['editor'].id}")
    leave = page.get_by_role("button", name=phrase("staff.deactivate", "en"))
    leave.click()
    dialog = page.get_by_role("dialog", name=phrase("confirm.title", "en"))
    expect(dialog).to_contain_text(phrase("staff.deactivate_ask", "en"))
    axe(page)
    shot(page, "confirm-en", whole=False)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("main .badge.good").first).to_have_text(phrase("staff.active", "en"))
    leave.click()
    dialog.get_by_role("button", name=phrase("confirm.yes", "en")).click()
    expect(page.locator("#notices")).to_contain_text(phrase("staff.deactivated", "en"))
    expect(page.locator("main .badge.bad").first).to_have_text(phrase("staff.inactive", "en"))
    page.reload()
    expect(page.locator("#notices")).to_be_empty()


def test_the_sections_open_on_a_small_screen(open_console: OpenConsole) -> None:
    page = open_console("admin", "fa", width=400)
    side, button = page.locator("nav.side"), page.locator(".menu-button")
    expect(side).to_be_hidden()
    button.click()
    expect(side).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    axe(page)
    shot(page, "menu-fa-narrow", whole=False)
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()
    expect(button).to_be_focused()


def test_htmx_carries_the_token(open_console: OpenConsole, console: Desk) -> None:
    page = open_console("librarian", "fa", "/console/me")
    page.expected.append("403")  # type: ignore[attr-defined]
    send = """(token) => {
      if (token) document.addEventListener('htmx:configRequest', (e) => (e.detail.headers['X-CSRF-Token'] = token));
      return htmx.ajax('POST', '/console/me/preferences',
        {target: '#notices', values: {name_fa: 'نام تازه', language: 'fa', calendar: ''}})
    }"""
    page.evaluate(send, None)
    page.goto("/console")
    expect(page.locator("h1")).to_have_text("سلام نام تازه")
    page.evaluate(send, "wrong")
    expect(page.locator("#notices")).to_contain_text(phrase("failed.csrf.title"))


def test_a_name_is_never_run(open_console: OpenConsole) -> None:
    page = open_console("admin", "en", "/console/me")
    page.locator("[name=name_fa]").fill("<img src=x onerror='window.broken=1'><script>window.broken=1</script>")
    page.locator("form[action$=preferences] button").click()
    expect(page.locator("#notices")).to_contain_text(phrase("saved", "en"))
    for path in ("/console", "/console/staff", "/console/audit"):
        page.goto(path)
        assert page.evaluate("window.broken") is None
        expect(page.locator(".me")).to_contain_text("<img src=x")


def test_everything_works_without_a_script(
    new_context: Callable[..., BrowserContext], console: Desk, outside: list[str]
) -> None:
    page = new_context(
        java_script_enabled=False, base_url=console.url, viewport={"width": 400, "height": 800}
    ).new_page()
    page.goto("/console/sign-in?lang=fa")
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    expect(page.locator("nav.side")).to_be_visible()
    page.locator("nav.side").get_by_role("link", name=phrase("nav.staff")).click()
    page.locator("[data-search]").fill("نگار")
    page.locator(".filters button").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody a").click()
    page.locator("[name=role]").select_option("librarian")
    page.locator("form[action$=role] button").click()
    expect(page.locator("#notices")).to_contain_text(phrase("staff.role_changed"))
    assert outside == []
