"""Streams: replay, then live, each message once; heartbeats; and an end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from litestar.response import ServerSentEventMessage

from bot.channels.web.hub import MOST_QUEUED, MOST_STREAMS, Hub, OpenStream, message_event
from bot.channels.web.wire import State, message_of
from crm.database.store import Store
from crm.messages.views import MessageView

# What is passed on here is given: nothing is read.
NO_STORE = cast("Store", None)
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def view(number: int) -> MessageView:
    return MessageView(
        id=number,
        interaction_id=1,
        seq=number,
        sender="bot",
        text=f"message {number}",
        buttons=[],
        custom={},
        language="en",
        created_at=AT,
        client_message_id=None,
    )


async def replay_of(*numbers: int) -> Sequence[ServerSentEventMessage]:
    return [message_event(message_of(view(number))) for number in numbers]


async def ids(subscription: OpenStream, kept: Sequence[int], most: int) -> list[str]:
    got: list[str] = []

    async def replay() -> Sequence[ServerSentEventMessage]:
        return await replay_of(*kept)

    events = subscription.events(replay, heartbeat=0.02)
    async for event in events:
        if event.id is not None:
            got.append(str(event.id))
        if event.comment is not None:
            got.append("heartbeat")
        if len(got) >= most:
            break
    await events.aclose()
    return got


async def test_what_is_in_the_replay_and_live_comes_once() -> None:
    hub = Hub(NO_STORE)
    stream = hub.subscribe(7)
    hub.tell(7, [view(2), view(3)])
    assert await ids(stream, [1, 2], 3) == ["1", "2", "3"]


async def test_a_quiet_stream_shows_that_it_lives() -> None:
    stream = Hub(NO_STORE).subscribe(7)
    assert await ids(stream, [1], 3) == ["1", "heartbeat", "heartbeat"]


async def test_a_closed_stream_gives_what_it_has_and_ends() -> None:
    hub = Hub(NO_STORE)
    stream = hub.subscribe(7)
    hub.tell(7, [view(1)])
    hub.close()
    async with asyncio.timeout(1):
        assert await ids(stream, [], 100) == ["1"]


async def test_others_hear_nothing_and_streams_are_forgotten() -> None:
    hub = Hub(NO_STORE)
    mine, other = hub.subscribe(7), hub.subscribe(8)
    hub.tell(8, [view(1)], State("en", False, "open"))
    mine.close()
    assert await ids(mine, [], 5) == []
    hub.unsubscribe(7, mine)
    hub.unsubscribe(7, mine)
    assert not hub.listening(7)
    assert hub.listening(8)
    assert await ids(other, [], 1) == ["1"]


async def test_a_stream_that_nobody_reads_is_closed() -> None:
    hub = Hub(NO_STORE)
    stream = hub.subscribe(7)
    for number in range(MOST_QUEUED + 5):
        hub.tell(7, [view(number)])
    assert stream.closed


async def test_too_many_streams_of_one_chat_close_the_oldest() -> None:
    hub = Hub(NO_STORE)
    streams = [hub.subscribe(7) for _ in range(MOST_STREAMS + 1)]
    assert [stream.closed for stream in streams] == [True] + [False] * MOST_STREAMS


async def test_what_goes_over_the_wire() -> None:
    hub = Hub(NO_STORE)
    stream = hub.subscribe(7)
    hub.tell(7, [view(3)], State("fa", False, "open"))
    hub.close()

    async def nothing() -> Sequence[ServerSentEventMessage]:
        return []

    written = b"".join([event.encode() async for event in stream.events(nothing)]).decode()
    first, message, state, end = written.split("\r\n\r\n")
    assert (first, end) == ("retry: 2000", "")
    assert message.startswith('id: 3\r\nevent: message\r\ndata: {"id":3,')
    assert state.split("\r\n")[0] == "event: state" and state.split("\r\n")[1].startswith('data: {"language":"fa"')
