"""Forms in a real browser: a double click sends once, and a question stays until it is answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from bot.texts import text
from tests.browser.console.test_desk import long_talk
from tests.support.console_pages import OpenConsole, claim
from tests.support.desk import Desk
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

CARD = "Your card is 1000200031."


def sent_to(page: Page, ending: str) -> list[str]:
    """Give the list in which every form that goes to an address is noted."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith(ending):
            sent.append(request.url)

    page.on("request", note)
    return sent


@pytest.mark.parametrize("is_slow", [True, False])
def test_a_double_click_on_send_sends_once_and_says_what_was_covered(
    open_console: OpenConsole, console: Desk, is_slow: bool
) -> None:
    public_id = long_talk(console, "en")
    page = open_console("librarian", "en", "/console/inbox")
    claim(page, public_id)
    sent = sent_to(page, "/reply")

    def later(route: Route) -> None:
        page.wait_for_timeout(300)  # Longer than a double click lasts: its second half finds the first on its way.
        route.continue_()

    if is_slow:
        page.route("**/reply", later)
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("[data-answer]").fill(CARD)
    page.locator("#answer button >> nth=0").dblclick()
    problem = page.locator("#answer-problem")
    # What is covered is shown before it goes, and a double click is not taken for a second look.
    expect(problem).to_contain_text("Your card is [کارت].")
    expect(page.locator("[data-answer]")).to_have_value(CARD)
    assert len(sent) == 1
    expect(page.locator(".bubble.staff")).to_have_count(0)
    page.wait_for_timeout(600)  # The clicks from here on are none of the one before.
    page.locator("#answer button >> nth=0").dblclick()
    expect(problem).to_contain_text(text("en", "covered"))
    expect(page.locator(".bubble.staff")).to_have_count(1)
    expect(page.locator(".bubble.staff")).to_contain_text("[card]")
    assert len(sent) == 2
    # The next answer is none of that click.
    page.locator("[data-answer]").fill("Anything else?")
    page.locator("[data-answer]").press("Control+Enter")
    expect(page.locator(".bubble.staff")).to_have_count(2)


def test_a_slow_double_click_sends_once(open_console: OpenConsole, console: Desk) -> None:
    public_id = long_talk(console, "en")
    page = open_console("librarian", "en", "/console/inbox")
    claim(page, public_id)
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("[data-answer]").fill("Come in.")
    page.locator("#answer button >> nth=0").dblclick(delay=150)
    expect(page.locator(".bubble.staff")).to_have_count(1)
    page.locator("[data-answer]").fill(CARD)
    page.wait_for_timeout(600)  # The clicks from here on are none of the one before.
    page.locator("#answer button >> nth=0").dblclick(delay=150)
    expect(page.locator("#answer-problem")).to_contain_text("Your card is [کارت].")
    expect(page.locator(".bubble.staff")).to_have_count(1)


def test_a_question_outlives_a_double_click(open_console: OpenConsole, console: Desk) -> None:
    public_id = long_talk(console, "en")
    page = open_console("librarian", "en", "/console/inbox")
    claim(page, public_id)
    sent = sent_to(page, "/to-bot")
    page.get_by_role("button", name=phrase("desk.to_bot", "en")).dblclick()
    dialog = page.get_by_role("dialog", name=phrase("confirm.title", "en"))
    expect(dialog).to_contain_text(phrase("desk.to_bot_sure", "en"))
    assert not sent
    dialog.get_by_role("button", name=phrase("confirm.yes", "en")).dblclick()
    expect(page).to_have_url(f"{console.url}/console/inbox")
    assert len(sent) == 1


def test_a_question_that_opens_under_the_pointer_is_not_answered_by_the_same_click(
    open_console: OpenConsole, console: Desk
) -> None:
    page = open_console("admin", "en", f"/console/staff/{console.accounts['editor'].id}")
    dialog = page.get_by_role("dialog", name=phrase("confirm.title", "en"))
    leave = page.get_by_role("button", name=phrase("staff.deactivate", "en"))
    leave.click()
    # Its "yes" shall lie where the click was.
    page.evaluate(
        "([x, y]) => { const box = document.getElementById('confirm'); Object.assign(box.style, { position: 'fixed',"
        " margin: 0, inset: '0 auto auto 0' }); const at = box.querySelector('button').getBoundingClientRect();"
        " Object.assign(box.style, { left: `${x - at.x - 5}px`, top: `${y - at.y - 5}px` }); }",
        middle(leave),
    )
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)  # The clicks from here on are none of the one before.
    leave.dblclick()
    expect(dialog).to_be_visible()
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).value", middle(leave)) == "yes"
    dialog.get_by_role("button", name=phrase("cancel", "en")).click()
    expect(page.locator("main .badge.good").first).to_have_text(phrase("staff.active", "en"))


def middle(button: Locator) -> list[float]:
    """Give the middle of what is shown."""
    box = button.bounding_box()
    assert box is not None
    return [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]


def test_an_ordinary_form_goes_once(open_console: OpenConsole) -> None:
    page = open_console("librarian", "en", "/console/cases/new")
    sent = sent_to(page, "/console/cases")
    page.locator("[name=subject]").fill("A lamp is broken")
    page.locator("[name=description]").fill("It is the one by the door.")
    page.locator("form[action='/console/cases'] button").first.dblclick()
    expect(page.locator("main")).to_contain_text("A lamp is broken")
    expect(page).not_to_have_url("**/new")
    assert len(sent) == 1


def test_back_after_a_rejected_form_shows_the_form_with_what_was_typed(
    open_console: OpenConsole, console: Desk
) -> None:
    page = open_console("librarian", "en", "/console/cases")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.goto("/console/cases/new")
    form = page.locator("form[action='/console/cases']")
    subject, description, card = (page.locator(f"[name={name}]") for name in ("subject", "description", "card"))
    subject.fill("A lamp is broken")
    description.fill("It is the one by the door.")
    card.fill("9999999999")
    form.locator("button").first.click()
    expect(page.locator(".field.bad")).to_have_count(1)
    description.fill("It is the one by the window.")
    form.locator("button").first.click()
    expect(description).to_have_value("It is the one by the window.")
    card.fill("")
    form.locator("button").first.click()
    expect(page.locator("h1 bdi")).to_be_visible()
    for words in ("window", "window", "door"):
        answer = page.go_back()
        assert answer is not None and answer.ok and answer.request.method == "GET"
        expect(page).to_have_url(f"{console.url}/console/cases/new")
        expect(subject).to_have_value("A lamp is broken")
        expect(description).to_have_value(f"It is the one by the {words}.")
    # Nor is anything sent anew when the page is asked for again.
    assert page.reload().request.method == "GET"  # type: ignore[union-attr]
