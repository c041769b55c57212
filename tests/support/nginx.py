"""A real nginx with an example of deploy/."""

from __future__ import annotations

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.programs import program
from tests.support.waiting import eventually, listens
from tests.support.web_servers import Proxy

__all__ = ["NGINX", "make_certificate", "nginx"]

NGINX = program("nginx")


def make_certificate(folder: Path) -> Path:
    """Make a certificate for this machine, and give its file; its key is `key.pem` beside it."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"), "-subj", "/CN=library.example",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "certificate.pem"


@asynccontextmanager
async def nginx(
    example: Path,
    folder: Path,
    certificate: Path,
    gateways: Mapping[str, int],
    ports: list[int],
    *changes: tuple[str, str],
) -> AsyncIterator[Proxy]:
    """Run nginx with an example of ours: only names, ports and places are others.

    gateways: the port here of each gateway that the example names by its address.
    """
    plain, secure = ports
    text = example.read_text(encoding="utf-8")
    named = [(f"server {address} ", f"server 127.0.0.1:{port} ") for address, port in gateways.items()]
    text = re.sub(r"(server [\d.]+:\d+);", r"\1 ;", text)
    for old, new in (*named, *changes):
        assert old in text, old
        text = text.replace(old, new)
    text = re.sub(r"    listen \[::\].*\n", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace("listen 443", f"listen 127.0.0.1:{secure}")
    text = re.sub(r"ssl_certificate .*;", f"ssl_certificate {certificate};", text)
    text = re.sub(r"ssl_certificate_key .*;", f"ssl_certificate_key {certificate.with_name('key.pem')};", text)
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = folder / "nginx.conf"
    conf.write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;\nevents {{ worker_connections 512; }}\n"
        f"http {{\naccess_log off;\n{places}{text}\n}}\n",
        encoding="utf-8",
    )
    process = await asyncio.create_subprocess_exec(
        str(NGINX), "-p", str(folder), "-c", str(conf), stderr=asyncio.subprocess.PIPE
    )
    try:
        await eventually(lambda: process.returncode is not None or listens(secure))
        assert process.returncode is None, (await process.communicate())[1]
        yield Proxy(f"https://127.0.0.1:{secure}", secure, certificate)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
