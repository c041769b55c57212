"""Review and unanswered questions in a real browser, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from crm import records
from tests.bot.console.test_questions import AUDIO, DOG, grouped
from tests.support.console_learning import SCRIPT, ask, picked, talk
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk
from tests.support.store_rows import add, rows
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

LANGUAGES = ("fa", "en")
KEPT = {"fa": phrase("review.kept"), "en": phrase("review.kept", "en")}
NOTHING = {"fa": phrase("review.none"), "en": phrase("review.none", "en")}
ENTITIES = [{"entity": "branch", "value": "شعبهٔ سعدی"}, {"entity": "date", "value": "2026-11-28"}]


def fits(page: Page, name: str) -> None:
    """Look at the page wide and narrow: nothing wider than the window, nothing for axe to say."""
    axe(page)
    shot(page, name)
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, f"{name}-narrow")
    page.set_viewport_size({"width": 1280, "height": 800})


def conversation(console: Desk, lang: str) -> None:
    """A talk of five turns, of which two are to be reviewed."""
    said = {
        "fa": ("سلام", "وقت بخیر، یه سوال دارم", "شنبه شعبهٔ سعدی تا کی باز است؟",
               "نه، منظورم سالن مطالعه بود", "ممنون"),
        "en": ("hello", "good morning, a question", "until when is Saadi Branch open on Saturday?",
               "no, I meant the reading room", "thank you"),
    }[lang]  # fmt: skip
    ranking = [("hours", 0.48), ("facilities", 0.31), ("location", 0.1)]
    made = {"ranking": ranking, "runner_up": "facilities", "entities": ENTITIES}
    ids = talk(console, *((text, made) for text in said), language=lang)
    for weight, message, needs in ((0.9, ids[2], 2), (0.6, ids[1], 1)):
        row = {"message_id": message, "reason": "contradicted", "weight": weight, "needs": needs}
        console.run(add(console.store, records.ReviewItem, created_at=console.store.clock.now(), **row))


def press(page: Page, key: str) -> None:
    """Press a key once what was swapped in last is at work."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)
    page.keyboard.press(key)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_turns_are_judged_by_keys_without_a_new_page(open_console: OpenConsole, console: Desk, lang: str) -> None:
    conversation(console, lang)
    picked(console, f"{SCRIPT} ؟", weight=0.3)
    page = open_console("librarian", lang, "/console/review")
    page.evaluate("window.stayed = true")
    fits(page, f"review-{lang}")
    # One template is written in either language: a number in it is not the other one's.
    assert page.locator(".verdicts kbd").first.inner_text() == ("۱" if lang == "fa" else "1")
    said = page.locator(".this .bubble")
    expect(said).to_contain_text("شنبه" if lang == "fa" else "Saturday")
    press(page, "2")
    expect(page.locator("#turn .notice.good")).to_contain_text(KEPT[lang])
    expect(said).to_contain_text("سوال" if lang == "fa" else "question")
    press(page, "u")
    expect(said).to_contain_text("شنبه" if lang == "fa" else "Saturday")
    press(page, "s")
    expect(said).to_contain_text("سوال" if lang == "fa" else "question")
    press(page, "3")
    page.keyboard.type("صحبت با کتابدار" if lang == "fa" else "Talk to a librarian")
    press(page, "Enter")
    expect(said).to_contain_text(SCRIPT)
    assert page.title() != "run"
    axe(page)
    # The digits of a Persian keyboard are as good.
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: '۱', code: 'Digit1', bubbles: true}))")
    expect(said).to_contain_text("شنبه" if lang == "fa" else "Saturday")
    press(page, "4")
    expect(page.locator(".empty")).to_contain_text(NOTHING[lang])
    shot(page, f"review-empty-{lang}")
    assert page.evaluate("window.stayed")
    verdicts = console.run(rows(console.store, records.ReviewVerdict))
    assert [row.intent for row in verdicts] == ["human_help", "hours", "out_of_scope"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_done_and_what_is_proposed(open_console: OpenConsole, console: Desk, lang: str) -> None:
    texts = {
        "fa": ("کتاب گویا از کجا بگیرم", "رمان شنیداری دارید؟"),
        "en": ("where are talking books", "audio novels?"),
    }
    for weight, text in zip((0.9, 0.8), texts[lang], strict=True):
        picked(console, text, weight=weight, language=lang, needs=2 if weight == 0.9 else 1)
    for role in ("editor", "librarian"):
        page = open_console(role, lang, "/console/review")
        for _ in range(2 if role == "editor" else 1):
            page.locator("#f-meant").fill("eresources")
            # The notice of the turn before is on the page still.
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.locator("#f-meant").press("Enter")
            expect(page.locator("#turn .notice.good, .empty").first).to_be_visible()
    page = open_console("editor", lang, "/console/review/done")
    fits(page, f"review-done-{lang}")
    page.goto("/console/review/proposals")
    fits(page, f"proposals-{lang}")
    page.locator("[data-ticks]").check()
    page.locator("[name=decision][value=accept]:visible").click()
    expect(page.locator("#notices .good")).to_be_visible()
    expect(page.locator(".empty")).to_be_visible()
    page.goto("/console/review/proposals?state=accepted")
    expect(page.locator("tbody tr")).to_have_count(2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_is_worked_on_until_it_is_answered(open_console: OpenConsole, console: Desk, lang: str) -> None:
    audio, _ = grouped(console)
    console.advance(days=9)
    ask(console, AUDIO[0])
    page = open_console("editor", lang, "/console/questions")
    expect(page.locator("tbody tr")).to_have_count(2)
    fits(page, f"questions-{lang}")
    page.get_by_role("link", name=AUDIO[0]).click()
    expect(page.locator("#work")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("t")
    expect(page.locator("#notices .good")).to_be_visible()
    fits(page, f"question-{lang}")
    for box in page.locator("[name=wording]").all():
        box.check()
    page.locator("#f-teach").fill("E-resources")
    page.locator("[value=teach]").click()
    expect(page.locator(".facts").first).to_contain_text("منابع الکترونیکی" if lang == "fa" else "E-resources")
    console.engine.meaning = ("nlu_fallback", 0.9)
    page.wait_for_load_state()
    page.keyboard.press("r")
    # A fact answers one of them clearly.
    expect(page.locator(".wordings .badge.bad")).to_have_count(1)
    expect(page.locator(".wordings .badge.good")).to_have_count(1)
    fits(page, f"question-tried-{lang}")
    console.engine.meaning = ("eresources", 0.9)
    page.locator(f'form[action="/console/questions/{audio}/answered"] button').click()
    expect(page.locator(".heading .badge.good")).to_be_visible()
    expect(page.locator(".wordings .badge.good")).to_have_count(2)
    fits(page, f"question-answered-{lang}")
    page.goto("/console/questions?status=new")
    expect(page.get_by_role("link", name=DOG)).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_only_reads_has_a_plain_page(open_console: OpenConsole, console: Desk, lang: str) -> None:
    audio, _ = grouped(console)
    page = open_console("manager", lang, f"/console/questions/{audio}")
    expect(page.locator("main form")).to_have_count(0)
    axe(page)
