"""The engine that answers and the one that takes over: started beside it, warmed, switched to, the old one drained."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import msgspec

from bot.models.notes import Current, EngineNotes, Progress, Wanted
from bot.models.shelf import ModelFileRefused, Shelf
from bot.settings import Settings
from bot.supervisor import checks, models
from bot.supervisor.choice import Chosen, of_repository
from bot.supervisor.errors import StartError
from bot.supervisor.service import Service

__all__ = ["Engines", "engine_service"]

READY_SECONDS = 120.0
LOOK_SECONDS = 0.25
# After the switch no gateway sends a turn to the old engine; what was on its way then has long arrived.
GRACE_SECONDS = 1.0
SPARE_SECONDS = 5.0

Say = Callable[[str], None]


def engine_service(settings: Settings, model: Path, port: int, log: Path) -> Service:
    """Describe an engine process on a loopback port."""
    return Service(
        name="engine",
        argv=(str(checks.ENGINE_PYTHON), "-m", "engine.serve", "--model", str(model), "--port", str(port)),
        environment={**settings.child_environment(), "KETABYAR_ENGINE_PORT": str(port)},
        log=log,
        ready_url=f"http://127.0.0.1:{port}/webhooks/ketabyar/ready",
        headers={"X-Ketabyar-Secret": settings.secret},
    )


class Engines:
    """Keep one engine answering, and exchange it when another model is wanted."""

    def __init__(self, settings: Settings, say: Say, *, ready_seconds: float = READY_SECONDS) -> None:
        self._settings = settings
        self._say = say
        self._ready_seconds = ready_seconds
        self._notes = EngineNotes(settings.home)
        self._logs = settings.home / "logs"
        self._service: Service | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._drains: set[asyncio.Task[None]] = set()
        self._seen = 0
        self._count = 0

    @property
    def service(self) -> Service:
        """The engine that answers now."""
        assert self._service is not None  # noqa: S101 - started before it is asked for
        return self._service

    async def start(self, chosen: Chosen) -> None:
        """Start the first engine, not yet awaited, and tell the gateways where it will be."""
        port = self._settings.engine_port
        self._service = engine_service(self._settings, chosen.file, port, self._logs / "engine.log")
        self._seen = chosen.serial
        self._notes.tell_current(_current(chosen, port))
        self._notes.tell_progress(Progress("starting", chosen.serial, at=_now()))
        await self._service.start()

    async def wait_ready(self, chosen: Chosen) -> None:
        """Wait for the first engine; a published model that does not start gives way to the repository's.

        Raises StartError when none starts.
        """
        try:
            await self.service.wait_ready(self._ready_seconds)
        except StartError as error:
            if chosen.origin != "console":
                raise
            self._say(f"the published model does not start: {error}")
            await self.service.stop()
            self._notes.replace_wanted(chosen.serial, None)
            fallback = await of_repository(self._settings, self._say)
            await self.start(fallback)
            self._seen = chosen.serial
            await self.service.wait_ready(self._ready_seconds)
            self._notes.tell_progress(Progress("failed", chosen.serial, str(error), _now(), chosen.sha256))
        else:
            self._notes.tell_progress(Progress("steady", chosen.serial, at=_now()))

    async def follow(self) -> None:
        """Watch the engine and what is wanted, for ever."""
        self._watcher = asyncio.create_task(self.service.watch())
        while True:
            wanted = self._notes.wanted()
            if wanted is not None and wanted.serial > self._seen:
                try:
                    await self._switch(wanted)
                except Exception as error:
                    # Whatever it was: the engine that runs goes on, and so does the watch over it.
                    with contextlib.suppress(OSError):
                        self._refuse(wanted, f"the engine could not be exchanged: {type(error).__name__}: {error}")
            await asyncio.sleep(LOOK_SECONDS)

    async def stop(self) -> None:
        """Stop every engine."""
        for task in (self._watcher, *self._drains):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        if self._service is not None:
            await self._service.stop()
            current = self._notes.current()
            if current is not None:
                self._notes.tell_current(msgspec.structs.replace(current, url=None))

    async def _switch(self, wanted: Wanted) -> None:
        self._seen = wanted.serial
        current = self._notes.current()
        if current is not None and current.sha256 == wanted.sha256:
            self._notes.tell_current(msgspec.structs.replace(current, serial=wanted.serial, origin="console"))
            self._notes.tell_progress(Progress("steady", wanted.serial, at=_now()))
            return
        self._notes.tell_progress(Progress("starting", wanted.serial, at=_now(), sha256=wanted.sha256))
        self._say(f"starting a second engine with the model {wanted.inputs} …")
        try:
            file = await asyncio.to_thread(Shelf(self._settings.home).proved, wanted.file, wanted.sha256)
        except ModelFileRefused as refused:
            self._refuse(wanted, str(refused))
            return
        self._count += 1
        port = _free_port()
        candidate = engine_service(self._settings, file, port, self._logs / f"engine-{self._count % 4 + 1}.log")
        candidate.log.unlink(missing_ok=True)
        try:
            await candidate.start()
            if not await self._ready_unless_newer(candidate, wanted):
                await candidate.stop()
                self._say(f"the model {wanted.inputs} gives way to a newer publication")
                return
            chosen = Chosen(file, wanted.inputs, wanted.sha256, wanted.seconds, "console", wanted.serial)
            # The one moment at which it is decided: from here on every gateway sends new turns to the new engine.
            self._notes.tell_current(_current(chosen, port))
        except StartError as error:
            await candidate.stop()
            self._refuse(wanted, str(error))
            return
        except BaseException:
            await candidate.stop()
            raise
        self._move(candidate, chosen)

    async def _ready_unless_newer(self, candidate: Service, wanted: Wanted) -> bool:
        """Wait until a candidate is ready; False when another publication came in the meantime."""
        ready = asyncio.create_task(candidate.wait_ready(self._ready_seconds))
        try:
            while not ready.done():
                await asyncio.wait({ready}, timeout=LOOK_SECONDS)
                newer = self._notes.wanted()
                if newer is not None and newer.serial > wanted.serial:
                    return False
            await ready
            return True
        finally:
            if not ready.done():
                ready.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await ready

    def _move(self, candidate: Service, chosen: Chosen) -> None:
        old, watcher = self.service, self._watcher
        # A dead old engine is not started again: its turns are tried again at the new one.
        if watcher is not None:
            watcher.cancel()
        self._notes.tell_progress(Progress("draining", chosen.serial, at=_now(), sha256=chosen.sha256))
        self._say(f"the model {chosen.inputs} answers now")
        old.move_pid(self._logs / f"engine-old-{self._count}.pid")
        candidate.move_pid(self._logs / "engine.pid")
        self._service = candidate
        self._watcher = asyncio.create_task(candidate.watch())
        drain = asyncio.create_task(self._drain(old, chosen.serial))
        self._drains.add(drain)
        drain.add_done_callback(self._drains.discard)

    async def _drain(self, old: Service, serial: int) -> None:
        """Stop an engine once its turns have ended, or once every turn's time is over."""
        try:
            await asyncio.sleep(GRACE_SECONDS)
            deadline = time.monotonic() + self._settings.turn_seconds + SPARE_SECONDS
            async with httpx.AsyncClient(timeout=2.0, headers=dict(old.headers), trust_env=False) as client:
                while time.monotonic() < deadline:
                    if not await _turns_in(client, old.ready_url):
                        break
                    await asyncio.sleep(0.1)
        finally:
            await old.stop()
        if self._seen == serial:
            self._notes.tell_progress(Progress("steady", serial, at=_now()))

    def _refuse(self, wanted: Wanted, reason: str) -> None:
        """Keep the engine that runs, say why, and let a restart not try the same again."""
        self._say(f"the model {wanted.inputs} is not put in use: {reason}")
        current = self._notes.current()
        kept = None
        if current is not None and current.origin == "console":
            kept = Wanted(
                wanted.serial, current.inputs, current.sha256, current.file, current.seconds,
                code=models.code_hash(), repository=wanted.repository, at=current.since,
            )  # fmt: skip
        self._notes.tell_progress(Progress("failed", wanted.serial, reason, _now(), wanted.sha256))
        self._notes.replace_wanted(wanted.serial, kept)


def _current(chosen: Chosen, port: int) -> Current:
    return Current(
        url=f"http://127.0.0.1:{port}",
        inputs=chosen.inputs,
        sha256=chosen.sha256,
        file=chosen.file.name,
        since=_now(),
        origin=chosen.origin,
        seconds=chosen.seconds,
        serial=chosen.serial,
    )


async def _turns_in(client: httpx.AsyncClient, url: str) -> bool:
    try:
        answer = await client.get(url)
        return bool(answer.status_code == 200 and answer.json().get("turns"))
    except httpx.TimeoutException:
        return True
    except (httpx.HTTPError, ValueError):
        # Who is not there any more has no turns that could still end well.
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
