"""A Koha to test against: its REST interface over `State`, on a real port, with faults.

Every answer is checked against the contract, and every question too: what Koha would call malformed is answered so.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import secrets
import ssl
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.support.koha import contract
from tests.support.koha.faults import Fault
from tests.support.koha.state import State

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "PASSWORD", "USER", "FakeKoha", "NoSuch", "Refusal"]

CLIENT_ID, CLIENT_SECRET = "ketabyar", "a secret for tests"
USER, PASSWORD = "ketabyar", "a password for tests"
PAGE = 20


class Refusal(Exception):
    """An answer with an error."""

    def __init__(self, status: int, error: str, code: str = "", **more: Any) -> None:
        self.status = status
        self.body = {"error": error, **({"error_code": code} if code else {}), **more}


class NoSuch(Refusal):
    """There is no such thing."""

    def __init__(self, what: str) -> None:
        super().__init__(404, f"{what} not found")


Answer = tuple[int, object]
Handler = Callable[["Asked"], Answer]


class Asked:
    """One request, read."""

    def __init__(self, operation: str, path: dict[str, int], request: web.Request, body: Any) -> None:
        self.operation = operation
        self.path = path
        self.query = dict(request.query)
        self.body = body
        self.embed = {part for part in request.headers.get("x-koha-embed", "").split(",") if part}
        self.overrides = {part for part in request.headers.get("x-koha-override", "").split(",") if part}

    def filter(self) -> Callable[[dict[str, Any]], bool]:
        """Give what `q` asks for: equal values, lists of them, and numbers beyond one."""
        wanted = json.loads(self.query.get("q", "{}"))
        if "biblio" in self.embed and any(not name.startswith("me.") for name in wanted):
            # Two tables have such a column.
            raise Refusal(500, "Something went wrong, check Koha logs for details.")
        wanted = {name.removeprefix("me."): value for name, value in wanted.items()}

        def meets(row: dict[str, Any]) -> bool:
            for name, value in wanted.items():
                if isinstance(value, dict) and ">" in value:
                    if not row[name] > value[">"]:
                        return False
                    continue
                values = value["-in"] if isinstance(value, dict) else [value]
                if row.get(name) not in values:
                    return False
            return True

        return meets

    def ordered(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Put rows into the order of a column that is asked for: +me.checkout_id is rising, -me.checkout_id falling."""
        wanted = self.query.get("_order_by", "")
        if not wanted:
            return rows
        name = wanted.lstrip("+-").removeprefix("me.")
        return sorted(rows, key=lambda row: row[name], reverse=wanted.startswith("-"))


class FakeKoha:
    """A Koha at work; `asked` are the operations it was asked for, `broken` where somebody broke the contract."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.faults: list[Fault] = []
        self.lacking: set[str] = set()
        self.asked: list[str] = []
        self.names: list[str] = []
        self.broken: list[str] = []
        self.tokens: dict[str, float] = {}
        self.token_seconds = 3600.0
        self.open = self.most_open = 0
        self.url = ""
        self._runner: web.AppRunner | None = None
        from tests.support.koha.handlers import HANDLERS

        self._routes = [(_pattern(operation), operation, handler) for operation, handler in HANDLERS.items()]

    async def start(self, port: int = 0, *, tls: ssl.SSLContext | None = None) -> None:
        """Listen on the loopback."""
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port, ssl_context=tls)
        await site.start()
        address = self._runner.addresses[0]
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{address[1]}"

    async def stop(self) -> None:
        """Hang up."""
        if self._runner is not None:
            await self._runner.cleanup()

    def fail(self, operation: str, how: str, **more: Any) -> Fault:
        """Let an operation fail the next time."""
        fault = Fault(operation, how, **more)
        self.faults.append(fault)
        return fault

    def count(self, operation: str) -> int:
        """Count how often an operation was asked for."""
        return self.asked.count(operation)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            return await self._answer(request)
        finally:
            self.open -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method, path = request.method, request.path.removeprefix("/api/v1")
        found = [(match, name, do) for what, name, do in self._routes if (match := what.fullmatch(f"{method} {path}"))]
        if not found:
            return web.json_response({"error": "Not found"}, status=404)
        match, operation, handler = found[0]
        self.asked.append(operation)
        self.names.append(request.headers.get("X-Request-ID", ""))
        fault = next((one for one in self.faults if one.meets(operation)), None)
        if fault is not None:
            fault.times -= 1
            if fault.how == "slow":
                await asyncio.sleep(fault.seconds)  # as slow as a test wants it
            elif fault.how == "changed" and fault.change is not None:
                fault.change()
            elif fault.how == "status":
                return web.json_response(fault.body or {"error": "Something went wrong"}, status=fault.status)
            elif fault.how == "busy":
                return web.json_response({"error": "Too many requests"}, status=429, headers={"Retry-After": "7"})
            elif fault.how == "cut":
                return self._cut(request)
        body = await _body_of(request)
        path_values = {name: int(value) for name, value in match.groupdict().items()}
        asked = Asked(operation, path_values, request, body)
        status, told = self._told(asked, handler, request, fault)
        if fault is not None and status == 200:
            told = _otherwise(told, fault)
        try:
            contract.check_answer(operation, status, told)
        except contract.Broken as error:
            self.broken.append(str(error))
        return await self._sent(request, status, told, asked, fault)

    def _told(self, asked: Asked, handler: Handler, request: web.Request, fault: Fault | None) -> Answer:
        try:
            if asked.operation != "POST /oauth/token":
                self._let_in(request)
            wrong = contract.wrong_question(asked.operation, asked.query, asked.body)
            unknown = asked.embed - contract.embeds(asked.operation)
            if wrong or unknown:
                self.broken.append(f"{asked.operation}: {wrong or unknown}")
                return 400, {"errors": [{"message": wrong or str(unknown), "path": "/"}], "error": "malformed"}
            self._permit(asked.operation, fault)
            return handler(self, asked)  # type: ignore[call-arg, arg-type]
        except Refusal as no:
            return no.status, no.body

    def _let_in(self, request: web.Request) -> None:
        kind, _, shown = request.headers.get("Authorization", "").partition(" ")
        if kind == "Bearer" and self.tokens.get(shown, 0.0) > time.monotonic():
            return
        if kind == "Basic" and base64.b64decode(shown).decode() == f"{USER}:{PASSWORD}":
            return
        raise Refusal(401, "Authentication failure.")

    def _permit(self, operation: str, fault: Fault | None) -> None:
        needed = contract.permissions(operation)
        lacks = set(needed) & self.lacking
        if lacks or (fault is not None and fault.how == "forbidden"):
            asked = (fault.permission if fault is not None and fault.permission else None) or needed
            raise Refusal(403, "Authorization failure. Missing required permission(s).", required_permissions=asked)

    def new_token(self) -> str:
        """Make a token."""
        token = secrets.token_hex(8)
        self.tokens[token] = time.monotonic() + self.token_seconds
        return token

    async def _sent(
        self, request: web.Request, status: int, told: Any, asked: Asked, fault: Fault | None
    ) -> web.StreamResponse:
        headers = {"X-Koha-Request-ID": "1"}
        if isinstance(told, list) and status == 200:
            headers["X-Total-Count"] = str(len(told))
            size = int(asked.query.get("_per_page", PAGE))
            first = (int(asked.query.get("_page", 1)) - 1) * size
            told = told[first : first + size]
        text = json.dumps(told, ensure_ascii=False).encode() if told is not None else b""
        if fault is not None and fault.how == "odd" and isinstance(told, dict):
            text = json.dumps({name: value for name, value in told.items() if name != fault.body}).encode()
        if fault is not None and fault.how == "garbage":
            text = b"<html>Koha is being upgraded</html>"
        if fault is not None and fault.how == "silent":
            await asyncio.sleep(fault.seconds)  # as slow as a test wants it
        if fault is not None and fault.how == "half":
            return await self._half(request, status, text)
        return web.Response(body=text, status=status, headers=headers, content_type="application/json")

    async def _half(self, request: web.Request, status: int, text: bytes) -> web.StreamResponse:
        response = web.StreamResponse(status=status, headers={"Content-Length": str(len(text))})
        response.content_type = "application/json"
        await response.prepare(request)
        await response.write(text[: len(text) // 2])
        return self._cut(request, response)

    def _cut(self, request: web.Request, response: web.StreamResponse | None = None) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return response or web.Response()


def _otherwise(told: Any, fault: Fault) -> Any:
    """Give an answer that is unusual, and within the contract."""
    if fault.how == "bare":
        return [{**row, "item": None} if row["checkout_id"] == fault.body else row for row in told]
    if fault.how == "override":
        return [{**row, "needs_override": row["library_id"] in fault.body} for row in told]
    return told


async def _body_of(request: web.Request) -> Any:
    if not request.can_read_body:
        return None
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(await request.post())
    return await request.json()


def _pattern(operation: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>\\d+)", operation))
