"""Answers in the console: edited, looked at, published, scheduled, brought back, withdrawn."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.content.saying import sound
from crm import records
from crm.content.answer_versions import AnswerText, save_version
from crm.content.in_force import InForce
from crm.database.upsert import table_of
from crm.knowledge.facts import FactValues, add_fact
from tests.support.console_people import chat
from tests.support.desk import Client, Desk
from tests.support.fake_engine import said as engine_says
from tests.support.html import is_whole, page_of
from tests.support.texts import occurrences, phrase

ANSWERS = "/console/answers"
NAME = "utter_thanks"
PAGE = f"{ANSWERS}/{NAME}"
NEW = {"text_fa": "سپاس از شما! باز هم بیایید.", "text_en": "Thank you! Come again.", "base": "0", "action": "publish"}


@pytest.fixture
def editor(console: Desk) -> Client:
    """An editor who reads English."""
    client = console.client("editor")
    client.post("/console/me/preferences", {"name_fa": "Editor", "language": "en", "calendar": ""})
    return client


def published(desk: Desk) -> dict[str, Any]:
    """What staff have published and the next turn says."""
    chosen = desk.run(desk.store.look(InForce(desk.clock).then(dict)))
    return sound({name: version.content.response() for name, version in chosen.items()}, desk.parts.content.answers())


def said(desk: Desk, name: str = NAME) -> str:
    """What the next turn says in English, by the gateway's own book."""
    return desk.run(desk.store.look(desk.parts.wording.when_closed(lambda book: book.render(name, "en").text)))


def rows(desk: Desk, record: Any) -> list[Any]:
    table = table_of(record)
    return desk.run(desk.store.look(lambda connection: list(connection.execute(table.select().order_by(table.c.id)))))


def test_the_list_finds_answers_by_words_of_either_language(editor: Client) -> None:
    page = editor.get(ANSWERS).text
    assert "utter_greet" in page and "سلام" in page
    found = editor.get(f"{ANSWERS}?q=خواهش").text
    assert "utter_thanks" in found and "utter_greet" not in found
    subject = editor.get(f"{ANSWERS}?subject=names").text
    assert "utter_intent_greet" in subject and "utter_thanks_again" not in subject
    assert '"utter_thanks","conversation","خواهش' in editor.get(f"{ANSWERS}?q=thanks&format=csv").text
    assert editor.get(f"{ANSWERS}/utter_nothing").status_code == 404


def test_an_edit_is_live_without_training_and_comes_back(editor: Client, console: Desk) -> None:
    page = editor.follow(editor.post(PAGE, {**NEW, "note": "kinder"}))
    assert phrase("answers.published", "en") in page.text
    assert NAME in published(console)
    assert published(console)[NAME][1] == {
        "text": "Thank you! Come again.",
        "condition": [{"type": "slot", "name": "language", "value": "en"}],
    }
    assert "Come again." in editor.get(f"{ANSWERS}?state=changed").text
    version = page_of(editor.get(f"{PAGE}/1"))
    assert version.has("ins") and version.has("del") and "kinder" in version.text
    editor.post(PAGE, {**NEW, "text_en": "Third text", "base": "1"})
    assert said(console) == published(console)[NAME][1]["text"] == "Third text"
    editor.follow(editor.post(f"{PAGE}/1/restore"))
    assert published(console)[NAME][1]["text"] == "Thank you! Come again."
    editor.follow(editor.post(f"{PAGE}/withdraw"))
    assert published(console) == {}
    assert phrase("answers.live_file", "en") in editor.get(PAGE).text
    actions = [event.action for event in rows(console, records.AuditEvent) if event.entity == "answer"]
    assert actions == ["answer.published", "answer.published", "answer.restored", "answer.withdrawn"]
    listed = editor.get(f"{ANSWERS}/history?format=csv").text
    assert listed.count(NAME) == 3 and "kinder" in listed


def test_the_gateways_own_words_follow(editor: Client, console: Desk) -> None:
    before = console.parts.wording.apology("en")
    name = "utter_turn_failed"
    changed = {"text_fa": "ببخشید، نشد.", "text_en": "Sorry, that failed.", "base": "0", "action": "publish"}
    assert editor.post(f"{ANSWERS}/{name}", changed).status_code == 303
    assert said(console, name) == console.parts.wording.apology("en") == "Sorry, that failed."
    editor.post(f"{ANSWERS}/{name}/withdraw")
    assert said(console, name) == console.parts.wording.apology("en") == before


def test_a_schedule_begins_and_ends_by_the_clock(editor: Client, console: Desk) -> None:
    window = {"starts_day": "1405/09/05", "starts_time": "08:00", "ends_day": "2026-11-26"}
    page = editor.follow(editor.post(PAGE, {**NEW, **window})).text
    assert phrase("answers.scheduled", "en") in page and "26 November 2026, 8:00" in page
    assert published(console) == {}
    # It is Tuesday the 24th, 11:30; Thursday the 26th is the 5th of Azar.
    console.advance(hours=45)
    assert NAME in published(console) and said(console) == NEW["text_en"]
    console.advance(hours=16)
    assert published(console) == {} and said(console) != NEW["text_en"]
    # A session does not last that long.
    editor = console.client("editor")
    again = editor.post(PAGE, {**NEW, **window, "base": "1"})
    assert again.status_code == 422 and phrase("answers.bad.past", "en") in again.text and "Come again." in again.text
    wrong = editor.post(PAGE, {**NEW, "starts_day": "tomorrow", "ends_time": "9:00", "base": "1"})
    assert wrong.status_code == 422
    assert all(phrase(f"answers.bad.{key}", "en") in wrong.text for key in ("day", "day_missing"))


def test_what_would_harm_is_refused_and_nothing_typed_is_lost(editor: Client, console: Desk) -> None:
    wrong = [
        (NAME, {"text_en": ""}, "empty"),
        (NAME, {"text_en": "Thanks {name}!", "text_fa": "سپاس {name}"}, "unknown"),
        (NAME, {"text_en": "Thanks {oops"}, "braces"),
        (NAME, {"text_en": "x" * 5000}, "long"),
        ("utter_greet", {"text_en": "Hello from {library}", "text_fa": "سلام"}, "one_language"),
    ]
    for name, change, problem in wrong:
        answer = editor.post(f"{ANSWERS}/{name}", {**NEW, **change})
        assert answer.status_code == 422 and occurrences(f"answers.problem.{problem}", answer.text, "en")
        assert (change.get("text_fa") or NEW["text_fa"]) in answer.text
    assert rows(console, records.AnswerVersion) == []


def test_advice_is_given_while_typing_and_does_not_stand_in_the_way(editor: Client, console: Desk) -> None:
    typed = {**NEW, "text_fa": "کتاب ها را می توانید تا 14 روز نگه دارید", "csrf": editor.csrf}
    checked = editor.htmx("POST", f"{PAGE}/check", typed).text
    assert occurrences("answers.problem.half_space", checked, "en")
    assert phrase("answers.problem.digits", "en") in checked
    assert "Come again." in checked and not is_whole(checked)
    assert occurrences("answers.preview_telegram", checked, "en")
    assert rows(console, records.AnswerVersion) == []
    assert editor.post(PAGE, typed).status_code == 303
    facts = editor.get(f"{ANSWERS}/utter_greet").text
    assert "Sepehr Library" in facts and "{library}" in facts


def test_what_an_answer_quotes_is_shown_as_it_is_said_now(editor: Client) -> None:
    typed = {**NEW, "text_fa": "باشد. {utter_goodbye}", "text_en": "Well. {utter_goodbye}"}
    before = editor.htmx("POST", f"{PAGE}/check", {**typed, "csrf": editor.csrf}).text
    assert "Is there more?" not in before
    quoted = {**NEW, "text_fa": "چیز دیگری هم هست؟", "text_en": "Is there more?"}
    assert editor.post(f"{ANSWERS}/utter_goodbye", quoted).status_code == 303
    after = editor.htmx("POST", f"{PAGE}/check", {**typed, "csrf": editor.csrf}).text
    assert "Well. Is there more?" in after and "باشد. چیز دیگری هم هست؟" in after


def test_a_script_is_shown_and_never_run(editor: Client) -> None:
    editor.follow(editor.post(PAGE, {**NEW, "text_en": "<script>alert(1)</script>", "note": "<b>x</b>"}))
    for path in (ANSWERS, PAGE, f"{PAGE}/1", f"{ANSWERS}/history"):
        page = editor.get(path).text
        assert "<script>alert" not in page and "<b>x" not in page


def test_drafts_and_who_comes_second(editor: Client, console: Desk) -> None:
    editor.follow(editor.post(PAGE, {**NEW, "action": "draft"}))
    assert "Come again." in editor.get(PAGE).text and published(console) == {}
    assert NAME in editor.get(f"{ANSWERS}?state=draft").text
    second = editor.post(PAGE, {**NEW, "text_en": "Mine", "base": "0"})
    assert second.status_code == 409 and "Mine" in second.text and page_of(second).value("base") == "1"
    editor.follow(editor.post(f"{PAGE}/1/publish"))
    assert NAME in published(console)
    assert editor.post(f"{PAGE}/1/publish").status_code == 409


def test_what_has_become_unsound_is_left_out_and_the_rest_is_said(console: Desk) -> None:
    """As when a quoted answer was taken out of the file after the publication."""
    for name, text in (("utter_greet", "Hello {utter_gone}"), (NAME, "Thanks all the same")):
        content = AnswerText(text, text)
        console.run(save_version(console.store, name, content, by=console.actor("editor"), publish=True, base=0))
    assert NAME in published(console)
    assert list(published(console)) == [NAME]
    assert said(console) == "Thanks all the same"
    assert said(console, "utter_greet") not in ("", "Hello ")


def test_who_may_only_read(console: Desk) -> None:
    for role in ("librarian", "manager", "auditor"):
        client = console.client(role)
        assert not page_of(client.get(PAGE)).has("textarea")
        for path in (PAGE, f"{PAGE}/1/restore", f"{PAGE}/withdraw"):
            assert client.post(path, NEW).status_code == 403
    assert rows(console, records.AnswerVersion) == []


def test_an_answer_that_comes_back_to_itself_is_not_kept(console: Desk, editor: Client) -> None:
    itself = {"text_fa": "سپاس {utter_thanks} " * 25, "text_en": "a {utter_thanks} " * 25, "base": "0"}
    for action in ("publish", "draft"):
        refused = editor.post(PAGE, {**itself, "action": action})
        assert refused.status_code == 422
        assert phrase("answers.problem.circle", "en", way="{utter_thanks} ← {utter_thanks}") in refused.text
    # By way of another one's draft.
    other = {"text_fa": "سلام {utter_thanks}", "text_en": "Hi {utter_thanks}", "base": "0", "action": "draft"}
    assert editor.post(f"{ANSWERS}/utter_bot_challenge", other).status_code == 303
    back = {"text_fa": "سپاس {utter_bot_challenge}", "text_en": "Thanks {utter_bot_challenge}", "base": "0"}
    refused = editor.post(PAGE, {**back, "action": "publish"})
    assert refused.status_code == 422 and "{utter_thanks} ← {utter_bot_challenge} ← {utter_thanks}" in refused.text
    assert occurrences("answers.problem.circle", editor.post(f"{PAGE}/check", {**back, "action": "publish"}).text, "en")
    assert published(console) == {}
    # One that is stored already can be looked at, and replaced.
    for name in (NAME, "utter_bot_challenge"):
        content = AnswerText(
            "سپاس {utter_thanks} {utter_bot_challenge} " * 25, "x {utter_thanks} {utter_bot_challenge} " * 25
        )
        base = 1 if name != NAME else 0
        console.run(save_version(console.store, name, content, by=console.actor("editor"), publish=True, base=base))
    start = time.process_time()
    assert editor.get(PAGE).status_code == 200
    assert time.process_time() - start < 5
    assert editor.post(PAGE, {**NEW, "base": "1"}).status_code == 303


def test_answers_are_known_by_what_patrons_read_and_when(console: Desk) -> None:
    async def script(_: dict[str, Any]) -> dict[str, Any]:
        return engine_says("سلام", intent="greet", message={"answer": "utter_greet_again"})

    console.engine.script = script
    chat(console).say("سلام")
    page = page_of(console.client("editor").get("/console/answers?q=utter_greet_again"))
    row = page.row("utter_greet_again")
    assert phrase("answers.said_to", intents="سلام") in row or occurrences("answers.said_to", row)
    assert phrase("answers.said_times", n=1, days=30) in row
    assert page.links("/console/answers/utter_greet_again", css="th a"), "its text is the link"
    never = page_of(console.client("editor").get("/console/answers?q=utter_greet_name")).row("utter_greet_name")
    assert phrase("answers.said_never", days=30) in never
    assert page_of(console.client("editor").get("/console/answers/utter_greet")).texts("h1") != ["utter_greet"]


def test_names_that_programs_use_are_for_those_who_work_with_them(console: Desk) -> None:
    editor, librarian = console.client("editor"), console.client("librarian")
    assert editor.post(PAGE, NEW).status_code == 303
    for path in (f"{ANSWERS}?q={NAME}", PAGE, f"{ANSWERS}/history", f"{PAGE}/1"):
        page = page_of(librarian.get(path))
        assert NAME in page_of(editor.get(path)).text and "utter_" not in page.text, path
        assert NEW["text_fa"] in page.text, path


def test_a_fact_is_found_among_the_answers_by_any_word_of_it(console: Desk) -> None:
    values = FactValues(
        topic="wifi", question_fa="نمازخانه کجاست؟", question_en="Where is the prayer room?",
        text_fa="طبقهٔ سوم، کنار پلهٔ نارنجی.", text_en="Third floor, by the tangerine stairs.",
    )  # fmt: skip
    made = console.run(add_fact(console.store, values, by=console.actor("editor")))
    for words in ("نارنجي", "tangerine", "پلهٔ نارنجی"):
        page = page_of(console.client("editor").get(f"/console/answers?q={words}"))
        assert f"/console/places/facts/{made}" in page.links(), words
