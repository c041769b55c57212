"""Open event streams, and the messages for them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence

import msgspec
from litestar.response import ServerSentEventMessage

from bot.channels.web.wire import Message, State, message_of, state_of
from crm.conversations import identities, turn_state
from crm.conversations.identities import Identity, SignInStanding
from crm.database.store import Store
from crm.messages.views import MessageView

__all__ = [
    "STAFF_WRITES",
    "STANDING",
    "STATE",
    "TOLD",
    "Hub",
    "OpenStream",
    "message_event",
    "presence_event",
    "shown",
    "state_event",
]

HEARTBEAT = ServerSentEventMessage(data=None, comment="still here")
# How many milliseconds a browser waits before it comes back.
RETRY = ServerSentEventMessage(data=None, retry=2000)
HEARTBEAT_SECONDS = 15.0
MOST_STREAMS = 8
MOST_QUEUED = 500
# Kinds of signals to the hubs of other gateways.
STATE, STAFF_WRITES, STANDING, TOLD = "state", "staff-writes", "standing", "told"

_ENCODE = msgspec.json.Encoder().encode


def message_event(message: Message) -> ServerSentEventMessage:
    """Make the event of a message; its id is the message's."""
    return ServerSentEventMessage(_ENCODE(message), event="message", id=message.id)


def shown(views: Iterable[MessageView]) -> list[MessageView]:
    """Leave out what the gateway said to the bot by itself (after a sign-in): it is a message without words."""
    return [view for view in views if view.text or view.buttons]


def state_event(state: State) -> ServerSentEventMessage:
    """Make the event of a state; it has no id."""
    return ServerSentEventMessage(_ENCODE(state), event="state")


def presence_event(said: Mapping[str, str]) -> ServerSentEventMessage:
    """Make the event of who is there, said in each language; it has no id."""
    return ServerSentEventMessage(_ENCODE(said), event="presence")


class OpenStream:
    """One open stream: what is still to be sent on it."""

    def __init__(
        self, standing: SignInStanding | None = None, after_id: int = 0, *, hears_presence: bool = False
    ) -> None:
        self.standing = standing
        self.hears_presence = hears_presence
        self._after_id = after_id
        self._put: set[int | str] = set()
        self._queue: deque[ServerSentEventMessage] = deque()
        self._wake = asyncio.Event()
        self.closed = False

    def put(self, event: ServerSentEventMessage) -> None:
        """Add an event; a stream that is not read any more is closed, and its reader comes back with replay."""
        if len(self._queue) >= MOST_QUEUED:
            self.close()
            return
        self._queue.append(event)
        if event.id is not None:
            self._put.add(event.id)
        self._wake.set()

    def lacks(self, message_id: int) -> bool:
        """Tell whether a message that is stored has neither been put here nor was known when it was opened."""
        return message_id > self._after_id and message_id not in self._put

    def close(self) -> None:
        """End the stream after what is queued."""
        self.closed = True
        self._wake.set()

    async def events(
        self,
        replay: Callable[[], Awaitable[Sequence[ServerSentEventMessage]]],
        *,
        heartbeat: float = HEARTBEAT_SECONDS,
    ) -> AsyncGenerator[ServerSentEventMessage]:
        """Give what is stored, then what comes in; each message once, however both overlap."""
        # The subscription is older than the replay, so that nothing falls between the two.
        sent: set[int | str] = set()
        yield RETRY
        for event in await replay():
            if event.id is not None:
                sent.add(event.id)
                self._put.add(event.id)
            yield event
        while True:
            while self._queue:
                event = self._queue.popleft()
                if event.id is not None:
                    if event.id in sent:
                        continue
                    sent.add(event.id)
                yield event
            if self.closed:
                return
            self._wake.clear()
            try:
                async with asyncio.timeout(heartbeat):
                    await self._wake.wait()
            except TimeoutError:
                yield HEARTBEAT


class Hub:
    """Every open stream of this gateway, by chat partner.

    What is told here and may concern streams at another gateway is said to `outward`, with its kind and for whom.
    """

    def __init__(self, store: Store, outward: Callable[[str, int], None] | None = None) -> None:
        self._store = store
        self._outward = outward or (lambda _kind, _identity_id: None)
        self._streams: dict[int, list[OpenStream]] = {}

    def subscribe(
        self,
        identity_id: int,
        standing: SignInStanding | None = None,
        after_id: int = 0,
        *,
        hears_presence: bool = False,
    ) -> OpenStream:
        """Open a stream; beyond the most for one chat partner the oldest is closed.

        `standing` is what it hangs on (see `settle`); what came up to `after_id` is known to whoever opens it.
        `hears_presence`: it is told whether a librarian is there, too.
        """
        subscription = OpenStream(standing, after_id, hears_presence=hears_presence)
        streams = self._streams.setdefault(identity_id, [])
        streams.append(subscription)
        if len(streams) > MOST_STREAMS:
            streams.pop(0).close()
        return subscription

    def unsubscribe(self, identity_id: int, subscription: OpenStream) -> None:
        """Forget a stream that has ended."""
        streams = self._streams.get(identity_id, [])
        if subscription in streams:
            streams.remove(subscription)
        if not streams:
            self._streams.pop(identity_id, None)

    def listening(self, identity_id: int) -> bool:
        """Tell whether a stream is open, so that nothing is made for nobody."""
        return identity_id in self._streams

    def count(self) -> int:
        """Count the open streams."""
        return sum(len(streams) for streams in self._streams.values())

    def wants_presence(self) -> bool:
        """Tell whether any stream is told whether a librarian is there."""
        return any(stream.hears_presence for streams in self._streams.values() for stream in streams)

    def tell_presence(self, said: Mapping[str, str]) -> None:
        """Say who is there to all streams that asked for it."""
        event = presence_event(said)
        for streams in list(self._streams.values()):
            for stream in list(streams):
                if stream.hears_presence:
                    stream.put(event)

    def listeners(self) -> list[int]:
        """Name the chat partners who have a stream open."""
        return list(self._streams)

    async def state(self, partner: Identity) -> State:
        """Look at how the conversation of a chat partner stands."""
        return state_of(partner, await turn_state.current_status(self._store, partner.id))

    async def tell_state(self, identity_id: int, messages: Iterable[MessageView] = ()) -> bool:
        """Send messages, and how it stands now, to a chat partner's streams; tell whether one took all."""
        self._outward(STATE, identity_id)
        return await self.tell_state_here(identity_id, messages)

    async def tell_state_here(self, identity_id: int, messages: Iterable[MessageView] = ()) -> bool:
        """Do what `tell_state` does, for the streams of this gateway alone."""
        if not self.listening(identity_id):
            return False
        partner = await identities.identity(self._store, identity_id)
        return self.tell(identity_id, messages, await self.state(partner))

    def tell_others(self, identity_id: int) -> None:
        """Have the other gateways look for messages that a chat partner's streams lack there."""
        self._outward(TOLD, identity_id)

    async def tell_writing(self, identity_id: int) -> None:
        """Tell a chat partner's streams that a librarian is writing."""
        self._outward(STAFF_WRITES, identity_id)
        await self.tell_writing_here(identity_id)

    async def tell_writing_here(self, identity_id: int) -> None:
        """Do what `tell_writing` does, for the streams of this gateway alone."""
        if self.listening(identity_id):
            partner = await identities.identity(self._store, identity_id)
            self.tell(identity_id, (), msgspec.structs.replace(await self.state(partner), staff_writes=True))

    def tell_missed(self, identity_id: int, messages: Iterable[MessageView], state: State) -> int:
        """Send what a chat partner's streams lack of stored messages, and a state with it; give how many they were."""
        lacking = [
            view for view in messages if any(stream.lacks(view.id) for stream in self._streams.get(identity_id, []))
        ]
        if lacking:
            self.tell(identity_id, lacking, state)
        return len(lacking)

    def tell(self, identity_id: int, messages: Iterable[MessageView], state: State | None = None) -> bool:
        """Send messages and a state to a chat partner's streams; tell whether one took all."""
        streams = self._streams.get(identity_id)
        if not streams:
            return False
        events = [message_event(message_of(view)) for view in messages]
        if state is not None:
            events.append(state_event(state))
        taken = False
        for stream in list(streams):
            for event in events:
                stream.put(event)
            taken = taken or not stream.closed
        return taken

    def end(self, identity_id: int, state: State) -> None:
        """Tell a state to a chat partner's streams and end them: nothing that comes later goes there."""
        self._outward(STANDING, identity_id)
        for stream in self._streams.pop(identity_id, []):
            stream.put(state_event(state))
            stream.close()

    def identities(self) -> list[int]:
        """List the chat partners that have a stream open."""
        return list(self._streams)

    def is_current(self, identity_id: int, standing: SignInStanding) -> bool:
        """Tell whether the chat partner's streams know how it stands."""
        return all(stream.standing in (None, standing) for stream in self._streams.get(identity_id, []))

    def settle(self, identity_id: int, standing: SignInStanding, state: State) -> None:
        """Tell a chat partner's streams how it stands now, and end those whose token is worth nothing any more."""
        for stream in list(self._streams.get(identity_id, [])):
            if stream.standing in (None, standing):
                continue
            stream.put(state_event(state))
            if stream.standing.token_hash != standing.token_hash:
                stream.close()
                self.unsubscribe(identity_id, stream)
            stream.standing = standing

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for streams in self._streams.values():
            for stream in streams:
                stream.close()
