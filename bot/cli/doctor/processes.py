"""Process check: whether the three run, and whether what answers at their ports is this instance."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import httpx

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.models.notes import EngineNotes
from bot.settings import Settings
from bot.supervisor import checks
from bot.supervisor.alone import is_held
from bot.web.proof import ANSWER_HEADER, ASK_HEADER, asked, is_answer
from protocol.home import Home
from protocol.keys import SECRET_HEADER

__all__ = ["check"]

SECONDS = 5.0
MOVE = "is it another instance, or another program? Stop it, or set {variable} to another port"


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Ask each process that should run."""
    async with httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client:
        yield await _engine(settings, client)
        yield await _actions(settings, client)
        async for finding in _gateway(settings, client):
            yield finding


async def _engine(settings: Settings, client: httpx.AsyncClient) -> Finding:
    current = EngineNotes(settings.home).current()
    address = (current.url if current is not None else None) or settings.engine_url
    port = int(address.rpartition(":")[2])
    try:
        answer = await client.get(
            f"{address}/webhooks/ketabyar/ready",
            headers={SECRET_HEADER: settings.engine_secret},
        )
    except httpx.HTTPError:
        return _silent("engine", "127.0.0.1", port)
    if answer.status_code == 401:
        return problem("engine", f"port {port} answers to another secret", MOVE.format(variable="KETABYAR_ENGINE_PORT"))
    if answer.status_code == 404:
        return _stranger("engine", port, "KETABYAR_ENGINE_PORT")
    return _told("engine", port, answer.status_code, settings)


async def _actions(settings: Settings, client: httpx.AsyncClient) -> Finding:
    port = settings.actions_port
    try:
        answer = await client.get(f"{settings.actions_url}/health", headers={SECRET_HEADER: settings.actions_secret})
    except httpx.HTTPError:
        return _silent("action server", "127.0.0.1", port)
    if answer.status_code == 401:
        return problem(
            "action server",
            f"port {port} answers to another secret: it refuses all our actions",
            MOVE.format(variable="KETABYAR_ACTIONS_PORT"),
        )
    if answer.status_code in (200, 503) and _body(answer).get("secret") != "ours":
        return _stranger("action server", port, "KETABYAR_ACTIONS_PORT")
    return _told("action server", port, answer.status_code, settings)


async def _gateway(settings: Settings, client: httpx.AsyncClient) -> AsyncIterator[Finding]:
    question = asked(settings.secret)
    try:
        answer = await client.get(f"{settings.gateway_url}/health/live", headers={ASK_HEADER: question})
    except httpx.HTTPError:
        yield _silent("gateway", settings.host, settings.port)
        return
    if not settings.secret or not is_answer(settings.secret, question, answer.headers.get(ANSWER_HEADER, "")):
        yield _stranger("gateway", settings.port, "KETABYAR_PORT")
        return
    try:
        ready = await client.get(f"{settings.gateway_url}/health/ready")
    except httpx.HTTPError:
        yield problem("gateway", "it is alive, but did not report in time whether it is ready", _logs(settings))
        return
    if not is_held(settings.home):
        yield note(
            "supervisor",
            "none is running: a process that ends or hangs is not restarted, and no model is published",
            "run `ketabyar up`, unless something else supervises the three processes",
        )
    reasons = _body(ready).get("reasons")
    if ready.status_code == 200:
        yield ok("gateway", f"ready on port {settings.port}")
    else:
        why = "; ".join(map(str, reasons)) if isinstance(reasons, list) else f"answers {ready.status_code}"
        yield problem("gateway", f"not ready: {why}", _logs(settings))


def _silent(name: str, host: str, port: int) -> Finding:
    """Say why nobody answers: not started, somebody else's port, or an address that is not ours."""
    holder = checks.holder_of(port)
    if holder:
        return problem(name, f"port {port} is held by {holder}, which does not answer", "stop it")
    variable = {"engine": "KETABYAR_ENGINE_PORT", "action server": "KETABYAR_ACTIONS_PORT"}.get(name, "KETABYAR_PORT")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        why = checks.unbindable(error)
        if why:
            return problem(name, f"cannot listen on {host}:{port}: {why}")
        return problem(name, f"port {port} is held by a program that does not answer", f"stop it, or change {variable}")
    return note(
        name,
        f"not running (port {port} is free)",
        f"run `ketabyar up`; if it runs with another port, set {variable} here too",
    )


def _stranger(name: str, port: int, variable: str) -> Finding:
    holder = checks.holder_of(port)
    by = f" ({holder})" if holder else ""
    return problem(name, f"what answers on port {port} is not ours{by}", MOVE.format(variable=variable))


def _told(name: str, port: int, status: int, settings: Settings) -> Finding:
    if status == 200:
        return ok(name, f"ready on port {port}")
    return problem(name, f"port {port} answers {status}", _logs(settings))


def _logs(settings: Settings) -> str:
    return f"see {Home(settings.home).logs}"


def _body(answer: httpx.Response) -> dict[str, object]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
