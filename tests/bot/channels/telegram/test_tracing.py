"""The trace of a message of a messenger: one from its arrival to the sending of its answer, however often tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crm.records import Outbox
from tests.support.fake_engine import FakeEngine
from tests.support.telegram_gateway import Gateway
from tests.support.telegram_peer import Telegram
from tests.support.traces import traced

WORDS = "کلیدر دولت‌آبادی"


async def test_the_sending_of_an_answer_belongs_to_the_trace_of_the_message(gateway: Gateway, world: Telegram) -> None:
    with traced("gateway") as found:
        world.fail("sendMessage", 502, description="Bad Gateway")
        await world.write(WORDS)
        await world.sent(1, seconds=20)
        await gateway.settled(1)
        await gateway.channel.stop()
        [message], [turn] = found.named("message"), found.named("turn")
        sendings = found.named("send")
        written = {span.context.span_id for span in found.named("store.write")}
        text = found.whole_text()
    assert turn.context.trace_id == message.context.trace_id
    assert [span.attributes for span in sendings] == [
        {"channel": "telegram", "send.result": "retried"},
        {"channel": "telegram", "send.result": "sent"},
    ]
    for span in sendings:
        assert span.context.trace_id == message.context.trace_id
        # The write that put the answer into the outbox.
        assert span.parent is not None and span.parent.span_id in written
    assert not [word for word in (*WORDS.split(), "پاسخ") if word in text]


async def test_a_turn_that_is_taken_up_again_goes_on_in_the_trace_of_its_arrival(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    with traced("gateway") as found:
        gate = engine.hold()
        async with start_gateway():
            await world.write(WORDS)
            await engine.entered.wait()
        gate.set()
        [message], turns = found.named("message"), found.named("turn")
        assert len(turns) == 1, "it was cut short"
        async with start_gateway() as second:
            await world.sent(1, seconds=20)
            await second.settled(1)
        turns, sendings = found.named("turn"), found.named("send")
    assert len(turns) == 2
    for span in (*turns, *sendings):
        assert span.context.trace_id == message.context.trace_id
    assert [span.attributes["send.result"] for span in sendings if span.attributes] == ["sent"]


async def test_nothing_is_kept_of_a_trace_that_nobody_records(gateway: Gateway, world: Telegram) -> None:
    await world.write(WORDS)
    await world.sent(1)
    assert {row.trace for row in await gateway.journal()} == {None}
    assert {row.trace for row in await gateway.rows(Outbox)} == {None}
