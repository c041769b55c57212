"""The pages of privacy: the library's choices, a patron's addresses, and what everybody may read, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from crm import records
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk
from tests.support.store_rows import add, add_patron, rows
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

SAVE = {"fa": phrase("save"), "en": phrase("save", "en")}


def bounced(console: Desk) -> str:
    """A patron with one address that came back."""

    async def work() -> str:
        patron = await add_patron(console.store, "29990002")
        address = {"patron_id": patron, "kind": "email", "value": "n@example.org", "value_norm": "n@example.org"}
        await add(console.store, records.ContactPoint, **address, bounced_at=console.clock.now())
        [row] = await rows(console.store, records.Patron, id=patron)
        return str(row.public_id)

    return console.run(work())


def looked_at(page: Page, name: str) -> None:
    """Let axe look, see that nothing sticks out, and take pictures of a wide and of a narrow window."""
    for width, kind in ((1280, ""), (400, "-narrow")):
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} at {width}"
        shot(page, f"{name}{kind}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_choices_are_made_and_the_pages_are_clean(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("manager", lang, "/console/privacy")
    page.locator("[name=talks]").fill("45")
    # Asked first, since words are erased by it.
    page.locator("form[action$='/periods'] button[type=submit]").click()
    page.locator("dialog[open] button.danger, dialog[open] button[value=yes], dialog[open] button").first.click()
    expect(page.locator("[name=talks]")).to_have_value("۴۵" if lang == "fa" else "45")
    page.locator("form[action$='/try'] button").click()
    expect(page.locator("#reports ~ .table, #reports ~ * table, section:has(#reports) table").first).to_be_visible()
    looked_at(page, f"privacy-{lang}")
    page.goto(f"/console/patron-data/{bounced(console)}")
    looked_at(page, f"patron-addresses-{lang}")
    page.goto(f"/privacy?lang={lang}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looked_at(page, f"privacy-public-{lang}")
