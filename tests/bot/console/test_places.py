"""Branches, hours and closings on the pages, and what the action server says of them right after."""

from __future__ import annotations

import csv
import io
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from bot.console.frame.fields import read_time
from bot.settings import ROOT
from crm import records
from crm.database.upsert import table_of
from protocol.keys import SECRET_HEADER, actions_secret
from tests.support.desk import NAMES, NOW, Client, Desk
from tests.support.fake_engine import SECRET
from tests.support.html import Page, page_of, words_of
from tests.support.store_rows import rows
from tests.support.texts import occurrences, phrase
from tests.support.waiting import listens, until

AT = "/console/places"
FACT = table_of(records.Fact)
SCRIPT = "<script>alert(1)</script>"


def closing(**more: str) -> dict[str, str]:
    return {"branch": "1", "first_day": "۱۴۰۵/۱۲/۲۷", "reason_fa": "نظافت", "reason_en": "Cleaning", **more}


@contextmanager
def action_server(console: Desk, home: Path) -> Iterator[httpx.Client]:
    """The real action server, a process of its own on the same store."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "KETABYAR_SECRET": SECRET,
        "KETABYAR_HOME": str(home),
        "KETABYAR_DATABASE_URL": str(console.parts.settings.database_url),
        "KETABYAR_ACTIONS_PORT": str(port),
        "KETABYAR_NOW": NOW.isoformat(),
    }
    process = subprocess.Popen([sys.executable, "-m", "actions"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    headers = {SECRET_HEADER: actions_secret(SECRET)}
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, headers=headers, timeout=90) as client:
            until(lambda: listens(port), 60)
            yield client
    finally:
        process.terminate()
        process.wait(20)


def asked(server: httpx.Client, text: str) -> dict[str, Any]:
    """Ask the action server for hours; give its answer with its facts."""
    message = {"intent": {"name": "hours", "confidence": 1.0}, "entities": [], "text": text, "message_id": "m1"}
    tracker = {
        "sender_id": "nobody", "slots": {"language": "en"}, "latest_message": message, "events": [], "paused": False,
        "latest_event_time": 0.0, "active_loop": {}, "latest_action_name": "action_listen", "followup_action": None,
    }  # fmt: skip
    call = {
        "next_action": "action_hours",
        "sender_id": "nobody",
        "tracker": tracker,
        "domain": {},
        "version": "3.6.21",
    }
    answer = server.post("/webhook", json=call)
    assert answer.status_code == 200
    return dict(answer.json()["responses"][0])


def test_a_change_is_in_the_answers_of_the_action_server_within_five_seconds(console: Desk, tmp_path: Path) -> None:
    editor = console.client("editor")
    with action_server(console, tmp_path) as server:
        before = asked(server, "is the central library open on 2027-03-18")
        assert before["response"] == "utter_hours"
        assert before["hours"]["answer"] == "utter_part_open"
        made = editor.post(AT + "/closings", closing())
        assert made.status_code == 303, made.text
        begun = time.monotonic()
        asking = "is the central library open on 2027-03-18"
        after = until(lambda: (new := asked(server, asking))["hours"] != before["hours"] and new, 5, every=0.1)
        assert time.monotonic() - begun < 5
    assert after["hours"]["answer"] == "utter_part_closed"
    assert after["hours"]["reason"]["reason"] == {"fa": "نظافت", "en": "Cleaning"}
    page = editor.follow(made).text
    assert "پنجشنبه ۲۷ اسفند ۱۴۰۵: تعطیل (نظافت)" in page
    assert "Thursday 18 March 2027: closed (Cleaning)" in page


def test_the_overview_shows_today_and_what_the_bot_would_say(console: Desk) -> None:
    client = console.client("librarian")
    page = client.get(AT).text
    assert "کتابخانهٔ مرکزی" in page
    assert "سه‌شنبه ۳ آذر ۱۴۰۵" in page
    assert Page(page).links(f"{AT}/branches/new") == [], "a librarian only reads"
    said = client.get(AT + "?branch=2&day=1405/09/06").text
    assert "شعبهٔ سعدی، جمعه ۶ آذر ۱۴۰۵: تعطیل" in said
    part = client.htmx("GET", AT + "?branch=1&day=2026-11-26").text
    assert not Page(part).has("h1")
    assert "Thursday 26 November 2026: 8:00 to 16:00" in part
    assert phrase("places.bad.day") in client.get(AT + "?day=yesterday").text
    table = list(csv.reader(io.StringIO(client.get(AT + "?format=csv").text.removeprefix("\ufeff"))))
    assert [line[0] for line in table[1:]] == ["main", "saadi", "bagh"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("first_day", "۱۴۰۵/۱۳/۰۱", "day"),
        ("first_day", "2027-02-30", "day"),
        ("first_day", "", "day"),
        ("last_day", "1405/12/01", "order"),
        ("opens", "25:00", "time"),
        ("opens", "8:00", "both"),
        ("reason_en", " ", "text"),
        ("branch", "99", "branch"),
    ],
)
def test_a_closing_that_cannot_be_read_comes_back_with_the_reason(
    console: Desk, field: str, value: str, told: str
) -> None:
    editor = console.client("editor")
    before = len(console.run(rows(console.store, records.Closing)))
    answer = editor.post(AT + "/closings", closing(reason_fa=SCRIPT, **{field: value} if field != "reason_fa" else {}))
    assert answer.status_code == 422
    assert phrase(f"places.bad.{told}") in answer.text
    assert page_of(answer).value("reason_fa") == SCRIPT
    assert SCRIPT not in answer.text
    assert len(console.run(rows(console.store, records.Closing))) == before


def test_a_closing_is_added_changed_and_deleted_in_either_calendar(console: Desk) -> None:
    editor = console.client("editor")
    jalali = editor.post(AT + "/closings", closing(last_day="1405/12/29", opens="۹", closes="۱۳:۳۰"))
    at = jalali.headers["location"]
    [row] = console.run(rows(console.store, records.Closing, id=int(at.rsplit("/", 1)[1])))
    assert (str(row.first_day), str(row.last_day), str(row.opens), str(row.closes)) == (
        "2027-03-18", "2027-03-20", "09:00:00", "13:30:00",
    )  # fmt: skip
    shown = page_of(editor.get(at))
    assert (shown.value("first_day"), shown.value("opens")) == ("۱۴۰۵/۱۲/۲۷", "۹:۰۰")
    gregorian = closing(first_day="2027-03-19", branch="", reason_en="Oil Day")
    assert editor.post(at, gregorian).status_code == 303
    listed = editor.get(AT + "/closings?time=coming&q=oil").text
    assert at in listed
    assert phrase("places.everywhere") in listed
    assert at not in editor.get(AT + "/closings?time=past").text
    table = editor.get(AT + "/closings?format=csv&q=Oil Day").text
    assert "2027-03-19" in table
    assert editor.post(at + "/delete").status_code == 303
    assert editor.get(at).status_code == 404
    assert editor.post(at, closing()).status_code == 404
    actions = [event.action for event in console.run(rows(console.store, records.AuditEvent, entity="closing"))]
    assert actions == ["closing.added", "closing.changed", "closing.deleted"]


def test_weekly_hours_with_several_spans(console: Desk) -> None:
    editor = console.client("editor")
    at = AT + "/branches/2/hours"
    assert page_of(editor.get(at)).value("o0-0") == "۸:۳۰"
    assert phrase("places.desk_as_house") in editor.get(at + "?desk=reference").text
    form = {"desk": "library", "o0-0": "۸:۳۰", "c0-0": "12", "o0-1": "14:00", "c0-1": "۱۸", "o3-0": "9", "c3-0": "13"}
    saved = editor.post(at, form)
    assert saved.status_code == 303
    hours = console.run(rows(console.store, records.BranchHours, branch_id=2, desk="library"))
    assert [(row.weekday, row.opens.hour, row.closes.hour) for row in hours] == [(0, 8, 12), (0, 14, 18), (3, 9, 13)]
    for change, told in (
        ({"o0-1": "11:00"}, "overlap"),
        ({"c3-0": "8"}, "order"),
        ({"c3-0": ""}, "both"),
        ({"o3-0": "<b>"}, "time"),
        ({"c3-0": "۲۴"}, "midnight"),
        ({"c3-0": "24:00"}, "midnight"),
        ({"c3-0": "24:30"}, "time"),
    ):
        refused = editor.post(at, {**form, **change})
        assert refused.status_code == 422
        assert phrase(f"places.bad.{told}") in refused.text
        shown = page_of(refused)
        assert shown.value("o0-0") == "۸:۳۰", "nothing that was typed is lost"
        assert not shown.has("b")
    assert len(console.run(rows(console.store, records.BranchHours, branch_id=2, desk="library"))) == 3


def test_a_day_is_filled_like_the_one_before(console: Desk) -> None:
    editor = console.client("editor")
    at = AT + "/branches/2/hours"
    before = console.run(rows(console.store, records.BranchHours, branch_id=2))
    form = {"desk": "library", "o0-0": "۸:۳۰", "c0-0": "12", "o0-1": "14", "c0-1": "۱۸", "o2-0": "7"}
    shown = page_of(editor.post(at, {**form, "like": "1"}))
    assert [shown.value(name) for name in ("o1-0", "c1-0", "o1-1", "c1-1")] == ["۸:۳۰", "12", "14", "۱۸"]
    assert shown.value("o2-0") == "7", "what else was typed stays"
    assert len(console.run(rows(console.store, records.BranchHours, branch_id=2))) == len(before)
    for odd in ("0", "7", "x", "-1"):
        assert editor.post(at, {**form, "like": odd, "o2-0": ""}).status_code == 303


def test_branches_are_kept(console: Desk) -> None:
    editor = console.client("editor")
    form = {
        "code": "west", "name_fa": "شعبهٔ غرب", "name_en": SCRIPT, "latitude": "۳۵٫۷", "longitude": "51.4",
        "time_zone": "Asia/Tehran", "phone": "021", "shelf_marks": "Floor / shelf",
    }  # fmt: skip
    for field, value, told in (
        ("code", "غرب", "code"),
        ("code", "main", "taken"),
        ("name_fa", "", "text"),
        ("latitude", "north", "number"),
        ("latitude", "99", "latitude"),
        ("time_zone", "Mars", "time_zone"),
        ("shelf_marks", "level/shelf", "shelf_marks"),
    ):
        refused = editor.post(AT + "/branches", {**form, field: value})
        assert refused.status_code == 422
        assert phrase(f"places.bad.{told}") in refused.text, field
        assert SCRIPT not in refused.text
    made = editor.post(AT + "/branches", form)
    assert made.status_code == 303
    at = made.headers["location"].removesuffix("/hours")
    assert page_of(editor.get(at)).value("name_en") == SCRIPT
    assert editor.post(at, {**form, "name_en": "West", "phone": ""}).status_code == 303
    number = int(at.rsplit("/", 1)[1])
    [row] = console.run(rows(console.store, records.Branch, id=number))
    assert (row.code, row.name_en, row.phone, row.latitude, row.is_main) == ("west", "West", None, 35.7, False)
    assert row.shelf_marks == "floor/shelf"
    refused = editor.post(AT + "/branches/1/delete")
    assert refused.status_code == 409
    assert phrase("places.bad.main_stays") in refused.text
    refused = editor.post(AT + "/branches/2/delete")
    assert refused.status_code == 409
    assert re.search(phrase("places.refers.item") + ": [۰-۹]", refused.text)
    assert editor.post(at + "/delete").status_code == 303
    assert editor.get(at).status_code == 404


def test_facts_events_and_the_library(console: Desk) -> None:
    editor = console.client("editor")
    fact = {
        "topic": "wifi", "branch": "2", "question_fa": "رایگان است؟", "question_en": "Is it free?", "text_fa": "بله",
        "text_en": SCRIPT, "valid_until": "۱۴۰۵/۱۲/۲۹", "audience": "student",
    }  # fmt: skip
    for topic in ("", "bordgames", "Wi-Fi"):
        assert page_of(editor.post(AT + "/facts", {**fact, "topic": topic})).is_wrong("topic")
    form = page_of(editor.get(AT + "/facts/new?topic=wifi"))
    assert form.value("topic") == "wifi" and phrase("places.topic.wifi") in form.text
    # Nothing that was written is cut: what is too long is refused, and stands in the form.
    long = page_of(editor.post(AT + "/facts", {**fact, "text_fa": "ب" * 12_000}))
    assert long.is_wrong("text_fa") and long.value("text_fa") == "ب" * 12_000
    assert long.attributes("[name=text_fa]", "data-most") == ["600"]
    assert not long.all("textarea[maxlength]")
    made = editor.post(AT + "/facts", fact)
    assert made.status_code == 303
    at = made.headers["location"]
    for wrong, field in (
        ({"text_fa": ""}, "text_fa"),
        ({"valid_from": "۱۴۰۶/۰۱/۰۱"}, "valid_until"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"topic": "Wi-Fi"}, "topic"),
        ({"valid_until": "۱۴۰۵/۱۳/۰۱"}, "valid_until"),
    ):
        answer = editor.post(at, {**fact, **wrong})
        assert answer.status_code == 422
        assert page_of(answer).is_wrong(field)
        assert SCRIPT not in answer.text
    assert editor.post(at, {**fact, "text_fa": "تازه", "text_en": "new"}).status_code == 303
    assert at in editor.get(AT + "/facts?branch=2&topic=wifi&state=valid&q=رايگان").text
    assert at not in editor.get(AT + "/facts?branch=all").text
    assert at not in editor.get(AT + "/facts?state=over").text
    assert "تازه" in editor.get(AT + "/facts?format=csv").text
    trail = console.run(rows(console.store, records.AuditEvent, entity="fact"))
    assert [event.action for event in trail] == ["fact.added", "fact.changed"]
    assert editor.post(at + "/delete").status_code == 303
    assert editor.get(at).status_code == 404
    event = {
        "title_fa": "کارگاه", "title_en": "Workshop", "branch": "1", "starts_day": "۱۴۰۵/۰۹/۲۰", "starts": "۱۵",
        "ends": "17:30", "seats": "۲۰",
    }  # fmt: skip
    assert editor.post(AT + "/events", {**event, "ends": "14"}).status_code == 422
    assert editor.post(AT + "/events", {**event, "starts": ""}).status_code == 422
    made = editor.post(AT + "/events", event)
    assert made.status_code == 303
    [row] = console.run(rows(console.store, records.LibraryEvent, id=int(made.headers["location"].rsplit("/", 1)[1])))
    assert (row.starts_at.isoformat(), row.ends_at.isoformat(), row.seats) == (
        "2026-12-11T11:30:00+00:00", "2026-12-11T14:00:00+00:00", 20,
    )  # fmt: skip
    assert page_of(editor.get(made.headers["location"])).value("ends") == "۱۷:۳۰"
    assert "Workshop" in editor.get(AT + "/events?format=csv&q=Workshop").text
    library = {
        "name_fa": "نارون", "name_en": "Narvan", "answer_days": "۵", "website": "narvan", "currency": "irr",
        "emergency_ambulance": "۱۱۵", "emergency_fire": "125", "emergency_police": "110", "emergency_social": "",
    }  # fmt: skip
    refused = editor.post(AT + "/library", library)
    assert refused.status_code == 422
    assert page_of(refused).is_wrong("website")
    assert editor.post(AT + "/library", {**library, "website": ""}).status_code == 303
    [row] = console.run(rows(console.store, records.LibraryProfile))
    assert (row.answer_days, row.name_en, row.website, row.currency) == (5, "Narvan", None, "IRR")
    # The loan rules of this library name sums.
    refused = editor.post(AT + "/library", {**library, "website": "", "currency": "EUR"})
    assert refused.status_code == 422 and phrase("places.bad.sums") in page_of(refused).text


def opened(client: Client, path: str) -> dict[str, str]:
    """Open a form; give what its fields hold."""
    return filled_in(client.get(path).text)


def filled_in(page: str) -> dict[str, str]:
    """Give what the fields of a page hold, those of the choices left out."""
    found = Page(page).fields("main input, main textarea")
    assert found["seen"]
    return {name: value for name, value in found.items() if name != "csrf"}


def test_two_who_edit_a_closing_lose_nothing(console: Desk) -> None:
    editor, supervisor = console.client("editor"), console.client("supervisor")
    at = editor.post(AT + "/closings", closing()).headers["location"]
    first, second = opened(editor, at), opened(supervisor, at)
    chosen = {"branch": "1"}
    assert editor.post(at, {**first, **chosen, "reason_fa": "تعمیر", "last_day": "۱۴۰۵/۱۲/۲۸"}).status_code == 303
    answer = supervisor.post(at, {**second, **chosen, "reason_fa": "رنگ‌آمیزی", "reason_en": "Painting"})
    assert answer.status_code == 409
    assert occurrences("places.overtaken", words_of(answer.text), who=NAMES["editor"])
    assert "تعمیر" in answer.text, "what the other wrote is told"
    form = filled_in(answer.text)
    # Both wrote the Persian reason: the own stays. The last day only the other did: it is taken over.
    assert (form["reason_fa"], form["reason_en"], form["last_day"]) == ("رنگ‌آمیزی", "Painting", "۱۴۰۵/۱۲/۲۸")
    assert answer.text.count(phrase("places.own_stays") + ")") == 1
    assert occurrences("places.taken_over", answer.text) == 1
    number = int(at.rsplit("/", 1)[1])
    [kept] = console.run(rows(console.store, records.Closing, id=number))
    assert (kept.reason_fa, kept.reason_en, str(kept.last_day)) == ("تعمیر", "Cleaning", "2027-03-19")
    assert supervisor.post(at, {**form, **chosen}).status_code == 303
    [kept] = console.run(rows(console.store, records.Closing, id=number))
    assert (kept.reason_fa, kept.reason_en, str(kept.last_day)) == ("رنگ‌آمیزی", "Painting", "2027-03-19")
    assert editor.post(at, {**first, **chosen}).status_code == 409, "an old form is noticed for ever"
    assert SCRIPT not in editor.post(at, {**first, **chosen, "reason_fa": SCRIPT}).text


@pytest.mark.parametrize(
    ("path", "change", "other"),
    [
        ("/branches/2", {"phone": "021-1"}, {"address_en": "1 New Street"}),
        ("/branches/2/hours", {"o0-0": "۱۰:۰۰", "c0-0": "۱۱:۰۰"}, {"o1-0": "", "c1-0": ""}),
        ("/facts/1", {"text_fa": "متن تازه"}, {"words": "wlan"}),
        ("/events/1", {"title_fa": "رویداد تازه"}, {"seats": "۷"}),
        ("/library", {"phone": "021-2"}, {"answer_days": "۹"}),
    ],
)
def test_every_form_of_places_tells_of_the_other_editor(
    console: Desk, path: str, change: dict[str, str], other: dict[str, str]
) -> None:
    editor, supervisor = console.client("editor"), console.client("supervisor")
    # What is chosen from a list is not among what was typed.
    topic = {"topic": page_of(editor.get(AT + path)).value("topic")} if path.startswith("/facts") else {}
    chosen = {"branch": "1"} if path.startswith("/events") else topic
    first, second = opened(editor, AT + path), opened(supervisor, AT + path)
    first.pop("is_main", None), second.pop("is_main", None)
    saved = editor.post(AT + path, {**first, **chosen, **change})
    assert saved.status_code == 303, saved.text
    answer = supervisor.post(AT + path, {**second, **chosen, **other})
    assert answer.status_code == 409
    assert NAMES["editor"] in answer.text
    form = filled_in(answer.text)
    form.pop("is_main", None)
    assert form == {**second, **change, **other, "seen": form["seen"]}
    assert supervisor.post(AT + path, {**form, **chosen}).status_code == 303
    merged = opened(editor, AT + path)
    assert {**merged, "seen": ""} | change | other == {**merged, "seen": ""}


def test_a_preview_says_what_is_published(console: Desk) -> None:
    editor = console.client("editor")

    def publish(name: str, fa: str, en: str) -> None:
        base = page_of(editor.get(f"/console/answers/{name}")).value("base")
        form = {"text_fa": fa, "text_en": en, "base": base, "action": "publish"}
        answer = editor.post(f"/console/answers/{name}", form)
        assert answer.status_code == 303, answer.text

    publish("utter_part_closed", "درِ کتابخانه بسته است {reason}", "the doors are shut {reason}")
    said = editor.get(AT + "?branch=2&day=1405/09/06").text
    assert "شعبهٔ سعدی، جمعه ۶ آذر ۱۴۰۵: درِ کتابخانه بسته است" in said
    assert "the doors are shut" in said
    made = editor.post(AT + "/closings", closing())
    assert "the doors are shut (Cleaning)" in editor.follow(made).text


def test_who_may_only_read_changes_nothing(console: Desk) -> None:
    for role in ("librarian", "manager", "auditor"):
        client = console.client(role)
        for path in ("/branches/1", "/branches/1/hours", "/closings/1", "/facts/1", "/events/1", "/library"):
            page = page_of(client.get(AT + path))
            assert page.has("h1") and page.has("fieldset.set[disabled]")
        assert client.post(AT + "/closings", closing()).status_code == 403
        assert client.get(AT + "/closings/new").status_code == 403


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۸:۳۰", "08:30"), ("8", "08:00"), (" 08.05 ", "08:05"), ("۲۳:۵۹", "23:59"), ("24:00", None), ("8:60", None),
        ("", None), ("هشت", None), ("8:30 pm", None), ("-1", None),
    ],
)  # fmt: skip
def test_times_of_day_in_any_digits(text: str, expected: str | None) -> None:
    found = read_time(text)
    assert (found and found.strftime("%H:%M")) == expected


def test_words_ways_to_ask_and_follow_ups_of_a_fact_have_fields_of_their_own(console: Desk) -> None:
    editor = console.client("editor")
    path = f"{AT}/facts/1"

    def kept() -> Any:
        return console.run(rows(console.store, records.Fact, id=1))[0]

    form = {**opened(editor, path), "topic": page_of(editor.get(path)).value("topic")}
    assert editor.post(path, form).status_code == 303
    asked = {
        "words": "طوطی پرنده",
        "wordings": "parrots allowed?\n... and cats?",
        "leaning": "جمعه‌ها چطور؟\n\n… و شب‌ها؟",
    }
    assert editor.post(path, {**form, **asked, "seen": page_of(editor.get(path)).value("seen")}).status_code == 303
    assert kept().also == "طوطی پرنده\nparrots allowed?\n… and cats?\n… جمعه‌ها چطور؟\n… و شب‌ها؟"
    page = page_of(editor.get(path))
    assert page.value("wordings") == "parrots allowed?"
    assert page.value("leaning") == "and cats?\nجمعه‌ها چطور؟\nو شب‌ها؟"
    # Saved as it is, it stays as it is, in whatever order its lines stood before.
    mixed = "طوطی\n… و شب‌ها؟\nparrots allowed?"
    console.run(console.store.transact(lambda c: c.execute(update(FACT).where(FACT.c.id == 1).values(also=mixed))))
    again = {**opened(editor, path), "topic": form["topic"]}
    assert editor.post(path, again).status_code == 303
    assert kept().also == mixed
    # Three fields that are too long together say so.
    long = {"wordings": "\n".join(["x" * 999] * 30), "leaning": "\n".join(["y" * 999] * 30)}
    assert page_of(editor.post(path, {**again, **long})).has('textarea[name="wordings"][aria-invalid]')


def test_ways_to_ask_that_a_colleague_has_added_are_not_lost_to_who_touched_none(console: Desk) -> None:
    editor, supervisor = console.client("editor"), console.client("supervisor")
    path = f"{AT}/facts/1"
    mixed = "\n… و شب‌ها؟\nparrots allowed?"
    console.run(console.store.transact(lambda c: c.execute(update(FACT).where(FACT.c.id == 1).values(also=mixed))))
    topic = {"topic": page_of(editor.get(path)).value("topic")}
    first, second = opened(editor, path), opened(supervisor, path)
    assert first["wordings"] == "parrots allowed?"
    assert editor.post(path, {**first, **topic, "wordings": "parrots allowed?\nand hamsters?"}).status_code == 303
    answer = supervisor.post(path, {**second, **topic, "text_fa": "متن تازه"})
    assert answer.status_code == 409
    assert phrase("places.own_stays") + ")" not in answer.text
    assert supervisor.post(path, {**filled_in(answer.text), **topic}).status_code == 303
    [kept] = console.run(rows(console.store, records.Fact, id=1))
    assert (kept.also, kept.text_fa) == ("\nparrots allowed?\nand hamsters?\n… و شب‌ها؟", "متن تازه")


def test_a_question_that_is_changed_does_not_stay_behind_as_words(console: Desk) -> None:
    editor = console.client("editor")
    path = f"{AT}/facts/1"
    form = {**opened(editor, path), "topic": page_of(editor.get(path)).value("topic")}
    asked = {"words": "", "wordings": "parrots allowed?", "leaning": ".NET courses?"}
    assert editor.post(path, {**form, **asked}).status_code == 303
    again = {**opened(editor, path), "topic": form["topic"], "question_fa": "پرسشی دیگر؟", "question_en": "Another?"}
    assert editor.post(path, again).status_code == 303
    kept = opened(editor, path)
    assert {name: kept[name] for name in asked} == asked
