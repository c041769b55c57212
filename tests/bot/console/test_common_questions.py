"""Common questions in the console: ticked, added without an answer, and never twice."""

from __future__ import annotations

import re

from bot.console.places.common_questions import HERE, OPEN, common_questions
from bot.texts import has_text
from crm.knowledge.facts import facts
from language.normalise import fold
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.texts import phrase


def test_the_kept_questions_stand_in_both_languages_and_name_no_library() -> None:
    kept = common_questions()
    assert len(kept) >= 25
    for texts in ([one.key for one in kept], [fold(one.fa) for one in kept], [fold(one.en) for one in kept]):
        assert len(set(texts)) == len(kept)
    for one in kept:
        assert has_text(f"places.topic.{one.topic}"), f"{one.topic} has no name on the pages"
        assert re.search("[\u0600-\u06ff]", one.fa) and one.fa.endswith("؟")
        assert one.en.isascii() and one.en.endswith("?")


def test_ticked_questions_are_added_open_and_then_they_are_there(console: Desk) -> None:
    editor = console.client("editor")
    assert HERE in page_of(editor.get("/console/places/facts")).links()
    before = set(page_of(editor.get(HERE)).values("questions"))
    wanted = ["volunteering", "group_rooms"]
    assert set(wanted) < before
    added = editor.post(HERE, {"questions": [*wanted, "no-such-question"]})
    assert (added.status_code, added.headers["location"]) == (303, OPEN)
    page = editor.follow(added)
    assert phrase("places.common_added") in page.text
    rows, total = console.run(facts(console.store, open_only=True))
    questions = {one.key: one for one in common_questions()}
    assert {row.question_en for row in rows} >= {questions[key].en for key in wanted}
    assert set(page_of(editor.get(HERE)).values("questions")) == before - set(wanted)
    # Sent again, as by a second browser: nothing is there twice.
    editor.post(HERE, {"questions": wanted})
    assert console.run(facts(console.store, open_only=True))[1] == total


def test_nothing_ticked_is_told_and_who_may_not_edit_adds_nothing(console: Desk) -> None:
    none = console.client("editor").post(HERE, {})
    assert none.status_code == 422 and phrase("places.bad.no_questions") in none.text
    librarian = console.client("librarian")
    assert librarian.get(HERE).status_code == 403
    assert librarian.post(HERE, {"questions": ["wifi"]}).status_code == 403
    assert HERE not in page_of(librarian.get("/console/places/facts")).links()
