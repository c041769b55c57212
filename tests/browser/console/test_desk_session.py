"""A session that ends at the desk: the door speaks the reader's language, and leads back to the page and the draft."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, update

from crm import records
from crm.database.upsert import table_of
from tests.support.console_pages import STAFF, OpenConsole, arrived, axe, claim
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import PASSWORD, Desk
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

SESSION = table_of(records.StaffSession)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_one_comes_back_to_the_same_page_with_the_draft(open_console: OpenConsole, console: Desk, lang: str) -> None:
    # The browser prefers the other language.
    page = open_console("librarian", "en" if lang == "fa" else "fa", "/console/inbox")
    reads = update(STAFF).where(STAFF.c.username == "librarian").values(language=lang)
    console.run(console.store.transact(lambda connection: connection.execute(reads) and None))
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    page.goto("/console/inbox")
    claim(page, public_id)
    box = page.locator("[data-answer]")
    draft = "یک پاسخ بلند" if lang == "fa" else "A long answer"
    box.fill(draft)
    page.expected.extend(["401", "Failed to load resource"])  # type: ignore[attr-defined]
    # The page asks for the queue by itself, and may find out before the key is pressed.
    page.route("**/inbox/rail**", lambda route: route.abort())
    console.run(console.store.transact(lambda connection: connection.execute(delete(SESSION)) and None))
    box.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(phrase("sign_in.title", lang))
    axe(page)
    page.locator("[name=username]").fill("librarian")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    arrived(page, f"{console.url}/console/inbox/{public_id}")
    expect(page.locator("[data-answer]")).to_have_value(draft)
    page.locator("[data-answer]").press("Control+Enter")
    expect(page.locator(".bubble.staff")).to_have_text(draft)
    assert [each["text"] for each in patron.history()].count(draft) == 1
