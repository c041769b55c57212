"""One queue a chat: in order, one at a time, and forgotten when nobody uses it."""

from __future__ import annotations

import asyncio

import pytest

from process.queues import Place, QueueBusy, Queues


async def test_turns_of_one_queue_run_in_the_order_in_which_they_were_started() -> None:
    queues: Queues[None] = Queues()
    order: list[int] = []
    at_work = 0

    async def turn(place: Place[None], number: int) -> None:
        nonlocal at_work
        async with place:
            at_work += 1
            assert at_work == 1
            # The later, the quicker: without a queue the last would overtake.
            await asyncio.sleep(0.002 * (5 - number))
            order.append(number)
            at_work -= 1

    tasks = []
    for number in range(5):
        tasks.append(asyncio.create_task(turn(queues.join(1), number)))
        # Counted before it has run at all.
        assert queues.length(1) == number + 1
    await asyncio.gather(*tasks)
    assert order == [0, 1, 2, 3, 4]
    assert len(queues) == 0


async def test_a_failed_turn_lets_the_next_one_go() -> None:
    queues: Queues[None] = Queues()
    first, second = queues.join(1), queues.join(1)
    with pytest.raises(ValueError, match="broken"):
        async with first:
            raise ValueError("broken")
    async with asyncio.timeout(1), second:
        pass
    assert len(queues) == 0


async def test_one_who_goes_while_waiting_does_not_let_others_overtake() -> None:
    queues: Queues[None] = Queues()
    order: list[str] = []

    async def turn(name: str) -> None:
        async with queues.hold(1):
            order.append(name)

    async with queues.hold(1):
        second, third = asyncio.create_task(turn("second")), asyncio.create_task(turn("third"))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        assert queues.length(1) == 2
        # Time for the third, which must not come in meanwhile.
        await asyncio.sleep(0.01)
        order.append("first")
    await third
    assert order == ["first", "third"]
    assert len(queues) == 0


async def test_one_who_goes_when_it_was_their_turn_lets_the_next_one_go() -> None:
    queues: Queues[None] = Queues()

    async def turn() -> str:
        async with queues.hold(1):
            return "done"

    first = queues.join(1)
    await first.__aenter__()
    second, third = asyncio.create_task(turn()), asyncio.create_task(turn())
    await asyncio.sleep(0)
    # The lock is handed to the second in the very moment in which it is ended.
    await first.__aexit__()
    second.cancel()
    async with asyncio.timeout(1):
        assert await third == "done"
    await asyncio.gather(second, return_exceptions=True)
    assert len(queues) == 0


async def test_a_place_that_was_never_entered_can_be_left() -> None:
    queues: Queues[None] = Queues()
    first, second = queues.join(1), queues.join(1)
    first.leave()
    async with asyncio.timeout(1), second:
        assert queues.length(1) == 1
    assert len(queues) == 0


async def test_queues_do_not_wait_for_each_other() -> None:
    queues: Queues[None] = Queues()
    async with queues.hold(1), asyncio.timeout(1), queues.hold(2):
        assert len(queues) == 2


async def test_whose_patience_is_over_is_told_and_forgotten() -> None:
    queues: Queues[None] = Queues()
    async with queues.hold(1):
        with pytest.raises(QueueBusy):
            async with queues.hold(1, patience=0.01):
                raise AssertionError("nobody may overtake")
        assert queues.length(1) == 1
    async with queues.hold(1, patience=0.01):
        pass
    assert len(queues) == 0


async def test_what_is_handed_on_is_for_those_who_wait_and_no_longer() -> None:
    queues: Queues[str] = Queues()
    first, second = queues.join(1), queues.join(1)
    async with first:
        first.hand_on("sorry")
    async with second:
        assert second.handed == "sorry"
        third = queues.join(1)
        second.hand_on(None)
    async with third:
        assert third.handed is None
        third.hand_on("sorry")
    async with queues.join(1) as later:
        assert later.handed is None
    # Of those who went without their turn nothing stays either.
    fourth, gone = queues.join(1), queues.join(1)
    async with fourth:
        fourth.hand_on("sorry")
    gone.leave()
    async with queues.join(1) as later:
        assert later.handed is None
