"""Koha's own description before the fake: what is asked and what is answered is held to it by prism."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT
from library.koha.access import API
from tests.support.gateway_processes import free_port
from tests.support.waiting import until

__all__ = ["WHY_NOT", "mocked", "proxied"]

CACHE = ROOT / ".cache"
PRISM = CACHE / "prism" / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
NODE = shutil.which("node") or str(CACHE / "node" / "bin" / "node")
#: Of a Koha of your own: its /api/v1/, saved to a file.
DESCRIPTION = os.environ.get("KOHA_OPENAPI", "")


def _why_not() -> str:
    if not DESCRIPTION:
        return "KOHA_OPENAPI names no description of a Koha"
    if not Path(NODE).exists():
        return "there is no node"
    return "" if PRISM.exists() else "prism is not there: make koha-described fetches it"


WHY_NOT = _why_not()


@contextmanager
def proxied(port: int, folder: Path) -> Iterator[str]:
    """Give the address of a proxy before a port: what is not as described is answered with an error."""
    with _prism(folder, "proxy", "--errors", upstream=f"http://127.0.0.1:{port}") as url:
        yield url


@contextmanager
def mocked(folder: Path) -> Iterator[str]:
    """Give the address of a mock that answers what is described to what is asked as described."""
    with _prism(folder, "mock", "--errors") as url:
        yield url


@contextmanager
def _prism(folder: Path, *how: str, upstream: str = "") -> Iterator[str]:
    port = free_port()
    spec = folder / "koha.json"
    spec.write_text(json.dumps(_description(), default=str), encoding="utf-8")
    command = [NODE, str(PRISM), *how, "--host", "127.0.0.1", "--port", str(port), str(spec)]
    log = folder / "prism.log"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen([*command, *([upstream] if upstream else [])], stdout=said, stderr=said)
        try:
            until(lambda: process.poll() is not None or "is listening" in log.read_text(encoding="utf-8"), 90)
            assert process.poll() is None, log.read_text(encoding="utf-8")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def _description() -> dict[str, Any]:
    """Give the description with its paths as they are asked: prism knows of no address before them."""
    described: dict[str, Any] = yaml.safe_load(Path(DESCRIPTION).read_text(encoding="utf-8"))
    described["paths"] = {f"{API}{path}": what for path, what in described["paths"].items()}
    return {**described, "servers": [{"url": "/"}]}
