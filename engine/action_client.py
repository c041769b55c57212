"""The client of the action server: one kept connection, secret, deadline, and only what an action needs."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any

import aiohttp
import rasa
from msgspec.json import decode, encode
from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.deadline import deadline, seconds_left
from engine.patches.errors import ActionFailed
from engine.sentences import Sentences
from process.lost_peers import CONNECT_SECONDS, minded_socket
from process.traces import TRACE_HEADER, current
from protocol.keys import SECRET_HEADER
from protocol.patience import ACTION_CALL_SECONDS
from protocol.vectors import MOST_VECTORS

# What the action server says beside an answer: nobody waits for one any more, it may be asked again soon, or an action
# itself went wrong, which it would again.
TURN_CLOSED, UNAVAILABLE, BROKEN = 410, 503, 500
# It needs the vectors of texts before it can answer, and waits for them (actions.rasa.waiting).
WANTS_VECTORS = 428
LONGEST_TEXT = 2000
# So long an action server that did not answer is asked only when no other is there.
DOWN_SECONDS = 5.0


class _NotConnected(ActionFailed):
    """There was no connection: the action server has not heard of the call."""


class ActionClient:
    """Sends action calls over kept connections of the running event loop.

    `urls` are those of the action servers, separated by commas. They are asked in turn; one that did not answer is for
    a while asked only when no other is there.
    """

    def __init__(self, urls: str, secret: str, deadline: float = ACTION_CALL_SECONDS) -> None:
        self.urls = [url.strip() for url in urls.split(",") if url.strip()]
        self._calls = 0
        self._down: dict[str, float] = {}
        self._secret = secret
        self._deadline = deadline
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sentences = Sentences(fine=False)

    async def call(self, action: str, body: Mapping[str, Any]) -> Any:
        """Run an action and give its answer; one that wants the vectors of texts is called again with them.

        It waits for them where it stands, so that the same server is asked again if it is there.
        Raises ActionExecutionRejection when the action refuses its turn (status 400), ActionFailed for all else.
        """
        url, status, answer = await self._post(action, body)
        message = body.get("tracker", {}).get("latest_message", {})
        vectors = message.get("vectors")
        for _ in range(MOST_VECTORS):
            texts = answer.get("wants_vectors") if status == WANTS_VECTORS and isinstance(answer, dict) else None
            if vectors is None or not isinstance(texts, list):
                break
            wanted = [str(text) for text in texts if text not in vectors][: MOST_VECTORS - len(vectors)]
            if not wanted:
                break
            made = await self._sentences.packed([text[:LONGEST_TEXT] for text in wanted])
            vectors.update(zip(wanted, made, strict=True))
            message["waits"] = answer.get("waits")
            url, status, answer = await self._post(action, body, url)
        if status == 400 and isinstance(answer, dict) and answer.get("action_name"):
            raise ActionExecutionRejection(answer["action_name"], answer.get("error"))
        if status == TURN_CLOSED:
            raise ActionFailed(action, "the turn is over", "turn_closed")
        if status == UNAVAILABLE:
            raise ActionFailed(action, "what it needs is away for the moment", "unavailable")
        if status == BROKEN:
            raise ActionFailed(action, "an error of its own", "action_broken")
        if status != 200:
            raise ActionFailed(action, f"status {status}")
        return answer

    async def _post(self, action: str, body: Mapping[str, Any], first: str | None = None) -> tuple[str, int, Any]:
        data = _as_json(body)
        servers = self._in_turn(first)
        for url in servers[:-1]:
            try:
                return url, *await self._posted(url, action, data)
            except _NotConnected:
                # It has not heard of the call, so that nothing is done twice.
                continue
        return servers[-1], *await self._posted(servers[-1], action, data)

    def _in_turn(self, first: str | None = None) -> list[str]:
        """Give the servers in the order to ask them in, `first` before all others: what waits there is lost else."""
        if first is None:
            # A call that goes on with another one moves no turn: of two servers one would begin all.
            self._calls += 1
        begin, now = self._calls % len(self.urls), time.monotonic()
        turned = self.urls[begin:] + self.urls[:begin]
        if first is None and not self._down:
            return turned
        return sorted(turned, key=lambda url: (url != first, self._down.get(url, 0.0) > now))

    async def _posted(self, url: str, action: str, data: bytes) -> tuple[int, Any]:
        patience = seconds_left(self._deadline)
        if patience <= 0:
            raise ActionFailed(action, "the time of the turn is over", "late")
        try:
            timeout = aiohttp.ClientTimeout(total=patience, connect=CONNECT_SECONDS)
            trace = current()
            headers = None if trace is None else {TRACE_HEADER: trace}
            async with self._open().post(url, data=data, headers=headers, timeout=timeout) as response:
                content = await response.read()
                status = response.status
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            self._note_down(url)
            raise _NotConnected(action, type(error).__name__) from error
        except asyncio.TimeoutError as error:
            self._note_down(url)
            raise ActionFailed(action, f"no answer within {patience:g} s") from error
        except aiohttp.ClientError as error:
            self._note_down(url)
            raise ActionFailed(action, type(error).__name__) from error
        if status == UNAVAILABLE:
            # Another may see what this one does not.
            self._note_down(url)
        try:
            return status, decode(content) if content else None
        except ValueError as error:
            raise ActionFailed(action, f"status {status}, not JSON") from error

    def _note_down(self, url: str) -> None:
        if len(self.urls) > 1:
            self._down[url] = time.monotonic() + DOWN_SECONDS

    async def close(self) -> None:
        """Close the kept connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if self._session is None or self._session.closed or self._loop is not loop:
            self._loop = loop
            self._session = aiohttp.ClientSession(
                headers={SECRET_HEADER: self._secret, "Content-Type": "application/json"},
                # Shorter than the server's own patience, so that no call meets a connection being closed.
                connector=aiohttp.TCPConnector(limit=64, keepalive_timeout=60, socket_factory=minded_socket),
            )
        return self._session


def call_body(action: str, tracker: DialogueStateTracker, domain: Mapping[str, Any]) -> dict[str, Any]:
    """What is posted to the action server: the state, and the events since the patron's last message."""
    recent: list[Event] = []
    for event in reversed(tracker.events):
        recent.append(event)
        if isinstance(event, UserUttered):
            break
    recent.reverse()
    loop = tracker.active_loop
    return {
        "next_action": action,
        "sender_id": tracker.sender_id,
        "tracker": {
            "sender_id": tracker.sender_id,
            "slots": tracker.current_slot_values(),
            "latest_message": {
                **(tracker._latest_message_data() or {}),
                "deadline": deadline(),
                "vectors": {},
                # What of the action server waits for the vectors; that it is told at all says that it may wait.
                "waits": None,
            },
            "latest_event_time": tracker.events[-1].timestamp if tracker.events else None,
            "followup_action": tracker.followup_action,
            "paused": tracker.is_paused(),
            "events": [event.as_dict() for event in recent],
            "latest_input_channel": recent[0].input_channel if recent and isinstance(recent[0], UserUttered) else None,
            "active_loop": _loop_state(loop),
            "latest_action": tracker.latest_action,
            "latest_action_name": tracker.latest_action_name,
        },
        "domain": domain,
        "version": rasa.__version__,
    }


def small_domain(domain: Domain) -> dict[str, Any]:
    """The part of a domain that the SDK's forms read; made once, for a missing one is answered with 449."""
    whole = domain.as_dict()
    return {
        "slots": whole.get("slots", {}),
        "forms": whole.get("forms", {}),
        "session_config": whole.get("session_config", {}),
    }


def _as_json(body: Mapping[str, Any]) -> bytes:
    try:
        return encode(body)
    except (TypeError, ValueError):
        # Numbers of other libraries, and halves of signs.
        return json.dumps(body).encode()


def _loop_state(loop: Any) -> dict[str, Any]:
    if loop is None or not loop.name:
        return {}
    return {
        "name": loop.name,
        "is_interrupted": loop.is_interrupted,
        "rejected": loop.rejected,
        "trigger_message": loop.trigger_message,
    }
