"""The running engine and its successor: started beside it, warmed up, switched to; the old one is drained."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec

from bot import environments, interpreters
from bot.models import building
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import Current, EngineNotes, PublishingProgress, Wanted
from bot.settings import LOOPBACK, Settings
from bot.start_errors import StartError
from bot.supervisor.choice import Chosen, before, instead_of, put_back
from bot.supervisor.draining import drained
from bot.supervisor.probation import Probation
from bot.supervisor.proof import prove_by_store
from bot.supervisor.service import READY_SECONDS, SupervisedProcess
from protocol.home import Home
from protocol.keys import SECRET_HEADER

__all__ = ["Engines", "engine_service"]

LOOK_SECONDS = 0.25
# How an engine ends that refuses its model (engine.files).
MODEL_REFUSED = 3

Say = Callable[[str], None]


def engine_service(settings: Settings, model: Path, sha256: str, port: int, log: Path) -> SupervisedProcess:
    """Describe an engine process, on loopback if nothing else is set; it starts with a file of this SHA-256 alone."""
    python, host = str(interpreters.ENGINE_PYTHON), settings.engine_host or LOOPBACK
    url = f"http://{host}:{port}"
    return SupervisedProcess(
        name="engine",
        argv=(
            python,
            "-m",
            "process",
            "engine.serve",
            "--model",
            str(model),
            "--sha256",
            sha256,
            "--port",
            str(port),
            "--host",
            host,
        ),
        environment=environments.of_engine(settings, port, log),
        log=log,
        port=port,
        ready_url=f"{url}/webhooks/ketabyar/ready",
        live_url=f"{url}/health/live",
        headers={SECRET_HEADER: settings.engine_secret},
    )


class Engines:
    """Keeps one engine answering, and replaces it when another model is wanted."""

    def __init__(self, settings: Settings, say: Say, *, ready_seconds: float = READY_SECONDS) -> None:
        self._settings = settings
        self._say = say
        self._ready_seconds = ready_seconds
        self._notes = EngineNotes(settings.home)
        self._logs = Home(settings.home).logs
        self._service: SupervisedProcess | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._drains: set[asyncio.Task[None]] = set()
        self._trial: Probation | None = None
        self._damaged: Chosen | None = None
        self._seen = 0
        self._count = 0

    @property
    def service(self) -> SupervisedProcess:
        """The engine that answers now."""
        assert self._service is not None  # noqa: S101 - started before it is asked for
        return self._service

    @property
    def address(self) -> str:
        """Where it is reached."""
        return f"http://{self._settings.engine_host or LOOPBACK}:{self.service.port}"

    @property
    def model(self) -> str | None:
        """The model that it answers with, by the hash of what it was trained from."""
        current = self._notes.current()
        return None if current is None else current.inputs

    async def start(self, chosen: Chosen, reason: str | None = None) -> None:
        """Start the first engine, not yet awaited, and tell the gateways where it will be."""
        port = self._settings.engine_port
        self._service = self._described(chosen, port, self._logs / "engine.log")
        self._seen = chosen.serial
        self._trial = Probation(chosen) if chosen.origin == "console" else None
        self._notes.tell_current(_current(self._settings, chosen, port, reason))
        self._notes.tell_progress(PublishingProgress("starting", chosen.serial, at=_now()))
        await self._service.start()

    async def wait_ready(self, chosen: Chosen) -> None:
        """Wait for the first engine; a published model that does not start gives way to the one before.

        Raises StartError when none starts.
        """
        try:
            await self.service.wait_ready(self._ready_seconds)
        except StartError as error:
            if chosen.origin != "console":
                raise
            self._say(f"the published model does not start: {error}")
            reason = f"publication {chosen.serial} does not start any more: {error}"
            await self.service.stop()
            await self.start(await before(self._settings, chosen, self._say), reason)
            self._trial = None
            await self.service.wait_ready(self._ready_seconds)
            self._give_way(chosen, reason)
        else:
            self._notes.tell_progress(PublishingProgress("steady", chosen.serial, at=_now()))

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
            elif self._damaged is not None:
                try:
                    await self._replace_damaged(self._damaged)
                except Exception as error:
                    self._say(f"no other model takes its place: {type(error).__name__}: {error}")
            elif self._trial is not None and self._trial.is_lost(self.service):
                try:
                    await self._go_back(self._trial)
                except Exception as error:
                    self._say(f"no other model takes its place: {type(error).__name__}: {error}")
                    with contextlib.suppress(OSError):
                        self._drained()
            await asyncio.sleep(LOOK_SECONDS)

    async def stop(self) -> None:
        """Stop every engine."""
        for task in (self._watcher, *self._drains):
            await _ended(task)
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
            self._notes.tell_progress(PublishingProgress("steady", wanted.serial, at=_now()))
            return
        self._notes.tell_progress(PublishingProgress("starting", wanted.serial, at=_now(), sha256=wanted.sha256))
        self._say(f"starting a second engine with the model {wanted.inputs} …")
        try:
            file = await asyncio.to_thread(ModelRegistry(self._settings.home).proved, wanted.file, wanted.sha256)
            await prove_by_store(self._settings, wanted.file, wanted.sha256)
        except ModelFileRefused as refused:
            self._refuse(wanted, str(refused))
            return
        chosen = Chosen(file, wanted.inputs, wanted.sha256, wanted.seconds, "console", wanted.serial)
        candidate = self._beside(chosen)
        try:
            await candidate.start()
            if not await self._ready_unless_newer(candidate, wanted):
                await candidate.stop()
                self._say(f"the model {wanted.inputs} gives way to a newer publication")
                return
            if current is not None:
                self._notes.tell_before(current)
            # The one moment at which it is decided: from here on every gateway sends new turns to the new engine.
            self._notes.tell_current(_current(self._settings, chosen, candidate.port))
        except StartError as error:
            await candidate.stop()
            self._refuse(wanted, str(error))
            return
        except BaseException:
            await candidate.stop()
            raise
        self._move(candidate, chosen)

    async def _ready_unless_newer(self, candidate: SupervisedProcess, wanted: Wanted) -> bool:
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

    def _move(self, candidate: SupervisedProcess, chosen: Chosen) -> None:
        old, watcher = self.service, self._watcher
        # A dead old engine is not started again: its turns are tried again at the new one.
        if watcher is not None:
            watcher.cancel()
        self._notes.tell_progress(PublishingProgress("draining", chosen.serial, at=_now(), sha256=chosen.sha256))
        self._say(f"the model {chosen.inputs} answers now")
        old.move_pid(self._logs / f"engine-old-{self._count}.pid")
        candidate.move_pid(self._logs / "engine.pid")
        self._service = candidate
        self._trial = Probation(chosen)
        self._watcher = asyncio.create_task(candidate.watch())
        drain = asyncio.create_task(self._drain(old, chosen.serial))
        self._drains.add(drain)
        drain.add_done_callback(self._drains.discard)

    async def _drain(self, old: SupervisedProcess, serial: int) -> None:
        await drained(old, self._settings.turn_seconds, is_announced=bool(self._settings.engine_host))
        if self._seen == serial and self._trial is not None:
            self._notes.tell_progress(PublishingProgress("steady", serial, at=_now()))

    async def _go_back(self, lost: Probation) -> None:
        """Let the model before answer again in the place of one whose engine dies again and again."""
        # Once: an engine that dies with any model is restarted for ever, as the other processes are.
        self._trial = None
        failing = self.service
        reason = lost.reason(failing)
        self._say(f"the model {lost.chosen.inputs} does not work: {reason}")
        chosen = await before(self._settings, lost.chosen, self._say)

        def told() -> None:
            self._say(f"the model before, {chosen.inputs}, answers again")
            self._give_way(lost.chosen, reason)

        await self._exchange(failing, chosen, reason, told)

    async def _exchange(
        self, failing: SupervisedProcess, chosen: Chosen, reason: str, told: Callable[[], None]
    ) -> None:
        """Let an engine with another model take the place of one that fails.

        told: notes what became of the publication, at the same moment as what answers now.
        """
        engine = self._beside(chosen)
        try:
            await engine.start()
            await engine.wait_ready(self._ready_seconds)
            self._notes.tell_current(_current(self._settings, chosen, engine.port, reason))
        except BaseException:
            await engine.stop()
            raise
        try:
            # Nobody comes in between: who hears of this model hears what became of the one before, too.
            told()
        finally:
            await _ended(self._watcher)
            await failing.stop()
            engine.move_pid(self._logs / "engine.pid")
            self._service = engine
            self._watcher = asyncio.create_task(engine.watch())

    async def _mend(self, chosen: Chosen, code: int) -> None:
        """Put the kept copy of a model file back when the engine refused the file."""
        if code != MODEL_REFUSED:
            return
        where = await put_back(self._settings, chosen.file, chosen.inputs, chosen.sha256)
        if where is not None:
            self._say(f"the model file {chosen.file.name} was damaged or gone: {where}")
            self._damaged = None
        elif self._damaged is None and self._watcher is not None:
            self._say(
                f"the model file {chosen.file.name} is damaged or gone, and no copy of it is kept: another is sought"
            )
            self._damaged = chosen

    async def _replace_damaged(self, damaged: Chosen) -> None:
        """Let the model before answer in the place of one whose file is damaged, or one that is trained now."""
        # Once: the watch over the engine goes on looking for a copy.
        self._damaged = None
        failing, reason = self.service, f"its model file {damaged.file.name} is damaged or gone"
        chosen = await instead_of(self._settings, damaged, self._say)

        def told() -> None:
            self._trial = None
            self._say(f"the model {chosen.inputs} answers now")
            if damaged.origin == "console" and chosen.inputs != damaged.inputs:
                self._give_way(damaged, reason)
            self._drained()

        await self._exchange(failing, chosen, reason, told)

    def _drained(self) -> None:
        """Say that an exchange is over whose end the drain cannot tell any more: its model was given up meanwhile."""
        progress = self._notes.progress()
        if progress is not None and progress.phase == "draining":
            self._notes.tell_progress(PublishingProgress("steady", progress.serial, at=_now()))

    def _give_way(self, failed: Chosen, reason: str) -> None:
        """Say that the model before is back, and let a restart not try the same again."""
        self._notes.tell_progress(PublishingProgress("returned", failed.serial, reason, _now(), failed.sha256))
        there = self._notes.wanted()
        if there is not None:
            self._notes.replace_wanted(failed.serial, self._kept(there, reason))

    def _beside(self, chosen: Chosen) -> SupervisedProcess:
        """Describe an engine on a free port, beside the one that answers."""
        self._count += 1
        engine = self._described(
            chosen, _free_port(self._settings.engine_host or LOOPBACK), self._logs / f"engine-{self._count % 4 + 1}.log"
        )
        engine.log.unlink(missing_ok=True)
        return engine

    def _described(self, chosen: Chosen, port: int, log: Path) -> SupervisedProcess:
        engine = engine_service(self._settings, chosen.file, chosen.sha256, port, log)
        engine.say, engine.ready_seconds = self._say, self._ready_seconds
        engine.mend = partial(self._mend, chosen)
        return engine

    def _refuse(self, wanted: Wanted, reason: str) -> None:
        """Keep the engine that runs, say why, and let a restart not try the same again."""
        self._say(f"the model {wanted.inputs} is not put in use: {reason}")
        self._notes.tell_progress(PublishingProgress("failed", wanted.serial, reason, _now(), wanted.sha256))
        self._notes.replace_wanted(wanted.serial, self._kept(wanted))

    def _kept(self, wanted: Wanted, reason: str | None = None) -> Wanted | None:
        """Give the wish under this serial that the engine which answers fulfils; None when nobody published it."""
        current = self._notes.current()
        if current is None or current.origin != "console":
            return None
        return Wanted(
            wanted.serial, current.inputs, current.sha256, current.file, current.seconds,
            code=building.code_hash(), repository=wanted.repository, reason=reason, at=current.since,
        )  # fmt: skip


def _current(settings: Settings, chosen: Chosen, port: int, reason: str | None = None) -> Current:
    return Current(
        url=f"http://{settings.engine_host or LOOPBACK}:{port}",
        inputs=chosen.inputs,
        sha256=chosen.sha256,
        file=chosen.file.name,
        since=_now(),
        origin=chosen.origin,
        seconds=chosen.seconds,
        serial=chosen.serial,
        reason=reason,
        code=building.code_hash(),
    )


async def _ended(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
