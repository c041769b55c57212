"""The engine forgets what is over, whenever and by whomever it was ended, and keeps what goes on."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import update

from bot.jobs.memory import forget_ended
from crm import records
from crm.conversations.outcomes import close_silent
from crm.database.upsert import table_of
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front

JOURNAL = table_of(records.Journal)
DAY = 24 * 3600.0


async def close_all(front: Front) -> int:
    later = front.store.clock.now().replace(year=2100)
    return await close_silent(front.store, before=later)


async def forget(front: Front) -> int:
    return await forget_ended(front.store, front.running.gateway.engine)


async def test_closed_conversations_are_forgotten_and_running_ones_are_not(front: Front, engine: FakeEngine) -> None:
    for _ in range(5):
        await (await front.visitor()).say("hours")
    assert await close_all(front) == 5
    await (await front.visitor()).say("hours")
    running = engine.requests[-1]["conversation"]
    assert await forget(front) == 5
    assert set(engine.memory) == {running}
    assert await forget(front) == 0


async def test_what_was_closed_while_the_engine_was_down_is_forgotten_when_it_is_back(
    front: Front, engine: FakeEngine
) -> None:
    await (await front.visitor()).say("hours")
    await engine.stop()
    await close_all(front)
    assert await forget(front) == 0, "an engine that is away is no error"
    assert len(engine.memory) == 1
    await engine.start()
    assert await forget(front) == 1
    assert not engine.memory


async def test_what_the_store_does_not_know_is_forgotten_after_a_day(front: Front, engine: FakeEngine) -> None:
    engine.memory = {"shell": DAY + 60, "just-beginning": 3.0}
    assert await forget(front) == 1
    assert set(engine.memory) == {"just-beginning"}


async def test_a_conversation_with_an_answer_still_due_is_remembered(front: Front, engine: FakeEngine) -> None:
    await (await front.visitor()).say("hours")
    await close_all(front)
    due = update(JOURNAL).values(state="received", closed_at=None)
    await front.store.transact(lambda connection: connection.execute(due))
    assert await forget(front) == 0
    done = update(JOURNAL).values(state="failed", closed_at=front.store.clock.now())
    await front.store.transact(lambda connection: connection.execute(done))
    assert await forget(front) == 1


async def test_a_conversation_that_the_engine_is_answering_in_is_left_for_the_next_time(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()
    await visitor.say("hours")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(request: dict[str, Any]) -> dict[str, Any]:
        begun.set()
        await go_on.wait()
        return said("at last")

    engine.script = slowly
    saying = asyncio.create_task(visitor.say("hours again"))
    await begun.wait()
    await close_all(front)
    assert await forget(front) == 0
    go_on.set()
    await saying
    assert await forget(front) == 1
    assert not engine.memory
