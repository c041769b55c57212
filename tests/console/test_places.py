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

from bot.console.places.reading import read_time
from bot.settings import ROOT
from crm import records
from tests.console.conftest import NOW, Client, Desk
from tests.integration.gateway.fake_engine import SECRET
from tests.integration.store.world import rows

AT = "/console/places"
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
    headers = {"X-Ketabyar-Secret": SECRET}
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, headers=headers, timeout=20) as client:
            for _ in range(300):
                try:
                    client.get("/health")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
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
        while (after := asked(server, "is the central library open on 2027-03-18"))["hours"] == before["hours"]:
            assert time.monotonic() - begun < 5
            time.sleep(0.1)
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
    assert f'href="{AT}/branches/new"' not in page, "a librarian only reads"
    said = client.get(AT + "?branch=2&day=1405/09/06").text
    assert "شعبهٔ سعدی، جمعه ۶ آذر ۱۴۰۵: تعطیل" in said
    part = client.htmx("GET", AT + "?branch=1&day=2026-11-26").text
    assert "<h1>" not in part
    assert "Thursday 26 November 2026: 8:00 to 16:00" in part
    assert "این روز خوانده نشد" in client.get(AT + "?day=yesterday").text
    table = list(csv.reader(io.StringIO(client.get(AT + "?format=csv").text.removeprefix("\ufeff"))))
    assert [line[0] for line in table[1:]] == ["main", "saadi", "bagh"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("first_day", "۱۴۰۵/۱۳/۰۱", "این روز خوانده نشد"),
        ("first_day", "2027-02-30", "این روز خوانده نشد"),
        ("first_day", "", "این روز خوانده نشد"),
        ("last_day", "1405/12/01", "پایان باید پس از آغاز"),
        ("opens", "25:00", "ساعت را مانند"),
        ("opens", "8:00", "هر دو ساعت"),
        ("reason_en", " ", "این را بنویسید"),
        ("branch", "99", "چنین شعبه‌ای نیست"),
    ],
)
def test_a_closing_that_cannot_be_read_comes_back_with_the_reason(
    console: Desk, field: str, value: str, told: str
) -> None:
    editor = console.client("editor")
    before = len(console.run(rows(console.store, records.Closing)))
    answer = editor.post(AT + "/closings", closing(reason_fa=SCRIPT, **{field: value} if field != "reason_fa" else {}))
    assert answer.status_code == 422
    assert told in answer.text
    assert "&lt;script&gt;" in answer.text
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
    shown = editor.get(at).text
    assert 'value="۱۴۰۵/۱۲/۲۷"' in shown
    assert 'value="۹:۰۰"' in shown
    gregorian = closing(first_day="2027-03-19", branch="", reason_en="Oil Day")
    assert editor.post(at, gregorian).status_code == 303
    listed = editor.get(AT + "/closings?time=coming&q=oil").text
    assert at in listed
    assert "همهٔ شعبه‌ها" in listed
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
    page = editor.get(at).text
    assert 'value="۸:۳۰"' in page
    assert "این بخش ساعت جداگانه‌ای ندارد" in editor.get(at + "?desk=reference").text
    form = {"desk": "library", "o0-0": "۸:۳۰", "c0-0": "12", "o0-1": "14:00", "c0-1": "۱۸", "o3-0": "9", "c3-0": "13"}
    saved = editor.post(at, form)
    assert saved.status_code == 303
    hours = console.run(rows(console.store, records.BranchHours, branch_id=2, desk="library"))
    assert [(row.weekday, row.opens.hour, row.closes.hour) for row in hours] == [(0, 8, 12), (0, 14, 18), (3, 9, 13)]
    for change, told in (
        ({"o0-1": "11:00"}, "روی هم افتاده‌اند"),
        ({"c3-0": "8"}, "پایان باید پس از آغاز"),
        ({"c3-0": ""}, "هر دو ساعت"),
        ({"o3-0": "<b>"}, "ساعت را مانند"),
    ):
        refused = editor.post(at, {**form, **change})
        assert refused.status_code == 422
        assert told in refused.text
        assert 'value="۸:۳۰"' in refused.text, "nothing that was typed is lost"
        assert "<b>" not in refused.text
    assert len(console.run(rows(console.store, records.BranchHours, branch_id=2, desk="library"))) == 3


def test_branches_are_kept(console: Desk) -> None:
    editor = console.client("editor")
    form = {
        "code": "west", "name_fa": "شعبهٔ غرب", "name_en": SCRIPT, "latitude": "۳۵٫۷", "longitude": "51.4",
        "time_zone": "Asia/Tehran", "phone": "021",
    }  # fmt: skip
    for field, value, told in (
        ("code", "غرب", "حرف کوچک لاتین"),
        ("code", "main", "گرفته شده"),
        ("name_fa", "", "این را بنویسید"),
        ("latitude", "north", "یک عدد"),
        ("latitude", "99", "عددی میان"),
        ("time_zone", "Mars", "منطقهٔ زمانی"),
    ):
        refused = editor.post(AT + "/branches", {**form, field: value})
        assert refused.status_code == 422
        assert told in refused.text, field
        assert SCRIPT not in refused.text
    made = editor.post(AT + "/branches", form)
    assert made.status_code == 303
    at = made.headers["location"].removesuffix("/hours")
    assert "&lt;script&gt;" in editor.get(at).text
    assert editor.post(at, {**form, "name_en": "West", "phone": ""}).status_code == 303
    number = int(at.rsplit("/", 1)[1])
    [row] = console.run(rows(console.store, records.Branch, id=number))
    assert (row.code, row.name_en, row.phone, row.latitude, row.is_main) == ("west", "West", None, 35.7, False)
    refused = editor.post(AT + "/branches/1/delete")
    assert refused.status_code == 409
    assert "شعبهٔ اصلی پاک نمی‌شود" in refused.text
    refused = editor.post(AT + "/branches/2/delete")
    assert refused.status_code == 409
    assert re.search("نسخهٔ کتاب: [۰-۹]", refused.text)
    assert editor.post(at + "/delete").status_code == 303
    assert editor.get(at).status_code == 404


def test_notes_events_and_the_library(console: Desk) -> None:
    editor = console.client("editor")
    note = {"topic": "wifi", "branch": "2", "text_fa": "رایگان است", "text_en": SCRIPT}
    made = editor.post(AT + "/notes", note)
    assert made.status_code == 303
    again = editor.post(AT + "/notes", note)
    assert again.status_code == 422
    assert "یادداشت دارد" in again.text
    assert SCRIPT not in again.text
    at = made.headers["location"]
    assert editor.post(at, {"text_fa": "", "text_en": "x"}).status_code == 422
    assert editor.post(at, {"text_fa": "تازه", "text_en": "new"}).status_code == 303
    assert at in editor.get(AT + "/notes?branch=2&topic=wifi").text
    assert at not in editor.get(AT + "/notes?branch=all").text
    assert "تازه" in editor.get(AT + "/notes?format=csv").text
    assert editor.post(at + "/delete").status_code == 303
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
    assert 'value="۱۷:۳۰"' in editor.get(made.headers["location"]).text
    assert "Workshop" in editor.get(AT + "/events?format=csv&q=Workshop").text
    library = {"name_fa": "نارون", "name_en": "Narvan", "answer_days": "۵", "website": "narvan"}
    refused = editor.post(AT + "/library", library)
    assert refused.status_code == 422
    assert "https://" in refused.text
    assert editor.post(AT + "/library", {**library, "website": ""}).status_code == 303
    [row] = console.run(rows(console.store, records.LibraryProfile))
    assert (row.answer_days, row.name_en, row.website) == (5, "Narvan", None)


def test_who_may_only_read_changes_nothing(console: Desk) -> None:
    def forms(client: Client, path: str) -> str:
        text = client.get(path).text
        assert "<h1>" in text
        return text

    for role in ("librarian", "manager", "auditor"):
        client = console.client(role)
        for path in ("/branches/1", "/branches/1/hours", "/closings/1", "/notes/1", "/events/1", "/library"):
            page = forms(client, AT + path)
            assert '<fieldset class="set" disabled>' in page
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
