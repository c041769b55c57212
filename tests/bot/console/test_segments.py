"""Pages of segments: a rule is built by buttons alone, counted, kept; whoever is taken out stays out."""

from __future__ import annotations

import pytest

from crm import records
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from crm.outreach.segments import put_segment, segments
from tests.support.desk import Client, Desk
from tests.support.given_notices import TEHRAN
from tests.support.html import page_of, words_of
from tests.support.store_rows import rows
from tests.support.texts import occurrences, phrase

STUDENTS = SegmentRule((RuleGroup((RuleCondition("category", ("student",)),)),))
START = {"name": "", "seen": "", "join": "all", "g0.join": "all"}


def kept(console: Desk) -> SegmentRule:
    [one] = console.run(segments(console.store))
    return one.rule


def made(console: Desk) -> int:
    return console.run(put_segment(console.store, "students", STUDENTS, TEHRAN, by=console.actor("manager")))


def test_a_rule_is_built_without_a_script(console: Desk) -> None:
    client = console.client("supervisor")
    assert client.get("/console/segments/new").status_code == 200
    form = {**START, "name": "grown students"}
    page = client.post("/console/segments/new", {**form, "g0.add": "category", "do": "add:0"})
    assert page.status_code == 200 and page_of(page).values("g0.c0.values") and "grown students" in page.text
    form |= {"g0.c0.field": "category", "g0.c0.values": "student"}
    page = client.post("/console/segments/new", {**form, "do": "group"})
    assert page_of(page).values("g1.join") and page_of(page).ticked("g0.c0.values") == ["student"]
    form |= {"g1.join": "any", "g1.not": "1"}
    form |= {"g1.c0.field": "age", "g1.c0.least": "", "g1.c0.most": "۱۷", "g1.c1.field": "seen", "g1.c1.days": "30"}
    form["g1.c1.not"] = "1"
    counted = client.post("/console/segments/new", {**form, "do": "preview"})
    assert counted.status_code == 200 and occurrences("segments.fits", words_of(counted.text))
    assert console.run(segments(console.store)) == [], "a count keeps nothing"
    answer = client.post("/console/segments/new", {**form, "do": "save"})
    assert answer.status_code == 303
    assert kept(console) == SegmentRule(
        (
            RuleGroup((RuleCondition("category", ("student",)),)),
            RuleGroup(
                (RuleCondition("age", most=17), RuleCondition("seen", days=30, negated=True)), "any", negated=True
            ),
        )
    )
    page = client.follow(answer)
    assert "grown students" in page.text and page_of(page).value("g1.c0.most") == "17"
    dropped = page_of(client.post("/console/segments/1", {**form, "do": "drop:1:0"}))
    assert dropped.value("g1.c0.field") == "seen" and dropped.values("g1.c0.days")


def test_what_means_nothing_is_marked_and_nothing_is_lost(console: Desk) -> None:
    client = console.client("manager")
    form = {**START, "name": "odd", "g0.c0.field": "age", "g0.c0.least": "forty", "g0.c1.field": "branch"}
    page = client.post("/console/segments/new", {**form, "do": "save"})
    assert page.status_code == 422 and "forty" in page.text and len(page_of(page).all(".condition.bad")) == 2
    assert client.post("/console/segments/new", {**START, "name": "empty", "do": "save"}).status_code == 422
    assert console.run(segments(console.store)) == []
    made(console)
    again = {**START, "name": "students", "g0.c0.field": "category", "g0.c0.values": "teacher", "do": "save"}
    assert client.post("/console/segments/new", again).status_code == 422
    assert client.post("/console/segments/1", {**again, "seen": "name=old,rule=old"}).status_code == 409
    assert kept(console) == STUDENTS


def test_several_ticks_of_one_condition_are_all_taken(console: Desk) -> None:
    client = console.client("manager")
    ticks = {"g0.c0.field": "lifecycle", "g0.c0.values": ["new", "lapsed"]}
    answer = client.post("/console/segments/new", {**START, "name": "two", **ticks, "do": "save"})
    assert answer.status_code == 303
    assert kept(console).groups[0].conditions[0].values == ("new", "lapsed")


def test_who_is_taken_out_by_hand_stays_out(console: Desk) -> None:
    made(console)
    client = console.client("manager")
    out = page_of(client.get("/console/segments/1/members")).actions("/console/segments/1/members/")[0]
    back = out.replace("/out", "/back")
    assert client.post(out).status_code == 303
    assert client.post("/console/segments/1/refresh").status_code == 303
    [out] = console.run(rows(console.store, records.SegmentMember, status="opted_out"))
    assert back in page_of(client.get("/console/segments/1/members?status=opted_out")).actions()
    assert client.post(back).status_code == 303
    [back] = console.run(rows(console.store, records.SegmentMember, patron_id=out.patron_id))
    assert back.status == "in"
    trail = console.run(rows(console.store, records.AuditEvent, entity="segment"))
    assert {"segment.taken_out", "segment.put_back", "segment.members_read"} <= {one.action for one in trail}


@pytest.mark.parametrize(
    ("role", "sees", "edits"),
    [("librarian", 403, 403), ("editor", 403, 403), ("auditor", 200, 403), ("supervisor", 200, 200)],
)
def test_only_who_may_sees_and_writes_segments(console: Desk, role: str, sees: int, edits: int) -> None:
    made(console)
    client: Client = console.client(role)
    for path in ("/console/segments", "/console/segments/1", "/console/segments/1/members"):
        assert client.get(path).status_code == sees, path
    assert client.get("/console/segments/new").status_code == edits
    for path in ("/console/segments/1/refresh", "/console/segments/1/delete"):
        assert client.post(path).status_code == (303 if edits == 200 else 403)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_list_tells_each_rule_in_words(console: Desk, language: str) -> None:
    made(console)
    client = console.client("manager")
    client.post("/console/me/preferences", {"name_fa": "P", "language": language, "calendar": ""})
    page = client.get("/console/segments")
    shown = page_of(page).text
    assert phrase("nav.segments", language) in shown and phrase("segments.rule", language) in shown
    assert f"{phrase('segments.field.category', language)}: {phrase('places.category.student', language)}" in shown
    assert "students" in client.get("/console/segments?format=csv").text
