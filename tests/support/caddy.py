"""A real Caddy with an example of deploy/."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.programs import program
from tests.support.waiting import eventually, listens

__all__ = ["CADDY", "caddy"]

CADDY = program("caddy")


@asynccontextmanager
async def caddy(example: Path, folder: Path, gateways: Sequence[int], port: int) -> AsyncIterator[str]:
    """Run Caddy with an example of ours, without TLS, and give its address; only that and the gateways are others."""
    text = example.read_text(encoding="utf-8")
    # The port at which it takes orders is the machine's own Caddy's.
    (folder / "Caddyfile").write_text(text.replace("{\n", "{\n\tadmin off\n", 1), encoding="utf-8")
    url = f"http://127.0.0.1:{port}"
    told = {"ADDRESS": url, "GATEWAYS": " ".join(f"127.0.0.1:{one}" for one in gateways)}
    process = await asyncio.create_subprocess_exec(
        str(CADDY), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile"),
        env={**os.environ, **told, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    # What it logs is read, or it would stop when the pipe is full.
    assert process.stderr is not None
    logged = asyncio.create_task(process.stderr.read())
    try:
        await eventually(lambda: process.returncode is not None or listens(port))
        assert process.returncode is None, await logged
        yield url
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        await logged
