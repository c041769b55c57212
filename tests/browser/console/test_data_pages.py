"""The pages of what comes in and goes out (imports, notices, patrons' data) and of guardians, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from crm import records
from tests.bot.console.test_imports import AT as IMPORTS
from tests.bot.console.test_imports import MEMBERS, PATRONS
from tests.browser.console.test_privacy import looked_at
from tests.support.console_pages import OpenConsole
from tests.support.desk import Desk
from tests.support.store_rows import add, add_patron, rows

pytestmark = pytest.mark.browser


def someone(console: Desk) -> tuple[int, str]:
    async def work() -> tuple[int, str]:
        patron = await add_patron(console.store, "29990003", display_name="زرقام زرقامی")
        [row] = await rows(console.store, records.Patron, id=patron)
        return patron, str(row.public_id)

    return console.run(work())


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_file_is_brought_in(open_console: OpenConsole, lang: str) -> None:
    page = open_console("admin", lang, IMPORTS)
    looked_at(page, f"imports-{lang}")
    page.locator("[name=kind]").select_option("patrons")
    page.locator("[type=file]").set_input_files({"name": "members.csv", "mimeType": "text/csv", "buffer": PATRONS})
    page.locator("main form[enctype] button[type=submit]").click()
    page.wait_for_url(f"**{IMPORTS}/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looked_at(page, f"import-file-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_rows_in_xml_and_the_library_as_a_file(open_console: OpenConsole, lang: str) -> None:
    page = open_console("admin", lang, IMPORTS)
    page.locator("#f-kind").select_option("patrons")
    page.locator("#f-file").set_input_files([{"name": "members.xml", "mimeType": "text/xml", "buffer": MEMBERS}])
    page.locator("form[enctype] button").click()
    names = page.locator("select[name=column]")
    expect(names).to_have_count(4)
    for place, name in ((1, "card"), (2, "first_name"), (3, "last_name")):
        names.nth(place).select_option(name)
    looked_at(page, f"import-xml-{lang}")
    page.locator("button[name=do][value=try]").click()
    expect(page.locator("#going")).to_have_count(1)
    expect(page.locator("[hx-trigger]")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("members.xml")
    looked_at(page, f"import-xml-tried-{lang}")
    # Where it was over before the page was there, the file stands below what was found.
    if page.locator("#going a.button").count():
        page.locator("#going a.button").click()
    expect(page.locator("select[name=column]").nth(2)).to_have_value("first_name")
    page.goto(IMPORTS)
    page.locator("a[href='/console/imports/library']").click()
    looked_at(page, f"library-file-{lang}")
    with page.expect_download() as sent:
        page.locator("a[href='/console/imports/library/file']").click()
    assert sent.value.suggested_filename == "library.yml"


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_notices_and_patrons_data(open_console: OpenConsole, console: Desk, lang: str) -> None:
    patron, public_id = someone(console)
    now = console.store.clock.now()
    told = {"patron_id": patron, "kind": "due_soon", "channel": "email", "due_at": now, "planned_at": now}
    kept = {"status": "suppressed", "reason": "no_consent", "settled_at": now, "send_after": now}
    console.run(add(console.store, records.Notice, **told, **kept, thing="loan:1"))
    page = open_console("manager", lang, "/console/notices")
    looked_at(page, f"notices-{lang}")
    for path, name in (("", "patron-data"), (f"/{public_id}/copy", "patron-copy")):
        page.goto(f"/console/patron-data{path}")
        looked_at(page, f"{name}-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_guardians(open_console: OpenConsole, console: Desk, lang: str) -> None:
    _, public_id = someone(console)
    page = open_console("manager", lang, "/console/guardians")
    looked_at(page, f"guardians-{lang}")
    page.goto(f"/console/guardians/{public_id}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looked_at(page, f"guardians-of-{lang}")
