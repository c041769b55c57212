"""Patrons of the console's tests: who chats on the web, and asks for a librarian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from crm.handoff import queue as desk
from crm.handoff import steps
from crm.messages import outbox
from tests.support.desk import NO_TLS, SITE, Desk
from tests.support.fake_engine import said

__all__ = ["Patron", "ask_for_librarian", "chat"]


async def _open(*_: Any) -> tuple[bool, None]:
    return True, None


@dataclass
class Patron:
    """Somebody at the widget."""

    http: httpx.Client
    count: int = 0

    def say(self, text: str) -> dict[str, Any]:
        """Send a message; give the answer."""
        self.count += 1
        body = {"text": text, "client_message_id": f"c{self.count}"}
        answer = self.http.post("/api/chat/messages", json=body)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def history(self) -> list[dict[str, Any]]:
        """Give what the widget shows."""
        found: list[dict[str, Any]] = self.http.get("/api/chat/messages").json()["messages"]
        return found


def chat(console: Desk, language: str = "fa") -> Patron:
    """Open the widget as somebody new."""
    http = httpx.Client(base_url=console.url, verify=NO_TLS, trust_env=False, timeout=30, headers={"Origin": SITE})
    console.clients.append(http)
    token = http.post("/api/chat/session", json={"language": language}).json()["token"]
    http.headers["Authorization"] = f"Bearer {token}"
    return Patron(http)


def ask_for_librarian(console: Desk, patron: Patron, *, text: str = "کتابدار می‌خواهم", reason: str = "مقاله") -> str:
    """Let a patron ask for a librarian in opening hours; give the conversation's public id."""
    before = {each.public_id for each in console.run(desk.queue(console.store))}

    async def queues(request: dict[str, Any]) -> dict[str, Any]:
        await steps.request(console.store, request["conversation"], reason=reason, opening=_open)
        return said("الان می‌آید.", intent="human_help")

    console.engine.script = queues
    patron.say(text)
    console.engine.script = console.engine.echo
    (one,) = [each for each in console.run(desk.queue(console.store)) if each.public_id not in before]
    return one.public_id


async def sent_by_outbox(desk: Desk, channel: str) -> list[str]:
    """Give what waits in the outbox for a channel."""
    return [item.message.text for item in await outbox.due(desk.store, channel)]
