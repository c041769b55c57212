"""The pages about models in a real browser: every state in both languages, and the way from training to publishing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.models.notes import EngineNotes, PublishingProgress
from bot.models.testing import ModelReading
from crm.content import model_versions, model_work
from crm.content.model_versions import ModelView
from tests.bot.console.test_models import BAD, GOOD, MODELS, answer, make, report_of
from tests.support.console_pages import OpenConsole, axe, shot
from tests.support.desk import Desk
from tests.support.small_content import edited_content
from tests.support.texts import pattern, phrase

pytestmark = pytest.mark.browser


@pytest.fixture
def answering(console: Desk) -> ModelView:
    """A model that answers."""
    view = make(console)
    answer(console, view)
    return console.run(model_versions.model(console.store, view.id))


def looked_at(page: Page, name: str) -> None:
    """Let axe look at a page at both widths, see that it fits, and take its picture."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for width, suffix in ((1280, ""), (400, "-narrow")):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        shot(page, f"{name}{suffix}")
        assert wide <= 0, f"{name} is {wide} pixels too wide at {width}"
        axe(page)
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_state_of_a_model_reads_well(
    open_console: OpenConsole, console: Desk, answering: ModelView, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(answering, [BAD, BAD, GOOD], [GOOD, GOOD, GOOD])
    report["candidate"]["intents"] = ["hours", "loans", "zines"]
    better = make(console, report=report)
    worse = make(console, report=report_of(answering, [GOOD, GOOD, GOOD], [BAD, BAD, GOOD], failed=("a greeting",)))

    async def fail() -> int:
        failed = await model_versions.begin_training(console.store, model_versions.ITSELF, inputs="x")
        await model_versions.failed(console.store, failed, "Failed to read 'nlu.yml'.")
        return failed

    failed = console.run(fail())
    page = open_console("editor", lang, MODELS)
    looked_at(page, f"models-list-{lang}")
    for name, view_id in (("better", better.id), ("worse", worse.id), ("failed", failed), ("running", answering.id)):
        page.goto(f"{MODELS}/{view_id}")
        for details in page.locator("main details").all():
            details.locator("summary").click()
        looked_at(page, f"models-{name}-{lang}")
    notes = EngineNotes(console.parts.settings.home)
    notes.tell_progress(
        PublishingProgress("failed", 3, "the engine stopped while starting: no such file", "", better.sha256 or "")
    )
    page.goto(f"{MODELS}/{better.id}")
    looked_at(page, f"models-refused-{lang}")
    trainer = console.parts.models.trainer
    monkeypatch.setattr(trainer, "_at", (better.id, "training", 4))
    told = {"step": "learning", "component": "Classifier", "done": 1, "total": 4, "lines": ["Starting to train"]}
    console.run(model_work.begin(console.store, better.id, "training", step="starting"))
    console.run(model_work.tell(console.store, better.id, "training", **told))
    page.goto(MODELS)
    looked_at(page, f"models-training-{lang}")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_wording_is_tried_where_it_is_typed(
    open_console: OpenConsole, console: Desk, answering: ModelView, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(answering, [GOOD, GOOD, GOOD], [GOOD, GOOD, GOOD])
    report["candidate"]["intents"] = ["hours", "loans", "zines"]
    candidate = make(console, report=report)

    async def read(model: Path, texts: Sequence[str]) -> list[ModelReading]:
        return [ModelReading(text, ("zines", "nlu_fallback")[number % 2], 0.87) for number, text in enumerate(texts)]

    # The bytes on this shelf are no model; what one really reads is seen in test_training.
    monkeypatch.setattr(console.parts.models.examiner, "read", read)
    page = open_console("editor", lang, f"{MODELS}/{candidate.id}")
    page.locator("[name=lines]").fill("مجلهٔ دست‌ساز دارید؟\ndo you collect zines <b>here</b>?")
    page.locator("section[aria-labelledby=try] button").click()
    expect(page.locator("#tried tbody tr")).to_have_count(2)
    expect(page.locator("#tried")).to_contain_text(phrase("models.new_intent", lang))
    expect(page.locator("#tried")).to_contain_text("zines <b>here</b>?")
    looked_at(page, f"models-tried-{lang}")


def test_while_a_model_is_tested_it_is_not_offered(
    open_console: OpenConsole, console: Desk, answering: ModelView, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = make(console)
    monkeypatch.setattr(console.parts.models.trainer, "_at", (candidate.id, "testing", 0))
    console.run(model_work.begin(console.store, candidate.id, "testing", step="testing"))
    page = open_console("editor", "en", f"{MODELS}/{candidate.id}")
    expect(page.get_by_text(phrase("models.step.testing", "en"))).to_be_visible()
    expect(page.get_by_role("button", name=phrase("models.publish", "en"))).to_have_count(0)
    console.run(model_work.end(console.store, candidate.id))
    expect(page.get_by_role("button", name=phrase("models.publish", "en"))).to_be_visible()


def test_a_worse_model_is_published_with_a_reason_and_the_page_follows_it(
    open_console: OpenConsole, console: Desk, answering: ModelView
) -> None:
    worse = make(console, report=report_of(answering, [GOOD, GOOD, GOOD], [BAD, BAD, GOOD]))
    page = open_console("editor", "en", f"{MODELS}/{worse.id}")
    page.get_by_label(phrase("models.reason", "en")).fill("the library asked for it")
    page.get_by_role("button", name=phrase("models.publish", "en")).click()
    page.get_by_role("dialog").get_by_role("button", name=phrase("confirm.yes", "en")).click()
    expect(page.get_by_role("heading", name=phrase("models.publishing", "en"))).to_be_visible()
    axe(page)
    shot(page, "models-publishing-en")
    wanted = EngineNotes(console.parts.settings.home).wanted()
    assert wanted is not None
    assert wanted.reason == "the library asked for it"
    answer(console, worse, wanted.serial)
    # The page asks by itself, and loads anew once it is done.
    expect(page.get_by_text(pattern("models.answers_now", "en"))).to_be_visible(timeout=10_000)


def test_a_shortcut_starts_a_training_and_it_can_be_cancelled(open_console: OpenConsole, console: Desk) -> None:
    edited_content(console.parts.settings.home)
    page = open_console("editor", "en", MODELS)
    page.keyboard.press("t")
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name=phrase("models.cancel", "en")).click()
    page.get_by_role("dialog").get_by_role("button", name=phrase("confirm.yes", "en")).click()
    expect(page.get_by_text(phrase("models.note.cancelled", "en"))).to_be_visible()
    state: Any = console.run(model_versions.list_models(console.store))[0].state
    assert state == "failed"
