"""A gateway on a real socket, as the browsers of visitors see it."""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.__main__ import Server
from bot.app import Running
from crm.database.store import Store
from tests.support.people import CARD, PIN

SITE = "https://library.example"


@dataclass
class Visitor:
    """A browser on the library's site."""

    http: httpx.AsyncClient
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    claims: list[str] = field(default_factory=list)
    number: str = ""

    async def begin(self, language: str = "en") -> None:
        answer = await self.http.post("/api/chat/session", json={"language": language}, headers={"Origin": SITE})
        assert answer.status_code == 201, answer.text
        self._proved_by(answer.json()["token"])

    async def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return await self.http.post(f"/api/chat/{path}", json=body, headers=self.headers)

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(f"/api/chat/{path}", headers=self.headers)

    async def say(self, text: str, message_id: str | None = None) -> dict[str, Any]:
        body = {"client_message_id": message_id or str(uuid.uuid4()), "text": text}
        answer = await self.post("messages", body)
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()
        return result

    async def press(self, payload: str, title: str) -> dict[str, Any]:
        body = {"client_message_id": str(uuid.uuid4()), "payload": payload, "title": title}
        answer = await self.post("messages", body)
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()
        return result

    async def ask_sign_in(self) -> str:
        """Ask for a link as the widget does, with a secret of this page's own; give its address."""
        self.claims.append(secrets.token_urlsafe(32))
        answer = await self.post("sign-in", {"claim": self.claims[-1]})
        assert answer.status_code == 200, answer.text
        self.number = answer.json()["number"]
        url: str = answer.json()["url"]
        return url

    async def renew(self) -> httpx.Response:
        """Take the new token after a sign-in."""
        answer = await self.http.post("/api/chat/session/renew", json={"claims": self.claims}, headers={"Origin": SITE})
        if answer.status_code == 200:
            self._proved_by(answer.json()["token"])
        return answer

    async def give(
        self, url: str, card: str = CARD, pin: str = PIN, *, own_device: bool = False, **headers: str
    ) -> httpx.Response:
        """Fill the sign-in page in as somebody who sees the chat's number."""
        own = {"own_device": "yes"} if own_device else {}
        form = {"card": card, "pin": pin, "number": self.number} | own
        return await self.http.post(url, data=form, headers=headers)

    async def sign_in(self, card: str = CARD, pin: str = PIN, *, own_device: bool = False) -> None:
        """Sign in, and go on with the new token."""
        url = await self.ask_sign_in()
        answer = await self.give(url, card, pin, own_device=own_device, Accept="application/json")
        assert answer.status_code == 200, answer.text
        assert (await self.renew()).status_code == 200

    def _proved_by(self, token: str) -> None:
        self.token = token
        self.headers = {"Authorization": f"Bearer {token}", "Origin": SITE}

    async def history(self, after: int = 0) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = (await self.get(f"messages?after={after}")).json()["messages"]
        return messages

    async def texts(self) -> list[str]:
        return [message["text"] for message in await self.history()]

    @asynccontextmanager
    async def stream(self, after: int = 0, more: str = "") -> AsyncIterator[AsyncIterator[tuple[str, dict[str, Any]]]]:
        """Open the event stream and give its events as they come."""
        async with self.http.stream("GET", f"/api/chat/events?after={after}{more}", headers=self.headers) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield _events(answer)


async def _events(answer: httpx.Response) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    name = ""
    async for line in answer.aiter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


@dataclass
class Front:
    """A running gateway as a browser sees it."""

    running: Running
    url: str
    http: httpx.AsyncClient
    server: Server
    task: asyncio.Task[None]

    @property
    def port(self) -> int:
        return self.running.gateway.settings.port

    @property
    def store(self) -> Store:
        return self.running.gateway.store

    async def visitor(self, language: str = "en") -> Visitor:
        visitor = Visitor(self.http)
        await visitor.begin(language)
        return visitor

    async def identity_id(self, visitor: Visitor) -> int:
        identity = await self.running.gateway.visitors.find(visitor.token)
        assert identity is not None
        return identity.id


Opener = Callable[..., AbstractAsyncContextManager[Front]]
