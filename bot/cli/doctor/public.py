"""Public address check: as a patron's browser sees it, and whether visitors' addresses arrive."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import AsyncIterator, Iterator

import httpx

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings
from bot.web.proof import ANSWER_HEADER, ASK_HEADER, asked, is_answer

__all__ = ["check"]

SUBJECT = "public address"
SECONDS = 8.0
# An address of the documentation's own (RFC 5737), which no client has: one that we only claim to have.
CLAIMED = "203.0.113.77"
SET_HEADER = "deploy/nginx.conf and deploy/Caddyfile show how: X-Forwarded-For is set, never passed on"


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Ask at the public address what a browser would."""
    address = settings.public_url
    if address in (settings.gateway_url, f"http://localhost:{settings.port}"):
        yield ok(SUBJECT, f"{address}, the gateway itself")
        return
    question = asked(settings.secret)
    headers = {ASK_HEADER: question, "X-Forwarded-For": CLAIMED}
    async with httpx.AsyncClient(timeout=SECONDS) as client:
        try:
            answer = await client.get(f"{address}/health/live", headers=headers)
            script = await client.get(f"{address}/widget.js")
        except httpx.HTTPError as error:
            yield problem(SUBJECT, f"nobody answers at {address}: {_why(error)}", _unanswered(error))
            return
    if not settings.secret or not is_answer(settings.secret, question, answer.headers.get(ANSWER_HEADER, "")):
        yield problem(
            SUBJECT,
            f"what answers at {address} is not this gateway (status {answer.status_code})",
            f"configure the web server there to pass everything on to {settings.gateway_url}; is the gateway running?",
        )
        return
    yield ok(SUBJECT, f"{address} leads to this gateway")
    if script.status_code == 200 and "javascript" in script.headers.get("content-type", ""):
        yield ok("widget", f"{address}/widget.js is served")
    else:
        yield problem("widget", f"{address}/widget.js answers {script.status_code}", "pass on all paths, not just some")
    for finding in _client(
        settings, answer.headers.get("X-Ketabyar-Client", ""), answer.headers.get("X-Ketabyar-Forwarded", "")
    ):
        yield finding


def _client(settings: Settings, client: str, forwarded: str) -> Iterator[Finding]:
    """Say whether limits count visitors, or everybody as one, or whoever a visitor claims to be."""
    told = [part.strip() for part in forwarded.split(",") if part.strip()]
    alone = "all visitors count as one: 20 wrong passwords by anybody lock all staff out"
    if told == [CLAIMED]:
        yield problem(
            "visitors' addresses",
            "the web server passes on the X-Forwarded-For that a visitor sends: anybody can claim any address",
            SET_HEADER,
        )
    elif not told:
        yield problem("visitors' addresses", f"the web server sends no X-Forwarded-For, so {alone}", SET_HEADER)
    elif client not in told and not _is_trusted(settings, client):
        yield problem(
            "visitors' addresses",
            f"the web server's X-Forwarded-For is not trusted, so {alone}",
            f"set KETABYAR_TRUSTED_PROXIES={client} (the address it comes from) and restart",
        )
    elif not settings.trusted_proxies:
        yield problem(
            "visitors' addresses",
            f"KETABYAR_TRUSTED_PROXIES is not set, so {alone}",
            f"set KETABYAR_TRUSTED_PROXIES={client} (the address of the web server in front) and restart",
        )
    elif CLAIMED in told:
        yield note(
            "visitors' addresses",
            "the web server adds to the X-Forwarded-For that a visitor sends, instead of setting it",
            SET_HEADER,
        )
    else:
        yield ok("visitors' addresses", "the web server in front reports them, and is trusted")


def _is_trusted(settings: Settings, address: str) -> bool:
    try:
        asks = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(asks in ipaddress.ip_network(network) for network in settings.trusted_proxies)


def _why(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {SECONDS:.0f} seconds"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return f"its certificate is refused ({cause.reason or cause})"
        cause = cause.__cause__ or cause.__context__
    return str(error) or type(error).__name__


def _unanswered(error: httpx.HTTPError) -> str:
    if "certificate" in _why(error):
        return "renew it, or make its issuer known to this machine (SSL_CERT_FILE)"
    return "is the name in DNS, the web server running, its port open? KETABYAR_PUBLIC_URL must be what patrons use"
