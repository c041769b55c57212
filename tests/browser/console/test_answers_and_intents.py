"""Answers and intents as an editor works with them in the browser, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.content.project import copy_content
from bot.settings import ROOT
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.console_seeds import NEW
from tests.support.desk import Desk
from tests.support.texts import pattern

pytestmark = pytest.mark.browser

KEYS = {
    "published": "answers.published",
    "restored": "answers.restored",
    "made": "intents.made",
    "half": "answers.problem.half_space",
}
SAYS = {lang: {name: pattern(key, lang) for name, key in KEYS.items()} for lang in ("fa", "en")}


@pytest.fixture(autouse=True)
def root(console: Desk, tmp_path: Path) -> None:
    """Let the content be edited beside a repository of this test's own."""
    copy_content(ROOT, tmp_path / "root")
    console.parts.content.root = tmp_path / "root"
    console.engine.meaning = ("search_book", 0.3)


def looked_at(page: Page, name: str) -> None:
    """Let axe look at a page, wide and narrow; nothing may stand out of it."""
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 800})
        shot(page, f"{name}-{width}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} at {width}"
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_an_answer_is_edited_seen_published_and_restored(open_console: OpenConsole, lang: str) -> None:
    page = open_console("editor", lang, "/console/answers")
    looked_at(page, f"answers-{lang}")
    page.goto("/console/answers/utter_greet")
    page.locator("textarea[name=text_fa]").fill("سلام! کتاب ها در {library} منتظر شما هستند.")
    page.locator("textarea[name=text_en]").fill("Hello! The books of {library} are waiting <b>for you</b>.")
    expect(page.locator("#checked")).to_contain_text(SAYS[lang]["half"])
    expect(page.locator("#checked .preview").last).to_contain_text("are waiting <b>for you</b>.")
    looked_at(page, f"answer-{lang}")
    page.locator("button[name=action][value=publish]").click()
    expect(page.locator("#notices")).to_contain_text(SAYS[lang]["published"])
    page.locator("textarea[name=text_en]").fill("Hello, this is {library}.")
    page.locator("button[name=action][value=publish]").click()
    page.locator("tbody tr").nth(1).get_by_role("link").click()
    expect(page.locator("ins").first).to_be_visible()
    looked_at(page, f"answer-version-{lang}")
    page.locator("header.heading form button").click()
    expect(page.locator("#notices")).to_contain_text(SAYS[lang]["restored"])
    expect(page.locator("textarea[name=text_en]")).to_have_value(re.compile("waiting"))
    looked_at(page, f"answer-versions-{lang}")
    page.goto("/console/answers/history")
    looked_at(page, f"answers-history-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_new_intent_is_made_in_minutes(open_console: OpenConsole, console: Desk, lang: str) -> None:
    page = open_console("editor", lang, "/console/intents")
    looked_at(page, f"intents-{lang}")
    page.locator("details.fold summary").click()
    page.locator("#u-text").fill("do you have talking books")
    page.locator(".understand button").click()
    expect(page.locator("#understood")).to_contain_text("30" if lang == "en" else "۳۰")
    shot(page, f"intents-understood-{lang}")
    page.keyboard.press("Escape")
    page.goto("/console/intents/new")
    for name, value in NEW.items():
        if name != "action":
            page.locator(f"[name={name}]").fill(value)
    page.locator("[name=name_en]").fill("")
    page.locator("form.wide-form").evaluate("form => { form.noValidate = true }")
    page.expected.append("422")  # type: ignore[attr-defined]
    page.locator("button[name=action][value=save]").click()
    expect(page.locator("[name=name_en][aria-invalid=true]")).to_be_visible()
    looked_at(page, f"intent-new-{lang}")
    page.locator("[name=name_en]").fill(NEW["name_en"])
    console.engine.meaning = ("search_book", 0.9)
    page.locator("button[name=action][value=look]").click()
    expect(page.locator("details.aside", has=page.locator(".line-remark"))).to_have_count(2)
    page.locator("details.aside summary").first.click()
    looked_at(page, f"intent-new-looked-{lang}")
    console.engine.meaning = ("search_book", 0.3)
    page.locator("button[name=action][value=save]").click(timeout=60_000)
    expect(page.locator("#notices")).to_contain_text(SAYS[lang]["made"])
    page.goto("/console/intents/seeds?lang=en")
    page.locator("#f-text").press_sequentially("do you lend out some seeds", delay=10)
    expect(page.locator("#remarks li")).to_have_count(1)
    looked_at(page, f"intent-{lang}")
    page.locator("tbody input[type=checkbox]").first.check()
    page.locator("select[name=to]").select_option("hours")
    page.locator(".bar button.secondary").click()
    expect(page.locator("form.undo")).to_be_visible()
    shot(page, f"intent-undo-{lang}")
    page.locator("form.undo button").click()
    expect(page.locator("tbody tr")).to_have_count(5)
    page.locator("textarea[name=lines]").fill(
        "a handful of radish for pots\nwhere do you keep the seed drawers\ncall 09121234567"
    )
    page.locator("section[aria-labelledby=bulk] button").click()
    expect(page.locator("form[action$='/bulk/add']")).to_be_visible()
    looked_at(page, f"intent-bulk-{lang}")
    page.goto("/console/intents/history")
    looked_at(page, f"intents-history-{lang}")
    page.goto("/console/intents/content")
    looked_at(page, f"intents-content-{lang}")
