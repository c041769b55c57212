"""Calls to the staff’s browsers by Web Push (RFC 8030, 8291, 8292): no name and no word of a patron’s is in one."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import logging
import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.settings import Settings
from bot.texts import text
from crm.database.store import Store
from crm.handoff.calls import FRESH, RINGS_FOR, StaffCall, claim, note_sent, waiting_calls
from crm.staff.push_subscriptions import drop_gone
from process.traces import carried
from process.tracing import span

__all__ = ["PushCalls", "is_push_service", "new_push_key", "public_push_key"]

log = logging.getLogger(__name__)

# What one call may take in all: less than it is left to who claimed it.
SECONDS = 10.0
# So long a round waits for its calls; a service that takes longer holds up no call of the rounds that follow.
ROUND_SECONDS = 1.0
# Nobody is there any more to be called.
GONE = frozenset({404, 410})
# Too many, or not just now: the next round tries again.
FOR_NOW = frozenset({408, 425, 429})
_HOST = re.compile(r"[a-z0-9.-]+")
TOLD = {"waiting": "live.new", "given": "live.given", "answered": "live.answered", "alarm": "live.alarm"}


class PushCalls:
    """Looks what has happened, and calls the browsers of those whom it concerns."""

    def __init__(self, settings: Settings, store: Store, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._store = store
        self._transport = transport
        self._rounds: set[asyncio.Task[int]] = set()

    async def run(self) -> int:
        """Make the calls that are due; give how many a push service took at once."""
        calls = await waiting_calls(self._store)
        if not calls:
            return 0
        made = asyncio.create_task(self._round(calls))
        self._rounds.add(made)
        made.add_done_callback(self._rounds.discard)
        try:
            # One service that does not answer holds up no other, nor what happens meanwhile.
            done, _ = await asyncio.wait({made}, timeout=ROUND_SECONDS)
        except asyncio.CancelledError:
            for each in self._rounds:
                each.cancel()
            raise
        return made.result() if done else 0

    async def _round(self, calls: Sequence[StaffCall]) -> int:
        async with httpx.AsyncClient(timeout=SECONDS, transport=self._transport, follow_redirects=False) as client:
            return sum(await asyncio.gather(*(self._made(client, call) for call in calls)))

    async def _made(self, client: httpx.AsyncClient, call: StaffCall) -> bool:
        try:
            if not await claim(self._store, call):
                return False
            with carried(call.trace), span("call", kind=call.kind) as mark:
                is_taken = await self._call(client, call)
                mark("call.taken", is_taken)
                return is_taken
        except Exception as error:
            # Its text may name the address, which is as good as a key.
            log.error("a call to a browser failed: %s", type(error).__name__)
            return False

    async def _call(self, client: httpx.AsyncClient, call: StaffCall) -> bool:
        # Whom the settings do not name any more is not asked.
        if not is_push_service(call.endpoint, self._settings.push_hosts):
            await note_sent(self._store, call)
            return False
        try:
            body, headers = await asyncio.to_thread(_sealed, self._settings, call)
        except Exception as error:  # keys of one browser that cannot be used hold up no other call
            log.warning("a call cannot be written for a browser: %s", type(error).__name__)
            await note_sent(self._store, call)
            return False
        try:
            async with asyncio.timeout(SECONDS):
                answer = await client.post(call.endpoint, content=body, headers=headers)
        except httpx.InvalidURL:
            # What a browser gave as its address is none.
            await drop_gone(self._store, call.subscription_id, call.endpoint)
            return False
        except (httpx.HTTPError, TimeoutError) as error:
            # Its text may name the address, which is as good as a key.
            log.warning("a push service was not reached: %s", type(error).__name__)
            return False
        code = answer.status_code
        if code in GONE:
            await drop_gone(self._store, call.subscription_id, call.endpoint)
            return False
        if code in FOR_NOW or code >= 500:
            log.warning("a push service answered %d; the call is made again", code)
            return False
        if not answer.is_success:
            log.error("a push service refused a call (%d); is KETABYAR_PUSH_KEY the one that browsers know?", code)
        await note_sent(self._store, call)
        return answer.is_success


def is_push_service(endpoint: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether an address is one of the push services that may be called: https, or http on this machine."""
    try:
        parts = urlsplit(endpoint)
        host = (parts.hostname or "").lower()
        bool(parts.port)
        # What calls it must read it, and in the same way.
        is_same = httpx.URL(endpoint).host == host
    except (ValueError, httpx.InvalidURL):
        return False
    if not is_same or _HOST.fullmatch(host) is None:
        return False
    if parts.username or parts.password:
        return False
    if parts.scheme != "https" and not (parts.scheme == "http" and host in ("localhost", "127.0.0.1")):
        return False
    return any(host == each or host.endswith(f".{each}") for each in (one.lower() for one in hosts))


def new_push_key() -> str:
    """Make a private key as the setting takes it: 32 bytes in base64url."""
    from cryptography.hazmat.primitives.asymmetric import ec

    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _written(number.to_bytes(32, "big"))


@cache
def public_push_key(private: str) -> str:
    """Give the public key of a private one, as browsers take it. Raises ValueError for one that is none."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    # What a page shows is made once: to read the library takes a while.
    public = _vapid(private).public_key
    return _written(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _vapid(private: str) -> Any:
    from py_vapid import Vapid02

    return Vapid02.from_raw(private.encode())


def _sealed(settings: Settings, call: StaffCall) -> tuple[bytes, dict[str, str]]:
    """Write a call so that only the browser can read it, and sign who sends it."""
    from pywebpush import WebPusher

    is_alarm = call.kind == "alarm"
    said = {
        "product": text(call.language, "product"),
        "told": text(call.language, TOLD[call.kind]),
        "where": call.place,
        "alarm": is_alarm,
        "lang": call.language,
    }
    browser = {"endpoint": call.endpoint, "keys": {"p256dh": call.p256dh, "auth": call.auth}}
    sealed = WebPusher(browser).encode(json.dumps(said, ensure_ascii=False).encode(), "aes128gcm")["body"]
    parts = urlsplit(call.endpoint)
    signed = _vapid(settings.push_key).sign({"aud": f"{parts.scheme}://{parts.netloc}", "sub": settings.push_contact})
    # While the browser is off, a later call to the same place takes the place of the one before.
    topic = hashlib.sha256(f"{call.kind} {call.place}".encode()).digest()[:24]
    return sealed, {
        **signed,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int((RINGS_FOR if is_alarm else FRESH).total_seconds())),
        "Urgency": "high",
        "Topic": _written(topic),
    }


def _written(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
