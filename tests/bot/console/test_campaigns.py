"""Pages of campaigns: written by one, approved by another, stopped by either, and what came of it."""

from __future__ import annotations

import pytest

from bot.jobs.notices import Notices
from crm import records
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from crm.outreach.segments import put_segment
from tests.support.desk import Client, Desk
from tests.support.given_notices import TEHRAN
from tests.support.given_outreach import news_reader
from tests.support.html import page_of
from tests.support.store_rows import rows
from tests.support.texts import occurrences

NIGHT_CLUB = SegmentRule((RuleGroup((RuleCondition("category", ("poet",)),)),))
FORM = {
    "trigger": "once",
    "name": "poetry evening", "segment": "1", "text_fa": "پنجشنبه شب شعر داریم.", "text_en": "Poetry on Thursday.",
    "channel_1": "telegram", "channel_2": "", "channel_3": "", "goal": "loan", "goal_days": "30", "holdout": "20",
    "first_day": "1405/09/03", "last_day": "2026-11-30", "hours_from": "", "hours_until": "", "seen": "",
}  # fmt: skip


async def filled(desk: Desk, count: int = 5) -> None:
    for _ in range(count):
        await news_reader(desk.store, category="poet")
    await put_segment(desk.store, "poets", NIGHT_CLUB, TEHRAN, by=desk.actor("manager"))


def seen_in(client: Client, path: str = "/console/campaigns/1") -> dict[str, str]:
    return {"seen": page_of(client.get(path)).value("seen")}


def state(console: Desk) -> str:
    [one] = console.run(rows(console.store, records.Campaign))
    return str(one.state)


def work(console: Desk) -> int:
    settings = console.parts.settings.model_copy(update={"telegram_token": "1:x"})
    return console.run(Notices(settings, console.store).run())


def test_one_writes_another_approves_and_it_is_told(console: Desk) -> None:
    console.run(filled(console))
    author, manager = console.client("supervisor"), console.client("manager")
    assert author.post("/console/campaigns/new", FORM).status_code == 303
    assert state(console) == "draft" and work(console) == 0
    assert author.post("/console/campaigns/1/approve", seen_in(author, "/console/campaigns/1/edit")).status_code == 403
    assert "1" in manager.get("/console").text
    answer = manager.post("/console/campaigns/1/approve", seen_in(manager))
    assert answer.status_code == 303 and state(console) == "approved"
    assert work(console) == 4 and state(console) == "running"
    page = manager.get("/console/campaigns/1")
    assert page.status_code == 200 and "پنجشنبه شب شعر داریم." in page.text
    assert author.get("/console/campaigns/1/edit").status_code == 303
    assert author.post("/console/campaigns/1/stop").status_code == 303
    assert state(console) == "stopped" and work(console) == 0
    assert author.post("/console/campaigns/1/stop").status_code == 409
    assert author.post("/console/campaigns/1/delete").status_code == 409


def test_who_may_approve_does_not_approve_their_own(console: Desk) -> None:
    console.run(filled(console))
    manager, admin = console.client("manager"), console.client("admin")
    manager.post("/console/campaigns/new", FORM)
    assert page_of(manager.get("/console/campaigns/1")).actions("/console/campaigns/1/approve") == []
    answer = manager.post("/console/campaigns/1/approve", seen_in(manager, "/console/campaigns/1/edit"))
    assert answer.status_code == 409 and state(console) == "draft"
    mark = seen_in(admin)
    manager.post("/console/campaigns/1/edit", {**FORM, **seen_in(manager, "/console/campaigns/1/edit"), "text_en": "X"})
    assert admin.post("/console/campaigns/1/approve", mark).status_code == 409, "it is another one by now"
    assert admin.post("/console/campaigns/1/approve", seen_in(admin)).status_code == 303
    late = {**FORM, "seen": "", "text_en": "changed after the approval"}
    assert manager.post("/console/campaigns/1/edit", late).status_code == 303
    assert state(console) == "draft"
    assert manager.post("/console/campaigns/1/delete").status_code == 303


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_trigger_is_chosen_and_told(console: Desk, language: str) -> None:
    console.run(filled(console))
    manager, admin = console.client("manager"), console.client("admin")
    manager.post("/console/me/preferences", {"name_fa": "P", "language": language, "calendar": ""})
    assert manager.post("/console/campaigns/new", {**FORM, "trigger": "lapsing"}).status_code == 303
    for path in ("/console/campaigns", "/console/campaigns/1", "/console/campaigns/1/edit"):
        assert occurrences("campaigns.trigger.lapsing", manager.get(path).text, language) >= 1
    assert page_of(manager.get("/console/campaigns/1/edit")).value("trigger") == "lapsing"
    assert "lapsing" in manager.get("/console/campaigns?format=csv").text
    assert admin.post("/console/campaigns/1/approve", seen_in(admin)).status_code == 303
    assert work(console) == 0 and state(console) == "running", "nobody has come into the state"
    assert manager.get("/console/campaigns/1").status_code == 200


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("name", ""), ("segment", ""), ("text_en", ""), ("channel_2", "telegram"), ("goal", "joy"), ("goal_days", "0"),
        ("trigger", "birthday"), ("trigger", ""), ("holdout", "80"), ("last_day", "2026-11-01"), ("first_day", "soon"),
        ("hours_until", "12"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_lost(console: Desk, field: str, bad: str) -> None:
    console.run(filled(console, 0))
    client = console.client("manager")
    page = client.post("/console/campaigns/new", {**FORM, field: bad})
    assert page.status_code == 422 and page_of(page).has("[aria-invalid=true]")
    assert field == "text_en" or "Poetry on Thursday." in page.text
    assert console.run(rows(console.store, records.Campaign)) == []


@pytest.mark.parametrize(
    ("role", "sees", "writes", "approves"),
    [
        ("librarian", 403, 403, 403), ("editor", 403, 403, 403), ("auditor", 200, 403, 403),
        ("supervisor", 200, 200, 403), ("manager", 200, 200, 303),
    ],
)  # fmt: skip
def test_only_who_may_sees_writes_and_approves(console: Desk, role: str, sees: int, writes: int, approves: int) -> None:
    console.run(filled(console, 0))
    admin = console.client("admin")
    admin.post("/console/campaigns/new", FORM)
    mark = seen_in(admin, "/console/campaigns/1/edit")
    client = console.client(role)
    assert client.get("/console/campaigns").status_code == sees
    assert client.get("/console/campaigns/1").status_code == sees
    assert client.get("/console/campaigns/new").status_code == writes
    assert client.post("/console/campaigns/1/approve", mark).status_code == approves
    if writes == 403:
        assert client.post("/console/campaigns/1/stop").status_code == 403


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_result_is_the_difference_with_its_bounds(console: Desk, language: str) -> None:
    console.run(filled(console, 10))
    admin, manager = console.client("admin"), console.client("manager")
    admin.post("/console/campaigns/new", {**FORM, "goal": "engaged", "holdout": "50"})
    manager.post("/console/campaigns/1/approve", seen_in(manager))
    work(console)
    manager.post("/console/me/preferences", {"name_fa": "P", "language": language, "calendar": ""})
    page = manager.get("/console/campaigns/1").text
    assert occurrences("campaigns.share", page, language, met=0, of=5) == 2
    assert occurrences("campaigns.effect_unclear", page, language) == 1
    assert ("−43.4" in page and "+43.4" in page) if language == "en" else "+۴۳٫۴" in page
    assert "poetry evening" in manager.get("/console/campaigns?format=csv").text
