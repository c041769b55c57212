"""The outermost layer: headers of every answer, and an access log that reveals no secrets."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable
from urllib.parse import quote

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation.wording import TurnProblem
from bot.web.policies import console_policy, link_policy, page_policy
from bot.web.problems import asgi_answer_of
from crm.records.values import MESSENGERS

__all__ = ["Shell", "loggable"]

log = logging.getLogger("bot.access")

# No page of ours has a longer address.
LONGEST_PATH = 2048
LONGEST_LOGGED = 200
# Where messengers deliver; the secret of one of them stands in the address.
HOOKS = tuple(f"/{channel}" for channel in MESSENGERS)
# The token of a link, wherever and however it stands in an address that somebody made up.
SECRETS = re.compile(r"[A-Za-z0-9_-]{24,}")
LINKS = re.compile(r"((?:sign-in|my-data|webhook)/+)[^/]+", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def loggable(path: str) -> str:
    """Give a path as it may be logged: short, in plain signs, without the token of a link or a query."""
    short = path[: 2 * LONGEST_LOGGED]
    told = quote(SECRETS.sub("…", LINKS.sub(r"\1…", short)), safe="/@:~!$&'()*+,;=", errors="replace")
    told = told.replace("%E2%80%A6", "…")
    cut = len(path) > len(short) or len(told) > LONGEST_LOGGED
    return f"{told[:LONGEST_LOGGED]}…({len(path)})" if cut else told


def _is_served(path: str) -> bool:
    """Tell whether a path can be one of ours: others are refused before anything looks at them."""
    return not path.startswith("//") and len(path) <= LONGEST_PATH and CONTROLS.search(path) is None


class Shell:
    """The ASGI wrapper of the application; `sites` are the origins that may show the pages of links in a frame."""

    def __init__(self, app: ASGIApp, *, sites: Iterable[str], https: bool) -> None:
        self._app = app
        common = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
        ]
        if https:
            common.append(("strict-transport-security", "max-age=31536000"))
        known = sorted(sites)
        self._links = _encoded(
            common,
            ("content-security-policy", link_policy(known)),
            ("cache-control", "no-store"),
        )
        self._pages = _encoded(common, ("content-security-policy", page_policy(known)))
        self._api = _encoded(
            common,
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            ("cache-control", "no-store"),
        )
        self._console = _encoded(
            common,
            ("content-security-policy", console_policy()),
            ("cache-control", "no-store"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        )
        # The page of the description has scripts and styles of ours.
        self._schema = _encoded(common, ("content-security-policy", console_policy()), ("cache-control", "no-store"))
        self._static = _encoded(common, ("cross-origin-resource-policy", "cross-origin"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        served = _is_served(path)
        extra = self._headers(path) if served else self._api
        # Sites that show the widget may read the web channel's answers, and nothing of the staff's.
        shut = extra is self._console
        started = time.perf_counter()
        status = 0

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message["headers"] = [
                    pair
                    for pair in message.get("headers", ())
                    if not (shut and bytes(pair[0]).lower().startswith(b"access-control-"))
                ]
                present = {bytes(name).lower() for name, _ in headers}
                headers.extend(pair for pair in extra if pair[0] not in present)
            await send(message)

        try:
            if served:
                await self._app(scope, receive, dressed)
            else:
                await asgi_answer_of(TurnProblem.NOT_FOUND)(scope, receive, dressed)
        finally:
            elapsed = (time.perf_counter() - started) * 1000
            log.info("%s %s %d %.1f ms", scope.get("method", ""), loggable(path), status, elapsed)

    def _headers(self, path: str) -> list[tuple[bytes, bytes]]:
        if path.startswith(("/api/", "/health", "/metrics", *HOOKS)):
            return self._api
        if path.startswith("/schema"):
            return self._schema
        if path == "/console" or path.startswith("/console/"):
            return self._console
        if path.startswith(("/sign-in/", "/my-data/")):
            return self._links
        if path.startswith("/static/") or path == "/widget.js":
            return self._static
        return self._pages


def _encoded(common: list[tuple[str, str]], *more: tuple[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in (*common, *more)]
