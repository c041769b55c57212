"""One lane a chat: in order, one at a time, and forgotten when nobody uses it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.conversation.lanes import LaneFull, Lanes
from crm.messages.views import MessageView


async def test_turns_of_one_lane_run_in_the_order_of_joining() -> None:
    lanes = Lanes()
    order: list[int] = []
    at_work = 0

    async def turn(number: int) -> None:
        nonlocal at_work
        async with places[number]:
            at_work += 1
            assert at_work == 1
            await asyncio.sleep(0.002 * (5 - number))
            order.append(number)
            at_work -= 1

    places = [lanes.join(1) for _ in range(5)]
    # Started the other way round: the place decides, not who asks first.
    await asyncio.gather(*(turn(number) for number in reversed(range(5))))
    assert order == [0, 1, 2, 3, 4]
    assert len(lanes) == 0


async def test_a_failed_turn_lets_the_next_one_go() -> None:
    lanes = Lanes()
    first, second = lanes.join(1), lanes.join(1)
    with pytest.raises(ValueError, match="broken"):
        async with first:
            raise ValueError("broken")
    async with asyncio.timeout(1), second:
        pass
    assert len(lanes) == 0


async def test_a_place_given_up_while_waiting_does_not_let_others_overtake() -> None:
    lanes = Lanes()
    first, second, third = (lanes.join(1) for _ in range(3))
    order: list[str] = []

    async def third_turn() -> None:
        async with third:
            order.append("third")

    async with first:
        waiting = asyncio.create_task(third_turn())
        second.leave()
        await asyncio.sleep(0.01)
        order.append("first")
    await waiting
    assert order == ["first", "third"]
    await asyncio.sleep(0)
    assert len(lanes) == 0


async def test_lanes_do_not_wait_for_each_other() -> None:
    lanes = Lanes()
    async with lanes.join(1), asyncio.timeout(1), lanes.join(2):
        assert len(lanes) == 2


async def test_a_lane_says_whether_it_is_busy_and_when_it_is_full() -> None:
    lanes = Lanes(most_waiting=2)
    async with lanes.intake(1) as lane:
        assert not lane.busy
        first = lanes.join(1)
    async with lanes.intake(1) as lane:
        assert lane.busy
        second = lanes.join(1)
    with pytest.raises(LaneFull):
        async with lanes.intake(1):
            pass
    async with first:
        pass
    async with second:
        pass
    async with lanes.intake(1) as lane:
        assert not lane.busy
    assert len(lanes) == 0


async def test_those_who_wait_at_the_door_of_a_full_lane_are_counted() -> None:
    lanes = Lanes(most_waiting=3)
    places = []

    async def come() -> bool:
        try:
            async with lanes.intake(1):
                await asyncio.sleep(0)
                places.append(lanes.join(1))
        except LaneFull:
            return False
        return True

    assert sum(await asyncio.gather(*(come() for _ in range(20)))) == 3
    for place in places:
        async with place:
            pass
    assert len(lanes) == 0


async def test_an_apology_stands_for_those_who_waited_behind_it_and_no_longer() -> None:
    lanes = Lanes()
    first, second = lanes.join(1), lanes.join(1)
    apology = (message(7),)
    async with first:
        first.ended(apology)
    async with second:
        assert second.apology == apology
        third = lanes.join(1)
        second.ended(())
    async with third:
        assert third.apology == ()
        third.ended(apology)
    assert lanes.join(1).apology == ()


def message(number: int) -> MessageView:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    return MessageView(number, 1, 2, "bot", "sorry", [], {}, "en", moment, None)
