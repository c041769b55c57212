"""Engines that are no more than a script: ready in a moment, with the name of a model in place of one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.supervisor import engines, service
from bot.supervisor.service import SupervisedProcess
from protocol.turns import READY_PATH

__all__ = ["script_engines"]

# An engine that is ready, says which model it has, and with a model called "dies" ends soon after.
ENGINE = """
import hashlib, http.server, pathlib, sys, threading, time, os
file, sha256, port = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
    sys.exit(3)
model = file.read_text()
if model == "dies":
    threading.Timer(0.4, lambda: (print("out of luck", flush=True), os._exit(1))).start()
if model == "stillborn":
    sys.exit("cannot be loaded")
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(model.encode())
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", port), Ready).serve_forever()
"""


def script_engines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let supervisors start the script, and start it again at once when it dies."""
    script = folder / "engine.py"
    script.write_text(ENGINE, encoding="utf-8")

    def fake(_: Settings, model: Path, sha256: str, port: int, log: Path) -> SupervisedProcess:
        argv = (sys.executable, str(script), str(model), sha256, str(port))
        url = f"http://127.0.0.1:{port}{READY_PATH}"
        return SupervisedProcess("engine", argv, dict(os.environ), log, url, port=port, ask_seconds=0.3)

    monkeypatch.setattr(engines, "engine_service", fake)
    monkeypatch.setattr(service, "RESTART_PAUSE", (0.05,))
