"""At the desk: what is new, who is there and writes, how long there is, and a word to the colleague."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from bot.texts import text
from crm.handoff import canned_answers, queue, steps
from tests.support.console_pages import OpenConsole, axe, claim, shot, unfold
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import NAMES, Desk
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = pytest.mark.browser

DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
# With codes that the demonstration library has not.
CANNED = [
    ("q-card", "برگهٔ آزمایشی", "Trial sheet"),
    ("q-close", "پایان", "Closing words"),
    ("q-hello", "سلام", "Greeting"),
]


def number(value: int, lang: str) -> str:
    return str(value).translate(DIGITS) if lang == "fa" else str(value)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_is_new_is_marked_until_it_was_opened(open_console: OpenConsole, console: Desk, lang: str) -> None:
    here, beside = chat(console, lang), chat(console, lang)
    first = ask_for_librarian(console, here)
    second = ask_for_librarian(console, beside, text="کمک" if lang == "fa" else "help")
    page = open_console("librarian", lang, "/console/inbox", width=1440, height=900)
    expect(page.locator("tbody [data-unread]")).to_have_count(2)
    claim(page, first)
    mark = page.locator(f"[data-rail] a[href$='{second}'] [data-unread]")
    expect(mark).to_have_text(number(1, lang) + " " + phrase("desk.rail.unread", lang))
    beside.say("هستید؟" if lang == "fa" else "Hello?")
    expect(mark).to_contain_text(number(2, lang))
    axe(page)
    shot(page, f"desk-unread-{lang}")
    # What is in sight is seen: also by the other pages of the same librarian.
    here.say("بله" if lang == "fa" else "yes")
    expect(page.locator(".bubble.patron").last).to_have_text("بله" if lang == "fa" else "yes")
    other = page.context.new_page()
    other.goto(f"/console/inbox/{second}")
    expect(other.locator(f"[data-rail] a[href$='{first}']")).to_be_visible()
    expect(other.locator("[data-rail] [data-unread]")).to_have_count(0)
    expect(mark).to_have_count(0)


@pytest.mark.parametrize("place", ["/console/inbox", "desk"])
def test_what_comes_between_the_page_and_its_first_event_is_not_missed(
    open_console: OpenConsole, console: Desk, place: str
) -> None:
    first = ask_for_librarian(console, chat(console))
    console.run(steps.claim(console.store, first, console.actor("librarian")))
    page = open_console("librarian", "fa", "/console/cases", width=1440, height=900)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/console/events", hold)
    page.goto(f"/console/inbox/{first}" if place == "desk" else place)
    listed = page.locator("[data-rail] li" if place == "desk" else "tbody tr")
    expect(listed).to_have_count(1)
    ask_for_librarian(console, chat(console), text="دومی")
    assert held
    page.unroute("**/console/events")
    expect(listed).to_have_count(2, timeout=5000)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_who_writes_and_who_looks_is_seen_on_both_sides(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("librarian", lang, "/console/inbox")
    visitor = page.context.browser.new_context(locale="fa-IR" if lang == "fa" else "en-GB").new_page()  # type: ignore[union-attr]
    visitor.goto(f"{console.url}/?lang={lang}")
    patron = Chat(visitor)
    patron.open()
    known = {each.public_id for each in console.run(queue.queue(console.store))}
    assert known == set()
    ask = "کتابدار می‌خواهم" if lang == "fa" else "a librarian, please"

    async def queues(request: dict[str, object]) -> dict[str, object]:
        from tests.support.console_people import _open
        from tests.support.fake_engine import said

        await steps.request(console.store, str(request["conversation"]), reason=ask, opening=_open)
        return said("الان می‌آید.", intent="human_help")

    console.engine.script = queues
    patron.say(ask)
    expect(page.locator("tbody tr")).to_have_count(1, timeout=5000)
    console.engine.script = console.engine.echo
    [talk] = console.run(queue.queue(console.store))
    claim(page, talk.public_id)
    signs = page.locator("[data-signs]")
    expect(signs).to_have_text("")

    patron.input.press_sequentially("یک پرسش" if lang == "fa" else "a question")
    expect(signs).to_have_text(text(lang, "desk.signs.patron"))
    shot(page, f"desk-writing-{lang}")
    patron.input.press("Enter")
    expect(page.locator(".bubble.patron")).to_have_count(2)
    expect(signs).to_have_text("")

    page.locator("[data-answer]").press_sequentially("سلام" if lang == "fa" else "Hello")
    writing = visitor.locator("ketabyar-chat .typing")
    expect(writing).to_have_text(text(lang, "widget.staff_writing"))
    page.keyboard.press("Control+Enter")
    expect(writing).to_have_text("")

    chief = open_console("supervisor", lang, f"/console/inbox/{talk.public_id}")
    expect(signs).to_contain_text(NAMES["supervisor"])
    expect(chief.locator("[data-signs]")).to_contain_text(NAMES["librarian"])
    axe(page)
    chief.goto("/console/cases")
    expect(signs).to_have_text("", timeout=5000)
    visitor.context.close()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_end_of_a_wait_is_counted_and_moved(open_console: OpenConsole, console: Desk, lang: str) -> None:
    patron = chat(console, lang)
    public_id = ask_for_librarian(console, patron)
    page = open_console("librarian", lang, "/console/inbox")
    claim(page, public_id)
    ends, left = page.locator("[data-ends]"), page.locator("[data-left]")
    # As long as the patron was told that it may take; who is there is left it for longer.
    minutes = text(lang, "desk.ends_minutes", left=number(10, lang))
    expect(left).to_have_text(text(lang, "desk.due", left=minutes))
    console.advance(minutes=28, seconds=30)
    page.reload()
    minutes = text(lang, "desk.ends_minutes", left=number(2, lang))
    expect(left).to_have_text(text(lang, "desk.ends", left=minutes))
    page.locator("[data-answer]").fill("پیش‌نویس")
    axe(page)
    shot(page, f"desk-ends-{lang}")
    ends.locator("button").click()
    expect(page.locator("#notices")).to_contain_text(text(lang, "desk.more_time_given"))
    expect(left).to_contain_text(text(lang, "desk.ends_minutes", left=number(12, lang)))
    expect(page.locator("[data-answer]")).to_have_value("پیش‌نویس")
    assert NAMES["librarian"] in patron.history()[-1]["text"] and patron.history()[-1]["sender"] == "bot"
    # Whoever was answered waits for nothing.
    page.locator("[data-answer]").press("Control+Enter")
    expect(ends).to_be_hidden()
    expect(page.locator("[data-waits]")).to_be_hidden()
    patron.say("و بعد؟" if lang == "fa" else "and then?")
    expect(ends).to_be_visible()
    expect(page.locator("[data-waits]")).to_be_visible()
    # A note is for colleagues: the patron waits on.
    page.locator("[data-answer]").fill("یادداشت")
    page.locator("[data-note]").click()
    expect(page.locator(".bubble.internal")).to_have_count(1)
    expect(page.locator("[data-waits]")).to_be_visible()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_colleague_is_given_a_word_with_the_conversation(open_console: OpenConsole, console: Desk, lang: str) -> None:
    patron = chat(console, lang)
    public_id = ask_for_librarian(console, patron)
    page = open_console("librarian", lang, "/console/inbox", width=1440, height=900)
    claim(page, public_id)
    word = "نسخهٔ اسکن را می‌خواهد" if lang == "fa" else "Wants the scan, not the book"
    unfold(page, "transfer")
    page.locator("select[name=to]").select_option("supervisor")
    page.locator("[name=word]").fill(word)
    shot(page, f"desk-hand-on-{lang}")
    axe(page)
    page.locator("form[action$='/transfer'] button").click()
    expect(page).to_have_url(f"{console.url}/console/inbox")
    chief = open_console("supervisor", lang, f"/console/inbox/{public_id}")
    expect(chief.locator(".bubble.internal")).to_have_text(word)
    assert word not in {each["text"] for each in patron.history()}
    unfold(chief, "close")
    chief.locator("[name=effort]").select_option("4")
    chief.locator("form[action$='/close'] button").click()
    expect(chief).to_have_url(f"{console.url}/console/inbox")
    chief.goto(f"/console/conversations/{public_id}")
    expect(chief.locator("[name=effort]")).to_have_value("4")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_canned_answers_are_found_by_typing_and_chosen_by_keys(
    open_console: OpenConsole, console: Desk, lang: str
) -> None:
    for code, fa, en in CANNED:
        one = {
            "code": code,
            "title_fa": fa,
            "title_en": en,
            "text_fa": f"{fa}!",
            "text_en": f"{en}!",
            "is_active": True,
        }
        console.run(canned_answers.save_canned(console.store, one, by=console.actor("librarian")))
    patron = chat(console, lang)
    public_id = ask_for_librarian(console, patron, text="کتابدار می‌خواهم" if lang == "fa" else "a person, please")
    page = open_console("librarian", lang, "/console/inbox")
    claim(page, public_id)
    box, found = page.locator("[data-answer]"), page.locator("#canned-list li")
    texts = {code: f"{fa}!" if lang == "fa" else f"{en}!" for code, fa, en in CANNED}
    # What moves the focus there hears the keys, too.
    expect(box).to_be_focused()
    box.press_sequentially("/q")
    expect(found).to_have_count(3)
    expect(found.nth(0)).to_have_attribute("aria-selected", "true")
    axe(page)
    shot(page, f"desk-canned-{lang}", whole=False)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value(texts["q-close"])
    expect(found.first).to_be_hidden()
    # By a word of its title, with what was written before left alone; Escape puts nothing in.
    box.fill("")
    box.press_sequentially("سلام! /آزمايش" if lang == "fa" else "Hi! /trial")
    expect(found).to_have_count(1)
    page.keyboard.press("Tab")
    expect(box).to_have_value(("سلام! " if lang == "fa" else "Hi! ") + texts["q-card"])
    expect(box).to_be_focused()
    box.fill("")
    box.press_sequentially("/q-he")
    page.keyboard.press("Escape")
    expect(page.locator("#canned-list")).to_be_hidden()
    expect(box).to_have_value("/q-he")
    expect(box).to_be_focused()
    # An address is no canned answer.
    box.fill("")
    box.press_sequentially("http://a/close")
    expect(page.locator("#canned-list")).to_be_hidden()
    assert patron.history()[-1]["sender"] == "bot"
