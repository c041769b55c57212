"""A real Caddy with an example of deploy/."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.programs import program
from tests.support.waiting import eventually, listens

__all__ = ["CADDY", "caddy", "running"]

CADDY = program("caddy")


@asynccontextmanager
async def running(
    text: str, folder: Path, told: Mapping[str, str], is_ready: Callable[[], bool]
) -> AsyncIterator[None]:
    """Run Caddy with a file of this text and its variables, with all its places in a folder, once it is ready."""
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    places = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    process = await asyncio.create_subprocess_exec(
        str(CADDY), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile",
        env={"PATH": os.defpath, **places, **told},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    # What it logs is read, or it would stop when the pipe is full.
    assert process.stderr is not None
    logged = asyncio.create_task(process.stderr.read())
    try:
        await eventually(lambda: process.returncode is not None or is_ready())
        assert process.returncode is None, await logged
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        await logged


@asynccontextmanager
async def caddy(example: Path, folder: Path, gateways: Sequence[int], port: int) -> AsyncIterator[str]:
    """Run Caddy with an example of ours, without TLS, and give its address; only that and the gateways are others."""
    # The port at which it takes orders is the machine's own Caddy's.
    text = example.read_text(encoding="utf-8").replace("{\n", "{\n\tadmin off\n", 1)
    url = f"http://127.0.0.1:{port}"
    told = {"ADDRESS": url, "GATEWAYS": " ".join(f"127.0.0.1:{one}" for one in gateways)}
    async with running(text, folder, told, lambda: listens(port)):
        yield url
