"""Forms are read when it is known who sends them, and no further than they need be."""

from __future__ import annotations

import socket
import time

import pytest
from litestar._parsers import parse_url_encoded_form_data

from tests.support.desk import PASSWORD, Desk
from tests.support.texts import phrase

MANY = "&".join(f"f{number}=x" for number in range(150_000))
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def begun(desk: Desk, path: str, length: int) -> str:
    """Send the head of a request whose body never comes; give the beginning of the answer."""
    with socket.create_connection(("127.0.0.1", int(desk.url.rpartition(":")[2])), timeout=10) as connection:
        lines = (
            f"POST {path} HTTP/1.1",
            "Host: x",
            f"Content-Type: {FORM['Content-Type']}",
            f"Content-Length: {length}",
        )
        connection.sendall("\r\n".join((*lines, "", "")).encode())
        return connection.recv(100).decode()


def test_nobodys_form_is_waited_for(console: Desk) -> None:
    assert begun(console, "/console/staff", 2_000_000).startswith("HTTP/1.1 303")
    assert begun(console, "/console/sign-in", 17_000).startswith("HTTP/1.1 413")
    assert begun(console, "/console/sign-in", 10**30).startswith(("HTTP/1.1 413", "HTTP/1.1 400"))


def test_many_fields_cost_nothing(console: Desk) -> None:
    nobody, somebody = console.anonymous(), console.client("librarian")
    nobody.get("/console/sign-in")
    for client, path in ((nobody, "/console/sign-in"), (somebody, "/console/me/preferences")):
        begin = time.perf_counter()
        answer = client.http.post(path, content=f"csrf={client.csrf}&{MANY}", headers=FORM)
        assert answer.status_code == 413
        assert time.perf_counter() - begin < 1.0
    few = "&".join(f"f{number}=x" for number in range(30))
    assert nobody.http.post("/console/sign-in", content=few, headers=FORM).status_code == 413
    assert phrase("failed.413.title") in answer.text

    # Nor is a length that is not told a way around.
    sent = nobody.http.post("/console/sign-in", content=(b"x" * 4096 for _ in range(10)), headers=FORM)
    assert sent.status_code == 413


@pytest.mark.parametrize("body", [b"name_fa=\xff\xfe", b"name_fa=%ff", b"name_fa=a%00b", b"a%00=x"])
def test_what_is_no_text_is_refused_in_the_readers_language(console: Desk, body: bytes) -> None:
    client = console.client("librarian")
    answer = client.http.post(
        "/console/me/preferences", content=b"csrf=%s&" % client.csrf.encode() + body, headers=FORM
    )
    assert answer.status_code == 422
    assert phrase("failed.422.title") in answer.text


def test_no_password_stays_in_the_frameworks_memory(console: Desk) -> None:
    before = parse_url_encoded_form_data.cache_info().currsize
    client = console.client("librarian")
    client.post("/console/me/password", {"old": PASSWORD, "new": "x", "again": "x"})
    assert parse_url_encoded_form_data.cache_info().currsize == before
