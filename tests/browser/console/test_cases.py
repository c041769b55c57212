"""A librarian works on cases in a real browser, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from crm.cases import opening
from crm.cases.opening import CaseView
from language.writing import in_digits
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk
from tests.support.store_rows import add_contact, say, visitor
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

KEYS = {
    "take": "cases.take",
    "text": "cases.answer_text",
    "send": "cases.send_answer",
    "close": "cases.close",
    "resolution": "cases.resolution",
    "close_it": "cases.close_it",
    "appeal": "cases.appeal_reason",
    "appeal_open": "cases.appeal",
    "appeal_it": "cases.appeal_it",
    "answered": "cases.status.answered",
    "appealed": "cases.status.appealed",
    "contact": "cases.show_contact",
    "faster": "cases.faster",
}
WORDS = {lang: {name: phrase(key, lang) for name, key in KEYS.items()} for lang in ("fa", "en")}


def filled(console: Desk) -> list[CaseView]:
    """Cases of several kinds: one late, one due today, some in a chat."""

    async def work() -> list[CaseView]:
        made = []
        for number, (kind, text, language, hours) in enumerate(
            (
                ("complaint", "طبقهٔ دوم کتابخانهٔ مرکزی خیلی سروصداست <script>alert(1)</script>", "fa", 30),
                ("purchase_request", "Please buy “The Overstory” by Richard Powers, in English", "en", 24),
                ("suggestion", "کاش جمعه‌ها هم تا عصر باز باشید.", "fa", 1),
            )
        ):
            who = await visitor(console.store, language)
            said = await say(console.store, who, text)
            values: dict[str, Any] = {"subject": kind, "description": text, "language": language}
            conversation = said.interaction.public_id
            made.append(
                await opening.open_case(
                    console.store, kind, conversation=conversation, idempotency_key=f"b{number}", **values
                )
            )
            console.advance(hours=hours)
        await add_contact(console.store, made[0].number, "0912 123 4567")
        return made

    return console.run(work())


def looked_at(page: Page, name: str) -> None:
    """Let axe look, see that nothing sticks out, and take pictures of a wide and of a narrow window."""
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} sticks out"
        shot(page, f"{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_case_from_the_list_to_its_end(open_console: OpenConsole, console: Desk, lang: str) -> None:
    words = WORDS[lang]
    late, *_ = filled(console)
    page = open_console("librarian", lang, "/console/cases")
    expect(page.locator("tr.late")).to_have_count(2)
    looked_at(page, f"cases-list-{lang}")
    page.get_by_role("link", name=late.number).click()
    expect(page.locator("body")).to_contain_text("<script>alert(1)</script>")
    looked_at(page, f"cases-one-{lang}")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name=words["take"])).to_have_count(0)
    page.get_by_role("button", name=words["contact"]).click()
    expect(page.locator("#contact")).to_contain_text(in_digits("0912 123 4567", lang))
    page.keyboard.press("r")
    expect(page.get_by_label(words["text"], exact=True)).to_be_focused()
    page.keyboard.type("با همکاران آن طبقه صحبت کردیم.")
    page.get_by_role("button", name=words["send"]).click()
    expect(page.locator(".badges")).to_contain_text(words["answered"])
    page.locator("summary", has_text=words["close"]).click()
    page.get_by_label(words["resolution"]).select_option("explained")
    page.get_by_role("button", name=words["close_it"], exact=True).click()
    expect(page.locator("#f-text")).to_have_count(0)
    page.locator("summary", has_text=words["appeal_open"]).click()
    page.get_by_label(words["appeal"]).fill("هنوز هم سروصداست")
    page.get_by_role("button", name=words["appeal_it"]).click()
    expect(page.locator(".badges")).to_contain_text(words["appealed"])
    looked_at(page, f"cases-appealed-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_slower_one_keeps_what_was_typed(open_console: OpenConsole, console: Desk, lang: str) -> None:
    *_, case = filled(console)
    path = f"/console/cases/{case.number}"
    slow = open_console("supervisor", lang, path)
    slow.expected.append("409")  # type: ignore[attr-defined]
    slow.locator("#f-text").fill("پاسخ من")
    quick = open_console("librarian", lang, path)
    quick.keyboard.press("m")
    expect(quick.locator("#notices")).not_to_be_empty()
    slow.get_by_role("button", name=WORDS[lang]["send"]).click()
    expect(slow.get_by_role("alert")).to_contain_text(WORDS[lang]["faster"])
    expect(slow.locator("#f-text")).to_have_value("پاسخ من")
    looked_at(slow, f"cases-conflict-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_new_case_and_an_empty_list(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("librarian", lang, "/console/cases")
    looked_at(page, f"cases-empty-{lang}")
    page.keyboard.press("a")
    expect(page.locator("#f-subject")).to_be_focused()
    page.keyboard.type("کولر")
    page.locator("#f-description").fill("کولر سالن مطالعه خراب است.")
    page.locator("#f-card").fill("1")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("form[action='/console/cases'] button").click()
    expect(page.locator("#f-card-error")).to_be_visible()
    looked_at(page, f"cases-new-{lang}")
    page.locator("#f-card").fill("")
    page.locator("form[action='/console/cases'] button").click()
    expect(page.locator("h1")).to_contain_text("K-000001")
