"""A FOLIO to test against: edge-patron over the fake library system, on a real port, with faults.

Every answer is checked against FOLIO's own schemas, and every question too.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from typing import Any

from aiohttp import web

from tests.support.folio import contract
from tests.support.folio.handlers import HANDLERS, Refused
from tests.support.koha.faults import Fault
from tests.support.koha.state import Row, State

__all__ = ["API_KEY", "FakeFolio"]

API_KEY = "an-api-key-for-tests"


class FakeFolio:
    """A FOLIO at work.

    `asked` are the operations it was asked for, `broken` where somebody broke the contract, `external_ids` whose each
    external system ID is (the number on the card, where nothing else is said).
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.bodies: list[Any] = []
        self.broken: list[str] = []
        self.external_ids = {row["cardnumber"]: number for number, row in state.patrons.items()}
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._routes = [(_pattern(operation), operation) for operation in HANDLERS]

    async def start(self, *, tls: ssl.SSLContext | None = None) -> None:
        """Listen on the loopback."""
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=tls).start()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self._runner.addresses[0][1]}"

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
        met = f"{request.method} {request.path}"
        found = [(match, name) for what, name in self._routes if (match := what.fullmatch(met))]
        if not found:
            return web.json_response({"code": 404, "errorMessage": "Resource not found"}, status=404)
        match, operation = found[0]
        self.asked.append(operation)
        fault = next((one for one in self.faults if one.meets(operation)), None)
        if fault is not None:
            fault.times -= 1
            if fault.how == "slow":
                # The fault itself: an answer that is late.
                await asyncio.sleep(fault.seconds)
            elif fault.how == "changed" and fault.change is not None:
                fault.change()
            elif fault.how == "status":
                words = str(fault.body or "internal server error")
                return web.json_response({"code": fault.status, "errorMessage": words}, status=fault.status)
            elif fault.how == "busy":
                return web.json_response({"message": "limit"}, status=429, headers={"Retry-After": "7"})
            elif fault.how == "cut":
                return self._cut(request)
        body = await request.json() if request.can_read_body else None
        self.bodies.append(body)
        status, told = self._told(operation, match.groupdict(), request, body)
        try:
            contract.check_answer(operation, status, told)
        except contract.Broken as error:
            self.broken.append(str(error))
        return await self._sent(request, status, told, fault)

    def _told(self, operation: str, path: dict[str, str], request: web.Request, body: Any) -> tuple[int, Any]:
        try:
            if request.headers.get("Authorization") != f"apikey {API_KEY}":
                raise Refused(401, "Access Denied")
            wrong = contract.wrong_question(operation, request.query, body)
            if wrong:
                self.broken.append(f"{operation}: {wrong}")
                raise Refused(400, wrong)
            return HANDLERS[operation](self.state, self._patron(path["id"]), path, request.query, body)
        except Refused as no:
            return no.status, no.body

    def _patron(self, external_id: str) -> Row:
        number = self.external_ids.get(external_id)
        if number is None:
            raise Refused(404, f"Unable to find patron {external_id}")
        return self.state.patrons[number]

    async def _sent(self, request: web.Request, status: int, told: Any, fault: Fault | None) -> web.StreamResponse:
        how = fault.how if fault is not None else ""
        if how == "odd" and isinstance(told, dict) and fault is not None:
            told = {name: value for name, value in told.items() if name != fault.body}
        text = b"<html>FOLIO is being upgraded</html>" if how == "garbage" else json.dumps(told).encode()
        if how == "silent" and fault is not None:
            # The fault itself: what was asked is done, and the answer is late.
            await asyncio.sleep(fault.seconds)
        if how == "half":
            response = web.StreamResponse(status=status, headers={"Content-Length": str(len(text))})
            response.content_type = "application/json"
            await response.prepare(request)
            await response.write(text[: len(text) // 2])
            return self._cut(request, response)
        return web.Response(body=text, status=status, content_type="application/json")

    def _cut(self, request: web.Request, response: web.StreamResponse | None = None) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return response or web.Response()


def _pattern(operation: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation))
