"""What stands in the bar and on one’s own page: available or away, light or dark, calls to this browser."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.letters.push import new_push_key, public_push_key
from crm import records
from crm.staff.push_subscriptions import is_called
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.push_service import Browser
from tests.support.store_rows import rows
from tests.support.texts import phrase

KEY = new_push_key()
ENDPOINT = "https://fcm.googleapis.com/fcm/send/one"


@pytest.fixture
def settings_overrides() -> dict[str, Any]:
    return {
        "push_key": KEY, "push_contact": "mailto:library@example.org", "smtp_host": "127.0.0.1", "smtp_port": 1,
        "smtp_from": "library@example.org",
    }  # fmt: skip


def test_who_is_away_says_so_and_is_back_with_the_next_sign_in(console: Desk) -> None:
    librarian, colleague = console.client("librarian"), console.client("supervisor")
    # Nobody who reads figures only has patrons to be there for.
    assert phrase("presence.there") not in page_of(console.client("auditor").get("/console")).text
    assert phrase("presence.there") in page_of(librarian.get("/console/me")).text
    gone = librarian.post("/console/presence", {"away": "1", "back": "/console/inbox?who=mine"})
    assert gone.headers["location"] == "/console/inbox?who=mine"
    page = page_of(librarian.follow(gone)).text
    assert phrase("presence.is_away") in page and phrase("presence.come_back") in page
    assert phrase("presence.there") in page_of(colleague.get("/console/me")).text
    back = librarian.post("/console/presence", {"away": "", "back": "https://elsewhere.example"})
    assert back.headers["location"] == "/console"
    librarian.post("/console/presence", {"away": "1", "back": "/console/me"})
    assert phrase("presence.there") in page_of(console.client("librarian").get("/console/me")).text


def test_colours_are_kept_in_the_browser_also_at_the_door(console: Desk) -> None:
    librarian = console.client("librarian")
    assert page_of(librarian.get("/console/me")).attributes("[data-colours]", "data-colours") == []
    dark = librarian.post("/console/me/colours", {"colours": "dark", "back": "/console/cases"})
    assert dark.headers["location"] == "/console/cases"
    assert page_of(librarian.get("/console/me")).attributes("[data-colours]", "data-colours") == ["dark"]
    librarian.post("/console/sign-out")
    assert page_of(librarian.get("/console/sign-in")).attributes("[data-colours]", "data-colours") == ["dark"]
    librarian.sign_in("librarian")
    librarian.get("/console/me")
    for other in ("", "pink"):
        librarian.post("/console/me/colours", {"colours": other})
        assert page_of(librarian.get("/console/me")).attributes("[data-colours]", "data-colours") == []


def test_a_browser_is_called_after_its_owner_chose_it_there(console: Desk) -> None:
    librarian = console.client("librarian")
    staff_id = console.accounts["librarian"].id
    assert public_push_key(KEY) in librarian.get("/console/me").text
    # Not for those who have nothing to do in the inbox, and nothing is kept of an address that is no push service.
    assert public_push_key(KEY) not in console.client("editor").get("/console/me").text
    browser = Browser(ENDPOINT).keys
    form = {"endpoint": ENDPOINT, "p256dh": browser.p256dh, "auth": browser.auth, "quiet": ""}
    assert librarian.post("/console/push", {**form, "endpoint": "https://10.0.0.1/x"}).status_code == 422
    assert librarian.post("/console/push", {**form, "auth": "x"}).status_code == 422
    assert console.client("editor").post("/console/push", form).status_code == 403
    assert console.run(is_called(console.store, staff_id)) == 0
    assert librarian.post("/console/push", form).status_code == 204
    assert librarian.post("/console/push", form).status_code == 204
    assert console.run(is_called(console.store, staff_id)) == 1
    assert librarian.post("/console/push/quiet", {"endpoint": ENDPOINT, "quiet": "1"}).status_code == 204
    [row] = console.run(rows(console.store, records.PushSubscription))
    assert row.only_alarms is True
    supervisor = console.client("supervisor")
    assert supervisor.post("/console/push/off", {"endpoint": ENDPOINT}).status_code == 204
    assert console.run(is_called(console.store, staff_id)) == 1
    librarian.post("/console/sign-out")
    assert console.run(is_called(console.store, staff_id)) == 0


def test_the_script_that_shows_calls_serves_the_whole_console(console: Desk) -> None:
    answer = console.anonymous().get("/console/push/worker.js")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["service-worker-allowed"] == "/console"


def test_the_report_is_chosen_on_its_page(console: Desk) -> None:
    manager = console.client("manager")
    bad = manager.post("/console/figures/report/mail", {"address": "nowhere"})
    assert bad.status_code == 422 and phrase("report_mail.bad.address") in page_of(bad).text
    page = page_of(manager.follow(manager.post("/console/figures/report/mail", {"address": "m@library.example"})))
    assert phrase("report_mail.chosen") in page.text and page.value("address") == "m@library.example"
    assert (
        phrase("report_mail.ended")
        in page_of(manager.follow(manager.post("/console/figures/report/mail", {"address": ""}))).text
    )
    assert (
        console.client("librarian").post("/console/figures/report/mail", {"address": "a@b.example"}).status_code == 403
    )
