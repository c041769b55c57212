"""A patron is answered from the desk, in a real browser and both languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Connection, select, update

from crm import records
from crm.database.upsert import table_of
from crm.handoff import canned_answers
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

LONG_AFTER = datetime(2100, 1, 1, tzinfo=UTC)
INTERACTION, IDENTITY, PATRON = (
    table_of(record) for record in (records.Interaction, records.ChannelIdentity, records.Patron)
)
TAKE = {"fa": phrase("inbox.claim"), "en": phrase("inbox.claim", "en")}
BACK = {"fa": phrase("desk.to_bot"), "en": phrase("desk.to_bot", "en")}
CANNED = {
    "code": "salaam",
    "title_fa": "سلام",
    "title_en": "Greeting",
    "text_fa": "سلام {patron}، من {staff} هستم.",
    "text_en": "Hello {patron}, this is {staff}.",
    "is_active": True,
}


def bind(connection: Connection) -> None:
    """Let the chats be those of a patron with loans."""
    loan, patron = table_of(records.Loan), PATRON.c.id
    one = connection.scalar(select(patron).join(loan, loan.c.patron_id == patron).limit(1))
    connection.execute(update(INTERACTION).values(patron_id=one))
    connection.execute(update(IDENTITY).values(patron_id=one, assurance=2, signed_in_until=LONG_AFTER))


def narrow(page: Page, name: str) -> None:
    """Look at the page on a telephone: nothing sticks out."""
    page.set_viewport_size({"width": 400, "height": 800})
    shot(page, f"{name}-narrow")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_patron_is_answered(open_console: OpenConsole, console: Desk, lang: str) -> None:
    console.run(canned_answers.save_canned(console.store, CANNED, by=console.actor("librarian")))
    page = open_console("librarian", lang, "/console/inbox")
    axe(page)
    shot(page, f"inbox-empty-{lang}")
    patron = chat(console, lang)
    console.run(console.store.transact(bind))
    public_id = ask_for_librarian(
        console,
        patron,
        text=("کتابدار می‌خواهم" if lang == "fa" else "I need a person") + " <script>alert(1)</script>",
        reason="راهنمایی برای پایان‌نامه" if lang == "fa" else "Help with my thesis",
    )
    console.run(console.store.transact(bind))
    # The page hears of it by itself: in its list, at the navigation, in the title.
    row = page.locator("tbody tr")
    expect(row).to_have_count(1, timeout=5000)
    expect(page.locator(".live-badge")).to_be_visible()
    assert page.title().startswith("(۱)" if lang == "fa" else "(1)")
    axe(page)
    shot(page, f"inbox-{lang}")
    narrow(page, f"inbox-{lang}")

    page.get_by_role("button", name=TAKE[lang]).click()
    box = page.locator("[data-answer]")
    expect(box).to_be_visible()
    patron.say("هستید؟" if lang == "fa" else "Are you there?")
    expect(page.locator(".bubble.patron").last).to_have_text(
        "هستید؟" if lang == "fa" else "Are you there?", timeout=5000
    )
    box.press_sequentially("/salaam ")
    expect(box).to_have_value(
        re.compile("^سلام .+، من زهره کریمی" if lang == "fa" else "^Hello .+, this is زهره کریمی")
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator(".bubble.staff")).to_have_count(1, timeout=5000)
    expect(box).to_have_value("")
    assert patron.history()[-1]["sender"] == "staff"
    box.fill("فقط برای همکاران" if lang == "fa" else "For colleagues only")
    page.locator("[data-note]").click()
    expect(page.locator(".bubble.internal")).to_have_count(1)
    assert patron.history()[-1]["text"] != "For colleagues only"
    axe(page)
    shot(page, f"desk-{lang}")
    narrow(page, f"desk-{lang}")

    page.get_by_role("button", name=BACK[lang]).click()
    page.locator("#confirm button[value=yes]").click()
    expect(page).to_have_url(f"{console.url}/console/inbox")
    page.goto(f"/console/inbox/{public_id}")
    shot(page, f"desk-over-{lang}")
    axe(page)
    assert patron.say("ساعت" if lang == "fa" else "hours")["messages"]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_canned_answers_are_written(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, "/console/canned")
    rows = page.locator("tbody tr")
    before = rows.count()
    shot(page, f"canned-before-{lang}")
    axe(page)
    page.goto("/console/canned/new")
    for name, value in CANNED.items():
        if name != "is_active":
            page.locator(f"[name={name}]").fill(str(value))
    page.locator("[name=text_en]").fill("Hello {nobody}")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("main form button").first.click()
    expect(page.locator(".field.bad")).to_have_count(1)
    axe(page)
    shot(page, f"canned-new-{lang}")
    narrow(page, f"canned-new-{lang}")
    page.locator("[name=text_en]").fill("Hello {patron}")
    page.locator("main form button").first.click()
    expect(rows).to_have_count(before + 1)
    axe(page)
    shot(page, f"canned-{lang}")
    narrow(page, f"canned-{lang}")
