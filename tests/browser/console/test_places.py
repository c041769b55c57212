"""An editor keeps branches, hours and closings in a real browser, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.console.test_cases import looked_at
from tests.support.console_pages import OpenConsole

pytestmark = pytest.mark.browser

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>'
AT = "/console/places"
DAY = {"fa": "۱۴۰۵/۱۲/۲۷", "en": "2027-03-18"}
SHOWN = {"fa": "پنجشنبه ۲۷ اسفند ۱۴۰۵", "en": "Thursday 18 March 2027"}
CLOSED = {"fa": "تعطیل (نظافت)", "en": "closed (Cleaning)"}


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_closing_is_what_the_bot_says_next(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, AT)
    looked_at(page, f"places-list-{lang}")
    page.locator("#f-day").fill(DAY[lang])
    page.locator("#f-day").press("Enter")
    expect(page.locator("#said")).to_contain_text(SHOWN[lang])
    expect(page.locator("#said")).not_to_contain_text(CLOSED[lang])
    page.keyboard.press("Escape")
    page.goto(AT + "/closings")
    looked_at(page, f"places-closings-{lang}")
    page.keyboard.press("a")
    page.locator("#f-branch").select_option("1")
    page.locator("#f-first_day").fill("1405/13/40")
    page.locator("#f-reason_fa").fill("نظافت")
    page.locator("#f-reason_en").fill("Cleaning")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator(f"form[action='{AT}/closings'] button[type=submit]").click()
    expect(page.locator("#f-first_day-error")).to_be_visible()
    looked_at(page, f"places-closing-wrong-{lang}")
    page.locator("#f-first_day").fill(DAY[lang])
    page.locator(f"form[action='{AT}/closings'] button[type=submit]").click()
    expect(page.locator(".bubble")).to_contain_text(CLOSED[lang])
    looked_at(page, f"places-closing-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_weekly_hours(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, AT + "/branches/3/hours")
    looked_at(page, f"places-hours-{lang}")
    page.locator("[name='o0-1']").fill("۱۲")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("main .actions button").click()
    expect(page.locator("#e0")).to_be_visible()
    expect(page.locator("[name='o0-1']")).to_have_value("۱۲")
    looked_at(page, f"places-hours-wrong-{lang}")
    page.locator("[name='o0-1']").fill("14:30")
    page.locator("main .actions button").click()
    expect(page.locator("#notices")).not_to_be_empty()
    expect(page.locator("[name='o0-1']")).to_have_value("۱۴:۳۰" if lang == "fa" else "14:30")


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("branch", "/branches/1"),
        ("branch-new", "/branches/new"),
        ("facts", "/facts"),
        ("fact", "/facts/1"),
        ("fact-new", "/facts/new"),
        ("events", "/events"),
        ("event", "/events/1"),
        ("library", "/library"),
    ],
)
def test_every_page_reads_well(open_console: OpenConsole, lang: str, name: str, path: str) -> None:
    page = open_console("editor", lang, AT + path)
    expect(page.locator("h1")).to_be_visible()
    looked_at(page, f"places-{name}-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_document_is_given(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, AT + "/documents")
    looked_at(page, f"places-documents-none-{lang}")
    rules = {"name": "rules.md", "mimeType": "text/markdown", "buffer": "# Rules\n\nبازی در حیاط.\n".encode()}
    page.locator("#f-file").set_input_files(rules)  # type: ignore[arg-type]
    page.locator(f"form[action='{AT}/documents'] button").click()
    expect(page.locator("main")).to_contain_text("بازی در حیاط")
    looked_at(page, f"places-document-{lang}")
    page.goto(AT + "/documents")
    expect(page.locator("main table")).to_contain_text("rules.md")
    looked_at(page, f"places-documents-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_branch_with_books_is_not_deleted(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, AT + "/branches/2")
    page.expected.append("409")  # type: ignore[attr-defined]
    page.locator("form[action$='/delete'] button").click()
    page.locator("#confirm button[value=yes]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looked_at(page, f"places-referenced-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_reader_sees_the_fields_but_cannot_change_them(open_console: OpenConsole, lang: str) -> None:
    page = open_console("librarian", lang, AT + "/branches/1")
    expect(page.locator("#f-name_fa")).to_be_disabled()
    expect(page.locator("main form[method=post] button[type=submit]")).to_have_count(0)
    looked_at(page, f"places-read-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_look_of_the_chat_is_seen_while_it_is_chosen_and_kept(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, AT + "/chat")
    launcher = page.locator("ketabyar-chat .launch")
    expect(launcher).to_have_css("background-color", "rgb(13, 92, 99)")
    looked_at(page, f"places-chat-{lang}")
    page.locator("#f-accent").fill("#ffd400")
    expect(launcher).to_have_css("background-color", "rgb(255, 212, 0)")
    expect(launcher).to_have_css("color", "rgb(0, 0, 0)")
    name = page.locator(f"#f-name_{lang}")
    name.fill("Narvan")
    expect(page.locator("ketabyar-chat h2").first).to_have_text("Narvan")
    page.locator("#f-corner").select_option("start")
    box = launcher.bounding_box()
    assert box and ((box["x"] > 640) if lang == "fa" else (box["x"] < 640))
    page.locator("main .actions button").click()
    expect(page.locator("#notices")).not_to_be_empty()
    expect(name).to_have_value("Narvan")
    # The library's own page has it from the script.
    page.goto(f"/widget.js?{lang}")
    assert '"accent":"#ffd400"' in page.content()
    page.goto(AT + "/chat")
    name.fill("")
    # What is emptied shows as it comes, and not as it is kept.
    expect(page.locator("ketabyar-chat h2").first).not_to_have_text("Narvan")
    # A logo is seen once it is kept: nothing is loaded from wherever somebody types.
    page.route("https://localhost:1/logo.svg", lambda route: route.fulfill(body=LOGO, content_type="image/svg+xml"))
    page.locator("#f-logo").fill("https://localhost:1/logo.svg")
    expect(page.locator("ketabyar-chat .head .face").first.locator("img")).to_have_count(0)
    page.locator("main .actions button").click()
    expect(page.locator("#notices")).not_to_be_empty()
    page.locator("ketabyar-chat .launch").click()
    logo = page.locator("ketabyar-chat .head .face img")
    expect(logo).to_be_visible()
    assert logo.evaluate("e => e.decode().then(() => e.naturalWidth)") == 20


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_hours_of_a_week_stay_inside_a_narrow_window_and_common_questions_are_ticked(
    open_console: OpenConsole, lang: str
) -> None:
    page = open_console("editor", lang, f"{AT}/branches/1/hours", width=1000)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    box = page.locator("button.unseen").bounding_box()
    assert box is not None and box["width"] <= 1 and box["height"] <= 1, "only Enter finds it"
    looked_at(page, f"places-hours-{lang}")
    page.goto(f"{AT}/facts/common")
    looked_at(page, f"places-common-questions-{lang}")
    page.locator("#q-volunteering").check()
    page.locator("form[action='/console/places/facts/common'] button").click()
    expect(page.locator("#notices")).not_to_be_empty()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.goto(f"{AT}/facts/common")
    expect(page.locator("#q-volunteering")).to_have_count(0)
