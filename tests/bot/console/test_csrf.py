"""Changes are made by our own forms only."""

from __future__ import annotations

import pytest

from bot.console.frame.session import COOKIE, PRE_SESSION
from tests.support.desk import PASSWORD, Desk
from tests.support.html import is_whole, page_of
from tests.support.texts import phrase

FORM = {"name_fa": "نام تازه", "language": "fa", "calendar": ""}


def name_of(desk: Desk) -> str:
    return desk.client("librarian").get("/console/me").text


def test_a_form_without_the_token_changes_nothing(console: Desk) -> None:
    client = console.client("librarian")
    answer = client.http.post("/console/me/preferences", data=FORM)
    assert answer.status_code == 403
    assert phrase("failed.csrf.title") in answer.text
    assert "نام تازه" not in name_of(console)
    assert client.post("/console/me/preferences", FORM).status_code == 303
    assert "نام تازه" in name_of(console)


def test_the_token_of_another_session_is_not_taken(console: Desk) -> None:
    client, other = console.client("librarian"), console.client("editor")
    assert client.csrf != other.csrf
    answer = client.http.post("/console/me/preferences", data={**FORM, "csrf": other.csrf})
    assert answer.status_code == 403


def test_the_token_of_an_earlier_session_is_not_taken(console: Desk) -> None:
    client = console.client("librarian")
    old = client.csrf
    client.post("/console/sign-out")
    client.sign_in("librarian")
    assert client.http.post("/console/me/preferences", data={**FORM, "csrf": old}).status_code == 403


def test_the_header_is_as_good_as_the_field(console: Desk) -> None:
    client = console.client("librarian")
    headers = {"X-CSRF-Token": client.csrf}
    assert client.http.post("/console/me/preferences", data=FORM, headers=headers).status_code == 303
    wrong = {"X-CSRF-Token": client.csrf + "x"}
    assert client.http.post("/console/me/preferences", data=FORM, headers=wrong).status_code == 403


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "", "multipart/form-data"])
def test_other_kinds_of_bodies_do_not_get_round_it(console: Desk, content_type: str) -> None:
    client = console.client("librarian")
    headers = {"Content-Type": content_type} if content_type else {}
    body = f"csrf={client.csrf}&name_fa=x&language=fa&calendar=".encode()
    answer = client.http.post("/console/me/preferences", content=body, headers=headers)
    assert answer.status_code in (403, 422)
    assert "زهره کریمی" in name_of(console)


def test_the_sign_in_form_too_is_our_own(console: Desk) -> None:
    """Nobody is signed in under another's name by a form of another site."""
    client = console.anonymous()
    form = {"username": "editor", "password": PASSWORD}
    assert client.http.post("/console/sign-in", data=form).status_code == 403
    client.get("/console/sign-in")
    assert client.http.post("/console/sign-in", data={**form, "csrf": "x"}).status_code == 403
    other = console.anonymous()
    other.get("/console/sign-in")
    assert client.http.post("/console/sign-in", data={**form, "csrf": other.csrf}).status_code == 403
    assert COOKIE not in client.http.cookies
    assert client.http.post("/console/sign-in", data={**form, "csrf": client.csrf}).status_code == 303
    assert PRE_SESSION not in client.http.cookies


def test_a_sign_in_page_that_a_script_fetched_leaves_the_one_that_is_shown_valid(console: Desk) -> None:
    """A page whose session is over asks for its parts, too: several sign-in pages come, and one is shown."""
    client = console.anonymous()
    shown = client.get("/console/sign-in")
    assert PRE_SESSION in shown.cookies
    late = console.anonymous().http.get("/console/sign-in", headers={"Sec-Fetch-Mode": "cors"})
    assert late.status_code == 200 and PRE_SESSION not in late.cookies


def test_a_problem_is_told_to_htmx_at_the_top_of_the_page(console: Desk) -> None:
    client = console.client("librarian")
    answer = client.http.post("/console/me/preferences", data=FORM, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer.headers["hx-retarget"] == "#notices"
    assert not is_whole(answer.text)
    assert page_of(answer).has("[role=alert]")


def test_a_form_that_is_too_big_is_refused(console: Desk) -> None:
    client = console.client("librarian")
    answer = client.post("/console/me/preferences", {**FORM, "name_fa": "x" * 3_000_000})
    assert answer.status_code == 413
    assert client.post("/console/me/preferences", {**FORM, "name_fa": "x" * 101}).status_code == 422
