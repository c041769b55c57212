"""The staff's sign-in: failures leave a trace, a known browser is not locked out, a lost telephone is no end."""

from __future__ import annotations

import logging
import re

import pytest

from bot.console.frame.session import DEVICE
from crm.audit import trail as audit
from crm.sign_in import devices
from crm.staff import sign_in_failures
from tests.support.desk import PASSWORD, Desk
from tests.support.html import page_of
from tests.support.staff_sign_in import code_now, is_out, recovery_codes, second_step_of, switch_on
from tests.support.texts import phrase

WRONG = "wrong password"


def trail(desk: Desk) -> list[tuple[str, str | None, str | None]]:
    """Give (action, entity id, reason) of what the trail says of sign-ins that failed, in order."""
    query = "SELECT action, entity_id, reason FROM audit_event WHERE actor_ref = 'staff.sign_in' ORDER BY id"
    rows = desk.run(desk.store.look(lambda connection: connection.exec_driver_sql(query).all()))
    return [tuple(row) for row in rows]


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Give what the sign-in has logged; what the jobs of the gateway say meanwhile is their own."""
    return [record.getMessage() for record in caplog.records if record.name.startswith("bot.console.sign_in")]


def test_failures_stand_in_the_trail_without_filling_it(console: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "bot.console.sign_in.pages")
    client = console.anonymous()
    for _ in range(4):
        client.sign_in("librarian", WRONG)
    client.sign_in("my-own-secret", WRONG)
    first = trail(console)
    assert first[0] == ("staff.sign_in_failed", "librarian", "127.0.0.0/24")
    assert first[1][1] is not None and re.fullmatch(r"\?[0-9a-f]{16}", first[1][1])
    assert len(first) == 2, "of one window each name stands once"
    assert not told(caplog)
    client.sign_in("librarian", WRONG)
    # The lock is one entry and one line, however often it is met.
    for _ in range(3):
        assert client.sign_in("librarian", WRONG).status_code == 429
    assert trail(console)[2:] == [("staff.locked", "librarian", "127.0.0.0/24")]
    assert told(caplog) == ["staff sign-in locked: address=127.0.0.1 seconds=30"]
    console.advance(minutes=21)
    assert console.run(sign_in_failures.tell_folded(console.store)) == 1
    assert console.run(sign_in_failures.tell_folded(console.store)) == 0
    assert trail(console)[3:] == [("staff.sign_in_failed", "librarian", "127.0.0.0/24 ×4")]
    assert console.run(audit.verify(console.store)).is_sound
    # On the first page of those who keep the accounts, and of nobody else.
    home = page_of(console.client("admin").get("/console"))
    address = home.link(phrase("home.failed_sign_ins"))
    assert home.texts(f'a[href="{address}"] strong') == ["۶"]
    listed = page_of(console.client("admin").get(address))
    assert len(listed.all('[title="staff.sign_in_failed"]')) == 3
    assert len(listed.all('[title="staff.locked"]')) == 1
    assert phrase("home.failed_sign_ins") not in console.client("supervisor").get("/console").text
    console.advance(hours=25)
    assert phrase("home.failed_sign_ins") not in console.client("admin").get("/console").text


def test_a_wrong_code_of_the_second_step_leaves_a_trace(console: Desk) -> None:
    switch_on(console, console.client("librarian"))
    client = console.anonymous()
    client.post("/console/sign-in/code", {"second_step": second_step_of(client), "code": "000000"})
    assert trail(console) == [("staff.second_step_failed", "librarian", "127.0.0.0/24")]


def test_wrong_tries_elsewhere_do_not_lock_a_known_browser(console: Desk) -> None:
    mine = console.client("librarian")
    mine.post("/console/sign-out")
    stranger = console.anonymous()
    for number in range(20):
        stranger.sign_in("librarian" if number < 5 else f"guess{number}", WRONG)
    assert stranger.sign_in("librarian").status_code == 429
    assert console.anonymous().sign_in("editor").status_code == 429, "the address is used up, too"
    assert mine.sign_in("librarian").status_code == 303
    # It is for this account alone, and gets nobody in without the password.
    mine.get("/console/me")
    mine.post("/console/sign-out")
    assert mine.sign_in("editor").status_code == 429
    assert [mine.sign_in("librarian", WRONG).status_code for _ in range(6)] == [422] * 5 + [429]


def test_a_new_password_makes_browsers_unknown(console: Desk) -> None:
    person = console.accounts["librarian"]
    client = console.client("librarian")
    (carried,) = [cookie.value for cookie in client.http.cookies.jar if cookie.name == DEVICE]
    assert carried is not None
    assert console.run(devices.known_device(console.store, carried, "librarian")) is not None
    assert console.run(devices.known_device(console.store, carried, "editor")) is None
    forged = carried.replace(f"{person.id}.", f"{console.accounts['admin'].id}.", 1)
    assert console.run(devices.known_device(console.store, forged, "admin")) is None
    for odd in ("", "~~~", "1.2.3", "x" * 5000, "۱.۲.a.b", "9" * 400 + ".1.a.b", "1.1.é.é"):
        assert console.run(devices.known_device(console.store, odd, "librarian")) is None
    both = console.run(devices.with_device(console.store, carried, console.accounts["editor"].id))
    assert console.run(devices.known_device(console.store, both, "librarian")) is not None
    assert console.run(devices.known_device(console.store, both, "editor")) is not None
    admin = console.client("admin")
    assert admin.post(f"/console/staff/{person.id}/password", {"password": "باران بهاری ۱۲"}).status_code == 303
    assert console.run(devices.known_device(console.store, both, "librarian")) is None
    console.advance(days=181)
    assert console.run(devices.known_device(console.store, both, "editor")) is None


def test_an_administrator_unlocks(console: Desk) -> None:
    admin = console.client("admin")
    page = f"/console/staff/{console.accounts['librarian'].id}"
    assert "/unlock" not in admin.get(page).text
    stranger = console.anonymous()
    for _ in range(6):
        last = stranger.sign_in("librarian", WRONG)
    assert last.status_code == 429
    assert page_of(admin.get(page)).actions(f"{page}/unlock")
    assert console.client("manager").post(f"{page}/unlock").status_code == 403
    assert admin.post(f"{page}/unlock").status_code == 303
    assert console.anonymous().sign_in("librarian").status_code == 303
    assert "staff.unlocked" in admin.get("/console/audit?entity=staff_user&id=librarian").text


def test_nobody_outside_locks_what_is_asked_within_a_session(console: Desk) -> None:
    client, stranger = console.client("librarian"), console.anonymous()
    for name in ("again:librarian", f"again:{console.accounts['librarian'].id}", "librarian"):
        for _ in range(6):
            stranger.sign_in(name, WRONG)
    assert client.post("/console/me/two-step/begin", {"password": PASSWORD}).status_code == 303
    # Nor the other way round.
    for _ in range(6):
        last = client.post("/console/me/two-step/off", {"password": WRONG})
    assert phrase("me.too_many") in last.text
    assert console.client("editor").get("/console").status_code == 200


def test_two_step_on_ends_other_sessions(console: Desk) -> None:
    here, there = console.client("librarian"), console.client("librarian")
    switch_on(console, here)
    assert not is_out(here)
    assert is_out(there)


def test_each_recovery_code_works_once(console: Desk) -> None:
    owner = console.client("librarian")
    secret = switch_on(console, owner)
    wrong = owner.post("/console/me/two-step/codes", {"password": WRONG})
    assert wrong.status_code == 422
    codes = recovery_codes(owner.post("/console/me/two-step/codes", {"password": PASSWORD}))
    assert len(set(codes)) == 10
    assert not any(code in owner.get("/console/me").text for code in codes)
    client = console.anonymous()
    typed = codes[0].upper().replace("-", " ")
    done = client.post("/console/sign-in/code", {"second_step": second_step_of(client), "code": typed})
    assert done.status_code == 303
    assert phrase("me.codes_left", n=9) in client.get("/console/me").text
    again = console.anonymous()
    refused = again.post("/console/sign-in/code", {"second_step": second_step_of(again), "code": codes[0]})
    assert refused.status_code == 422
    console.advance(seconds=31)
    code = code_now(console, secret)
    assert again.post("/console/sign-in/code", {"second_step": second_step_of(again), "code": code}).status_code == 303
    admin = console.client("admin")
    events = admin.get("/console/audit?entity=staff_user&id=librarian").text
    assert "staff.recovery_code_used" in events and "staff.recovery_codes_made" in events
    kept = console.run(
        console.store.look(lambda c: c.exec_driver_sql("SELECT code_hash FROM staff_recovery_code").all())
    )
    assert len(kept) == 10 and codes[0].replace("-", "") not in str(kept)
    assert admin.post(f"/console/staff/{console.accounts['librarian'].id}/two-step").status_code == 303
    left = console.run(
        console.store.look(lambda c: c.exec_driver_sql("SELECT count(*) FROM staff_recovery_code").scalar())
    )
    assert left == 0


@pytest.mark.parametrize("settings_overrides", [{"two_step_required": ("librarian",)}])
def test_a_role_that_needs_two_step_does_nothing_before(console: Desk) -> None:
    other = console.client("editor")
    assert other.get("/console").status_code == 200
    client = console.client("librarian")
    for path in ("/console", "/console/inbox", "/console/me", "/console/conversations?format=csv"):
        assert client.get(path).headers["location"] == "/console/me/two-step"
    assert client.post("/console/me/password", {"old": PASSWORD}).headers["location"] == "/console/me/two-step"
    assert client.htmx("GET", "/console/inbox").headers["hx-redirect"] == "/console/me/two-step"
    page = client.get("/console/me/two-step")
    assert phrase("me.two_step_required") in page.text
    # Not even what pages ask for by themselves, which would be refused.
    assert "/console/inbox" not in page.text and "/console/events" not in page.text
    begun = client.post("/console/me/two-step/begin", {"password": PASSWORD})
    [secret] = page_of(client.follow(begun)).texts("code.secret")
    assert client.post("/console/me/two-step/confirm", {"code": "000000"}).status_code == 422
    code = code_now(console, secret.replace(" ", ""))
    assert len(recovery_codes(client.post("/console/me/two-step/confirm", {"code": code}))) == 10
    assert client.get("/console/inbox").status_code == 200
    off = client.post("/console/me/two-step/off", {"password": PASSWORD})
    assert off.status_code == 422
    assert console.anonymous().sign_in("librarian").status_code == 200, "the code is asked for"
