"""Telegram as the tests see it: the emulator of a Bot API that is not ours, behind a proxy that listens and disturbs.

The proxy keeps what the bot called (the emulator keeps no texts), gives the bot the user name that the emulator
leaves out, and makes Telegram answer 429, 403, 400 or not at all. The emulator queues only some kinds of update:
another kind goes in as a message that says in `_kind` what it is, and the proxy renames it on its way out.

As Bale, the proxy also does what is known of Bale's Bot API: it has no setMyCommands and no sendChatAction, knows
nothing of a secret, of parse modes and of link previews, answers an edit with a message that is none, leaves
`chat_instance` out of a tap, and says with 403 that a token is none.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

TOKEN = "7:synthetic-token"
PATRON = 501
_ids = itertools.count(1)


@dataclass
class Call:
    """One call of the bot: what it asked, when, and what it was told."""

    method: str
    fields: dict[str, Any]
    at: float
    status: int = 0

    @property
    def chat(self) -> int:
        return int(self.fields.get("chat_id", 0))

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))

    @property
    def buttons(self) -> list[dict[str, Any]]:
        markup = json.loads(self.fields.get("reply_markup") or "{}")
        return [button for row in markup.get("inline_keyboard", []) for button in row]


@dataclass
class Fault:
    """What happens to the next calls of a method: a refusal, a lost request or a lost acknowledgement."""

    method: str
    times: int
    status: int = 0
    description: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    lose: str = ""
    chat: int | None = None
    hold: asyncio.Event | None = None
    after: int = 0

    def takes(self, call: Call) -> bool:
        """Tell whether this call is one to disturb; the first `after` of those that fit are let through."""
        if self.times <= 0 or self.method != call.method or self.chat not in (None, call.chat):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.times -= 1
        return True


# What docs.bale.ai does not have, by the method's name or the field's.
NOT_OF_BALE = ("setMyCommands", "sendChatAction")
UNKNOWN_TO_BALE = ("parse_mode", "entities", "link_preview_options", "secret_token")


class Telegram:
    """The emulator and the proxy before it, as one of the messengers; `base_url` is for the bot."""

    def __init__(self, channel: str = "telegram") -> None:
        self.channel = channel
        self.strange: list[str] = []
        # Whether a long poll is waited for; otherwise it is answered at once, empty or not.
        self.waits = True
        self.emulator = LoBotApiEmulator(enable_control=True, allow_insecure_loopback_webhooks=True)
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.base_url = ""
        self._emulator_url = ""
        self._http: aiohttp.ClientSession | None = None
        self._changed = asyncio.Condition()

    def fail(self, method: str, status: int = 0, times: int = 1, **more: Any) -> Fault:
        """Disturb the next calls of a method."""
        fault = Fault(method, times, status, **more)
        self.faults.append(fault)
        return fault

    async def push(self, kind: str, content: dict[str, Any], *, update_id: int | None = None) -> int:
        """Let an update come in."""
        known = kind in ("message", "callback_query")
        update: dict[str, Any] = {"message": {**content, "_kind": kind}} if not known else {kind: content}
        if update_id is not None:
            update["update_id"] = update_id
        return int(await self.emulator.enqueue_update(update, token=TOKEN))

    async def write(self, text: str, chat: int = PATRON, **more: Any) -> int:
        """Let a patron write; gives Telegram's id of the message."""
        content = message(chat, text=text, **more)
        await self.push("message", content)
        return int(content["message_id"])

    async def tap(self, call: Call, place: int = 0, chat: int = PATRON) -> None:
        """Let a patron tap a button of a message that the bot sent."""
        data = [button for button in call.buttons if "callback_data" in button][place]["callback_data"]
        await self.push("callback_query", tap(chat, data))

    def of(self, method: str, chat: int | None = None) -> list[Call]:
        """The calls of a method that Telegram granted."""
        return [c for c in self.calls if c.method == method and c.status == 200 and chat in (None, c.chat)]

    def texts(self, chat: int = PATRON) -> list[str]:
        """What a patron has been sent."""
        return [call.text for call in self.of("sendMessage", chat)]

    async def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something holds of the calls."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(true)

    async def sent(self, count: int, chat: int = PATRON, seconds: float = 10.0) -> list[Call]:
        """Wait until a patron has been sent so many messages, and give them."""
        await self.until(lambda: len(self.of("sendMessage", chat)) >= count, seconds)
        return self.of("sendMessage", chat)

    async def acknowledged(self, update_id: int, seconds: float = 10.0) -> None:
        """Wait until the bot asks for what comes after an update."""
        await self.until(
            lambda: any(c.method == "getUpdates" and int(c.fields.get("offset", 0)) > update_id for c in self.calls),
            seconds,
        )

    @property
    def refused(self) -> list[dict[str, Any]]:
        """Calls that the emulator itself refused, long polls in each other's way left out."""
        return [r for r in self.emulator.requests if r["status"] not in (200, 409)]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        call = Call(request.match_info["method"], dict(form), time.monotonic())
        self.calls.append(call)
        await self._tell()
        fault = next((fault for fault in self.faults if fault.takes(call)), None)
        if fault is not None:
            if fault.hold is not None:
                await fault.hold.wait()
            if fault.lose == "request":
                return self._hang_up(request)
            if fault.status:
                call.status = fault.status
                await self._tell()
                body = {"ok": False, "error_code": fault.status, "description": fault.description or "injected"}
                if fault.parameters:
                    body["parameters"] = fault.parameters
                return web.json_response(body, status=fault.status)
        if self.channel == "bale":
            strange = [call.method] if call.method in NOT_OF_BALE else [f for f in UNKNOWN_TO_BALE if f in call.fields]
            self.strange += strange
            if call.method in NOT_OF_BALE:
                call.status = 404
                await self._tell()
                return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        assert self._http is not None
        url = f"{self._emulator_url}{request.path}"
        passed = dict(form)
        if call.method == "getUpdates" and not self.waits:
            passed["timeout"] = "0"
        async with self._http.post(url, data=passed) as answer:
            body, call.status = await answer.json(), answer.status
        if call.method == "getMe" and call.status == 200:
            body["result"]["username"] = "ketabyar_test_bot"
        if call.method == "getUpdates" and call.status == 200:
            body["result"] = [self._as_its_own(_renamed(update)) for update in body["result"]]
        if self.channel == "bale" and call.method.startswith("editMessage") and call.status == 200:
            body["result"] = {"message_id": 0}
        await self._tell()
        if fault is not None and fault.lose == "answer":
            return self._hang_up(request)
        return web.json_response(body, status=call.status)

    def _as_its_own(self, update: dict[str, Any]) -> dict[str, Any]:
        if self.channel == "bale" and "callback_query" in update:
            update["callback_query"].pop("chat_instance", None)
        return update

    def _hang_up(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


@asynccontextmanager
async def telegram(channel: str = "telegram") -> AsyncIterator[Telegram]:
    """Run the emulator and its proxy on free ports, as Telegram or as Bale."""
    world = Telegram(channel)
    emulator = await _started(world.emulator.app())
    world._emulator_url = _address(emulator)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", world._serve)
    proxy = await _started(app)
    world.base_url = f"{_address(proxy)}/bot"
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http:
        world._http = http
        try:
            yield world
        finally:
            await proxy.cleanup()
            await emulator.cleanup()


async def _started(app: web.Application) -> web.AppRunner:
    # A long poll ends when the bot hangs up, as at Telegram.
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


def _renamed(update: dict[str, Any]) -> dict[str, Any]:
    content = dict(update.get("message") or {})
    kind = content.pop("_kind", None)
    return {"update_id": update["update_id"], kind: content} if kind else update


def message(chat: int = PATRON, *, language: str = "fa", kind: str = "private", **content: Any) -> dict[str, Any]:
    """A message as Telegram delivers it."""
    return {
        "message_id": next(_ids),
        "date": int(time.time()),
        "chat": {"id": chat, "type": kind, **({"first_name": "نگار"} if kind == "private" else {"title": "گروه"})},
        "from": person(chat, language),
        **content,
    }


def tap(chat: int, data: str, *, language: str = "fa") -> dict[str, Any]:
    """A tap on a button as Telegram delivers it."""
    number = next(_ids)
    return {
        "id": f"query-{number}",
        "from": person(chat, language),
        "chat_instance": "1",
        "data": data,
        "message": {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "…"},
    }


def blocking(chat: int = PATRON, status: str = "kicked") -> dict[str, Any]:
    """The news that a patron has blocked the bot."""
    bot = {"id": 7, "is_bot": True, "first_name": "Fixture"}
    return {
        "chat": {"id": chat, "type": "private", "first_name": "نگار"},
        "from": person(chat, "fa"),
        "date": int(time.time()),
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})},
    }


def person(chat: int, language: str) -> dict[str, Any]:
    """Somebody with a whole name and a user name, of which only the first name may be kept."""
    return {
        "id": abs(chat),
        "is_bot": False,
        "first_name": "نگار",
        "last_name": "محرمانه‌پور",
        "username": "negar_secret",
        "language_code": language,
    }
