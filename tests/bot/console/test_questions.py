"""Unanswered questions on the pages: found, worked on, taught, tried again, settled."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from sqlalchemy import Connection, delete

from bot.jobs.learning import Learning
from crm import records
from crm.database.upsert import table_of
from crm.knowledge.changes import changed
from crm.learning import grouping, question_groups
from crm.learning.question_groups import Group, GroupFilter
from tests.crm.learning.test_questions import vector
from tests.support.console_learning import SCRIPT, ask
from tests.support.desk import NAMES, Desk
from tests.support.html import page_of, words_of
from tests.support.store_rows import rows
from tests.support.texts import occurrences, phrase

LIST = "/console/questions"
AUDIO = ("کتاب صوتی دارید؟", "رمان را گوش بدهم")
DOG = "may I bring my dog?"


def groups(console: Desk) -> list[Group]:
    return console.run(question_groups.groups(console.store, GroupFilter()))[0]


def grouped(console: Desk) -> tuple[int, int]:
    """Two matters: one in two wordings, one in English."""
    ask(console, *AUDIO, AUDIO[0])
    ask(console, DOG, language="en")
    directions = {AUDIO[0]: (1.0,), AUDIO[1]: (0.9, 0.1), DOG: (0.0, 1.0)}

    async def work() -> None:
        found = await rows(console.store, records.UnansweredQuestion)
        vectors = {row.id: vector(row.language, *directions[row.sample_redacted]) for row in found}
        await grouping.keep_vectors(console.store, vectors)
        await grouping.group_new(console.store)

    console.run(work())
    audio, dog = groups(console)
    return audio.id, dog.id


def tell_nothing(connection: Connection) -> None:
    """Let the library have no facts and no documents."""
    for record in (records.Passage, records.Fact):
        connection.execute(delete(table_of(record)))
    changed(connection)


def test_an_empty_list_explains_itself(console: Desk) -> None:
    assert phrase("questions.none") in console.client("librarian").get(LIST).text


def test_the_list_counts_and_narrows_and_is_a_file(console: Desk) -> None:
    audio, _ = grouped(console)
    client = console.client("librarian")
    page = client.get(LIST).text
    assert page.index(AUDIO[0]) < page.index(DOG)
    assert phrase("questions.weeks", a=0, b=0, c=0, d=3) in page
    assert phrase("home.questions") in client.get("/console").text
    assert DOG not in client.get(f"{LIST}?q=كتاب+صوتي").text
    assert AUDIO[0] not in client.get(f"{LIST}?language=en").text
    assert phrase("questions.none_filtered") in client.get(f"{LIST}?owner=me").text
    table = list(csv.reader(io.StringIO(client.get(f"{LIST}?format=csv").text.lstrip("\ufeff"))))
    assert table[1][:9] == [AUDIO[0], "new", "3", "2", "fa", "0", "0", "0", "3"]
    one = client.get(f"{LIST}/{audio}").text
    assert AUDIO[1] in one
    assert "/console/conversations/" in one
    assert client.get(f"{LIST}/99").status_code == 404


def test_what_a_patron_typed_is_shown_and_never_run(console: Desk) -> None:
    ask(console, f"{SCRIPT} چی؟")
    console.advance(minutes=6)
    console.run(grouping.group_new(console.store))
    client = console.client("editor")
    for path in (LIST, f"{LIST}/1"):
        page = client.get(path).text
        assert SCRIPT in words_of(page)
        assert SCRIPT not in page


def test_assign_note_split_merge_and_out_of_scope(console: Desk) -> None:
    audio, dog = grouped(console)
    client = console.client("librarian")
    client.get(f"{LIST}/{audio}")
    mine = console.accounts["librarian"].id
    page = client.follow(client.post(f"{LIST}/{audio}/assign", {"owner": str(mine)})).text
    assert phrase("questions.with", name="زهره کریمی") in words_of(page)
    assert client.post(f"{LIST}/{audio}/assign", {"owner": "999"}).status_code == 422
    answer = client.post(f"{LIST}/{audio}/note", {"title": " ", "note": "یادداشت من"})
    assert answer.status_code == 422
    assert "یادداشت من" in answer.text
    client.post(f"{LIST}/{audio}/note", {"title": "کتاب گویا", "note": "یادداشت من"})
    assert (groups(console)[0].title, groups(console)[0].note) == ("کتاب گویا", "یادداشت من")

    wording = console.run(question_groups.wordings(console.store, audio))[1]
    assert client.post(f"{LIST}/{audio}/wordings", {"do": "split"}).status_code == 422
    answer = client.post(f"{LIST}/{audio}/wordings", {"do": "split", "wording": str(wording.id), "new_title": "دیگر"})
    made = int(answer.headers["location"].rsplit("/", 1)[1])
    assert AUDIO[1] in client.follow(answer).text
    shown = page_of(client.get(f"{LIST}/{audio}"))
    assert "دیگر" in shown.attributes("datalist#matters option", "value")
    for nothing in ("999", str(made), f"{console.url}{LIST}/{made}", ""):
        assert client.post(f"{LIST}/{audio}/merge", {"other": nothing}).status_code == 422
    # Words alone merge nothing: what they may mean is shown, to be ticked.
    words = page_of(client.post(f"{LIST}/{audio}/merge", {"other": "دیگ"}))
    assert str(made) in words.attributes("[name=like]", "value") and phrase("questions.bad.other_which") in words.text
    assert console.run(question_groups.group(console.store, audio)).wordings == 1
    client.post(f"{LIST}/{audio}/merge", {"other": "ديگر"})
    assert console.run(question_groups.group(console.store, audio)).wordings == 2
    other = client.post(f"{LIST}/{audio}/wordings", {"do": "split", "wording": str(wording.id), "new_title": "دیگر"})
    made = int(other.headers["location"].rsplit("/", 1)[1])
    assert client.post(f"{LIST}/{audio}/merge", {"other": "دیگ", "like": str(made)}).status_code == 303
    assert console.run(question_groups.group(console.store, audio)).wordings == 2

    assert client.post(f"{LIST}/{dog}/status", {"status": "answered"}).status_code == 422
    page = client.follow(client.post(f"{LIST}/{dog}/status", {"status": "out_of_scope"})).text
    assert phrase("questions.status.out_of_scope") in page
    assert DOG not in client.get(f"{LIST}?status=triaged").text


def test_wordings_are_proposed_and_an_answer_is_chosen(console: Desk) -> None:
    audio, _ = grouped(console)
    client = console.client("editor")
    client.get(f"{LIST}/{audio}")
    ids = [str(one.id) for one in console.run(question_groups.wordings(console.store, audio))]
    bad = client.post(f"{LIST}/{audio}/wordings", {"do": "teach", "wording": ids, "intent": "هیچ"})
    assert bad.status_code == 422
    assert page_of(bad).value("intent") == "هیچ"
    assert len(page_of(bad).all("input[checked]")) == 2
    client.post(f"{LIST}/{audio}/wordings", {"do": "teach", "wording": ids, "intent": "E-resources"})
    made = console.run(rows(console.store, records.ExampleProposal))
    assert {(row.text, row.intent, row.origin) for row in made} == {(text, "eresources", "question") for text in AUDIO}
    assert f"{LIST}/{audio}" in client.get("/console/review/proposals").text

    assert client.post(f"{LIST}/{audio}/answer", {"answer_name": "utter_nothing"}).status_code == 422
    page = client.follow(
        client.post(f"{LIST}/{audio}/answer", {"answer_intent": "eresources", "answer_name": "utter_greet"})
    ).text
    assert "/console/answers/utter_greet" in page
    # Staff choose by subject and words; the name that programs have is nowhere to be read.
    shown = page_of(client.get(f"{LIST}/{audio}"))
    labels = shown.attributes("datalist#answers option", "value")
    assert len(labels) == len(set(labels)) > 1000 and not any("utter_" in label for label in labels)
    assert "utter_" not in shown.text
    label = shown.value("answer_name")
    assert label in labels
    assert client.post(f"{LIST}/{audio}/answer", {"answer_name": label}).status_code == 303
    assert groups(console)[0].answer_name == "utter_greet"
    assert client.post(f"{LIST}/{audio}/answer", {"answer_name": "ساعت ۹ باز می‌کنیم"}).status_code == 422
    client.post(f"{LIST}/{audio}/answer", {"answer_intent": "eresources", "answer_name": label})
    assert f"/console/intents/new?from_question={audio}" in page
    form = client.get(f"/console/intents/new?from_question={audio}").text
    assert all(text in form for text in AUDIO)


def test_who_may_write_answers_with_a_fact_that_is_filled_in(console: Desk) -> None:
    audio, dog = grouped(console)
    client = console.client("editor")
    new = f"/console/places/facts/new?from_question={audio}"
    assert new in page_of(client.get(f"{LIST}/{audio}")).attributes("a", "href")
    form = page_of(client.get(new))
    assert (form.value("question_fa"), form.value("question_en")) == (AUDIO[0], "")
    assert (form.value("words"), form.value("wordings")) == ("", AUDIO[1])
    assert page_of(client.get(f"/console/places/facts/new?from_question={dog}")).value("question_en") == DOG
    fact = {
        "question": str(audio), "topic": "eresources", "question_fa": AUDIO[0], "question_en": "Have you audiobooks?",
        "text_fa": "بله، در بخش دیداری و شنیداری.", "text_en": "Yes.", "wordings": form.value("wordings"),
    }  # fmt: skip
    refused = page_of(client.post("/console/places/facts", {**fact, "text_en": ""}))
    assert refused.value("question") == str(audio)
    made = client.post("/console/places/facts", fact)
    assert made.headers["location"].startswith(f"{LIST}/{audio}")
    assert phrase("questions.fact_added") in client.follow(made).text
    assert next(one for one in groups(console) if one.id == audio).status == "triaged"
    # That a fact answers shows when it is tried again, whatever the words are read as.
    console.engine.meaning = ("nlu_fallback", 0.8)
    page = client.follow(client.post(f"{LIST}/{audio}/replay"))
    assert phrase("questions.by_fact") in page.text and "/console/places/told/fact:" in page.text
    # By words alone, for the engine of this test makes no vectors.
    assert occurrences("questions.now_answered", page.text) == 1


def test_who_may_not_write_hands_the_answer_on(console: Desk) -> None:
    audio, _ = grouped(console)
    client = console.client("librarian")
    page = page_of(client.get(f"{LIST}/{audio}"))
    assert not [link for link in page.attributes("a", "href") if "/facts/new" in link]
    assert phrase("questions.hand_on_hint") in page.text
    editor = str(console.accounts["editor"].id)
    at = f"{LIST}/{audio}/hand-on"
    assert client.post(at, {"told": "", "to": editor}).status_code == 422
    long = client.post(at, {"told": "ب" * 2500, "to": editor})
    assert long.status_code == 422 and page_of(long).value("told") == "ب" * 2500
    assert client.post(at, {"told": "در طبقهٔ دوم", "to": "999"}).status_code == 422
    assert phrase("questions.handed_on") in client.follow(client.post(at, {"told": "در طبقهٔ دوم", "to": editor})).text
    [group] = [one for one in groups(console) if one.id == audio]
    assert group.owner_id == int(editor) and group.note is not None and "در طبقهٔ دوم" in group.note
    assert "در طبقهٔ دوم" in console.client("editor").get(f"/console/places/facts/new?from_question={audio}").text


def test_answered_has_to_be_shown_by_the_running_engine_or_excused_by_somebody(console: Desk) -> None:
    audio, _ = grouped(console)
    client = console.client("librarian")
    client.get(f"{LIST}/{audio}")
    console.engine.meaning = ("nlu_fallback", 0.8)
    page = client.follow(client.post(f"{LIST}/{audio}/replay")).text
    # A fact of the library's answers the other one, whatever the engine reads.
    assert occurrences("questions.still_unanswered", page) == 1
    assert phrase("questions.by_fact") in page
    console.run(console.store.transact(tell_nothing))
    page = client.follow(client.post(f"{LIST}/{audio}/replay")).text
    assert occurrences("questions.still_unanswered", page) == 2
    answer = client.post(f"{LIST}/{audio}/answered", {})
    assert answer.status_code == 422
    assert phrase("questions.bad.reason") in answer.text
    assert page_of(answer).values("reason")

    console.engine.meaning = ("eresources", 0.9)
    client.post(f"{LIST}/{audio}/answer", {"answer_intent": "hours"})
    assert client.post(f"{LIST}/{audio}/answered", {}).status_code == 422
    page = client.follow(client.post(f"{LIST}/{audio}/answered", {"reason": "همین کافی است"})).text
    assert "همین کافی است" in page
    assert f"({NAMES['librarian']})" in words_of(page)
    client.post(f"{LIST}/{audio}/status", {"status": "new"})
    client.post(f"{LIST}/{audio}/answer", {"answer_intent": "eresources"})
    # Once all are answered, to say so is what is done next.
    before = page_of(client.get(f"{LIST}/{audio}"))
    tried = page_of(client.follow(client.post(f"{LIST}/{audio}/replay")))
    ready = phrase("questions.ready")
    assert ready not in before.text and ready in tried.text and phrase("questions.replayed_all") in tried.text
    assert tried.texts(".work button:not([class])") == [phrase("questions.mark_answered")]
    assert tried.has(".work > div:first-of-type form[action$='/answered']")
    page = client.follow(client.post(f"{LIST}/{audio}/answered", {})).text
    assert occurrences("questions.now_answered", page) == 2
    group = console.run(question_groups.group(console.store, audio))
    assert group.status == "answered" and ready not in page
    assert AUDIO[0] in console.engine.parsed
    done = [row.action for row in console.run(rows(console.store, records.AuditEvent, entity="question_group"))]
    assert done.count("question.answered") == 2


def test_a_question_that_came_again_since_it_was_tried_is_not_ready(console: Desk) -> None:
    audio, _ = grouped(console)
    client = console.client("librarian")
    console.engine.meaning = ("eresources", 0.9)
    assert phrase("questions.ready") in client.follow(client.post(f"{LIST}/{audio}/replay")).text
    console.advance(minutes=5)
    ask(console, AUDIO[0])
    assert phrase("questions.ready") not in client.get(f"{LIST}/{audio}").text


def test_a_question_that_was_tried_within_the_second_in_which_it_came_is_ready(console: Desk) -> None:
    audio, _ = grouped(console)
    console.engine.meaning = ("eresources", 0.9)
    console.advance(milliseconds=300)
    ask(console, AUDIO[0])
    console.advance(milliseconds=200)
    client = console.client("librarian")
    assert phrase("questions.ready") in client.follow(client.post(f"{LIST}/{audio}/replay")).text


def test_an_engine_that_is_away_is_said(console: Desk) -> None:
    audio, _ = grouped(console)
    client = console.client("librarian")
    client.get(f"{LIST}/{audio}")
    console.run(console.engine.stop())
    answer = client.post(f"{LIST}/{audio}/replay")
    assert answer.status_code == 503
    assert phrase("questions.bad.engine") in answer.text
    console.run(console.engine.start())


def test_the_job_asks_the_engine_for_vectors_and_goes_without_when_there_are_none(
    console: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(console, *AUDIO)
    asked: list[list[str]] = []

    async def vectors(texts: Any, *, timeout: float) -> list[list[float]]:
        asked.append(list(texts))
        return [vector("fa", 1.0, place / 10) for place, _ in enumerate(texts)]

    # The fake engine knows no such path.
    learning = Learning(console.store, console.parts.engine)
    assert console.run(learning.group_questions()) == 0
    monkeypatch.setattr(
        type(console.parts.engine), "vectors", lambda self, texts, timeout: vectors(texts, timeout=timeout)
    )
    console.run(learning.group_questions())
    assert sum(len(texts) for texts in asked) == 2
    # The gateway's own job may have been quicker.
    assert [group.wordings for group in groups(console)] == [2]


@pytest.mark.parametrize(("role", "works"), [("librarian", True), ("manager", False), ("auditor", False)])
def test_who_only_reads_sees_no_form_and_changes_nothing(console: Desk, role: str, works: bool) -> None:
    audio, _ = grouped(console)
    client = console.client(role)
    page = client.get(f"{LIST}/{audio}")
    assert page.status_code == 200
    assert bool(page_of(page).actions(f"{LIST}/")) == works
    for path in ("assign", "status", "replay", "answered", "merge", "wordings", "note", "answer", "hand-on"):
        answer = client.post(f"{LIST}/{audio}/{path}", {"status": "triaged", "title": "x"})
        assert (answer.status_code == 403) != works
