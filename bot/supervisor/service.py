"""One supervised process: started, awaited, replaced when it dies or hangs, stopped cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.settings import ROOT
from bot.start_errors import StartError
from bot.supervisor.liveness import ASK_SECONDS, silence
from process.logs import MOST_BYTES, tail

__all__ = ["READY_SECONDS", "SupervisedProcess", "ended_by"]

STOP_SECONDS = 10.0
READY_SECONDS = 120.0
# Before a process that ended without ever having been ready is started again: what keeps it from starting (a store
# that is away, a port that is taken) is not over in a moment. One that was ready is started again at once.
RESTART_PAUSE = (0.2, 1.0, 3.0, 10.0)
# For a process that hangs to say where it does (process.logs), before it is killed.
LAST_WORDS_SECONDS = 0.2


def _quietly(_: str) -> None:
    """Say nothing."""


@dataclass
class SupervisedProcess:
    """A process with a log, an address that answers while it lives, and one that answers 200 once it is ready."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    ready_url: str
    live_url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    pid_file: Path | None = None
    say: Callable[[str], None] = _quietly
    # Called with the exit code before a dead process is started again.
    mend: Callable[[int], Awaitable[None]] | None = None
    ready_seconds: float = READY_SECONDS
    ask_seconds: float = ASK_SECONDS
    process: asyncio.subprocess.Process | None = None
    deaths: int = 0
    _failures: int = 0
    _is_ready: bool = False
    _stopping: bool = False

    @property
    def is_answering(self) -> bool:
        """Tell whether the process runs and was ready, as far as is known."""
        return self._is_ready and self.process is not None and self.process.returncode is None

    async def start(self) -> None:
        """Start the process in a group of its own, with its output appended to the log."""
        self._is_ready = False
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            # Sessions of their own: Ctrl-C reaches the supervisor alone, which then stops them in order.
            self.process = await asyncio.create_subprocess_exec(
                *self.argv,
                cwd=ROOT,
                env=dict(self.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._write_pid()

    async def wait_ready(self, seconds: float) -> None:
        """Wait until the ready address answers 200.

        Raises StartError when the process ends first or the time runs out.
        """
        deadline = time.monotonic() + seconds
        async with httpx.AsyncClient(timeout=5.0, headers=dict(self.headers), trust_env=False) as client:
            while time.monotonic() < deadline:
                if self.process is not None and self.process.returncode is not None:
                    raise StartError(f"the {self.name} stopped while starting: {tail(self.log)} (log: {self.log})")
                with contextlib.suppress(httpx.HTTPError):
                    if (await client.get(self.ready_url)).status_code == 200:
                        self._is_ready = True
                        return
                await asyncio.sleep(0.1)
        raise StartError(f"the {self.name} was not ready within {seconds:.0f} seconds (log: {self.log})")

    async def watch(self) -> None:
        """Replace the process whenever it ends or hangs, and tell so; later when it never was ready."""
        while not self._stopping:
            assert self.process is not None  # noqa: S101 - started before it is watched
            what = await self._end_of(self.process)
            if self._stopping:
                return
            self.deaths += 1
            self._failures = 0 if self._is_ready else self._failures + 1
            pause = RESTART_PAUSE[min(self._failures, len(RESTART_PAUSE)) - 1] if self._failures else 0.0
            when = "at once" if pause == 0 else f"in {pause:g} s"
            self.say(f"the {self.name} (process {self.process.pid}) {what}; it is started again {when}")
            await asyncio.sleep(pause)
            await self._start_again(self.process.returncode or 0)

    async def stop(self) -> None:
        """Ask the process to end, and end it when it does not."""
        self._stopping = True
        self._remove_pid()
        process = self.process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            self.say(f"the {self.name} (process {process.pid}) did not stop within {STOP_SECONDS:.0f} s; it is killed")
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    def move_pid(self, path: Path) -> None:
        """Note the process id in another file from now on."""
        self._remove_pid()
        self.pid_file = path
        self._write_pid()

    async def _end_of(self, process: asyncio.subprocess.Process) -> str:
        """Wait until a process has ended, killed by us when it does not answer, and tell why it did."""
        started = time.monotonic()
        again = self.deaths > 0 and not self._is_ready

        def on_ready() -> None:
            self._is_ready = True
            if again:
                self.say(f"the {self.name} answers again, {time.monotonic() - started:.1f} s after its start")

        ended = asyncio.create_task(process.wait())
        silent = asyncio.create_task(
            silence(
                self.live_url or self.ready_url, self.ready_url, self.headers,
                start_seconds=self.ready_seconds, is_ready=self._is_ready, on_ready=on_ready,
                ask_seconds=self.ask_seconds,
            )
        )  # fmt: skip
        bounding = asyncio.create_task(self._bound_log())
        try:
            await asyncio.wait({ended, silent}, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                return f"ended: {ended_by(process.returncode)}{self._last_word(process.returncode)}"
            if (error := silent.exception()) is not None:
                self.say(f"the {self.name} cannot be asked whether it lives: {type(error).__name__}: {error}")
                await ended
                return f"ended: {ended_by(process.returncode)}"
            await self._kill(process)
            return f"{silent.result()} and was killed"
        finally:
            for task in (ended, silent, bounding):
                task.cancel()
            await asyncio.gather(ended, silent, bounding, return_exceptions=True)

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGUSR1)
            await asyncio.sleep(LAST_WORDS_SECONDS)
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()

    async def _start_again(self, code: int) -> None:
        while not self._stopping:
            try:
                if self.mend is not None:
                    await self.mend(code)
                if not self._stopping:
                    await self.start()
                return
            except Exception as error:
                # No memory, no room for a process, no disk: whatever it is, the watch must outlive it.
                self.say(f"the {self.name} cannot be started ({error}); it is tried again in {RESTART_PAUSE[-1]:g} s")
                await asyncio.sleep(RESTART_PAUSE[-1])

    async def _bound_log(self) -> None:
        """Cut what a process prints past its own log, which it keeps within bounds by itself (process.logs)."""
        while True:
            await asyncio.sleep(self.ask_seconds)
            with contextlib.suppress(OSError):
                if self.log.stat().st_size > 2 * MOST_BYTES:
                    # The process appends: its next word stands at the beginning.
                    os.truncate(self.log, 0)
                    self.say(f"{self.log} had grown beyond {2 * MOST_BYTES // 2**20} MB and was emptied")

    def _last_word(self, code: int | None) -> str:
        said = tail(self.log, 1)
        return f" ({said[:300]})" if said and code is not None and code > 0 else ""

    @property
    def _pid_path(self) -> Path:
        return self.pid_file or self.log.with_suffix(".pid")

    def _write_pid(self) -> None:
        # On a full disk a process without a note is better than a second one beside it.
        with contextlib.suppress(OSError):
            if self.process is not None:
                self._pid_path.write_text(f"{self.process.pid}\n", encoding="ascii")

    def _remove_pid(self) -> None:
        # Another process may have taken the name over in the meantime.
        with contextlib.suppress(OSError):
            if self.process is not None and self._pid_path.read_text(encoding="ascii").strip() == str(self.process.pid):
                self._pid_path.unlink()


def ended_by(code: int | None) -> str:
    """Name what ended a process: its exit code, or the signal."""
    if code is None:
        return "unknown"
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"
