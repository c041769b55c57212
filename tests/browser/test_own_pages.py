"""The patron's own pages at two widths: what is kept, what was erased, and the page that stops notices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.notices.stopping import stop_address
from crm import records
from crm.conversations.identities import Identity
from crm.notices.subscriptions import subscriptions
from crm.trust.links import data_link_issue
from tests.browser.console.test_privacy import looked_at
from tests.support.desk import Desk
from tests.support.given_interests import likes
from tests.support.given_notices import change, loan, wants
from tests.support.store_rows import add_patron, rows, say, sign_in, visitor
from tests.support.texts import phrase

pytestmark = pytest.mark.browser


@pytest.fixture
def own_page(new_context: Callable[..., BrowserContext], console: Desk) -> Page:
    """A page whose addresses are those of the gateway."""
    return new_context(base_url=console.url).new_page()


async def at_home(console: Desk, card: str, lang: str) -> tuple[int, Identity]:
    """A patron with an interest, a history of talk, notices and consents, signed in on the web."""
    store = console.store
    patron = await add_patron(store, card, display_name="شکوفه آزمونی")
    who = await sign_in(store, await visitor(store, lang), patron)
    await say(store, who, "a word that is only mine")
    await likes(store, patron)
    await wants(store, patron, "web_chat", identity_id=who.id)
    await wants(store, patron, "email")
    return patron, who


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_is_kept_is_shown_and_erased_with_a_receipt(
    own_page: Page, console: Desk, outside: list[str], lang: str
) -> None:
    page = own_page
    patron, who = console.run(at_home(console, "29990004", lang))
    lent = console.run(loan(console.store, patron, 3))
    token, _ = console.run(data_link_issue(console.store, who.id))
    page.goto(f"/my-data/{token}?lang={lang}")
    expect(page.get_by_role("heading", level=1)).to_have_text(phrase("my_data.title", lang))
    expect(page.locator("main")).to_contain_text("a word that is only mine")
    expect(page.get_by_role("alert")).to_have_text(phrase("my_data.unsettled", lang))
    looked_at(page, f"my-data-open-{lang}")
    [row] = console.run(rows(console.store, records.Loan, id=lent))
    assert row.returned_at is None, "nothing is erased while something is out"
    console.run(returned(console, lent))
    page.reload()
    expect(page.locator("[name=sure]")).to_be_visible()
    looked_at(page, f"my-data-{lang}")
    page.locator("[name=sure]").check()
    page.locator("button.danger").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(phrase("my_data.erased_title", lang))
    looked_at(page, f"my-data-erased-{lang}")
    with page.expect_download() as kept:
        page.locator("form[action^='/my-data/receipt/file'] button").click()
    assert kept.value.suggested_filename == "erasure-receipt.txt"
    assert console.run(rows(console.store, records.Subscription, patron_id=patron)) == []
    page.goto(f"/my-data/{token}?lang={lang}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looked_at(page, f"my-data-over-{lang}")
    assert outside == []


async def returned(console: Desk, lent: int) -> None:
    await change(console.store, records.Loan, lent, returned_at=console.clock.now())


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_notices_are_stopped_by_the_page_of_a_letter(
    own_page: Page, console: Desk, outside: list[str], lang: str
) -> None:
    page = own_page
    patron, _ = console.run(at_home(console, "29990005", lang))
    [row] = console.run(rows(console.store, records.Patron, id=patron))
    settings = console.running.gateway.settings
    path = stop_address(settings, row.public_id, "email").removeprefix(settings.public_url)
    page.goto(f"{path}?lang={lang}")
    expect(page.locator("main")).to_contain_text(phrase("notice.page.ask.email", lang))
    looked_at(page, f"stop-notices-{lang}")
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text(phrase("notice.page.done.email", lang))
    looked_at(page, f"stop-notices-done-{lang}")
    assert {one.channel for one in console.run(subscriptions(console.store, patron))} == {"web_chat"}
    page.goto(f"{path}x?lang={lang}")
    expect(page.get_by_role("alert")).to_have_text(phrase("notice.page.unknown", lang))
    looked_at(page, f"stop-notices-unknown-{lang}")
    assert outside == []
