"""A real web server in front of a gateway: where it is, and what is tried through each of them alike."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.cli.doctor import public
from bot.cli.doctor.command import findings_of
from bot.cli.doctor.finding import Finding
from tests.support.front import SITE, Front
from tests.support.staff_at import StaffAt, staff_at

__all__ = ["Proxy", "findings_through", "seconds_held", "upload_through"]

# More than a form may have, and than what either server took before it knew of catalogues.
LARGE_FILE = b"card,name\n" + b"70001,Maryam Ahmadi\n" * 250_000


@dataclass(frozen=True)
class Proxy:
    """A running web server: where it is reached, and the certificate that it shows (or that of who signed it)."""

    url: str
    port: int
    certificate: Path

    @property
    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))


async def findings_through(front: Front, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> dict[str, Finding]:
    """Give what the doctor finds at the public address, by subject."""
    monkeypatch.setenv("SSL_CERT_FILE", str(proxy.certificate))
    found = await findings_of("public address", public.check, front.running.gateway.settings)
    return {each.subject: each for each in found}


async def upload_through(front: Front, http: httpx.AsyncClient) -> None:
    """Upload a large file as staff do, and be refused where nobody may send so much."""
    signed_in = await staff_at(front)
    for cookie in front.http.cookies.jar:
        http.cookies.set(cookie.name, cookie.value or "", domain="127.0.0.1", path=cookie.path)
    staff = StaffAt(http, signed_in.csrf)
    files = {"file": ("members.csv", LARGE_FILE, "text/csv")}
    made = await staff.post("/console/imports", {"kind": "patrons"}, files=files)
    assert made.status_code == 303, made.text[:500]
    assert "/console/imports/files/" in made.headers["location"]
    for path in ("/console/staff", "/console/places/documents"):
        try:
            answer = await staff.post(path, files={"file": ("a.pdf", LARGE_FILE * 3, "application/pdf")})
        except httpx.TransportError:
            continue
        assert answer.status_code == 413, path
    http.cookies.clear()
    assert (await http.post("/api/chat/session", json={}, headers={"Origin": SITE})).status_code == 201


def seconds_held(proxy: Proxy, context: ssl.SSLContext) -> float:
    """Begin a request, never finish it, and give how long the connection stays."""
    started = time.monotonic()
    with (
        socket.create_connection(("127.0.0.1", proxy.port), 10) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as held,
    ):
        held.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        with contextlib.suppress(OSError):
            while held.recv(1000):
                pass
    return time.monotonic() - started
