"""Segments and campaigns in a real browser: a rule built by hand, a campaign with its result, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.jobs.notices import Notices
from tests.bot.console.test_campaigns import FORM, filled
from tests.support.axe import violations
from tests.support.console_pages import OpenConsole, shot
from tests.support.desk import Desk

pytestmark = pytest.mark.browser

WIDTHS = ((1440, 900), (390, 844))


def looked_at(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing wider than the window, and a picture."""
    assert violations(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    shot(page, name)


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_rule_is_built_and_counted(
    console: Desk, open_console: OpenConsole, lang: str, width: int, height: int
) -> None:
    page = open_console("manager", lang, "/console/segments/new", width=width, height=height)
    page.locator("[name=name]").fill("دانشجویان" if lang == "fa" else "Students")
    for place, field in enumerate(("category", "interest", "loans")):
        page.locator('[name="g0.add"]').select_option(field)
        page.locator('button[value="add:0"]').click()
        expect(page.locator(f'[name="g0.c{place}.field"]')).to_have_value(field)
    page.locator('[name="g0.c0.values"]').first.check()
    page.locator('[name="g0.c2.least"]').fill("1")
    page.locator('[name="g0.c2.days"]').fill("90")
    page.locator('[name="g0.c2.not"]').check()
    page.locator('[name="g0.c1.not"]').check()
    page.locator('button[value="group"]').click()
    page.locator('[name="g1.add"]').select_option("language")
    page.locator('button[value="add:1"]').click()
    page.locator('[name="g1.c0.values"]').first.check()
    page.locator('button[value="preview"]:not(.unseen)').click()
    expect(page.locator(".count")).to_be_visible()
    looked_at(page, f"segment-{lang}-{width}")
    page.locator('button[value="save"]').click()
    page.wait_for_url("**/console/segments/1")
    page.goto("/console/segments")
    looked_at(page, f"segments-{lang}-{width}")
    page.goto("/console/segments/1/members")
    looked_at(page, f"members-{lang}-{width}")


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_campaign_is_written_approved_and_told(
    console: Desk, open_console: OpenConsole, lang: str, width: int, height: int
) -> None:
    console.run(filled(console, 8))
    author = console.client("supervisor")
    author.post("/console/campaigns/new", FORM)
    page = open_console("manager", lang, "/console/campaigns/1", width=width, height=height)
    looked_at(page, f"campaign-draft-{lang}-{width}")
    page.locator('form[action$="/approve"] button').click()
    page.wait_for_url("**/console/campaigns/1")
    settings = console.parts.settings.model_copy(update={"telegram_token": "1:x"})
    console.run(Notices(settings, console.store).run())
    page.goto("/console/campaigns/1")
    expect(page.locator("#result")).to_be_visible()
    looked_at(page, f"campaign-{lang}-{width}")
    page.goto("/console/campaigns")
    looked_at(page, f"campaigns-{lang}-{width}")
    page.goto("/console/campaigns/new")
    looked_at(page, f"campaign-form-{lang}-{width}")
