"""How many messages of one chat may wait: more than anybody types, and never without an end."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from bot.conversation.service import MOST_WAITING
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front, Visitor
from tests.support.waiting import eventually

# The queue is in memory.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def send(visitor: Visitor, number: int) -> httpx.Response:
    return await visitor.post("messages", {"client_message_id": f"m{number}", "text": f"question {number}"})


async def test_of_a_flood_so_many_wait_and_the_others_are_told_to_come_later(front: Front, engine: FakeEngine) -> None:
    gate = asyncio.Event()

    async def slow(request: dict[str, Any]) -> dict[str, Any]:
        await gate.wait()
        return said(f"echo: {request['text']}")

    engine.script = slow
    visitor, other = await front.visitor(), await front.visitor()
    sent = {asyncio.create_task(send(visitor, number)): number for number in range(MOST_WAITING + 5)}
    refused: set[asyncio.Task[httpx.Response]] = set()
    async with asyncio.timeout(20):
        while len(refused) < 5:
            done, _ = await asyncio.wait(set(sent) - refused, return_when=asyncio.FIRST_COMPLETED)
            refused |= done

        async def all_taken_in() -> bool:
            return len(await visitor.history()) >= MOST_WAITING

        await eventually(all_taken_in)
    assert {(task.result().status_code, task.result().json()["error"]) for task in refused} == {
        (429, "too_many_messages")
    }
    waiting = set(sent) - refused
    # Another chat has a queue of its own, and what was taken in already has room when it is sent again.
    elsewhere = asyncio.create_task(other.say("hello"))
    again = asyncio.create_task(send(visitor, sent[next(iter(waiting))]))
    # Nothing tells that they wait; none must be refused or answered meanwhile.
    await asyncio.sleep(0.3)
    assert not any(task.done() for task in (*waiting, elsewhere, again))
    gate.set()
    answers = await asyncio.gather(*waiting)
    assert [answer.status_code for answer in answers] == [200] * MOST_WAITING
    assert (await again).json()["duplicate"] is True
    assert (await elsewhere)["messages"][0]["text"] == "echo: hello"
    assert len(engine.acted) == MOST_WAITING + 1
    # Nothing is left of a queue that nobody waits in.
    conversations = front.running.gateway.conversations
    assert len(conversations._turns) == len(conversations._arrivals) == 0
