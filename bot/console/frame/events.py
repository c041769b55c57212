"""Wake-up signals for open console pages when something happens in conversations or cases."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Sequence

from bot.conversation.outcome import TurnOutcome
from crm.conversations.open_turns import OpenTurn
from crm.messages.views import MessageView

__all__ = ["ConsoleEvents", "ConsoleStream"]


class ConsoleStream:
    """What one open page waits on: that anything has happened since it last looked. It ends with the gateway."""

    def __init__(self) -> None:
        self._happened = asyncio.Event()
        self.ended = False

    def wake(self) -> None:
        """Say that something has happened."""
        self._happened.set()

    def end(self) -> None:
        """End the stream."""
        self.ended = True
        self._happened.set()

    async def wait(self, seconds: float, gather: float) -> None:
        """Wait until something happens, for so many seconds at most, and then for what happens together with it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._happened.wait()
            if not self.ended:
                await asyncio.sleep(gather)
            self._happened.clear()


class ConsoleEvents:
    """Wake every open page (bot.conversation.conductor.Listener).

    Nothing is said of what happened: the page asks the store for what its reader may see.
    """

    def __init__(self) -> None:
        self._streams: set[ConsoleStream] = set()
        self._closed = False

    @contextlib.contextmanager
    def subscribe(self) -> Iterator[ConsoleStream]:
        """Give a stream of what happens from now on."""
        stream = ConsoleStream()
        if self._closed:
            stream.end()
        self._streams.add(stream)
        try:
            yield stream
        finally:
            self._streams.discard(stream)

    def count(self) -> int:
        """Count the open pages."""
        return len(self._streams)

    def publish(self) -> None:
        """Wake all open pages; to be called in the event loop."""
        for stream in self._streams:
            stream.wake()

    def told(self, turn: OpenTurn, messages: Sequence[MessageView], outcome: TurnOutcome) -> None:
        """Wake them when a turn has ended."""
        self.publish()

    def changed(self, identity_id: int) -> None:
        """Wake them when something of a chat partner changed."""
        self.publish()

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self._closed = True
        for stream in self._streams:
            stream.end()
