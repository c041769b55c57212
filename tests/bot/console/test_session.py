"""Signing in: sessions that are new each time, run out and can be ended; tries that are counted; the second step."""

from __future__ import annotations

import threading
import time

import pytest

from bot.console.frame.session import COOKIE
from crm import records
from crm.actor import Actor
from crm.database.upsert import table_of
from crm.sign_in.passwords import hash_secret
from crm.staff import accounts
from crm.staff.sessions import forget_old_sessions
from tests.support.desk import PASSWORD, Desk
from tests.support.html import page_of
from tests.support.staff_sign_in import code_now, is_out, second_step_of, switch_on
from tests.support.texts import occurrences, phrase

BY = Actor("system", "test")
SESSION = table_of(records.StaffSession)


def test_signs_in_and_out(console: Desk) -> None:
    client = console.client("librarian")
    answer = client.get("/console")
    assert answer.status_code == 200
    assert "زهره کریمی" in answer.text
    token = client.http.cookies[COOKIE]
    goodbye = client.follow(client.post("/console/sign-out"))
    assert phrase("sign_in.signed_out") in goodbye.text
    assert phrase("sign_in.signed_out") not in client.get("/console/sign-in").text
    assert is_out(client)
    # The cookie alone, kept by somebody, is worth nothing afterwards.
    client.http.cookies.set(COOKIE, token, path="/console")
    assert is_out(client)


def test_wrong_names_and_passwords_get_one_answer(console: Desk) -> None:
    client = console.anonymous()
    said = [client.sign_in(*pair) for pair in (("librarian", "wrong password"), ("nobody", PASSWORD), ("", ""))]
    assert [answer.status_code for answer in said] == [422, 422, 422]
    assert all(phrase("sign_in.wrong", "en") in answer.text for answer in said)
    assert COOKIE not in client.http.cookies


def test_the_cookie_is_out_of_reach(console: Desk) -> None:
    client = console.anonymous()
    answer = client.sign_in("editor")
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{COOKIE}="))
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/console"} <= flags
    assert "secure" not in flags
    # It is for the console's pages alone: the web channel's requests do not carry it.
    sent = client.http.build_request("GET", "/api/chat/session")
    assert "cookie" not in {name.lower() for name in sent.headers} or COOKIE not in sent.headers.get("cookie", "")
    stored = console.run(console.store.look(lambda connection: connection.execute(SESSION.select()).mappings().all()))
    assert client.http.cookies[COOKIE] not in str(stored)


@pytest.mark.parametrize("settings_overrides", [{"public_url": "https://library.example"}])
def test_under_https_the_cookie_is_secure(console: Desk) -> None:
    client = console.anonymous()
    page = client.get("/console/sign-in")
    pre_session = page.headers["set-cookie"]
    assert "secure" in pre_session.lower()
    assert (
        pre_session.startswith("__Host-")
        and "path=/;" in pre_session.lower() + ";"
        and "domain" not in pre_session.lower()
    )
    # A browser would send it over https; here it is sent by hand.
    headers = {"Cookie": pre_session.split(";")[0]}
    form = {"username": "editor", "password": PASSWORD, "csrf": client.csrf}
    answer = client.http.post("/console/sign-in", data=form, headers=headers)
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(f"__Host-{COOKIE}="))
    assert {"secure", "httponly", "path=/", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}
    assert "domain" not in cookie.lower()
    inside = client.http.get("/console", headers={"Cookie": cookie.split(";")[0]})
    assert inside.status_code == 200
    # Under the name without the prefix it is nobody's.
    assert client.http.get("/console", headers={"Cookie": cookie.split(";")[0].removeprefix("__Host-")}).is_redirect
    assert "max-age=31536000" in answer.headers["strict-transport-security"]


def test_a_session_put_into_a_browser_before_is_not_taken_over(console: Desk) -> None:
    attacker = console.client("editor")
    planted = attacker.http.cookies[COOKIE]
    victim = console.anonymous()
    victim.http.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/console")
    # Whoever sits before it signs out first, as the page offers; then in under their own name.
    victim.get("/console/me")
    victim.post("/console/sign-out")
    answer = victim.sign_in("librarian")
    assert answer.status_code == 303
    fresh = next(c.value for c in victim.http.cookies.jar if c.name == COOKIE)
    assert fresh != planted
    assert "زهره کریمی" in victim.get("/console").text
    assert is_out(attacker)


def test_a_made_up_token_is_not_adopted(console: Desk) -> None:
    client = console.anonymous()
    planted = "A" * 43
    client.http.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/console")
    assert is_out(client)
    client.sign_in("librarian")
    values = [cookie.value for cookie in client.http.cookies.jar if cookie.name == COOKIE]
    assert planted not in values
    other = console.anonymous()
    other.http.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/console")
    assert is_out(other)


def test_signing_in_again_ends_the_session_before(console: Desk) -> None:
    client = console.client("librarian")
    before = client.http.cookies[COOKIE]
    assert client.post("/console/sign-in", {"username": "editor", "password": PASSWORD}).status_code == 303
    assert "نگار رستمی" in client.get("/console").text
    old = console.anonymous()
    old.http.cookies.set(COOKIE, before, domain="127.0.0.1", path="/console")
    assert is_out(old)


def test_idle_sessions_end_after_half_an_hour(console: Desk) -> None:
    client = console.client("librarian")
    console.advance(minutes=29)
    assert not is_out(client)
    console.advance(minutes=29)
    # What an open page asks by itself is no use that somebody makes of it.
    assert client.get("/console/inbox", headers={"X-By-Itself": "1"}).status_code == 200
    console.advance(minutes=2)
    assert is_out(client)


def test_no_session_lasts_longer_than_twelve_hours(console: Desk) -> None:
    client = console.client("librarian")
    for _ in range(12 * 3):
        assert not is_out(client)
        console.advance(minutes=20)
    console.advance(minutes=1)
    assert is_out(client)


@pytest.mark.parametrize("settings_overrides", [{"staff_idle_minutes": 120, "staff_session_hours": 3}])
def test_how_long_sessions_last_is_a_setting(console: Desk) -> None:
    client = console.client("librarian")
    console.advance(minutes=119)
    assert not is_out(client)
    console.advance(minutes=60)
    assert not is_out(client)
    console.advance(minutes=2)
    assert is_out(client)


def test_old_sessions_are_forgotten(console: Desk) -> None:
    console.client("librarian")
    assert console.run(forget_old_sessions(console.store)) == 0
    console.advance(days=31)
    assert console.run(forget_old_sessions(console.store)) == 1


def test_another_role_ends_the_sessions(console: Desk) -> None:
    client = console.client("librarian")
    person = console.accounts["librarian"]
    console.run(accounts.change_role(console.store, person.id, "editor", by=BY))
    assert is_out(client)
    client.sign_in("librarian")
    assert client.get("/console").status_code == 200


def test_a_deactivated_account_is_out_and_stays_out(console: Desk) -> None:
    client = console.client("librarian")
    console.run(accounts.set_active(console.store, console.accounts["librarian"].id, False, by=BY))
    assert is_out(client)
    assert client.sign_in("librarian").status_code == 422


def test_a_new_password_ends_every_other_session(console: Desk) -> None:
    here, there = console.client("librarian"), console.client("librarian")
    fresh = "برگ سبز و باران"
    wrong = here.post("/console/me/password", {"old": "wrong", "new": fresh, "again": fresh})
    assert wrong.status_code == 422
    different = here.post("/console/me/password", {"old": PASSWORD, "new": fresh, "again": "چیز دیگری"})
    assert different.status_code == 422
    weak = here.post("/console/me/password", {"old": PASSWORD, "new": "short", "again": "short"})
    assert weak.status_code == 422
    assert not is_out(there)
    done = here.post("/console/me/password", {"old": PASSWORD, "new": fresh, "again": fresh})
    assert done.status_code == 303
    assert not is_out(here)
    assert is_out(there)
    assert there.sign_in("librarian").status_code == 422
    assert there.sign_in("librarian", fresh).status_code == 303


def test_own_sessions_are_shown_and_ended(console: Desk) -> None:
    here, there = console.client("librarian"), console.client("librarian")
    other = console.client("editor")
    [end] = page_of(here.get("/console/me")).actions("/console/me/sessions/")
    # Nobody ends the session of somebody else.
    other.get("/console/me")
    assert other.post(end).status_code == 404
    assert not is_out(there)
    assert here.post(end).status_code == 303
    assert is_out(there)
    assert not is_out(here)


def test_tries_are_counted_by_name(console: Desk) -> None:
    client = console.anonymous()
    for _ in range(5):
        assert client.sign_in("librarian", "wrong password").status_code == 422
    refused = client.sign_in("Librarian ")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    assert occurrences("sign_in.throttled", refused.text, "en")
    assert console.anonymous().sign_in("editor").status_code == 303
    console.advance(seconds=31)
    assert client.sign_in("librarian", "wrong password").status_code == 422
    # Each one more has to wait twice as long.
    assert 31 <= int(client.sign_in("librarian").headers["retry-after"]) <= 60
    console.advance(seconds=61)
    assert client.sign_in("librarian").status_code == 303
    # And a right one makes all good.
    again = console.anonymous()
    for _ in range(4):
        assert again.sign_in("librarian", "wrong password").status_code == 422
    assert again.sign_in("librarian").status_code == 303


def test_tries_are_counted_by_address(console: Desk) -> None:
    client = console.anonymous()
    for number in range(20):
        assert client.sign_in(f"guess{number}", "wrong password").status_code == 422
    assert client.sign_in("editor").status_code == 429
    console.advance(minutes=16)
    assert client.sign_in("editor").status_code == 303


def test_names_that_do_not_exist_are_counted_too(console: Desk) -> None:
    client = console.anonymous()
    said = [client.sign_in("nobody-here", "wrong password").status_code for _ in range(6)]
    assert said == [422] * 5 + [429]


def test_many_tries_at_once_stay_within_the_limit(console: Desk) -> None:
    client = console.anonymous()
    client.get("/console/sign-in")
    form = {"username": "librarian", "password": "wrong password", "csrf": client.csrf}
    statuses: list[int] = []

    def attempt() -> None:
        statuses.append(client.http.post("/console/sign-in", data=form).status_code)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(422) == 5
    assert statuses.count(429) == 7


def test_the_second_step(console: Desk) -> None:
    owner = console.client("librarian")
    secret = switch_on(console, owner)
    assert secret not in owner.get("/console/me").text
    client = console.anonymous()
    page = client.sign_in("librarian")
    assert page.status_code == 200
    assert COOKIE not in client.http.cookies
    form = {"second_step": page_of(page).value("second_step")}
    used = client.post("/console/sign-in/code", {**form, "code": code_now(console, secret)})
    assert used.status_code == 422, "the code of the set-up was used already"
    assert client.post("/console/sign-in/code", {**form, "code": "000000"}).status_code == 422
    console.advance(seconds=30)
    code = code_now(console, secret)
    persian = code.translate({ord(digit): chr(0x06F0 + int(digit)) for digit in "0123456789"})
    done = client.post("/console/sign-in/code", {**form, "code": f"{persian[:3]} {persian[3:]}"})
    assert done.status_code == 303
    assert client.get("/console").status_code == 200
    # The same code, seen over a shoulder, is worth nothing.
    thief = console.anonymous()
    again = thief.post("/console/sign-in/code", {"second_step": second_step_of(thief), "code": code})
    assert again.status_code == 422
    assert is_out(thief)


def test_a_second_step_is_for_one_browser_and_five_minutes(console: Desk) -> None:
    secret = switch_on(console, console.client("librarian"))
    client = console.anonymous()
    second_step = second_step_of(client)
    console.advance(seconds=31)
    elsewhere = console.anonymous()
    elsewhere.get("/console/sign-in")
    stolen = elsewhere.post("/console/sign-in/code", {"second_step": second_step, "code": code_now(console, secret)})
    assert stolen.status_code == 422
    assert is_out(elsewhere)
    admin = console.accounts["admin"].id
    forged = f"{admin}.{second_step.split('.', 1)[1]}"
    assert client.post("/console/sign-in/code", {"second_step": forged, "code": "000000"}).status_code == 422
    console.advance(seconds=300)
    late = client.post("/console/sign-in/code", {"second_step": second_step, "code": code_now(console, secret)})
    assert late.status_code == 422
    assert is_out(client)


@pytest.mark.parametrize(
    "second_step", ["", ".", "1", "1.2", "1.2.3", "a.b.c", "1..", "۱.۲.۳", "1." + "Z" * 40 + ".x", "-1.aaaa.bbbb"]
)
def test_a_second_step_that_nobody_gave_is_worth_nothing(console: Desk, second_step: str) -> None:
    client = console.anonymous()
    client.get("/console/sign-in")
    answer = client.post("/console/sign-in/code", {"second_step": second_step, "code": "000000"})
    assert answer.status_code == 422
    assert is_out(client)


def test_codes_are_guessed_as_seldom_as_passwords(console: Desk) -> None:
    switch_on(console, console.client("librarian"))
    client = console.anonymous()
    second_step = second_step_of(client)
    said = [
        client.post("/console/sign-in/code", {"second_step": second_step, "code": f"00000{n}"}).status_code
        for n in range(5)
    ]
    assert said == [422] * 4 + [429]


def test_an_administrator_resets_the_second_step(console: Desk) -> None:
    switch_on(console, console.client("librarian"))
    admin = console.client("admin")
    person = console.accounts["librarian"]
    assert admin.post(f"/console/staff/{person.id}/two-step").status_code == 303
    assert console.anonymous().sign_in("librarian").status_code == 303


def test_the_second_step_is_switched_off_with_the_password(console: Desk) -> None:
    client = console.client("librarian")
    switch_on(console, client)
    assert client.post("/console/me/two-step/off", {"password": "wrong"}).status_code == 422
    assert client.post("/console/me/two-step/off", {"password": PASSWORD}).status_code == 303
    assert console.anonymous().sign_in("librarian").status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/console/../api",
        "/console//evil.example", "http:/console", "/consoles", "/console/sign-out", "\t//evil.example",
        "/console/%0d%0aset-cookie:x=1\r\nx:y", "/api/chat/session",
    ],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(console: Desk, target: str) -> None:
    client = console.anonymous()
    page = client.get("/console/sign-in", params={"next": target})
    assert page.status_code == 200
    answer = client.post("/console/sign-in", {"username": "editor", "password": PASSWORD, "next": target})
    assert answer.headers["location"] == "/console"
    # Nor when somebody is signed in already.
    assert client.get("/console/sign-in", params={"next": target}).headers["location"] == "/console"


def test_signing_in_goes_on_where_one_wanted_to_be(console: Desk) -> None:
    client = console.anonymous()
    asked = client.get("/console/audit?actor=sara&from=1405/09/01")
    assert asked.status_code == 303
    page = client.follow(asked)
    wanted = page_of(page).value("next")
    assert wanted == "/console/audit?actor=sara&from=1405/09/01"
    answer = client.post("/console/sign-in", {"username": "auditor", "password": PASSWORD, "next": wanted})
    assert answer.headers["location"] == wanted
    assert client.follow(answer).status_code == 200


def test_htmx_without_a_session_is_sent_to_sign_in(console: Desk) -> None:
    client = console.anonymous()
    answer = client.http.get("/console", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/console/sign-in"


@pytest.mark.usefixtures("real_hashes")
def test_a_wrong_password_takes_as_long_for_a_name_that_does_not_exist(console: Desk) -> None:
    costly = table_of(records.StaffUser).update().values(password_hash=hash_secret(PASSWORD))
    console.run(console.store.transact(lambda connection: connection.execute(costly)))
    client = console.anonymous()
    spans: dict[str, float] = {}
    for name in ("librarian", "no-such-name"):
        client.get("/console/sign-in")
        begun = time.perf_counter()
        client.post("/console/sign-in", {"username": name, "password": "wrong password"})
        spans[name] = time.perf_counter() - begun
    # Argon2 is at work both times: neither is answered at once.
    assert min(spans.values()) > 0.01


def test_signing_in_is_in_the_trail(console: Desk) -> None:
    client = console.client("auditor")
    client.post("/console/sign-out")
    client.sign_in("auditor")
    listed = page_of(client.get("/console/audit?actor=auditor")).attributes("[title]", "title")
    assert listed.count("staff.signed_in") >= 2
    assert "staff.signed_out" in listed


def test_the_door_leads_back_to_the_page_of_a_form_and_nowhere_else(console: Desk) -> None:
    client = console.anonymous()
    page = "/console/inbox?who=mine"
    ways = {
        f"{console.url}{page}": "/console/sign-in?next=/console/inbox%3Fwho%3Dmine",
        "https://elsewhere.example/console/inbox": "/console/sign-in",
        f"{console.url}/elsewhere": "/console/sign-in",
        "http://[": "/console/sign-in",
    }
    for told, way in ways.items():
        answer = client.http.post("/console/inbox/x/reply", headers={"Referer": told})
        assert answer.headers["location"] == way, told
        answer = client.http.post("/console/inbox/x/reply", headers={"HX-Request": "true", "HX-Current-URL": told})
        assert answer.headers["hx-redirect"] == way, told


def test_the_door_speaks_as_the_last_reader_reads(console: Desk) -> None:
    client = console.client("librarian")
    client.http.headers["Accept-Language"] = "en"
    assert phrase("sign_in.title", "en") not in client.get("/console/me").text
    client.http.cookies.delete(COOKIE)
    assert phrase("sign_in.title") in client.get("/console/sign-in").text
    assert phrase("sign_in.title", "en") in client.get("/console/sign-in?lang=en").text
