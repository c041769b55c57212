"""A push service and browsers of the tests’ own: calls arrive over HTTP and are read with the browser’s keys."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from crm.staff.push_subscriptions import BrowserKeys

__all__ = ["Browser", "PushService", "push_service"]


def _written(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@dataclass(slots=True)
class Browser:
    """A browser’s subscription with its private half."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = b"sixteen letters."

    @property
    def keys(self) -> BrowserKeys:
        """What the browser gives away."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return BrowserKeys(self.endpoint, _written(point), _written(self.secret))

    def read(self, body: bytes) -> dict[str, Any]:
        """Decrypt what was called (RFC 8291)."""
        said = http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        told: dict[str, Any] = json.loads(said)
        return told


class PushService:
    """Takes calls, in order, and answers as it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, bytes, dict[str, str]]] = []
        self.answers: list[int] = []
        # By the name of a browser: its calls are answered when this is set.
        self.holds: dict[str, asyncio.Event] = {}
        self.url = ""

    def browser(self, name: str) -> Browser:
        """Make a browser that is reached here."""
        return Browser(f"{self.url}/{name}")

    async def take(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), {name.lower(): value for name, value in request.headers.items()}
        # Whoever cannot prove the key is not heard, as at a real one.
        if not Vapid02.verify(headers["authorization"].replace(" k=", "k=")):
            return web.Response(status=403)
        name = request.path.strip("/")
        self.calls.append((name, body, headers))
        if name in self.holds:
            await self.holds[name].wait()
        return web.Response(status=self.answers.pop(0) if self.answers else 201)


@asynccontextmanager
async def push_service() -> AsyncIterator[PushService]:
    """Serve on this machine as long as the test runs."""
    service, app = PushService(), web.Application()
    app.router.add_post("/{name}", service.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    service.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield service
    finally:
        await runner.cleanup()
