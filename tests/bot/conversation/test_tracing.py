"""The trace of a message: one from its arrival to the store, carried to the engine, without a word of the patron's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.fake_engine import FakeEngine
from tests.support.front import Front
from tests.support.traces import traced

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
