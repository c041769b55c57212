"""The pages about models: what is listed, what a test shows, who may train and publish, and what needs a reason."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from bot.models.comparing import compare
from bot.models.model_files import ModelRegistry, file_sha256
from bot.models.notes import Current, EngineNotes, PublishingProgress
from bot.models.service import settle
from crm import records
from crm.content import model_versions
from crm.content.model_versions import ModelView
from crm.database.upsert import table_of
from tests.support.desk import Client, Desk
from tests.support.html import Page, page_of, words_of
from tests.support.small_content import edited_content
from tests.support.store_rows import rows
from tests.support.texts import occurrences, phrase
from tests.support.waiting import until

MODELS = "/console/models"
SignIn = Callable[[str], Client]


def figures(count: int, accuracy: float, confusions: list[Any] | None = None) -> dict[str, Any]:
    """The figures of a set."""
    one = {"rows": count, "accuracy": accuracy, "macro_f1": accuracy, "oos_rows": 1, "oos_recall": 1.0,
           "in_scope_declined": 0.0}  # fmt: skip
    return {
        "all": one,
        "fa": one,
        "intents": [{"intent": "hours", "rows": count, "precision": accuracy, "recall": accuracy}],
        "confusions": confusions or [],
    }


def examined(readings: list[list[Any]], *, failed: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the test of one model finds."""
    right = sum(reading[2] for reading in readings) / len(readings)
    wrong = [["hours", reading[0], 1] for reading in readings if not reading[2]]
    steps = [{"kind": "intent", "said": "<b>سلام</b>", "expected": "greet", "got": "hours"}]
    return {
        "model_id": uuid.uuid4().hex,
        "intents": ["hours", "loans"],
        "sets": {"held_out": figures(len(readings), right, wrong)},
        "readings": readings,
        "stories": {"total": 2, "failed": [{"story": name, "problem": None, "steps": steps} for name in failed]},
    }


ROWS = [
    {"text": "<script>alert(1)</script> ساعت کار", "lang": "fa", "intent": ["hours"], "set": "held_out"},
    {"text": "کی باز است", "lang": "fa", "intent": ["hours"], "set": "held_out"},
    {"text": "تا کی هستید", "lang": "fa", "intent": ["hours", "contact"], "set": "held_out"},
]
GOOD, BAD = ["hours", 0.91, True], ["loans", 0.42, False]


def make(desk: Desk, *, report: dict[str, Any] | None = None, by: str = "editor") -> ModelView:
    """Put a trained model on the shelf, with its row and, when given, its report."""
    inputs = uuid.uuid4().hex[:16]
    home = desk.parts.settings.home
    source = home / "made"
    source.write_bytes(inputs.encode())
    file = ModelRegistry(home).put(source, inputs, file_sha256(source))

    async def note() -> ModelView:
        author = desk.actor(by)
        model_id = await model_versions.begin_training(desk.store, author, inputs=inputs)
        await model_versions.trained(desk.store, model_id, sha256=file_sha256(source), file=file.name, seconds=61.0)
        if report is not None:
            await model_versions.tested(desk.store, model_id, report)
        return await model_versions.model(desk.store, model_id)

    return desk.run(note())


def answer(desk: Desk, view: ModelView, serial: int = 0) -> None:
    """Let a model answer patrons, as the supervisor would say."""
    notes = EngineNotes(desk.parts.settings.home)
    notes.tell_current(
        Current("http://127.0.0.1:1", view.inputs, view.sha256 or "", view.file or "", "now", "console", 61.0, serial)
    )
    notes.tell_progress(PublishingProgress("steady", serial))
    desk.run(settle(desk.store, notes))


def report_of(running: ModelView, before: list[Any], after: list[Any], **more: Any) -> dict[str, Any]:
    """The report of a test beside the running model."""
    was, now = examined(before), examined(after, **more)
    return {
        **compare(ROWS, was, now),
        "candidate": now,
        "running": was,
        "against": {"id": running.id, "sha256": running.sha256},
        "at": "2026-11-24T08:00:00+00:00",
        "seconds": 12.0,
    }


@pytest.fixture
def running(console: Desk) -> ModelView:
    """A model that answers."""
    view = make(console)
    answer(console, view)
    return console.run(model_versions.model(console.store, view.id))


def english(client: Client) -> Client:
    """Let the console speak English."""
    done = client.post("/console/me/preferences", {"name_fa": "Editor", "language": "en", "calendar": ""})
    assert done.status_code == 303
    return client


def audited(desk: Desk, action: str) -> list[Any]:
    """The audit events of one kind."""
    table = table_of(records.AuditEvent)
    query = table.select().where(table.c.action == action).order_by(table.c.id)
    return desk.run(desk.store.look(lambda connection: list(connection.execute(query).all())))


def over(editor: Any) -> None:
    """Wait until a publication is over, and noted in the store."""
    until(lambda: editor.htmx("GET", f"{MODELS}/progress").headers.get("hx-refresh") == "true")


def test_the_list_says_which_model_answers_in_both_languages(console: Desk, client: SignIn, running: ModelView) -> None:
    better = make(console, report=report_of(running, [BAD, BAD, GOOD], [GOOD, GOOD, GOOD]))
    editor = client("editor")
    shown = editor.get(MODELS).text
    assert phrase("models.running_now") in shown
    assert Page(shown).links(f"{MODELS}/{better.id}")
    assert "۱۰۰٫۰٪" in shown
    shown = english(editor).get(f"{MODELS}?state=tested").text
    assert phrase("models.running_now", "en") in shown
    assert "100.0%" in shown
    assert f"Model {better.id}" in shown
    file = editor.get(f"{MODELS}?format=csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert file.text.count("\r\n") == 3


def test_an_empty_list_explains_itself(client: SignIn) -> None:
    assert phrase("models.none") in client("editor").get(MODELS).text


def test_a_better_candidate_shows_what_it_reads_better_and_is_published_without_a_reason(
    console: Desk, client: SignIn, running: ModelView
) -> None:
    better = make(console, report=report_of(running, [BAD, BAD, GOOD], [GOOD, GOOD, GOOD]))
    editor = english(client("editor"))
    shown = editor.get(f"{MODELS}/{better.id}").text
    assert phrase("models.verdict_text.better", "en", id=running.id) in shown
    assert phrase("models.better", "en", n=2) in shown
    assert phrase("models.nothing_worse", "en") in shown
    assert "<script>alert(1)</script> ساعت کار" in words_of(shown)
    assert "<script>alert" not in shown
    sent = editor.post(f"{MODELS}/{better.id}/publish", {"reason": ""})
    assert sent.status_code == 303, sent.text[:300]
    wanted = EngineNotes(console.parts.settings.home).wanted()
    assert wanted is not None
    assert (wanted.sha256, wanted.by) == (better.sha256, "editor")
    shown = editor.follow(sent).text
    assert phrase("models.publishing", "en") in shown
    assert Page(shown).has('[hx-get="/console/models/progress"]')
    answer(console, better, wanted.serial)
    over(editor)
    assert occurrences("models.answers_now", editor.get(f"{MODELS}/{better.id}").text, "en")
    [event] = [event for event in audited(console, "model.published") if event.entity_id == str(better.id)]
    assert event.actor_ref == "editor"


def test_a_new_intent_is_named_for_no_figure_speaks_of_it(console: Desk, client: SignIn, running: ModelView) -> None:
    report = report_of(running, [GOOD, GOOD, GOOD], [GOOD, GOOD, GOOD])
    report["candidate"]["intents"] = ["hours", "loans", "zines"]
    candidate = make(console, report=report)
    editor = english(client("editor"))
    shown = editor.get(f"{MODELS}/{candidate.id}").text
    assert phrase("models.new_intents", "en") in shown and phrase("models.new_intents_text", "en") in shown
    assert Page(shown).links("/console/intents/zines")
    assert Page(shown).links("/console/intents/loans") == []
    older = make(console, report=report_of(running, [GOOD, GOOD, GOOD], [GOOD, GOOD, GOOD]))
    assert phrase("models.new_intents", "en") not in editor.get(f"{MODELS}/{older.id}").text


def test_what_cannot_be_tried_is_told(console: Desk, client: SignIn, running: ModelView) -> None:
    editor = english(client("editor"))
    place = f"{MODELS}/{make(console).id}/try"
    assert phrase("models.bad.nothing_tried", "en") in editor.htmx("POST", place, {"lines": " \n- \n"}).text
    # The bytes on this shelf are recorded, but they are no model; the engine reads gently, so on a busy machine slowly.
    told = editor.post(place, {"lines": "<b>hello</b>\ncall me on 09121234567"}, timeout=120).text
    assert phrase("models.bad.tried", "en") in told
    assert "<b>hello</b>" in Page(told).value("lines")
    assert "09121234567" not in told
    ModelRegistry(console.parts.settings.home).path(running.file or "").write_bytes(b"changed")
    assert phrase("models.bad.file", "en") in editor.post(f"{MODELS}/{running.id}/try", {"lines": "hello"}).text
    assert editor.post(f"{MODELS}/999/try", {"lines": "hello"}).status_code == 404


def test_a_worse_candidate_says_why_and_needs_a_reason(console: Desk, client: SignIn, running: ModelView) -> None:
    worse = make(console, report=report_of(running, [GOOD, GOOD, GOOD], [BAD, BAD, GOOD], failed=("a greeting",)))
    editor = english(client("editor"))
    shown = editor.get(f"{MODELS}/{worse.id}").text
    assert occurrences("models.why.accuracy", shown, "en", before="100.0%", now="33.3%")
    assert phrase("models.why.story", "en", story="a greeting") in shown
    assert phrase("models.stories_followed", "en", followed=1, total=2) in shown
    assert "<b>سلام</b>" in words_of(shown)
    assert phrase("models.confusions", "en") in shown
    for reason in ("", "  ", "why"):
        refused = editor.post(f"{MODELS}/{worse.id}/publish", {"reason": reason})
        assert refused.status_code == 422
        assert phrase("models.bad.reason", "en", n=5) in refused.text
    assert EngineNotes(console.parts.settings.home).wanted() is None
    sent = editor.post(f"{MODELS}/{worse.id}/publish", {"reason": "the library asked for it"})
    assert sent.status_code == 303
    assert [event.reason for event in audited(console, "model.publish_asked")] == ["the library asked for it"]
    assert "the library asked for it" in editor.get(f"{MODELS}/{worse.id}").text


def test_an_earlier_model_is_brought_back_with_a_reason(console: Desk, client: SignIn, running: ModelView) -> None:
    answer(console, make(console), 1)
    editor = english(client("editor"))
    assert phrase("models.roll_back_title", "en") in editor.get(f"{MODELS}/{running.id}").text
    assert editor.post(f"{MODELS}/{running.id}/publish", {"reason": ""}).status_code == 422
    assert editor.post(f"{MODELS}/{running.id}/publish", {"reason": "it answered better"}).status_code == 303
    assert [event.entity_id for event in audited(console, "model.rollback_asked")] == [str(running.id)]


def test_a_report_against_another_model_than_the_running_one_is_out_of_date(
    console: Desk, client: SignIn, running: ModelView
) -> None:
    candidate = make(console, report=report_of(running, [BAD, BAD, GOOD], [GOOD, GOOD, GOOD]))
    answer(console, make(console), 1)
    assert phrase("models.why_reason.outdated", "en") in english(client("editor")).get(
        f"{MODELS}/{candidate.id}"
    ).text  # fmt: skip


def test_a_file_that_was_changed_is_not_published_and_what_was_typed_stays(
    console: Desk, client: SignIn, running: ModelView
) -> None:
    candidate = make(console)
    ModelRegistry(console.parts.settings.home).path(candidate.file or "").write_bytes(b"changed")
    editor = english(client("editor"))
    refused = editor.post(f"{MODELS}/{candidate.id}/publish", {"reason": "because <i>I</i> say so"})
    assert refused.status_code == 409
    assert phrase("models.bad.file", "en") in refused.text
    assert page_of(refused).value("reason") == "because <i>I</i> say so"
    assert editor.post(f"{MODELS}/{candidate.id}/test").status_code == 409


def test_a_refused_model_shows_the_supervisors_reason(console: Desk, client: SignIn, running: ModelView) -> None:
    candidate = make(console)
    notes = EngineNotes(console.parts.settings.home)
    notes.tell_progress(
        PublishingProgress("failed", 4, "the engine stopped while starting", "now", candidate.sha256 or "")
    )
    shown = client("editor").get(f"{MODELS}/{candidate.id}").text
    assert "the engine stopped while starting" in shown
    assert "the engine stopped" not in client("editor").get(f"{MODELS}/{running.id}").text


def test_a_model_that_gave_way_is_told_of_on_both_pages(console: Desk, client: SignIn, running: ModelView) -> None:
    candidate = make(console)
    notes = EngineNotes(console.parts.settings.home)
    reason = "its engine died 3 times: <b>out of luck</b> (log: /var/lib/ketabyar/logs/engine-1.log)"
    notes.tell_progress(PublishingProgress("returned", 4, reason, "now", candidate.sha256 or ""))
    editor = english(client("editor"))
    for page in (editor.get(MODELS).text, editor.get(f"{MODELS}/{candidate.id}").text):
        assert phrase("models.returned", "en") in page
        assert "<b>out of luck" in words_of(page) and "<b>out of luck" not in page
        assert "/var/lib" not in page
    assert page_of(editor.get(MODELS)).links(f"{MODELS}/{candidate.id}")
    assert phrase("models.returned", "en") not in editor.get(f"{MODELS}/{running.id}").text
    until(lambda: console.run(rows(console.store, records.AuditEvent, action="model.gave_way")))
    assert phrase("did.model.gave_way", "en") in english(client("admin")).get("/console/audit").text


def test_words_of_patrons_are_looked_up_and_the_look_is_audited(
    console: Desk, client: SignIn, running: ModelView
) -> None:
    report = report_of(running, [GOOD, BAD, BAD], [GOOD, GOOD, GOOD])
    for number, change in enumerate(report["better"]):
        change["set"] = "reviewed"
        change["message_id"] = 900_000 + number
        del change["text"]
    view = make(console, report=report)
    assert phrase("models.words_gone", "en") in english(client("editor")).get(f"{MODELS}/{view.id}").text
    assert [event.actor_ref for event in audited(console, "model.reviewed_turns_read")] == ["editor"]


@pytest.mark.parametrize("role", ["manager", "auditor"])
def test_who_only_reads_sees_no_form_and_is_refused(
    console: Desk, client: SignIn, running: ModelView, role: str
) -> None:
    candidate = make(console)
    reader = client(role)
    for shown in (reader.get(MODELS), reader.get(f"{MODELS}/{candidate.id}")):
        assert shown.status_code == 200
        assert f"{MODELS}/train" not in shown.text
        assert f"{MODELS}/{candidate.id}/publish" not in shown.text
    for path in ("train", *(f"{candidate.id}/{form}" for form in ("test", "try", "cancel", "publish"))):
        assert reader.post(f"{MODELS}/{path}").status_code == 403


def test_who_may_not_read_models_sees_none(client: SignIn) -> None:
    assert client("librarian").get(MODELS).status_code == 403


def test_what_is_not_there_is_not_found_and_what_cannot_be_is_refused(
    console: Desk, client: SignIn, running: ModelView
) -> None:
    editor = client("editor")
    for path in ("999", "999/log"):
        assert editor.get(f"{MODELS}/{path}").status_code == 404
    assert editor.post(f"{MODELS}/999/publish", {"reason": "why not"}).status_code == 404
    assert editor.post(f"{MODELS}/{running.id}/publish", {"reason": "once more"}).status_code == 409
    assert editor.post(f"{MODELS}/{running.id}/cancel").status_code == 409
    assert editor.get(f"{MODELS}/progress").status_code == 303
    assert editor.get(f"{MODELS}/{running.id}/log").headers["content-type"].startswith("text/plain")


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_a_training_is_begun_watched_and_ends_with_a_report(
    console: Desk, client: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = console.parts.settings.home
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    content = edited_content(home)
    console.parts.models.examiner.root = content
    editor = english(client("editor"))
    began = editor.post(f"{MODELS}/train")
    place = began.headers["location"]
    assert occurrences("models.at_work", editor.get(place).text, "en")
    assert occurrences("models.at_work", editor.htmx("GET", f"{MODELS}/progress").text, "en")
    assert editor.post(f"{MODELS}/train").status_code == 409
    seen = set()

    def over_or_seen() -> bool:
        panel = editor.htmx("GET", f"{MODELS}/progress")
        seen.update(step for step in ("learning", "testing") if phrase(f"models.step.{step}", "en") in panel.text)
        return panel.headers.get("hx-refresh") == "true"

    until(over_or_seen, 400, every=0.1)
    # So few examples are learned from between two looks, or not.
    assert "testing" in seen
    shown = editor.get(place).text
    assert phrase("models.verdict_text.alone", "en") in shown
    assert phrase("models.stories_followed", "en", followed=1, total=1) in shown
    assert phrase("models.log", "en") in shown
    assert "Starting to train" in editor.get(f"{place}/log").text
    tried = editor.htmx("POST", f"{place}/try", {"lines": "good morning, friends\nsalam", "csrf": editor.csrf}).text
    assert len(Page(tried).rows()) == 2
    assert "good morning, friends" in tried
    assert "%" in tried
    again = editor.post(f"{MODELS}/train")
    assert again.headers["location"] == place
    assert phrase("models.same_content", "en") in editor.follow(again).text
    assert audited(console, "model.training_started")[0].actor_ref == "editor"
