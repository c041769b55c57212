"""A client of the gateway's web channel, for the terminal and for benchmarks."""

from __future__ import annotations

import secrets
import time
import uuid
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx

__all__ = ["ChatClient", "ChatError", "ChatTurn"]

TURN_SECONDS = 60.0
MOST_WAITS = 5


class ChatError(Exception):
    """The gateway refused a request or cannot be reached; the text is for the person at the terminal."""


@dataclass(frozen=True)
class ChatTurn:
    """The answer to one message: replies in order, the buttons of the last one, and the parse."""

    replies: list[str]
    buttons: list[dict[str, str]]
    sign_in: bool
    intent: str | None
    confidence: float | None
    state: dict[str, Any] = field(default_factory=dict)
    message_ids: list[int] = field(default_factory=list)


class ChatClient:
    """One visitor of the web channel, on a page of the origin (the gateway's own address, unless named)."""

    def __init__(self, base_url: str, language: str, origin: str | None = None) -> None:
        # Without a page of its own to come from, it is the address itself that the gateway does not know.
        self._mend = (
            "patrons reach it at another address. Name that one: --url https://… (KETABYAR_PUBLIC_URL of the gateway)."
            if origin is None
            else "set KETABYAR_PUBLIC_URL as it was when the gateway started."
        )
        self._origin = origin or base_url.rstrip("/")
        try:
            self._http = httpx.Client(
                base_url=base_url,
                # To read authorities takes longer than a turn; plain HTTP knows none. A library may have its own
                # (SSL_CERT_FILE).
                verify=False if base_url.startswith("http://") else httpx.create_ssl_context(),
                timeout=TURN_SECONDS,
                trust_env=False,
                headers={"Origin": self._origin},
            )
        except (httpx.InvalidURL, ValueError) as error:
            raise ChatError(f"{base_url} is no address: {error}") from error
        self._language = language
        self._last_id = 0

    def __enter__(self) -> Self:
        created = self._ask("POST", "/api/chat/session", {"language": self._language})
        self._http.headers["Authorization"] = f"Bearer {created['token']}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def say(self, text: str) -> ChatTurn:
        """Send a typed message and return the answer."""
        return self._turn({"text": text})

    def press(self, button: dict[str, str]) -> ChatTurn:
        """Press a button that an answer offered."""
        return self._turn({"payload": button["payload"], "title": button["title"]})

    def sign_in(self, card: str, pin: str) -> list[str]:
        """Open the one-time page, give card number and PIN there, and return what the bot then says.

        Raises ChatError when the page refuses them.
        """
        claim = secrets.token_urlsafe(32)
        offer = self._ask("POST", "/api/chat/sign-in", {"claim": claim})
        form = {"card": card, "pin": pin, "number": offer["number"]}
        # The public address may lead nowhere from this machine: the page is asked for where the chat is.
        page = httpx.URL(offer["url"]).raw_path.decode("ascii")
        try:
            answer = self._http.post(page, data=form, headers={"Accept": "application/json"})
        except httpx.HTTPError as error:
            raise ChatError("the sign-in page cannot be reached.") from error
        if answer.status_code >= 400:
            raise ChatError(_reason(answer, self._language) or "the card number or PIN is not right.")
        renewed = self._ask("POST", "/api/chat/session/renew", {"claims": [claim]})
        self._http.headers["Authorization"] = f"Bearer {renewed['token']}"
        return [message["text"] for message in self.later() if message["sender"] != "patron"]

    def later(self) -> list[dict[str, Any]]:
        """Messages that arrived since the last answer."""
        fresh: list[dict[str, Any]] = self._ask("GET", f"/api/chat/messages?after={self._last_id}")["messages"]
        self._seen(fresh)
        return fresh

    def _turn(self, body: dict[str, str]) -> ChatTurn:
        answer = self._ask("POST", "/api/chat/messages", {"client_message_id": str(uuid.uuid4()), **body})
        messages = answer["messages"]
        self._seen([answer["message"], *messages])
        parse = answer.get("parse") or {}
        return ChatTurn(
            replies=[message["text"] for message in messages],
            buttons=[button for message in messages for button in message["buttons"]],
            sign_in=any(message["sign_in"] for message in messages),
            intent=parse.get("intent"),
            confidence=parse.get("confidence"),
            state=answer["state"],
            message_ids=[message["id"] for message in messages],
        )

    def _seen(self, messages: list[dict[str, Any]]) -> None:
        self._last_id = max([self._last_id, *(message["id"] for message in messages)])

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            answer = self._http.request(method, path, json=body)
            for _ in range(MOST_WAITS):
                if answer.status_code != 429:
                    break
                # A script types faster than the gateway lets one chat talk: wait as it asks, and say it again.
                time.sleep(float(answer.headers.get("Retry-After", "1")))
                answer = self._http.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise ChatError(
                f"the gateway at {self._http.base_url} cannot be reached; is `make up` running? Where it was started "
                "with KETABYAR_PORT, KETABYAR_HOST or KETABYAR_HOME, set them here too, or name its address with --url."
            ) from error
        if answer.status_code == 403 and _code(answer) == "origin_not_allowed":
            raise ChatError(
                f"the gateway at {self._http.base_url} does not accept chats from pages at {self._origin}: {self._mend}"
            )
        if answer.status_code >= 400:
            raise ChatError(_reason(answer, self._language) or f"the gateway answered {answer.status_code}.")
        try:
            result: dict[str, Any] = answer.json()
        except ValueError as error:
            raise ChatError(f"what answers at {self._http.base_url} is not ketabyar.") from error
        return result


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return ""


def _reason(answer: httpx.Response, language: str) -> str:
    try:
        message = answer.json()["message"]
    except (ValueError, KeyError, TypeError):
        return ""
    return str(message[language] if isinstance(message, dict) else message)
