"""The desk: the answer never below the fold, nothing that fails in silence, and nobody who waits unheard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from bot.texts import text
from crm.actor import PATRON
from crm.cases.opening import open_case
from crm.handoff import queue, steps
from crm.records.staff_names import StaffName
from crm.staff import accounts
from tests.support.console_pages import OpenConsole, arrived, axe, claim, shot, unfold
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk

pytestmark = pytest.mark.browser

SCREENS = [(1440, 900), (1366, 768), (1280, 800), (390, 844)]
# What the page's own script calls out, kept where a test can ask for it.
HEARD = """
document.addEventListener("console:called", (event) => {
  const heard = document.body.dataset;
  heard.heard = heard.heard ? `${heard.heard}|${event.detail.told}` : event.detail.told;
});
"""


# What the page does when something has changed in the queue.
ASKS_BY_ITSELF = """
() => window.htmx.ajax("GET", document.querySelector("[data-rail]").dataset.rail, {
  target: document.querySelector("[data-rail-list]"), swap: "innerHTML", headers: { "X-By-Itself": "1" },
})
"""


def long_talk(console: Desk, lang: str) -> str:
    """Let a patron with many lines wait; give the conversation."""
    patron = chat(console, lang)
    for number in range(12):
        patron.say(
            f"{number}: " + ("ساعت کاری کتابخانه مرکزی چند است؟ " if lang == "fa" else "when do you close? ") * 4
        )
    return ask_for_librarian(console, patron)


def is_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    height = page.evaluate("window.innerHeight")
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height + 1


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_answer_is_never_below_the_fold(
    open_console: OpenConsole, console: Desk, lang: str, width: int, height: int
) -> None:
    public_id = long_talk(console, lang)
    # A name as long as they come leaves room for the buttons beside it.
    name = StaffName.of("سیده زهره کریمی‌نژاد اصفهانی", "Seyyedeh Zohreh Kariminejad-Esfahani")
    librarian = console.actor("librarian")
    console.run(accounts.set_name(console.store, console.accounts["librarian"].id, name, by=librarian))
    page = open_console("librarian", lang, "/console/inbox", width=width, height=height)
    claim(page, public_id)
    expect(page.locator("[data-answer]")).to_be_focused()
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert is_in_view(page, "[data-answer]")
    assert is_in_view(page, "#answer button >> nth=0")
    assert is_in_view(page, ".bubble >> nth=-1"), "the newest line is what is read first"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(page)
    shot(page, f"desk-full-{width}-{lang}")
    if width > height:
        # The window is made lower and higher again: the newest line stays in view.
        for lower in (200, 0):
            page.set_viewport_size({"width": width, "height": height - lower})
            page.wait_for_function(
                "() => { const { scrollHeight: all, scrollTop: above, clientHeight: shown } ="
                " document.querySelector('[data-window]'); return all - above - shown < 2; }"
            )


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_was_not_sent_is_said_and_stays(open_console: OpenConsole, console: Desk, lang: str) -> None:
    public_id = long_talk(console, lang)
    page = open_console("librarian", lang, "/console/inbox")
    claim(page, public_id)
    box = page.locator("[data-answer]")
    page.expected.extend(["Failed to load resource", "ERR_FAILED", "500"])  # type: ignore[attr-defined]

    def broken(route: Route) -> None:
        route.fulfill(status=500, body="boom", content_type="text/html")

    for fails in (lambda route: route.abort(), broken):
        page.route("**/reply", fails)
        box.fill("پاسخ")
        box.press("Control+Enter")
        expect(page.locator("#answer-problem [data-unsent]")).to_have_text(text(lang, "unsent"))
        expect(box).to_have_value("پاسخ")
        assert "boom" not in page.content()
        page.unroute("**/reply")
    # It stands while others write and the page asks for the list by itself.
    with page.expect_response("**/inbox/rail**"):
        page.evaluate(ASKS_BY_ITSELF)
    expect(page.locator("#answer-problem [data-unsent]")).to_have_count(1)
    box.press("Control+Enter")
    expect(page.locator(".bubble.staff")).to_have_count(1)
    expect(page.locator("[data-unsent]")).to_have_count(0)


def test_a_correction_of_what_was_sent_unseen_is_not_lost(open_console: OpenConsole, console: Desk) -> None:
    public_id = long_talk(console, "fa")
    page = open_console("librarian", "fa", "/console/inbox")
    claim(page, public_id)
    box = page.locator("[data-answer]")
    page.expected.extend(["Failed to load resource", "ERR_FAILED", "409"])  # type: ignore[attr-defined]

    def cut(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/reply", cut)
    box.fill("ساعت ۸")
    box.press("Control+Enter")
    expect(page.locator("#answer-problem [data-unsent]")).to_have_count(1)
    page.unroute("**/reply")
    box.fill("ساعت ۹")
    box.press("Control+Enter")
    expect(page.locator("#answer-problem")).to_contain_text(text("fa", "desk.bad.sent_before"))
    expect(box).to_have_value("ساعت ۹")
    box.press("Control+Enter")
    expect(page.locator(".bubble.staff")).to_have_count(2)
    expect(box).to_have_value("")


def test_a_lost_connection_is_said_and_taken_back(open_console: OpenConsole, console: Desk) -> None:
    page = open_console("librarian", "fa", "/console/inbox")
    page.expected.append("ERR_")  # type: ignore[attr-defined]
    lost = page.locator("#unheard .notice")
    page.route("**/console/events", lambda route: route.abort())
    page.reload()
    expect(lost).to_have_text(text("fa", "live.lost"), timeout=15_000)
    page.unroute("**/console/events")
    page.reload()
    patron = chat(console)
    ask_for_librarian(console, patron)
    expect(page.locator("tbody tr")).to_have_count(1, timeout=5000)
    expect(lost).to_have_count(0)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_who_waits_is_called_out_within_a_second(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("librarian", lang, "/console/cases")
    page.evaluate(HEARD)
    page.locator("[data-sound]").wait_for()
    patron = chat(console, lang)
    public_id = ask_for_librarian(console, patron)
    heard = page.locator("body")
    expect(heard).to_have_attribute("data-heard", text(lang, "live.new"), timeout=1500)
    expect(page.locator("#notices .notice")).to_contain_text(text(lang, "live.new"))

    # Given to a colleague it is called out there, and an answer in it, too.
    console.run(queue.transfer(console.store, public_id, console.actor("supervisor"), "librarian"))
    called = [text(lang, "live.new"), text(lang, "live.given")]
    expect(heard).to_have_attribute("data-heard", "|".join(called), timeout=3000)
    patron.say("هستید؟")
    called.append(text(lang, "live.answered"))
    expect(heard).to_have_attribute("data-heard", "|".join(called), timeout=3000)

    page.locator("[data-sound]").click()
    expect(page.locator("[data-sound]")).to_have_attribute("aria-pressed", "false")
    patron.say("الو؟")
    expect(page.locator("#notices .notice")).to_contain_text(text(lang, "live.answered"))
    expect(heard).to_have_attribute("data-heard", "|".join(called))
    axe(page)


def test_two_things_at_once_are_both_called_out_and_what_comes_back_too(
    open_console: OpenConsole, console: Desk
) -> None:
    first, second = (ask_for_librarian(console, chat(console, "en")) for _ in range(2))
    page = open_console("librarian", "en", "/console/cases")
    page.evaluate(HEARD)
    page.locator("[data-sound]").wait_for()
    other = page.context.new_page()
    other.goto(f"/console/inbox/{first}")
    claim(other, first)
    unfold(other, "transfer")
    other.locator("select[name=to]").select_option("supervisor")
    other.locator(f"form[action$='{first}/transfer'] button").last.click()
    expect(other).to_have_url(f"{console.url}/console/inbox")
    heard = page.locator("body")
    assert heard.get_attribute("data-heard") is None, "what I take and give away myself is no news"

    async def both() -> None:
        for each in (first, second):
            if each == second:
                await steps.claim(console.store, each, console.actor("supervisor"))
            await queue.transfer(console.store, each, console.actor("supervisor"), "librarian")

    console.run(both())
    given = text("en", "live.given")
    expect(heard).to_have_attribute("data-heard", f"{given}|{given}", timeout=3000)
    expect(page.locator("#notices")).to_contain_text(given)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_was_asked_becomes_a_case_and_the_next_one_is_a_key_away(
    open_console: OpenConsole, console: Desk, lang: str
) -> None:
    patron, other = chat(console, lang), chat(console, lang)
    first, second = ask_for_librarian(console, patron, reason="پایان‌نامه"), ask_for_librarian(console, other)
    page = open_console("librarian", lang, "/console/inbox", width=1440, height=900)
    claim(page, first)
    expect(page.locator("[data-rail] li")).to_have_count(2)
    page.locator("[data-answer]").blur()
    page.keyboard.press("j")
    arrived(page, f"{console.url}/console/inbox/{second}")
    page.keyboard.press("k")
    expect(page).to_have_url(f"{console.url}/console/inbox/{first}")
    unfold(page, "close")
    page.locator("[name=outcome]").select_option("case_opened")
    page.locator("form[action$='/close'] button").click()
    page.wait_for_url("**/console/cases/*")
    expect(page.locator("main")).to_contain_text("پایان‌نامه")
    told = patron.history()[-1]
    assert told["sender"] == "bot" and page.url.rsplit("/", 1)[1] in told["text"].replace("۰", "0").replace("۱", "1")
    shot(page, f"desk-case-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_first_page_counts_with_the_number_at_the_inbox(
    open_console: OpenConsole, console: Desk, lang: str
) -> None:
    page = open_console("librarian", lang, "/console")
    expect(page.locator("[data-live-home]")).to_contain_text(text(lang, "home.nothing"))
    public_id = ask_for_librarian(console, chat(console, lang))
    expect(page.locator(".live-badge")).to_be_visible()
    cards = page.locator("[data-live-home] a.count")
    expect(cards).to_have_count(1, timeout=3000)
    expect(page.locator("[data-live-home]")).not_to_contain_text(text(lang, "home.nothing"))
    console.run(steps.to_bot(console.store, public_id, PATRON))
    expect(cards).to_have_count(0, timeout=3000)
    axe(page)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_case_is_chosen_where_the_chat_becomes_one(open_console: OpenConsole, console: Desk, lang: str) -> None:
    public_id = ask_for_librarian(console, chat(console, lang))
    given = {"conversation": public_id, "subject": "complaint", "description": "…", "language": lang}
    console.run(open_case(console.store, "complaint", idempotency_key="one", **given))
    page = open_console("librarian", lang, "/console/inbox")
    claim(page, public_id)
    page.get_by_text(text(lang, "desk.end"), exact=True).click()
    chosen = page.locator('[name="into"]')
    expect(chosen).to_be_hidden()
    page.locator('[name="outcome"]').select_option("case_opened")
    expect(chosen).to_be_visible()
    expect(chosen).to_have_value("")
    axe(page)
    shot(page, f"desk-into-case-{lang}")
    chosen.select_option("K-000001")
    page.get_by_role("button", name=text(lang, "desk.close"), exact=True).click()
    arrived(page, "/console/cases/K-000001")
    expect(page.locator(".steps")).to_contain_text(text(lang, "cases.step.passed_on"))


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_buttons_of_a_message_stand_in_its_own_order_whoever_reads_them(
    open_console: OpenConsole, console: Desk, lang: str
) -> None:
    for language, titles in (("fa", ("ساعت کار", "امانت‌ها")), ("en", ("Opening hours", "My loans"))):
        console.engine.answers["؟"] = [
            {"text": "؟", "language": language, "buttons": [{"title": one, "payload": "/hours"} for one in titles]}
        ]
        patron = chat(console, language)
        patron.say("؟")
        page = open_console("librarian", lang, "/console/inbox")
        claim(page, ask_for_librarian(console, patron))
        first, second = (page.locator(".offered .chip", has_text=one).bounding_box() for one in titles)
        assert first is not None and second is not None
        assert (first["x"] > second["x"]) == (language == "fa")
        # They stand below their message, on its side of the page.
        bubble = page.locator(".turn:has(.offered) .bubble").bounding_box()
        assert bubble is not None
        sides = [bubble["x"], min(first["x"], second["x"])]
        if lang == "en":
            sides = [bubble["x"] + bubble["width"], max(one["x"] + one["width"] for one in (first, second))]
        assert abs(sides[0] - sides[1]) < 2
        console.engine.answers.clear()
