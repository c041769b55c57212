"""The page of the HTTP API, in demo mode: everything on it comes from here, and requests can be tried."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.console_pages import OpenConsole, shot


def test_the_api_can_be_read_and_tried_without_the_internet(open_console: OpenConsole) -> None:
    page = open_console(None, "en", "/schema")
    expect(page.locator(".opblock-tag")).to_have_count(7)
    expect(page.locator(".info .title")).to_contain_text("ketabyar")
    page.locator("#operations-tag-health h3, [id='operations-tag-health']").first.click()
    live = page.locator(".opblock", has_text="/health/live").filter(has=page.locator("text=GET")).first
    live.locator(".opblock-summary-control").click()
    live.get_by_role("button", name="Execute").click()
    expect(live.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")
    shot(page, "api-page")
