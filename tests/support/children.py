"""Small programs that stand for a supervised process, with every way to go wrong."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.supervisor.service import SupervisedProcess

# Answers 200 everywhere; by its words it is not ready, does not answer at all, ends, or hangs when it is told to.
CHILD = """
import faulthandler, http.server, os, pathlib, re, signal, sys, threading, time
port, words, folder = int(sys.argv[1]), sys.argv[2].split(), pathlib.Path(sys.argv[3])
faulthandler.register(signal.SIGUSR1, all_threads=True)
with (folder / "starts").open("a") as starts: starts.write(f"{time.time()}\\n")
if "stillborn" in words:
    print("it is not to be", flush=True); sys.exit(7)
if "mute" in words:
    time.sleep(600)
class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        if (folder / "hang").exists():
            (folder / "hang").unlink()
            re.match(r"(a+)+$", "a" * 60 + "b")
        ready = "unready" not in words or self.path != "/ready"
        self.send_response(200 if ready else 503); self.send_header("content-length", "0"); self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer.allow_reuse_address = True
http.server.HTTPServer(("127.0.0.1", port), Answer).serve_forever()
"""


@dataclass
class Watched:
    """A service under watch and what was said of it."""

    service: SupervisedProcess
    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def pid(self) -> int:
        assert self.service.process is not None
        return self.service.process.pid

    def starts(self) -> list[float]:
        """When the program was started, in Unix seconds."""
        note = self.folder / "starts"
        return [float(line) for line in note.read_text(encoding="ascii").split()] if note.is_file() else []

    def heard(self, words: str) -> bool:
        return any(words in line for line in self.said)


@contextlib.asynccontextmanager
async def watched(
    folder: Path, words: str = "", *, ask_seconds: float = 0.3, wait: bool = True
) -> AsyncIterator[Watched]:
    """Start the program, watch it, and end both."""
    script = folder / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url, said = f"http://127.0.0.1:{port}", list[str]()
    service = SupervisedProcess(
        "engine", (sys.executable, str(script), str(port), words or "well", str(folder)), dict(os.environ),
        folder / "engine.log", f"{url}/ready", f"{url}/live", say=said.append, ask_seconds=ask_seconds,
    )  # fmt: skip
    await service.start()
    watcher: asyncio.Task[None] | None = None
    try:
        if wait:
            await service.wait_ready(10)
        watcher = asyncio.create_task(service.watch())
        yield Watched(service, folder, said)
    finally:
        if watcher is not None:
            watcher.cancel()
            await asyncio.gather(watcher, return_exceptions=True)
        await service.stop()
