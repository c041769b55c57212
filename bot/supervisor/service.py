"""One supervised process: started, awaited until ready, restarted when it dies, stopped cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.settings import ROOT
from bot.supervisor.checks import tail
from bot.supervisor.errors import StartError

STOP_SECONDS = 10.0
RESTART_PAUSE = (0.2, 1.0, 3.0, 10.0)
STEADY_SECONDS = 60.0


@dataclass
class Service:
    """A process with a log file and an address that answers 200 once it is ready."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    ready_url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    pid_file: Path | None = None
    process: asyncio.subprocess.Process | None = None
    restarts: int = 0
    deaths: int = 0
    _stopping: bool = False

    async def start(self) -> None:
        """Start the process in a group of its own, with its output appended to the log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            # Sessions of their own: Ctrl-C reaches the supervisor alone, which then stops them in order.
            self.process = await asyncio.create_subprocess_exec(
                *self.argv,
                cwd=ROOT,
                env={**os.environ, **self.environment},
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
                        return
                await asyncio.sleep(0.1)
        raise StartError(f"the {self.name} was not ready within {seconds:.0f} seconds (log: {self.log})")

    async def watch(self) -> None:
        """Restart the process whenever it ends, waiting longer each time it fails soon again."""
        while not self._stopping:
            assert self.process is not None  # noqa: S101 - started before it is watched
            started = time.monotonic()
            await self.process.wait()
            if self._stopping:
                return
            if time.monotonic() - started > STEADY_SECONDS:
                self.restarts = 0
            self.deaths += 1
            await asyncio.sleep(RESTART_PAUSE[min(self.restarts, len(RESTART_PAUSE) - 1)])
            self.restarts += 1
            if not self._stopping:
                await self.start()

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
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    def move_pid(self, path: Path) -> None:
        """Note the process id in another file from now on."""
        self._remove_pid()
        self.pid_file = path
        self._write_pid()

    @property
    def _pid_path(self) -> Path:
        return self.pid_file or self.log.with_suffix(".pid")

    def _write_pid(self) -> None:
        if self.process is not None:
            self._pid_path.write_text(f"{self.process.pid}\n", encoding="ascii")

    def _remove_pid(self) -> None:
        # Another process may have taken the name over in the meantime.
        with contextlib.suppress(OSError):
            if self.process is not None and self._pid_path.read_text(encoding="ascii").strip() == str(self.process.pid):
                self._pid_path.unlink()
