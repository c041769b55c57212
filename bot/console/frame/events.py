"""Events of conversations, passed on to the console pages that are open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.conversation.outcome import TurnOutcome
from bot.conversation.turn import Turn
from crm.messages.views import MessageView

__all__ = ["ConsoleEvent", "ConsoleEvents", "ConsoleStream"]

# What a page that does not read keeps waiting: enough for a burst, and then it is to load anew anyway.
MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class ConsoleEvent:
    """An event: `kind` says what happened (turn, identity, handoff, case, model, ...), `subject` to what."""

    kind: str
    subject: str = ""


class ConsoleStream:
    """The events of one open page, in order; it ends when the gateway stops."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[ConsoleEvent | None] = asyncio.Queue(MOST_WAITING)

    def put(self, event: ConsoleEvent | None) -> None:
        """Add an event, or None for the end; the oldest is dropped when nobody reads."""
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(event)

    async def next(self, seconds: float) -> ConsoleEvent | None:
        """Wait for the next event; raises TimeoutError after `seconds`, gives None at the end."""
        async with asyncio.timeout(seconds):
            return await self._queue.get()

    async def __aiter__(self) -> AsyncIterator[ConsoleEvent]:
        """Give events until the end."""
        while (event := await self._queue.get()) is not None:
            yield event


class ConsoleEvents:
    """The hub of console events, told to every open page (bot.conversation.conductor.Listener).

    Each event carries names only, never words of a patron: the page asks the store for what its reader may see.
    """

    def __init__(self) -> None:
        self._streams: set[ConsoleStream] = set()
        self._closed = False

    @contextmanager
    def subscribe(self) -> Iterator[ConsoleStream]:
        """Give a stream of what happens from now on."""
        stream = ConsoleStream()
        if self._closed:
            stream.put(None)
        self._streams.add(stream)
        try:
            yield stream
        finally:
            self._streams.discard(stream)

    def publish(self, kind: str, subject: str = "") -> None:
        """Tell all open pages; to be called in the event loop."""
        event = ConsoleEvent(kind, subject)
        for stream in tuple(self._streams):
            stream.put(event)

    def told(self, turn: Turn, messages: Sequence[MessageView], outcome: TurnOutcome) -> None:
        """Tell that a turn has ended; the subject is the conversation's public id."""
        self.publish("turn", turn.interaction.public_id)

    def changed(self, identity_id: int) -> None:
        """Tell that something of a chat partner changed; the subject is the partner's number."""
        self.publish("identity", str(identity_id))

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self._closed = True
        for stream in tuple(self._streams):
            stream.put(None)
