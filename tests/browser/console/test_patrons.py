"""A librarian finds a patron and helps them in a real browser, in both languages, wide and narrow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from crm import records
from crm.actor import PATRON
from crm.conversations import feedback
from crm.surveys.answering import give_unasked
from crm.surveys.definitions import ensure
from crm.trust.consents import record_consent
from tests.bot.console.test_patrons import AT, lent, made
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk
from tests.support.store_rows import add, answer, say, sign_in, visitor
from tests.support.texts import pattern, phrase

pytestmark = pytest.mark.browser

KEYS = {
    "wanted": "patrons.wanted",
    "find": "patrons.find",
    "subject": "patrons.subject",
    "words": "patrons.words",
    "write": "patrons.write_down",
    "renew": "patrons.renew",
    "title": "patrons.title",
    "find_title": "patrons.find_title",
    "reserve": "patrons.reserve",
    "reserved": "patrons.reserved",
    "undo": "patrons.undo_merge",
}
WORDS = {lang: {name: phrase(key, lang) for name, key in KEYS.items()} for lang in ("fa", "en")}


def lived(console: Desk) -> tuple[str, str]:
    """Let two records be of one patron who has been active; give the addresses of their pages."""
    born = {"birth_year": 1371, "category": "member"}
    patron_id, at = made(console, "29990001", "زهرا حسین‌زاده", **born)
    _, there = made(console, "29990002", "زهرا حسين زاده", **born)
    store = console.store

    async def live() -> None:
        who = await sign_in(store, await visitor(store), patron_id)
        said = await say(store, who, "کتاب‌هایم را تمدید کنید")
        (told,) = await answer(store, said, "تمدید شد")
        await feedback.thumb(store, told.id, who.id, 1)
        await ensure(store)
        await give_unasked(store, said.interaction.public_id, 4)
        await record_consent(store, patron_id, "new_titles", "telegram", "granted", source="chat", by=PATRON)
        point = {"patron_id": patron_id, "kind": "phone", "value": "0912 123 4567", "value_norm": "09121234567"}
        await add(store, records.ContactPoint, **point, is_primary=True, verified_at=store.clock.now())

    console.run(live())
    for number in range(2):
        lent(console, patron_id, number)
    return at, there


def looked_at(page: Page, name: str) -> None:
    """Let axe look, see that nothing sticks out, and take pictures of a wide and of a narrow window."""
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} sticks out"
        shot(page, f"{name}-{width}")
    page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_from_the_search_to_what_is_done(open_console: OpenConsole, console: Desk, lang: str) -> None:
    words = WORDS[lang]
    at, _ = lived(console)
    page = open_console("supervisor", lang, AT)
    page.get_by_label(words["wanted"]).fill("حسین زاده")
    page.get_by_role("button", name=words["find"], exact=True).click()
    expect(page.locator("table tbody tr")).to_have_count(2)
    looked_at(page, f"patrons-found-{lang}")
    page.locator(f'a[href="{at}"]').click()
    page.get_by_label(words["subject"]).fill("تمدید")
    page.get_by_label(words["words"]).fill("می‌خواست تا هفتهٔ بعد نگه دارد")
    page.get_by_role("button", name=words["write"], exact=True).click()
    expect(page.locator(".timeline")).to_contain_text("تا هفتهٔ بعد")
    page.locator("details.aside").evaluate_all("all => all.forEach(one => one.open = true)")
    looked_at(page, f"patrons-one-{lang}")
    for box in page.locator("[name=loans]").all():
        box.check()
    page.get_by_role("button", name=words["renew"]).click()
    expect(page.locator(".notice.good")).to_have_count(2)
    expect(page.locator(".notice.good").first).to_contain_text(pattern("patrons.renewed", lang))
    looked_at(page, f"patrons-renewed-{lang}")
    page.goto(at)
    page.get_by_label(words["title"], exact=True).fill("سووشون")
    page.get_by_role("button", name=words["find_title"]).click()
    looked_at(page, f"patrons-titles-{lang}")
    page.get_by_role("button", name=words["reserve"]).click()
    expect(page.locator(".notice.good")).to_contain_text(words["reserved"])
    page.goto(at)
    page.locator(".timeline a", has_text=re.compile("تغییر|Change")).first.click()
    looked_at(page, f"patrons-contact-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_records_are_compared_made_one_and_two_again(open_console: OpenConsole, console: Desk, lang: str) -> None:
    at, there = lived(console)
    page = open_console("supervisor", lang, f"{AT}/duplicates")
    looked_at(page, f"patrons-duplicates-{lang}")
    page.goto(f"{at}/merge/{there.rsplit('/', 1)[1]}")
    looked_at(page, f"patrons-merge-{lang}")
    page.locator("[name=reason]").fill("هر دو کارت را نشان داد")
    page.locator("form button.danger").click()
    page.locator("#confirm button[value=yes]").click()
    expect(page.locator("#joined ~ ul")).to_contain_text("…")
    looked_at(page, f"patrons-joined-{lang}")
    page.get_by_role("link", name=WORDS[lang]["undo"]).click()
    looked_at(page, f"patrons-undo-{lang}")
    page.locator("form button.danger").click()
    page.locator("#confirm button[value=yes]").click()
    expect(page).to_have_url(re.compile(re.escape(there)))
