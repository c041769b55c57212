"""The queue of review, what came of it, and proposed examples, on the pages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from bot.content.project import Project
from crm import records
from tests.bot.console.test_patrons import in_english
from tests.support.console_learning import SCRIPT, picked, talk
from tests.support.desk import Desk
from tests.support.html import Page, is_whole, page_of, words_of
from tests.support.store_rows import add_patron, answer, rows, say, sign_in, visitor
from tests.support.texts import phrase

QUEUE = "/console/review"


def verdicts(console: Desk) -> list[tuple[str, bool]]:
    return [(row.intent, row.is_right) for row in console.run(rows(console.store, records.ReviewVerdict))]


def test_an_empty_queue_explains_itself_and_home_counts(console: Desk) -> None:
    librarian = console.client("librarian")
    assert phrase("review.none") in librarian.get(QUEUE).text
    assert phrase("home.review") not in librarian.get("/console").text
    picked(console, "فردا بازید؟")
    assert phrase("home.review") in librarian.get("/console").text
    # One is no plural, in the language that has one.
    for n in (1, 2):
        home = page_of(in_english(console, "librarian").get("/console"))
        assert phrase("home.review", "en", n=n) in home.texts("a.count span")
        picked(console, "شنبه بازید؟")
    assert phrase("home.review", "en", n=1) != phrase("home.review", "en", n=2)


def test_each_key_says_what_it_says_and_the_next_turn_follows(console: Desk) -> None:
    for number in range(5):
        picked(console, f"متن {number}", weight=1 - number / 10)
    client = console.client("librarian")
    page = client.get(QUEUE).text
    assert "متن 0" in page
    assert phrase("review.right_as", name="ساعت کار") in words_of(page)
    for number, (data, wanted) in enumerate(
        [
            ({"verdict": "right"}, ("hours", True)),
            ({"verdict": "runner_up"}, ("location", False)),
            ({"verdict": "other", "intent": "my loans"}, ("loans", False)),
            ({"verdict": "other", "intent": "جریمه و بدهی · My fines (fines)"}, ("fines", False)),
            ({"verdict": "out_of_scope"}, ("out_of_scope", False)),
        ],
        start=1,
    ):
        answer = client.post(f"{QUEUE}/{number}/verdict", data)
        assert answer.status_code == 303
        assert verdicts(console)[-1] == wanted
        page = client.follow(answer).text
        assert phrase("review.kept") in page
        assert (f"متن {number}" in page) == (number < 5)
    assert phrase("review.none") in page


def test_htmx_gets_the_next_turn_alone(console: Desk) -> None:
    first, _ = picked(console, "یک", weight=0.9), picked(console, "دو", weight=0.1)
    client = console.client("editor")
    page = client.get(QUEUE).text
    answer = client.htmx("POST", f"{QUEUE}/{first}/verdict", {"verdict": "right"})
    assert answer.status_code == 200
    assert not is_whole(answer.text)
    assert "دو" in answer.text
    assert Page(answer.text).has("#turn")
    assert Page(page).has("#turn")
    again = client.htmx("POST", f"{QUEUE}/undo")
    assert "یک" in again.text
    assert verdicts(console) == []


def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(console: Desk) -> None:
    number = picked(console, "فردا بازید؟")
    client = console.client("librarian")
    client.get(QUEUE)
    answer = client.post(f"{QUEUE}/{number}/verdict", {"verdict": "right", "intent": "چیزی", "note": "عجیب"})
    assert answer.status_code == 422
    assert phrase("review.bad.intent") in answer.text
    assert "چیزی" in page_of(answer).values("intent")
    assert "عجیب" in answer.text
    assert client.post(f"{QUEUE}/{number}/verdict", {"verdict": "nonsense"}).status_code == 422
    assert client.post(f"{QUEUE}/99/verdict", {"verdict": "right"}).status_code == 404
    assert verdicts(console) == []


def test_not_understood_cannot_be_right_and_its_likeliest_reading_is_offered(console: Desk) -> None:
    ranking = [("renew", 0.18), ("loans", 0.16)]
    number = picked(console, "تمدیدیدن", intent="nlu_fallback", ranking=ranking, reason="declined")
    client = console.client("librarian")
    page = client.get(QUEUE).text
    assert not Page(page).has("[value=right]")
    assert phrase("review.second_as", name="تمدید امانت") in words_of(page)
    assert client.post(f"{QUEUE}/{number}/verdict", {"verdict": "right"}).status_code == 422
    client.post(f"{QUEUE}/{number}/verdict", {"verdict": "runner_up"})
    assert verdicts(console) == [("renew", False)]


def test_skipping_goes_round_and_filters_stay(console: Desk) -> None:
    one = picked(console, "یک", weight=0.9)
    picked(console, "two", weight=0.8, language="en")
    picked(console, "سه", weight=0.7)
    client = console.client("librarian")
    page = client.get(f"{QUEUE}?language=fa").text
    assert f"{QUEUE}/{one}/skip?language=fa" in page
    answer = client.post(f"{QUEUE}/{one}/skip?language=fa")
    assert answer.headers["location"] == f"{QUEUE}?language=fa&after={one}"
    assert "سه" in client.follow(answer).text
    assert "two" in client.get(f"{QUEUE}?language=en").text
    assert phrase("review.none_filtered") in client.get(f"{QUEUE}?reason=random").text


def test_two_reviewers_do_not_see_each_other_and_agreement_is_shown(console: Desk) -> None:
    number = picked(console, "فردا بازید؟", needs=2)
    librarian, editor, supervisor = (console.client(role) for role in ("librarian", "editor", "supervisor"))
    assert phrase("no_data") in editor.get(f"{QUEUE}/done").text
    librarian.get(QUEUE)
    librarian.post(f"{QUEUE}/{number}/verdict", {"verdict": "out_of_scope", "note": "نظر نخست"})
    assert phrase("review.none") in librarian.get(QUEUE).text
    assert librarian.post(f"{QUEUE}/{number}/verdict", {"verdict": "right"}).status_code == 303
    page = editor.get(QUEUE).text
    assert "فردا بازید؟" in page
    assert "نظر نخست" not in page
    editor.post(f"{QUEUE}/{number}/verdict", {"verdict": "out_of_scope"})
    assert len(verdicts(console)) == 2
    answer = supervisor.post(f"{QUEUE}/{number}/verdict", {"verdict": "right"})
    assert phrase("review.faster") in supervisor.follow(answer).text
    done = editor.get(f"{QUEUE}/done").text
    assert "نظر نخست" in done
    assert "۱۰۰٪" in done
    assert "زهره کریمی" in done


def test_the_list_of_what_is_done_its_csv_and_its_utterances(console: Desk) -> None:
    for number, text in enumerate(("کی بازید", SCRIPT, "=HYPERLINK(1)"), start=1):
        picked(console, text)
        client = console.client("librarian")
        client.get(QUEUE)
        client.post(f"{QUEUE}/{number}/verdict", {"verdict": "right" if number == 1 else "runner_up"})
    page = client.get(f"{QUEUE}/done").text
    assert SCRIPT not in page
    assert SCRIPT in words_of(page)
    assert "کی بازید" not in "".join(page_of(client.get(f"{QUEUE}/done?result=wrong&intent=location")).rows())
    table = list(csv.reader(io.StringIO(client.get(f"{QUEUE}/done?format=csv").text.lstrip("\ufeff"))))
    assert table[1][:4] == ["'=HYPERLINK(1)", "fa", "location", "hours"]
    lines = client.get(f"{QUEUE}/done?format=jsonl").text.splitlines()
    assert json.loads(lines[-1]) == {"text": "کی بازید", "lang": "fa", "intent": "hours"}
    done = [row.action for row in console.run(rows(console.store, records.AuditEvent, entity="review_item"))]
    assert done.count("review.exported") == 2
    assert "review.judged" in done


def test_an_editor_reads_without_names_and_contact(console: Desk) -> None:
    async def work() -> int:
        store = console.store
        patron = await add_patron(store, "7770001112", display_name="Omid Kazemi")
        who = await sign_in(store, await visitor(store, "en"), patron)
        recorded = await say(store, who, "this is Omid Kazemi, call 09123456789")
        await answer(store, recorded, "Hello Omid", intent="hours", confidence=0.3)
        return recorded.message.id

    message = console.run(work())
    from tests.support.store_rows import add

    console.run(
        add(
            console.store, records.ReviewItem, message_id=message, reason="unsure", weight=0.5, needs=1,
            created_at=console.store.clock.now(),
        )
    )  # fmt: skip
    seen = console.client("editor").get(QUEUE).text
    assert "Omid" not in seen
    assert "Kazemi" not in seen
    assert "09123456789" not in seen
    assert "Omid Kazemi" in console.client("librarian").get(QUEUE).text


def test_proposals_are_accepted_into_the_content_or_rejected_with_a_reason(console: Desk, tmp_path: Path) -> None:
    texts = ("کتاب گویا رو چطوری بریزم رو گوشیم که تو راه گوش بدم", "رمان شنیداری می‌خوام بگیرم", "چیز")
    for number, text in enumerate(texts, start=1):
        picked(console, text)
        editor = console.client("editor")
        editor.get(QUEUE)
        editor.post(f"{QUEUE}/{number}/verdict", {"verdict": "other", "intent": "eresources"})
    page = editor.get(f"{QUEUE}/proposals").text
    assert all(text in page for text in texts)
    answer = editor.post(f"{QUEUE}/proposals", {"decision": "reject", "id": ["3"]})
    assert answer.status_code == 422
    assert phrase("review.bad.reason") in answer.text
    assert page_of(answer).ticked("id") == ["3"]
    editor.post(f"{QUEUE}/proposals", {"decision": "reject", "id": ["3"], "reason": "مبهم"})
    assert editor.post(f"{QUEUE}/proposals", {"decision": "accept"}).status_code == 422
    answer = editor.post(f"{QUEUE}/proposals", {"decision": "accept", "id": ["1", "2", "3"]})
    assert phrase("review.accepted") in editor.follow(answer).text
    states = {row.text: row.state for row in console.run(rows(console.store, records.ExampleProposal))}
    assert states == {texts[0]: "accepted", texts[1]: "accepted", texts[2]: "rejected"}
    project = Project(console.parts.settings.home)
    held = {each.text for each in project.examples() if (each.language, each.intent) == ("fa", "eresources")}
    assert set(texts[:2]) <= held
    assert texts[2] not in held
    table = editor.get(f"{QUEUE}/proposals?state=any&format=csv").text
    assert table.count("eresources") == 3


def test_what_the_content_refuses_keeps_waiting(console: Desk) -> None:
    picked(console, "کتاب گویا دانلود کنم")
    editor = console.client("editor")
    editor.get(QUEUE)
    editor.post(f"{QUEUE}/1/verdict", {"verdict": "other", "intent": "eresources"})
    from sqlalchemy import update

    from crm.database.upsert import table_of

    change = update(table_of(records.ExampleProposal)).values(intent="gone_since")
    console.run(console.store.transact(lambda connection: connection.execute(change)))
    answer = editor.post(f"{QUEUE}/proposals", {"decision": "accept", "id": ["1"]})
    assert answer.status_code == 422
    assert phrase("review.bad.content") in answer.text
    assert console.run(rows(console.store, records.ExampleProposal))[0].state == "proposed"


@pytest.mark.parametrize(
    ("role", "queue", "done", "proposals", "decide"),
    [
        ("librarian", 200, 200, 403, 403),
        ("manager", 403, 200, 200, 403),
        ("auditor", 403, 200, 200, 403),
        ("editor", 200, 200, 200, 422),
    ],
)
def test_each_role_sees_what_its_work_needs(
    console: Desk, role: str, queue: int, done: int, proposals: int, decide: int
) -> None:
    talk(console, ("سلام", {}))
    client = console.client(role)
    got = [client.get(QUEUE + path).status_code for path in ("", "/done", "/proposals")]
    assert got == [queue, done, proposals]
    assert client.post(f"{QUEUE}/proposals", {"decision": "accept"}).status_code == decide
    assert client.post(f"{QUEUE}/undo").status_code == (303 if queue == 200 else 403)
