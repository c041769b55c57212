"""The trace of a message: one from its arrival to the store, carried to the engine, without a word of the patron's."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from crm import records
from process.traces import current
from process.tracing import span
from tests.support.fake_engine import FakeEngine
from tests.support.front import Front
from tests.support.store_rows import add
from tests.support.traces import traced
from tests.support.waiting import eventually

WORDS = "kelidar dowlatabadi zorbadge"


@pytest.fixture
def database_url(sqlite_file: Path, tmp_path: Path) -> str:
    """One database: it is not the store that is tested."""
    path = tmp_path / "store.sqlite3"
    path.write_bytes(sqlite_file.read_bytes())
    return f"sqlite:///{path}"


async def test_a_message_has_one_trace_from_its_arrival_to_the_store(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    with traced("gateway") as found:
        await visitor.say(WORDS)
        [message], [turn], [asked] = (found.named(name) for name in ("message", "turn", "engine.turn"))
        writes = found.named("store.write")
        text = found.whole_text()
        names = {span.name for span in found.spans}
    trace = message.context.trace_id
    assert message.parent is None
    assert turn.parent is not None and turn.parent.span_id == message.context.span_id
    assert asked.parent is not None and asked.parent.span_id == turn.context.span_id
    # Kept when it came, and closed with its answer.
    of_message = [span for span in writes if span.context.trace_id == trace]
    assert {span.parent.span_id for span in of_message if span.parent} >= {
        message.context.span_id,
        turn.context.span_id,
    }
    [carried] = engine.traces
    assert carried is not None and carried[:-2] == f"00-{trace:032x}-{asked.context.span_id:016x}-"
    assert int(carried[-2:], 16) & 1, "recorded"
    assert turn.attributes == {"channel": "web_chat", "turn.outcome": "answered"}
    assert names <= {"message", "turn", "engine.turn", "store.write", "store.read"}
    for word in (*WORDS.split(), "echo"):
        assert word not in text
    assert front.running.gateway.settings.secret not in text


async def test_what_the_outbox_holds_for_an_open_page_belongs_to_the_trace_that_put_it_there(front: Front) -> None:
    visitor = await front.visitor()
    await visitor.say("one")
    identity_id = await front.identity_id(visitor)
    now = front.store.clock.now()
    words = {"interaction_id": 1, "seq": 99, "sender": "staff", "body": WORDS, "language": "en"}
    async with asyncio.timeout(60), visitor.stream() as events:
        # A stream begins with what was said so far: what is put there meanwhile is shown by that, and sent by nobody.
        while (await anext(events))[0] != "state":
            pass
        with traced("gateway") as found, span("turn"):
            message_id = await add(front.store, records.Message, created_at=now, **words)
            waits = {"message_id": message_id, "identity_id": identity_id, "channel": "web_chat"}
            await add(front.store, records.Outbox, next_attempt_at=now, **waits)
            [sending] = await eventually(lambda: found.named("send"))
            trace = current()
    assert trace is not None and f"{sending.context.trace_id:032x}" == trace[3:35]
    assert sending.attributes == {"channel": "web_chat", "send.result": "sent"}


async def test_two_messages_are_two_traces_and_a_visitor_chooses_none(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    outside = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    front.http.headers["traceparent"] = outside
    await visitor.say("one")
    await visitor.say("two")
    first, second = engine.traces
    assert first and second and first[3:35] != second[3:35]
    # Whoever may choose the name of a request could make the lines of a log belong to another's.
    assert outside[3:35] not in (first[3:35], second[3:35])
    # With traces off nobody is asked to record them.
    assert first.endswith("-00")
