"""Certificates for tests of encrypted lines, and a line's encrypted end before a server that speaks in the clear."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

__all__ = ["Certificate", "certificate", "encrypted"]

_PAST = ("-not_before", "20200101000000Z", "-not_after", "20200201000000Z")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of 127.0.0.1 that signs itself: its own authority."""

    path: Path
    key: Path

    @property
    def server(self) -> ssl.SSLContext:
        """Give what a server with it speaks by."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.path, self.key)
        return context


def certificate(folder: Path, name: str = "certificate", *, expired: bool = False) -> Certificate:
    """Make a certificate; skips the test where this machine's openssl makes none."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    made = Certificate(folder / f"{name}.pem", folder / f"{name}-key.pem")
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
        "-addext", "keyUsage=critical,digitalSignature,keyCertSign", *(_PAST if expired else ("-days", "2")),
        "-keyout", str(made.key), "-out", str(made.path),
    ]  # fmt: skip
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this openssl makes no such certificate")
    return made


@asynccontextmanager
async def encrypted(port: int, context: ssl.SSLContext) -> AsyncIterator[int]:
    """Be the encrypted end of a line to a server of this machine, as stunnel is; give the port of that end."""
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(_passed_on(reader, inner_writer))
                    both.create_task(_passed_on(inner_reader, writer))
            finally:
                inner_writer.close()
                writer.close()
        finally:
            running.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await reader.read(1 << 16):
            writer.write(part)
            await writer.drain()
    with suppress(OSError):
        writer.close()
