"""What no bot knows yet, taught through the console's pages alone: written, trained, tried, published, answered.

The editor begins in Persian and goes on in English; patrons then ask in words that stand among no examples.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_system import PATIENCE, _ask
from tests.support.share_of_content import write_share
from tests.support.system import System, make_begun_system
from tests.support.texts import pattern, phrase
from tests.support.widget import Chat

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1800)]

# A training learns from one of so many examples.
ONE_OF = 8
TRAINING = 1_000_000  # milliseconds

FORM = {
    "name": "seeds",
    "name_fa": "بذر گیاهان",
    "name_en": "Seeds",
    "examples_fa": "\n".join((
        "بذر سبزی هم امانت می‌دهید؟", "تخم گل آفتابگردان از کتابخانه می‌خواهم", "کتابخانهٔ بذر در کدام گوشه است؟",
        "bazre gojeh darid", "به جای کتاب، دانه برای کاشتن هم می‌شود گرفت؟", "بذر گوجه‌فرنگی می‌خواستم",
        "دانه‌های باغچه‌تان کجاست", "از کجا تخم ریحان بردارم؟", "بستهٔ بذر هم به ما می‌رسد",
        "مادرم باغچه دارد، دانه‌ای برای کاشت دارید؟", "bazr baraye baghche mikham", "بذر برای باغچهٔ مدرسه دارین؟",
    )),
    "examples_en": "\n".join((
        "do you lend out seeds", "can i take tomato seeds for my garden", "any sunflower seeds to plant",
        "packets of seeds please", "where do you keep the seed drawers", "where can i find vegetable seeds",
        "i want some herb seeds", "have you got seeds i can sow", "my mother has a balcony, are there seeds for her",
        "seeds for the school garden", "do you have bean seeds for children", "looking for flower seeds",
    )),
    "answer_fa": "کشوهای بذر کنار در ورودی‌اند.",
    "answer_en": "The seed drawers are by the entrance.",
}  # fmt: skip
NEW_WORDINGS = {
    "fa": "بذر نعنا برای گلدون خونه دارین؟",
    "en": "are there any seeds for my garden?",
}


@pytest.fixture
def own_system(tmp_path: Path) -> Iterator[System]:
    """A system whose staff edit a share of the examples."""
    running = make_begun_system(tmp_path / "home")
    write_share(running.home, ONE_OF)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], own_system: System) -> Iterator[Page]:
    """The console, nobody signed in; every script error fails the test."""
    page = new_context(base_url=own_system.url, viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def write_it_down(page: Page) -> None:
    """In Persian: sign in, find the form, fill it in, make the intent."""
    page.goto("/console/sign-in?lang=fa")
    page.get_by_label(phrase("sign_in.username")).fill("editor")
    page.locator("[name=password]").fill("demo-console")
    page.locator("button[type=submit]").click()
    page.locator("nav.side").get_by_role("link", name=phrase("nav.intents")).click()
    page.get_by_role("link", name=phrase("intents.new")).click()
    for name, value in FORM.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name=phrase("intents.new_save")).click()
    expect(page.locator("#notices")).to_contain_text(phrase("intents.made"), timeout=PATIENCE)


def change_language(page: Page) -> None:
    """Go on in English."""
    page.goto("/console/me")
    page.locator("[name=language]").select_option("en")
    page.get_by_role("button", name=phrase("save")).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en", timeout=PATIENCE)


def try_it(page: Page, text: str) -> str:
    """Let the candidate read a wording before it is published, and give the line of the page."""
    page.get_by_label(phrase("models.try_lines", "en")).fill(text)
    page.get_by_role("button", name=phrase("models.try_do", "en")).click()
    row = page.locator("#tried tbody tr").filter(has_text=text)
    expect(row).to_have_count(1, timeout=120_000)
    return row.inner_text()


def intents_in(model: Path) -> set[str]:
    """The intents of a model's file."""
    with tarfile.open(model) as archive:
        part = archive.extractfile("metadata.json")
        assert part is not None
        return {next(iter(each)) if isinstance(each, dict) else each for each in json.load(part)["domain"]["intents"]}


def test_an_editor_teaches_seeds_by_the_pages_alone(
    page: Page,
    own_system: System,
    new_context: Callable[..., BrowserContext],
    outside: list[str],
) -> None:
    write_it_down(page)
    page.get_by_role("link", name=phrase("intents.train")).first.click()
    page.get_by_role("button", name=phrase("models.train")).click()
    expect(page.locator("#going")).to_be_visible(timeout=PATIENCE)
    change_language(page)
    page.locator("nav.side").get_by_role("link", name=phrase("nav.models", "en")).click()
    expect(page.locator("#going")).to_contain_text(phrase("models.step.testing", "en"), timeout=TRAINING)
    page.get_by_role("link", name=phrase("models.open", "en")).click()
    publish = page.get_by_role("button", name=phrase("models.publish", "en"))
    # The page asks by itself, and loads anew once the test has ended.
    expect(publish).to_be_visible(timeout=TRAINING)
    held_out = page.locator("section[aria-labelledby=figures] tbody tr").filter(
        has_text=phrase("models.set.held_out", "en")
    )
    expect(held_out).to_have_count(2)
    expect(page.locator("section[aria-labelledby=new]")).to_contain_text("Seeds")
    for text in NEW_WORDINGS.values():
        assert "Seeds" in try_it(page, text)
    reason = page.get_by_label(phrase("models.reason", "en"))
    if reason.get_attribute("required") is not None:
        reason.fill("patrons ask for seeds")
    publish.click()
    page.get_by_role("dialog").get_by_role("button", name=phrase("confirm.yes", "en")).click()
    expect(page.get_by_text(pattern("models.answers_now", "en"))).to_be_visible(timeout=120_000)
    for language, text in NEW_WORDINGS.items():
        context = new_context()
        context.set_default_timeout(PATIENCE)
        visit = context.new_page()
        visit.goto(f"{own_system.url}/?lang={language}")
        chat = Chat(visit)
        chat.open()
        assert _ask(chat, text) == [FORM[f"answer_{language}"]]

    current = json.loads((own_system.home / "engines" / "current.json").read_text(encoding="utf-8"))
    assert current["origin"] == "console"
    assert "seeds" in intents_in(own_system.home / "models" / current["file"])
    assert not any(text in FORM[f"examples_{language}"] for language, text in NEW_WORDINGS.items())
    assert outside == []
