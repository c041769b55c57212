"""The pages of surveys: results by version, who is asked, remarks, and "you said, we did"."""

from __future__ import annotations

import pytest

from crm import records
from crm.surveys import answering, definitions, recovery
from crm.surveys.inviting import ask_at_goodbye
from tests.support.desk import Desk
from tests.support.html import Page, page_of
from tests.support.store_rows import add, rows, say, visitor
from tests.support.texts import phrase


async def filled(desk: Desk) -> None:
    """Five scores, one of them low with words and a follow-up; an idea in each language."""
    store = desk.store
    await definitions.ensure(store)
    for score in (1, 4, 5, 5, 3):
        conversation = (await say(store, await visitor(store))).interaction.engine_conversation
        asked = await ask_at_goodbye(store, conversation)
        assert asked is not None
        await answering.give(store, asked.token, conversation, "satisfaction", score)
        if score == 1:
            await recovery.offer_follow_up(store, asked.token, conversation)
            await answering.give_remark(store, asked.token, conversation, "جوابم را نگرفتم؛ ۰۹۱۲۳۴۵۶۷۸۹")
            await recovery.accept_follow_up(store, asked.token, conversation, "fa")
    for number, language, words in (("K-901", "fa", "چراغ مطالعه"), ("K-902", "en", "more lamps")):
        recorded = await say(store, await visitor(store, language))
        row = {"kind": "suggestion", "subject": "suggestion", "description": words, "number": number}
        made = {"language": language, "opened_at": store.clock.now(), "interaction_id": recorded.interaction.id}
        await add(store, records.ServiceCase, **row, **made)


@pytest.mark.parametrize(("language", "content", "all_of_them"), [("en", "60.0%", "100%"), ("fa", "۶۰٫۰٪", "۱۰۰٪")])
def test_results_are_told_by_version_in_both_languages(
    console: Desk, language: str, content: str, all_of_them: str
) -> None:
    console.run(filled(console))
    client = console.client("supervisor")
    client.post("/console/me/preferences", {"name_fa": "Sara", "language": language, "calendar": ""})
    page = client.get("/console/surveys")
    assert page.status_code == 200
    shown = page_of(page).text
    assert ("Score of a conversation" if language == "en" else "امتیاز گفت‌وگو") in shown
    for key in ("follow_accepted", "not_asked"):
        assert phrase(f"surveys.{key}", language) in shown, key
    assert phrase("surveys.csat", language, value=content) in shown and all_of_them in shown
    assert client.get("/console/surveys/conversation_score").status_code == 200
    assert client.get("/console/surveys/unheard").status_code == 404
    lines = client.get("/console/surveys?format=csv").text.splitlines()
    assert lines[1].startswith('"') and '"conversation_score","1","True","5","5","1.0","0"' in lines[1]


def test_remarks_are_masked_for_who_may_see_no_patrons_and_lead_to_the_case(console: Desk) -> None:
    console.run(filled(console))
    page = console.client("librarian").get("/console/surveys/remarks").text
    assert "جوابم را نگرفتم" in page and Page(page).links("/console/cases/K-0000")
    auditor = console.client("auditor").get("/console/surveys/remarks?format=csv").text
    assert "جوابم" in auditor
    assert console.client("editor").get("/console/surveys/remarks").status_code == 403


def test_who_is_asked_is_changed_by_those_who_may(console: Desk) -> None:
    console.run(filled(console))
    sent = {"is_active": "1", "sample": "12.5", "cooldown": "60", "owner": ""}
    assert console.client("librarian").post("/console/surveys/recommend/asking", sent).status_code == 403
    manager = console.client("manager")
    assert manager.post("/console/surveys/recommend/asking", sent).status_code in (200, 303)
    [survey] = console.run(rows(console.store, records.Survey, code="recommend"))
    assert (survey.is_active, survey.sample_rate, survey.cooldown_days) == (True, 0.125, 60)
    for odd in ({"sample": "0"}, {"sample": "101"}, {"cooldown": "2000"}, {"owner": "nobody"}, {"sample": "many"}):
        assert manager.post("/console/surveys/recommend/asking", {**sent, **odd}).status_code == 422, odd


def test_words_are_changed_as_a_new_version_once(console: Desk) -> None:
    console.run(filled(console))
    manager = console.client("manager")
    sent = {"after": "1", "text_fa_0": "چطور بود؟", "text_en_0": "How was it?"}
    assert manager.post("/console/surveys/librarian_score/words", sent).status_code in (200, 303)
    again = manager.post("/console/surveys/librarian_score/words", sent)
    assert again.status_code == 422 and "How was it?" in again.text
    found = console.run(rows(console.store, records.Survey, code="librarian_score"))
    assert [(one.version, one.is_active) for one in found] == [(1, False), (2, True)]


def test_all_who_asked_are_told_once_and_what_was_typed_stays(console: Desk) -> None:
    console.run(filled(console))
    client = console.client("librarian")
    page = page_of(client.get("/console/surveys/done"))
    assert "more lamps" in page.text and "K-902:1" in page.values("cases")
    sent = {"cases": ["K-901:1", "K-902:1"], "words_fa": "چراغ‌ها نصب شد", "words_en": ""}
    empty = client.post("/console/surveys/done", {**sent, "words_fa": ""})
    assert empty.status_code == 422 and "K-901:1" in page_of(empty).ticked("cases")
    assert client.post("/console/surveys/done", {**sent, "cases": []}).status_code == 422
    told = client.post("/console/surveys/done", sent)
    assert told.status_code == 200 and "K-902:1" not in told.text
    said = [row for row in console.run(rows(console.store, records.Message)) if row.sender == "staff"]
    assert len(said) == 2 and all("چراغ‌ها نصب شد" in row.body for row in said)
    assert client.post("/console/surveys/done", sent).status_code == 409
    assert console.client("manager").get("/console/surveys/done").status_code == 403


def test_what_is_covered_in_words_for_many_is_shown_before_it_goes(console: Desk) -> None:
    console.run(filled(console))
    client = console.client("librarian")
    sent = {"cases": ["K-901:1", "K-902:1"], "words_fa": "چراغ‌ها نصب شد", "words_en": "Ask for card 1000200031"}
    held = client.post("/console/surveys/done", sent)
    page = page_of(held)
    assert held.status_code == 422 and set(sent["cases"]) <= set(page.ticked("cases"))
    assert phrase("covered.first", text="\u2068Ask for card [card]\u2069") in held.text
    assert [row for row in console.run(rows(console.store, records.Message)) if row.sender == "staff"] == []
    read = {name: page.value(name) for name in ("read_fa", "read_en")}
    assert client.post("/console/surveys/done", {**sent, **read}).status_code == 200
    said = [row for row in console.run(rows(console.store, records.Message)) if row.sender == "staff"]
    assert len(said) == 2
