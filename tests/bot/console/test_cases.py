"""Cases on the pages: found, worked on by two at once, answered into the patron's chat."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.console.cases.words import seen, shown
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from crm import records
from crm.cases import opening
from crm.cases.listing import CaseFilter, case_rows
from crm.cases.opening import CaseView
from crm.conversations import identities
from crm.conversations.identities import Identity
from crm.conversations.outcomes import close_interaction
from crm.database.upsert import table_of
from crm.messages import outbox
from language.digits import to_persian
from tests.support.desk import NOW, SITE, Desk
from tests.support.html import Page, page_of
from tests.support.store_rows import add_contact, add_patron, rows, say, sign_in, visitor
from tests.support.texts import occurrences, phrase

SCRIPT = "<script>alert('x')</script>"


def opened(console: Desk, who: Identity | None = None, kind: str = "complaint", **more: Any) -> CaseView:
    """Open a case, in the chat of somebody when one is given."""
    values = {"subject": kind, "description": "طبقهٔ دوم سروصداست", "language": "fa", **more}

    async def work() -> CaseView:
        conversation = None
        if who is not None:
            conversation = (await say(console.store, who, "شکایت دارم")).interaction.public_id
        key = str(await console.store.look(lambda c: len(c.execute(select(table_of(records.ServiceCase))).all())))
        return await opening.open_case(console.store, kind, conversation=conversation, idempotency_key=key, **values)

    return console.run(work())


def version(text: str) -> str:
    return Page(text).value("version")


def case_row(console: Desk, number: str) -> Any:
    return console.run(rows(console.store, records.ServiceCase, number=number))[0]


def test_an_empty_list_explains_itself(console: Desk) -> None:
    page = console.client("librarian").get("/console/cases").text
    assert phrase("cases.none") in page


def test_the_list_shows_what_is_late_and_what_is_due_today(console: Desk) -> None:
    late = opened(console)
    console.advance(days=1)
    soon = opened(console, description=SCRIPT, kind="suggestion", language="en")
    console.advance(days=1, hours=5)
    new = opened(console, kind="purchase_request")
    client = console.client("librarian")
    page = client.get("/console/cases").text
    assert page.index(late.number) < page.index(soon.number) < page.index(new.number), "what is due first comes first"
    assert occurrences("cases.late_by", Page(page).row(late.number, "tr.late"))
    assert SCRIPT not in page
    for query, expected in (
        ("?due=breached", {late.number, soon.number}),
        ("?kind=suggestion", {soon.number}),
        ("?language=en", {soon.number}),
        ("?state=closed", set()),
        ("?state=owing", {late.number, soon.number, new.number}),
        ("?assignee=none", {late.number, soon.number, new.number}),
        ("?assignee=me", set()),
        ("?priority=urgent", set()),
        ("?branch=1", set()),
        (f"?q={new.number}", {new.number}),
        ("?q=طبقه دوم", {late.number, new.number}),
        ("?q=alert", {soon.number}),
    ):
        links = page_of(client.get("/console/cases" + query)).links("/console/cases/K-")
        assert {link.rpartition("/")[2] for link in links} == expected, query
    assert phrase("list.ignored", name="poem") in client.get("/console/cases?kind=poem").text
    answer = client.get("/console/cases?format=csv&sort=-number")
    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [line[0] for line in lines] == [phrase("cases.number"), new.number, soon.number, late.number]
    assert phrase("cases.one") not in answer.text.splitlines()[1]
    home = client.get("/console").text
    assert "/console/cases?due=breached" in home


def test_a_case_is_worked_on_to_its_end(console: Desk) -> None:
    number = opened(console, description=f"{SCRIPT} سرد است").number
    client = console.client("librarian")
    at = f"/console/cases/{number}"
    page = client.get(at).text
    assert SCRIPT not in page
    assert SCRIPT in Page(page).text
    page = client.follow(client.post(at + "/move", {"to": "acknowledged", "version": version(page)})).text
    assert phrase("cases.moved") in page
    page = client.follow(client.post(at + "/assign", {"to": "me", "version": version(page)})).text
    page = client.follow(client.post(at + "/priority", {"priority": "urgent", "version": version(page)})).text
    page = client.follow(client.post(at + "/note", {"note": SCRIPT}, headers={})).text
    assert SCRIPT not in page
    assert "زهره کریمی" in page
    refused = client.post(at + "/move", {"to": "closed", "version": version(page), "note": "گفت‌وگو شد"})
    assert refused.status_code == 422
    assert phrase("cases.bad.resolution") in refused.text
    assert "گفت‌وگو شد" in refused.text, "nothing that was typed is lost"
    form = {"to": "closed", "version": version(page), "resolution": "explained", "note": "گفت‌وگو شد"}
    page = client.follow(client.post(at + "/move", form)).text
    row = case_row(console, number)
    assert (row.status, row.resolution, row.priority) == ("closed", "explained", "urgent")
    assert not Page(page).has("#f-text"), "a closed case is not answered but reopened"
    back = client.post(at + "/move", {"to": "new", "version": version(page)})
    assert back.status_code == 422
    assert phrase("cases.bad.status") in back.text
    assert client.post(at + "/appeal", {"reason": " ", "version": version(page)}).status_code == 422
    page = client.follow(client.post(at + "/appeal", {"reason": "هنوز سرد است", "version": version(page)})).text
    assert "هنوز سرد است" in page
    row = case_row(console, number)
    assert (row.status, row.reopen_count, row.closed_at) == ("appealed", 1, None)
    actions = {event.action for event in console.run(rows(console.store, records.AuditEvent, entity_id=number))}
    assert actions >= {"case.read", "case.moved", "case.assigned", "case.prioritised", "case.noted", "case.appealed"}


def test_the_slower_of_two_librarians_is_told_and_loses_nothing(console: Desk) -> None:
    who = console.run(visitor(console.store))
    number = opened(console, who).number
    first, second = console.client("librarian"), console.client("supervisor")
    at = f"/console/cases/{number}"
    seen = version(first.get(at).text)
    assert version(second.get(at).text) == seen
    assert first.post(at + "/assign", {"to": "me", "version": seen}).status_code == 303
    answer = second.post(at + "/answer", {"text": "پاسخ دراز من", "version": seen, "then": "answered"})
    assert answer.status_code == 409
    assert phrase("cases.faster") in answer.text
    assert "پاسخ دراز من" in answer.text
    assert console.run(rows(console.store, records.Outbox)) == []
    again = second.post(at + "/answer", {"text": "پاسخ دراز من", "version": version(answer.text)})
    assert again.status_code == 303
    for broken in ("", "x", "-1", "9" * 40):
        assert second.post(at + "/move", {"to": "closed", "version": broken}).status_code == 409


def test_an_answer_reaches_the_web_and_telegram_after_the_conversation(console: Desk) -> None:
    async def two_chats() -> tuple[Identity, Identity]:
        telegram = await identities.identity_for(console.store, "telegram", "501", display_name="T", language="en")
        return await visitor(console.store), await sign_in(console.store, telegram, await add_patron(console.store))

    web, telegram = console.run(two_chats())
    one, two = opened(console, web), opened(console, telegram)
    console.advance(hours=5)
    console.run(console.running.gateway.store.transact(_close_all))
    client = console.client("librarian")
    for case in (one, two):
        page = client.get(f"/console/cases/{case.number}").text
        form = {"text": f"{SCRIPT} رسیدگی شد", "then": "answered", "version": version(page)}
        assert client.post(f"/console/cases/{case.number}/answer", form).status_code == 303
    [to_telegram] = console.run(outbox.due(console.store, "telegram"))
    assert to_telegram.message.text == phrase("cases.letter", "en", number=two.number, text=f"{SCRIPT} رسیدگی شد")
    assert to_telegram.external_id == "501"
    to_web = [row for row in console.run(rows(console.store, records.Outbox)) if row.channel == "web_chat"]
    assert [row.identity_id for row in to_web] == [web.id]
    body = console.run(rows(console.store, records.Message, id=to_web[0].message_id))[0].body
    assert body == phrase("cases.letter", number=f"\u2068{one.number}\u2069", text=f"{SCRIPT} رسیدگی شد")
    kinds = [row.kind for row in console.run(rows(console.store, records.Interaction))]
    assert kinds == ["conversation", "conversation", "notice", "notice"]


def _close_all(connection: Any) -> None:
    table = table_of(records.Interaction)
    for interaction_id in connection.scalars(select(table.c.id)).all():
        close_interaction(connection, interaction_id, NOW + timedelta(hours=5))


def test_what_is_covered_in_an_answer_to_a_case_is_shown_before_it_goes(console: Desk) -> None:
    number = opened(console, console.run(visitor(console.store))).number
    client = console.client("librarian")
    path, text = f"/console/cases/{number}", "کارت 1000200031 آماده است"
    form = {"text": text, "then": "answered", "version": version(client.get(path).text)}
    held = client.post(f"{path}/answer", form)
    page = page_of(held)
    assert held.status_code == 422 and page.value("text") == text
    assert phrase("covered.first", text="کارت [کارت] آماده است") in page.text
    assert case_row(console, number).status == "new"
    assert client.post(f"{path}/answer", {**form, "read": page.value("read")}).status_code == 303
    assert case_row(console, number).status == "answered"


def test_contact_data_is_shown_to_who_works_on_it_and_noted(console: Desk) -> None:
    number = opened(console).number
    console.run(add_contact(console.store, number, "09121234567"))
    # In the digits of who reads it.
    told = to_persian("09121234567")
    for role in ("librarian", "manager", "auditor"):
        page = console.client(role).get(f"/console/cases/{number}").text
        assert told not in page and "09121234567" not in page
    client = console.client("librarian")
    assert phrase("cases.unreachable_contact") in client.get(f"/console/cases/{number}").text
    shown = client.post(f"/console/cases/{number}/contact")
    assert told in shown.text
    part = client.htmx("POST", f"/console/cases/{number}/contact").text
    assert told in part
    assert not Page(part).has("h1")
    assert console.client("manager").post(f"/console/cases/{number}/contact").status_code == 403
    noted = console.run(rows(console.store, records.AuditEvent, action="case.contact_read"))
    assert [event.actor_ref for event in noted] == ["librarian", "librarian"]


def test_the_desk_opens_a_case(console: Desk) -> None:
    client = console.client("librarian")
    key = page_of(client.get("/console/cases/new")).value("key")
    form = {
        "key": key, "kind": "complaint", "channel": "phone", "subject": "کولر", "priority": "high",
        "description": "خراب است", "language": "fa", "branch": "1", "contact": "09121234567", "card": "12345",
    }  # fmt: skip
    refused = client.post("/console/cases", form)
    assert refused.status_code == 422
    assert phrase("cases.bad.card") in refused.text
    assert "خراب است" in refused.text
    form["card"] = ""
    first = client.post("/console/cases", form)
    assert first.status_code == 303
    assert client.post("/console/cases", form).headers["location"] == first.headers["location"], "sent twice"
    row = case_row(console, first.headers["location"].rsplit("/", 1)[1])
    assert (row.branch_id, row.priority, row.contact) == (1, "high", "09121234567")


def test_who_may_only_read_sees_no_forms(console: Desk) -> None:
    number = opened(console).number
    for role in ("manager", "auditor"):
        client = console.client(role)
        assert page_of(client.get(f"/console/cases/{number}")).actions(f"/console/cases/{number}") == []
        assert client.post(f"/console/cases/{number}/move", {"to": "closed", "version": "1"}).status_code == 403
    assert console.client("editor").get("/console/cases").status_code == 403


def test_the_answer_comes_into_the_open_widget_within_moments(console: Desk) -> None:
    who, token = console.run(identities.create_visitor(console.store, language="fa"))
    case = opened(console, who)
    client = console.client("librarian")
    page = client.get(f"/console/cases/{case.number}").text
    headers = {"Authorization": f"Bearer {token}", "Origin": SITE}
    with console.anonymous().http.stream("GET", "/api/chat/events?after=0", headers=headers, timeout=10) as stream:
        lines = stream.iter_lines()
        while "شکایت دارم" not in next(lines):
            pass
        form = {"text": "رسیدگی شد", "then": "answered", "version": version(page)}
        begun = time.monotonic()
        assert client.post(f"/console/cases/{case.number}/answer", form).status_code == 303
        while "رسیدگی شد" not in (line := next(lines)):
            pass
        assert time.monotonic() - begun < 5
    assert case.number in line
    assert '"sender":"staff"' in line


@pytest.mark.parametrize("path", ["K-000099", "x", "%3Cscript%3E"])
def test_an_unknown_case_is_told(console: Desk, path: str) -> None:
    client = console.client("librarian")
    assert client.get(f"/console/cases/{path}").status_code == 404
    assert client.post(f"/console/cases/{path}/move", {"to": "closed", "version": "1"}).status_code == 404


def reader(*permissions: Permission) -> Reader:
    return Reader(1, "n", "N", "editor", "fa", "jalali", frozenset(permissions), "", 1)


def test_without_the_right_to_see_patrons_the_words_are_masked() -> None:
    text = "شماره‌ام 09121234567 است"
    assert shown(reader(Permission.READ_CASES), text) == f"شماره‌ام {phrase('covered.phone')} است"
    assert shown(reader(Permission.READ_PATRONS), text) == text
    assert shown(reader(), None) is None


def test_what_was_covered_is_written_in_the_readers_words_on_the_page_as_in_the_list(console: Desk) -> None:
    client = console.client("librarian")
    case = {
        "kind": "complaint", "channel": "phone", "subject": "سرما", "description": "سالن سرد است؛ کارت ۲۰۰۰۰۰۰۴ دارم",
        "language": "fa", "priority": "normal",
    }  # fmt: skip
    made = client.post("/console/cases", case)
    assert made.status_code == 303
    for page in (client.get("/console/cases").text, client.get(made.headers["location"].partition("?")[0]).text):
        assert phrase("covered.card_number") in page and "[card]" not in page


def picks(text: str) -> list[str]:
    return Page(text).attributes("[data-pick]", "value")


def test_the_list_says_what_was_said_and_who_said_it(console: Desk) -> None:
    who = console.run(visitor(console.store))
    case = opened(console, who)
    name = update(table_of(records.ChannelIdentity)).values(display_name="نگار صادقی")
    console.run(console.store.transact(lambda connection: connection.execute(name)))
    shown = console.client("librarian").get("/console/cases").text
    assert "طبقهٔ دوم سروصداست" in Page(shown).row(case.number) and "نگار صادقی" in Page(shown).row(case.number)
    found, _ = console.run(case_rows(console.store, CaseFilter(now=NOW, q="سروصدا")))
    hidden = seen(reader(Permission.READ_CASES), replace(found[0], said="من نگار هستم، ۰۹۱۲۱۲۳۴۵۶۷"))
    assert hidden.patron is None and "نگار" not in (hidden.said or "") and "۰۹۱۲" not in (hidden.said or "")


def test_many_cases_are_given_and_closed_at_once(console: Desk) -> None:
    numbers = [opened(console).number for _ in range(3)]
    client = console.client("librarian")
    chosen = picks(client.get("/console/cases").text)
    assert {each.partition(":")[0] for each in chosen} == set(numbers)
    given = client.post("/console/cases/bulk?kind=complaint", {"pick": chosen[:2], "does": "give", "to": "me"})
    assert given.headers["location"] == "/console/cases?kind=complaint"
    assert [case_row(console, each).assignee_id is not None for each in numbers] == [True, True, False]
    # The first two are in another version by now: only the third is closed as it was seen.
    left = client.post("/console/cases/bulk", {"pick": chosen, "does": "close", "resolution": "fixed"})
    assert left.status_code == 409
    assert phrase("cases.bulk.left", n=2, done=1, cases=", ".join(numbers[:2])) in page_of(left).text
    assert [case_row(console, each).status for each in numbers] == ["new", "new", "closed"]
    for sent, why in (
        ({"pick": chosen, "does": "close"}, "cases.bad.resolution"),
        ({"does": "give", "to": "me"}, "list.pick_none"),
        ({"pick": chosen, "does": "give", "to": ""}, "cases.bad.give_to"),
        ({"pick": chosen, "to": "none"}, "cases.bad.does"),
        ({"pick": chosen, "does": "keep", "to": "none"}, "cases.bad.does"),
    ):
        refused = client.post("/console/cases/bulk", sent)
        assert refused.status_code == 422 and phrase(why) in page_of(refused).text
    assert [case_row(console, each).assignee_id is not None for each in numbers[:2]] == [True, True]
    fresh = picks(client.get("/console/cases").text)
    assert client.post("/console/cases/bulk", {"pick": fresh, "does": "give", "to": "none"}).status_code == 303
    assert [case_row(console, each).assignee_id for each in numbers[:2]] == [None, None]
    reader = console.client("auditor")
    assert reader.post("/console/cases/bulk", {"pick": chosen, "does": "give", "to": ""}).status_code == 403
    assert not picks(reader.get("/console/cases").text)


def test_views_of_ones_own_are_kept_with_their_counts(console: Desk) -> None:
    for kind in ("complaint", "complaint", "suggestion"):
        opened(console, kind=kind)
    client = console.client("librarian")
    kept = client.post("/console/cases/views?kind=complaint&q=سروصدا&page=1", {"name": "  شکایت‌ها "})
    assert kept.status_code == 303
    page = page_of(client.get("/console/cases"))
    assert "شکایت‌ها ۲" in page.texts("nav.tabs a") and "/console/cases?kind=complaint" in page.links(css="nav.tabs a")
    # Nobody else has it, and words that were looked for are in no view.
    assert "شکایت‌ها" not in page_of(console.client("supervisor").get("/console/cases")).texts("nav.tabs a bdi")
    shown = page_of(client.get("/console/cases?kind=complaint"))
    assert phrase("list.views.drop", name="شکایت‌ها") in shown.text
    assert client.post("/console/cases/views?kind=complaint", {"name": ""}).status_code == 422
    refused = client.post("/console/cases/views", {"name": "x"})
    assert refused.status_code == 422, "nothing narrows the list"
    view = shown.value("view")
    other = console.client("supervisor")
    other.post("/console/cases/views/drop", {"view": view})
    assert "شکایت‌ها" in page_of(client.get("/console/cases")).texts("nav.tabs a bdi"), "nobody drops another’s"
    client.post("/console/cases/views/drop", {"view": view})
    assert "شکایت‌ها" not in page_of(client.get("/console/cases")).texts("nav.tabs a bdi")
    for number in range(9):
        answer = client.post("/console/cases/views?kind=complaint", {"name": f"v{number}"})
        assert answer.status_code == (303 if number < 8 else 422)
