"""Rasa's own starter bot (`rasa init`), trained and served as its makers ship it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from bot.interpreters import ENGINE_PYTHON
from bot.models.building import cache_folder
from tests.support.system import free_ports

_ENVIRONMENT = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


@dataclass(frozen=True)
class Stock:
    """A running starter bot: its address, seconds from start to first answer, and its process."""

    url: str
    ready_seconds: float
    process: psutil.Process


def project() -> Path:
    """The starter bot, made and trained once with Rasa's defaults and then kept."""
    folder = cache_folder().parent / "stock-bot"
    if any((folder / "models").glob("*.tar.gz")):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(
        [str(ENGINE_PYTHON), "-m", "rasa", "init", "--no-prompt", "--init-dir", str(folder)],
        cwd=folder, env=_ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return folder


@contextmanager
def running() -> Iterator[Stock]:
    """Serve the starter bot through its REST channel for as long as the block lasts."""
    folder = project()
    port = free_ports(1)[0]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [str(ENGINE_PYTHON), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)],
        cwd=folder, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    try:
        while True:
            try:
                answer = httpx.post(url, json={"sender": "warm-up", "message": "hello"}, timeout=60)
                if answer.status_code == 200 and answer.json():
                    break
            except httpx.HTTPError:
                pass
            if time.perf_counter() - begun > 300 or process.poll() is not None:
                raise RuntimeError("the starter bot did not start")
            time.sleep(0.1)
        yield Stock(url, time.perf_counter() - begun, psutil.Process(process.pid))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
