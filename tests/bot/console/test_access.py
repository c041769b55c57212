"""Who may do what: every route of the console with every role, taken from the application itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from litestar import Litestar, Router, get
from litestar.exceptions import ImproperlyConfiguredException
from litestar.handlers import HTTPRouteHandler

from bot.console.frame.access import NEEDS, Door, check_routes, is_console, needs
from bot.console.frame.roles import PERMISSIONS, READING, Permission
from tests.support.desk import Client, Desk
from tests.support.html import page_of
from tests.support.texts import phrase

PLACEHOLDER = re.compile(r"\{[^}]+\}")


def routes(desk: Desk) -> Iterator[tuple[str, str, Permission | Door]]:
    """Give method, path and need of every route under /console."""
    app = desk.running.asgi
    while not isinstance(app, Litestar):
        app = app._app  # type: ignore[attr-defined]
    for route in app.routes:
        if not is_console(route.path):
            continue
        for handler in getattr(route, "route_handlers", ()):
            assert isinstance(handler, HTTPRouteHandler), f"{route.path} is served by something else"
            for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                yield method, route.path, handler.opt.get(NEEDS)


def filled(path: str) -> str:
    """Give a path with something in place of its parameters, of the kind that each takes."""

    def value(found: re.Match[str]) -> str:
        kind = found.group(0).strip("{}").partition(":")[2]
        return {"int": "987654321", "uuid": "00000000-0000-4000-8000-000000000000", "date": "2026-11-24"}.get(kind, "x")

    return PLACEHOLDER.sub(value, path)


def refused(answer_status: int, text: str) -> bool:
    return answer_status == 403 and (phrase("failed.403.title") in text)


def test_every_route_says_what_it_needs(console: Desk) -> None:
    found = list(routes(console))
    assert len(found) > 15
    assert [one for one in found if not isinstance(one[2], (Permission, Door))] == []
    public = {path for _, path, need in found if need is Door.PUBLIC}
    # The worker holds no data, and a browser renews it also when nobody is signed in.
    assert public == {"/console/sign-in", "/console/sign-in/code", "/console/push/worker.js"}


def test_nothing_but_get_and_post(console: Desk) -> None:
    assert {method for method, _, _ in routes(console)} == {"GET", "POST"}


@pytest.mark.parametrize("role", [*PERMISSIONS, "nobody"])
def test_every_route_refuses_whom_it_should(console: Desk, role: str) -> None:
    """A role comes in exactly where its permissions say so; nobody, only to the sign-in."""
    client = console.anonymous() if role == "nobody" else console.client(role)
    if role == "nobody":
        client.get("/console/sign-in")
    wrong: list[str] = []
    # Signing out last: it is a route too.
    for method, path, need in sorted(routes(console), key=lambda one: one[1] == "/console/sign-out"):
        answer = _ask(client, method, filled(path))
        at_door = answer.status_code in (303, 401) and answer.headers.get("location", "").startswith("/console/sign-in")
        if role == "nobody":
            expected = need is Door.PUBLIC
            allowed = not at_door
        else:
            expected = isinstance(need, Door) or need in PERMISSIONS[role]
            allowed = not refused(answer.status_code, answer.text)
            if at_door and path != "/console/sign-out":
                wrong.append(f"{method} {path}: {role} was sent to the sign-in")
        if allowed != expected:
            wrong.append(f"{method} {path}: {role} was {'let in' if allowed else 'refused'} ({answer.status_code})")
        if answer.status_code >= 500:
            wrong.append(f"{method} {path}: {role} got {answer.status_code}")
    assert wrong == []


def _ask(client: Client, method: str, path: str):  # type: ignore[no-untyped-def]
    if method == "GET":
        # A stream of events never ends: its head is enough.
        with client.http.stream("GET", path) as answer:
            if not answer.headers.get("content-type", "").startswith("text/event-stream"):
                answer.read()
            else:
                answer._content = b""
        return answer
    return client.http.post(path, data={"csrf": client.csrf})


def test_every_change_without_a_token_is_refused(console: Desk) -> None:
    """For the one who may do everything, and at the sign-in for everybody."""
    admin, nobody = console.client("admin"), console.anonymous()
    nobody.get("/console/sign-in")
    wrong: list[str] = []
    for method, path, need in routes(console):
        if method == "GET":
            continue
        client = nobody if need is Door.PUBLIC else admin
        for form in ({}, {"csrf": "x"}, {"csrf": ""}):
            answer = client.http.post(filled(path), data=form)
            if answer.status_code != 403:
                wrong.append(f"{path} {form}: {answer.status_code}")
    assert wrong == []
    assert admin.get("/console").status_code == 200


def test_looking_changes_nothing(console: Desk) -> None:
    """No GET writes anything but the trail of what was read and when a session was last used."""
    client = console.client("admin")
    before = console.run(console.store.look(_counts))
    for method, path, _ in routes(console):
        if method == "GET":
            _ask(client, "GET", filled(path))
    after = console.run(console.store.look(_counts))
    # What jobs keep by themselves is not of a page's doing.
    kept = {"audit_event", "message_search", "search_state", "metric_daily"}
    # The day begins a minute after the start, which a busy machine reaches.
    kept |= {"daily_run", "retention_run", "lifecycle_event", "survey", "survey_question"}
    changed = {name for name in before if before[name] != after[name] and name not in kept}
    assert changed == set()


def _counts(connection) -> dict[str, int]:  # type: ignore[no-untyped-def]
    from sqlalchemy import func, select

    from crm.records import Base

    return {
        table.name: connection.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        if not table.name.startswith("message_search")
    }


def test_a_route_that_does_not_say_what_it_needs_is_refused_at_the_start() -> None:
    @get("/secret")
    async def open_to_all() -> str:
        return "secret"

    app = Litestar([Router("/console", route_handlers=[open_to_all])], openapi_config=None)
    with pytest.raises(ImproperlyConfiguredException):
        check_routes(app)

    @get("/said", opt=needs(Permission.READ_AUDIT))
    async def held() -> str:
        return ""

    check_routes(Litestar([Router("/console", route_handlers=[held])], openapi_config=None))


def test_least_privilege() -> None:
    writing = frozenset(Permission) - READING
    assert PERMISSIONS["admin"] == frozenset(Permission)
    assert PERMISSIONS["auditor"] == READING
    assert PERMISSIONS["auditor"].isdisjoint(writing)
    assert Permission.READ_PATRONS not in PERMISSIONS["editor"]
    assert PERMISSIONS["librarian"] < PERMISSIONS["supervisor"]
    # What a manager may do: what somebody has to answer for, and what the library asks its patrons.
    answered_for = {
        Permission.COPY_PATRONS,
        Permission.ERASE_PATRONS,
        Permission.MERGE_PATRONS,
        Permission.EDIT_SURVEYS,
        Permission.EDIT_SEGMENTS,
        Permission.EDIT_CAMPAIGNS,
        Permission.APPROVE_CAMPAIGNS,
    }
    assert PERMISSIONS["manager"] & writing == answered_for
    assert Permission.MERGE_PATRONS not in PERMISSIONS["librarian"]
    for role in PERMISSIONS:
        assert (Permission.MANAGE_STAFF in PERMISSIONS[role]) == (role == "admin")
        for right in (Permission.COPY_PATRONS, Permission.ERASE_PATRONS):
            assert (right in PERMISSIONS[role]) == (role in ("admin", "manager"))


def test_the_navigation_shows_what_one_may_see(console: Desk) -> None:
    assert "/console/staff" not in console.client("librarian").get("/console").text
    manager = console.client("manager").get("/console").text
    assert "/console/staff" in manager
    assert "/console/audit" not in manager
    assert "/console/audit" in console.client("auditor").get("/console").text


@pytest.mark.parametrize("role", list(PERMISSIONS))
def test_review_results_have_one_entry_for_everybody_who_may_read_them(console: Desk, role: str) -> None:
    client = console.client(role)
    page = client.get("/console/review/done")
    links = page_of(page).links("/console/review", "nav.side a")
    assert page.status_code == 200
    reviews = Permission.REVIEW in PERMISSIONS[role]
    assert links == (["/console/review"] if reviews else ["/console/review/done"])


def test_an_unknown_address_is_told_on_a_page(console: Desk) -> None:
    client = console.client("librarian")
    for path in ("/console/nothing", "/console/staff/x", "/console/sign-in/none", "/console/%3Cscript%3E"):
        answer = client.get(path)
        assert answer.status_code in (403, 404)
        page = page_of(answer)
        assert page.has("h1") and not page.has("script:not([src])")
    assert client.http.put("/console/me").status_code == 405
    assert client.http.request("DELETE", "/console").status_code == 405


def test_the_last_administrator_stays(console: Desk) -> None:
    admin = console.client("admin")
    me = console.accounts["admin"]
    refused_role = admin.post(f"/console/staff/{me.id}/role", {"role": "editor"})
    assert refused_role.status_code == 409
    assert phrase("staff.last_admin") in refused_role.text
    assert admin.post(f"/console/staff/{me.id}/active", {"active": "no"}).status_code == 409
    assert admin.post(f"/console/staff/{me.id}/role", {"role": "admin"}).status_code == 303
    other = console.accounts["editor"]
    assert admin.post(f"/console/staff/{other.id}/role", {"role": "admin"}).status_code == 303
    assert admin.post(f"/console/staff/{me.id}/role", {"role": "editor"}).status_code == 303
    assert console.client("admin").get("/console/staff").status_code == 403


def test_accounts_are_made_and_kept(console: Desk) -> None:
    admin = console.client("admin")
    form = {"username": "mina", "name_fa": "<b>مینا</b>", "role": "librarian", "password": "باران بهاری ۱۲"}
    for field, value in (("username", "مینا"), ("name_fa", " "), ("role", "king"), ("password", "short")):
        answer = admin.post("/console/staff", {**form, field: value})
        assert answer.status_code == 422, field
        assert field == "name_fa" or page_of(answer).value("name_fa") == form["name_fa"]
    made = admin.post("/console/staff", form)
    assert made.status_code == 303
    assert "<b>مینا</b>" in page_of(admin.follow(made)).text
    assert admin.post("/console/staff", form).status_code == 422
    mina = console.anonymous()
    assert mina.sign_in("mina", form["password"]).status_code == 303
    number = made.headers["location"].rsplit("/", 1)[1]
    assert admin.post(f"/console/staff/{number}/password", {"password": "یک گذرواژهٔ دیگر"}).status_code == 303
    assert mina.get("/console").status_code == 303
    assert mina.sign_in("mina", "یک گذرواژهٔ دیگر").status_code == 303
    assert admin.post(f"/console/staff/{number}/active", {"active": "no"}).status_code == 303
    assert mina.get("/console").status_code == 303
    assert admin.post(f"/console/staff/{number}/active", {"active": "yes"}).status_code == 303
    trail = admin.get("/console/audit?entity=staff_user&id=mina").text
    for action in ("staff.added", "staff.password_changed", "staff.deactivated", "staff.activated"):
        assert action in trail
    assert "باران" not in trail


def test_who_tries_what_is_not_theirs_leaves_a_line_without_a_name(
    console: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    librarian = console.client("librarian")
    assert librarian.get("/console/system").status_code == 403
    assert librarian.http.post("/console/me/colours", data={"csrf": "forged", "colours": "dark"}).status_code == 403
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.console.frame.access"]
    number = console.accounts["librarian"].id
    assert f"staff account {number} (librarian) was refused what needs watch_system" in lines
    assert "a form without its token was refused (librarian)" in lines
    assert not [line for line in lines if "کریمی" in line]
