"""Intents in the console: examples added, moved and taken back, new intents, what the model would read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.content.folder import content_folder
from bot.content.project import copy_content
from bot.models.building import inputs_hash
from bot.settings import ROOT
from crm import records
from crm.content import model_versions
from crm.database.upsert import table_of
from tests.support.console_seeds import NEW
from tests.support.desk import Client, Desk
from tests.support.html import Page, is_whole, page_of, words_of
from tests.support.texts import occurrences, phrase

INTENTS = "/console/intents"
HOURS = f"{INTENTS}/hours"
SignIn = Callable[[str], Client]


@pytest.fixture
def root(console: Desk, tmp_path: Path) -> Iterator[Path]:
    """A repository of this test's own, so that nothing is ever written into ours."""
    folder = tmp_path / "root"
    copy_content(ROOT, folder)
    console.parts.content.root = folder
    yield folder


@pytest.fixture
def editor(console: Desk, root: Path) -> Client:
    """An editor who reads English; the model takes every text for a question about hours."""
    client = console.client("editor")
    client.post("/console/me/preferences", {"name_fa": "Editor", "language": "en", "calendar": ""})
    return client


def rows(desk: Desk, record: Any) -> list[Any]:
    table = table_of(record)
    return desk.run(desk.store.look(lambda connection: list(connection.execute(table.select().order_by(table.c.id)))))


def texts(desk: Desk, language: str, intent: str) -> list[str]:
    return [each.text for each in desk.parts.content.examples() if (each.language, each.intent) == (language, intent)]


def test_the_list_shows_every_intent_in_words(editor: Client, console: Desk) -> None:
    page = page_of(editor.get(INTENTS))
    assert "Opening hours" in page.text and "hours" in page.texts("code")
    found = editor.get(f"{INTENTS}?q=ساعت کار").text
    assert "Opening hours" in found and "Renewal" not in found
    table = editor.get(f"{INTENTS}?format=csv").text
    count = len(texts(console, "fa", "hours"))
    assert f'"hours","ساعت کار","Opening hours","{count}",' in table
    assert "nlu_fallback" not in table


def test_an_example_is_added_and_noted(editor: Client, console: Desk, root: Path) -> None:
    text = "is the place open on the morning of nowruz"
    answer = editor.post(f"{HOURS}/examples", {"language": "en", "text": f"  {text} ", "sure": "1"})
    page = editor.follow(answer).text
    assert text in page and phrase("intents.added", "en") in page
    assert texts(console, "en", "hours")[-1] == text
    note = rows(console, records.ContentChange)[-1]
    assert (note.kind, note.language, note.intent, note.text) == ("example_added", "en", "hours", text)
    assert note.staff_id == console.accounts["editor"].id
    assert any(event.action == "content.example_added" for event in rows(console, records.AuditEvent))
    assert text not in (root / "data/nlu/en/place.yml").read_text("utf-8")
    assert occurrences("intents.state.edited", editor.get(INTENTS).text, "en")
    told = editor.get("/console/models").text
    assert occurrences("models.edits.untrained", told, "en")
    assert not occurrences("intents.state.edited", told, "en") and phrase("intents.train", "en") not in told
    inputs = inputs_hash(content=content_folder(console.parts.settings.home))

    async def learnt() -> int:
        made = await model_versions.begin_training(console.store, console.actor("editor"), inputs=inputs)
        await model_versions.trained(console.store, made, sha256="0" * 64, file="m", seconds=1.0)
        return made

    made = console.run(learnt())
    told = editor.get("/console/models").text
    assert occurrences("models.edits.trained", told, "en") and f"/console/models/{made}" in told
    listed = editor.get(f"{INTENTS}/history?format=csv").text
    assert f'"example_added","en","hours","{text}"' in listed


def test_what_cannot_be_an_example_is_refused(editor: Client, console: Desk) -> None:
    before = texts(console, "en", "hours")
    wrong = {
        "": "example_empty",
        "my card is 2200140001234 are you open": "private.card_number",
        "mail me at nora@example.org when you open": "private.email",
        "open [today](date)?": "example_signs",
    }
    for text, remark in wrong.items():
        answer = editor.post(f"{HOURS}/examples", {"language": "en", "text": text, "sure": "1"})
        assert answer.status_code == 422 and phrase(f"intents.remark.{remark}", "en") in answer.text
        assert page_of(answer).value("text") == text
    assert texts(console, "en", "hours") == before and not console.parts.content.is_edited


def test_doubts_are_told_before_anything_is_added(editor: Client, console: Desk) -> None:
    known = next(text for text in texts(console, "en", "renew") if len(text) > 25)
    same = editor.post(f"{HOURS}/examples", {"language": "en", "text": known.upper(), "sure": "1"})
    assert same.status_code == 422 and occurrences("intents.remark.same_elsewhere", same.text, "en")
    near = editor.htmx("POST", f"{HOURS}/check", {"language": "en", "text": known + "s", "csrf": editor.csrf}).text
    assert occurrences("intents.remark.near_elsewhere", near, "en")
    assert Page(near).values("sure") and not is_whole(near)
    assert editor.post(f"{HOURS}/examples", {"language": "en", "text": known + "s"}).status_code == 422
    console.engine.meaning = ("fines", 0.83)
    read = editor.htmx("POST", f"{HOURS}/check", {"language": "en", "text": "what is the charge", "csrf": editor.csrf})
    assert "(83%)" in read.text
    assert not console.parts.content.is_edited


def test_a_script_is_shown_and_never_run(editor: Client, console: Desk) -> None:
    text = "<script>alert(1)</script> are you open"
    page = editor.follow(editor.post(f"{HOURS}/examples", {"language": "en", "text": text, "sure": "1"})).text
    assert "<script>alert" not in page and "<script>alert(1)" in words_of(page)
    assert texts(console, "en", "hours")[-1] == text
    understood = editor.post(f"{INTENTS}/understand", {"text": text, "language": "en"}).text
    assert "<script>alert" not in understood


def test_examples_move_and_come_back(editor: Client, console: Desk) -> None:
    first, second = texts(console, "en", "hours")[:2]
    moved = editor.post(f"{HOURS}/move", {"language": "en", "text": [first, second], "to": "location"})
    page = editor.follow(moved)
    assert phrase("intents.moved", "en") in page.text and phrase("intents.undo", "en") in page.text
    assert first in texts(console, "en", "location") and second not in texts(console, "en", "hours")
    numbers = [str(row.id) for row in rows(console, records.ContentChange)]
    editor.follow(editor.post(f"{HOURS}/undo", {"change": numbers}))
    assert {first, second} <= set(texts(console, "en", "hours"))
    assert first not in texts(console, "en", "location")
    # Once more: things have moved on, and that is said.
    late = editor.post(f"{HOURS}/undo", {"change": numbers})
    assert late.status_code == 409 and occurrences("intents.remark.example_gone", late.text, "en")


def test_removing_can_be_undone_and_two_editors_do_not_lose_each_others_work(editor: Client, console: Desk) -> None:
    text = texts(console, "fa", "hours")[0]
    other = console.client("admin")
    editor.follow(editor.post(f"{HOURS}/remove", {"language": "fa", "text": text}))
    assert text not in texts(console, "fa", "hours")
    gone = other.post(f"{HOURS}/remove", {"language": "fa", "text": text})
    assert gone.status_code == 409 and text in gone.text
    other.post(f"{HOURS}/examples", {"language": "fa", "text": "عصر یلدا تا چه ساعتی پذیرای مردم هستید", "sure": "1"})
    number = rows(console, records.ContentChange)[0].id
    editor.follow(editor.post(f"{HOURS}/undo", {"change": str(number)}))
    now = texts(console, "fa", "hours")
    assert text in now and "عصر یلدا تا چه ساعتی پذیرای مردم هستید" in now


def test_nothing_chosen_is_said(editor: Client, console: Desk) -> None:
    answer = editor.post(f"{HOURS}/remove", {"language": "en"})
    assert answer.status_code == 422 and phrase("intents.remark.nothing_chosen", "en") in answer.text
    gone = editor.post(f"{HOURS}/move", {"language": "en", "text": texts(console, "en", "hours")[0], "to": "nowhere"})
    assert gone.status_code == 409 and phrase("intents.remark.intent_gone", "en", intent="nowhere") in gone.text


def test_many_lines_are_looked_at_before_they_are_added(editor: Client, console: Desk) -> None:
    known = texts(console, "en", "hours")[3]
    pasted = (
        f"- open on the feast of sacrifice\r\n2. OPEN on the feast of sacrifice!\n{known}\n\ncall me on 09121234567\n"
    )
    page = page_of(editor.post(f"{HOURS}/bulk", {"language": "en", "lines": pasted}))
    assert len(page.all("[type=checkbox]")) == 4
    assert len(page.all("[type=checkbox][checked]")) == 1 and len(page.all("[type=checkbox][disabled]")) == 3
    assert phrase("intents.remark.twice", "en") in page.text and occurrences("intents.remark.same", page.text, "en")
    assert not console.parts.content.is_edited
    done = editor.post(f"{HOURS}/bulk/add", {"language": "en", "text": ["open on the feast of sacrifice"]})
    assert "open on the feast of sacrifice" in editor.follow(done).text
    private = editor.post(f"{HOURS}/bulk/add", {"language": "en", "text": ["call me on 09121234567"]})
    assert private.status_code == 422 and phrase("intents.remark.example_private", "en") in private.text


def test_what_the_model_would_read(editor: Client, console: Desk) -> None:
    console.engine.meaning = ("renew", 0.91)
    page = editor.post(
        f"{INTENTS}/understand", {"text": "renew mine, card 2200140001234 pin 4321", "language": "en"}
    ).text
    assert "91%" in page and Page(page).links("/console/intents/renew")
    assert phrase("intents.masked_first", "en") in page
    assert "4321" not in console.engine.parsed[-1]


def test_a_new_intent_is_written_whole(editor: Client, console: Desk, root: Path) -> None:
    # What the running model takes it for is told, and stands in nobody's way: it cannot know a new intent.
    console.engine.meaning = ("search_book", 0.95)
    looked = editor.post(f"{INTENTS}/new", {**NEW, "action": "look"})
    assert phrase("intents.new_looked", "en") in looked.text and not console.parts.content.is_edited
    assert occurrences("intents.new_read_otherwise", looked.text, "en", n=5) == 2
    assert page_of(looked).values("sure") == []
    page = editor.follow(editor.post(f"{INTENTS}/new", NEW)).text
    assert phrase("intents.made", "en") in page and "/console/models" in page and "utter_seeds" in page
    project = console.parts.content
    assert "seeds" in project.intents()
    assert texts(console, "fa", "seeds")[1] == "تخم گل آفتابگردان از کتابخانه می‌خواهم"
    assert len(texts(console, "en", "seeds")) == 5
    answers = project.answers()
    assert answers["utter_seeds"].texts["fa"] == NEW["answer_fa"]
    assert answers["utter_seeds"].subject == "added"
    assert answers["utter_intent_seeds"].texts == {"fa": "بذر گیاهان", "en": "Seeds"}
    assert "- rule: seeds" in (project.overlay / "data/rules/added.yml").read_text("utf-8")
    assert "seeds" not in (root / "domain.yml").read_text("utf-8")
    assert "Seeds" in editor.get(INTENTS).text
    again = editor.post(f"{INTENTS}/new", NEW)
    assert again.status_code == 422 and phrase("intents.remark.intent_taken", "en", name="seeds") in again.text


def test_a_new_intent_near_to_another_is_made_only_when_that_was_seen(editor: Client, console: Desk) -> None:
    known = next(text for text in texts(console, "en", "renew") if len(text) > 25)
    near = {**NEW, "examples_en": f"{NEW['examples_en']}\n{known}s"}
    asked = editor.post(f"{INTENTS}/new", near)
    assert asked.status_code == 200 and occurrences("intents.remark.near_elsewhere", asked.text, "en")
    assert page_of(asked).values("sure")
    assert not console.parts.content.is_edited
    page = editor.follow(editor.post(f"{INTENTS}/new", {**near, "sure": "1"})).text
    assert phrase("intents.made", "en") in page and occurrences("intents.few_here", page, "en", least=40)


def test_a_new_intent_that_is_not_sound_loses_nothing(editor: Client, console: Desk) -> None:
    console.engine.meaning = ("search_book", 0.3)
    wrong = [
        ({"name": "Größe"}, "intents.remark.intent_name"),
        ({"name": "history"}, "intents.remark.intent_taken"),
        ({"name_en": "", "answer_fa": " "}, "intents.remark.title"),
        ({"name": "hours", "answer_en": "Ask {somebody}."}, "answers.problem.unknown"),
        ({"examples_en": "one two three"}, "intents.remark.examples_few"),
        ({"examples_en": NEW["examples_en"] + "\ncall 09121234567"}, "intents.remark.examples_unfit"),
    ]
    for change, key in wrong:
        answer = editor.post(f"{INTENTS}/new", {**NEW, **change})
        assert answer.status_code == 422 and occurrences(key, answer.text, "en")
        assert "تخم گل آفتابگردان از کتابخانه می‌خواهم" in answer.text
    assert not console.parts.content.is_edited


def test_in_production_the_console_writes_into_no_file_of_the_program(
    editor: Client, console: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(console.parts.settings.__dict__, "environment", "production")
    editor.post(f"{HOURS}/examples", {"language": "en", "text": "open on the feast of sacrifice", "sure": "1"})
    page = editor.get(f"{INTENTS}/content").text
    assert "content/zip" in page and "content/export" not in page
    before = (root / "data/nlu/en/place.yml").read_bytes()
    refused = editor.post(f"{INTENTS}/content/export")
    assert refused.status_code == 409 and phrase("intents.remark.export_in_production", "en") in refused.text
    assert (root / "data/nlu/en/place.yml").read_bytes() == before


def test_console_and_repository_become_one_again(editor: Client, console: Desk, root: Path) -> None:
    content = f"{INTENTS}/content"
    assert phrase("intents.content_same", "en") in editor.get(content).text
    text = "open on the feast of sacrifice"
    editor.post(f"{HOURS}/examples", {"language": "en", "text": text, "sure": "1"})
    page = editor.get(content).text
    assert text in page and "data/nlu/en/place.yml" in page
    assert editor.get(f"{content}/zip").content[:2] == b"PK"
    # The repository moves on: first its changes, then ours into it.
    file = root / "data/nlu/en/services.yml"
    file.write_text(file.read_text("utf-8").rstrip("\n") + "\n    - a line of the repository itself\n", "utf-8")
    refused = editor.post(f"{content}/export")
    assert refused.status_code == 409 and phrase("intents.remark.merge_first", "en") in refused.text
    assert phrase("intents.state.behind", "en") in editor.get(INTENTS).text
    editor.follow(editor.post(f"{content}/merge"))
    assert any(each.text == "a line of the repository itself" for each in console.parts.content.examples())
    editor.follow(editor.post(f"{content}/export"))
    assert text in (root / "data/nlu/en/place.yml").read_text("utf-8") and not console.parts.content.is_edited
    assert [row.kind for row in rows(console, records.ContentChange)] == ["example_added", "imported", "exported"]
    editor.post(f"{HOURS}/examples", {"language": "en", "text": "open during the eclipse of the moon", "sure": "1"})
    editor.follow(editor.post(f"{content}/discard"))
    assert not console.parts.content.is_edited
    assert "open during the eclipse of the moon" not in texts(console, "en", "hours")


@pytest.mark.usefixtures("root")
def test_who_may_not_edit(console: Desk) -> None:
    for role in ("librarian", "manager", "auditor"):
        client = console.client(role)
        seen = client.get(HOURS)
        if role == "librarian":
            assert seen.status_code == 403
        else:
            assert seen.status_code == 200 and "/examples" not in seen.text and "/move" not in seen.text
        for path in (f"{HOURS}/examples", f"{HOURS}/remove", f"{INTENTS}/new", f"{INTENTS}/content/export"):
            assert client.post(path, {"language": "en", "text": "x"}).status_code == 403
    assert not console.parts.content.is_edited


def test_an_intent_that_is_not_there(editor: Client) -> None:
    assert editor.get(f"{INTENTS}/nowhere").status_code == 404
    assert (
        editor.post(f"{INTENTS}/nowhere/examples", {"language": "en", "text": "where", "sure": "1"}).status_code == 404
    )


def test_what_is_a_button_of_patrons_has_a_name_for_staff(console: Desk) -> None:
    page = page_of(console.client("editor").get("/console/intents?size=100")).text
    for name in ("back_to_bot", "change_language"):
        assert phrase(f"intents.named.{name}") in page
