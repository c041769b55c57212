"""What an engine counts: turns by their end, and the seconds of reading and actions, each to its own turn."""

from __future__ import annotations

import asyncio

from engine.figures import Figures, of_this_turn
from protocol.turns import EngineSeconds


async def test_a_turn_has_its_own_seconds_whatever_runs_beside_it() -> None:
    figures = Figures()

    async def turn(actions: int) -> EngineSeconds:
        with figures.turn():
            with figures.parse():
                await asyncio.sleep(0)
            for _ in range(actions):
                with figures.action():
                    await asyncio.sleep(0)
            assert 1 <= figures.under_way <= 2
            figures.ended("answered")
            return of_this_turn()

    first, second = await asyncio.gather(turn(0), turn(2))
    assert first.parse > 0 and first.actions == 0
    assert second.parse > 0 and second.actions > 0
    told = figures.told()
    assert (told.turns, told.parses, told.action_calls, told.under_way) == ({"answered": 2}, 2, 2, 0)
    assert told.turn_seconds >= told.parse_seconds + told.action_seconds - 1e-3
    assert told.resident_bytes > 1e6 and told.cpu_seconds > 0


def test_what_fails_is_counted_too_and_outside_of_a_turn_nothing_is_spent() -> None:
    figures = Figures()
    try:
        with figures.turn(), figures.parse():
            raise ValueError
    except ValueError:
        figures.ended("late")
    assert (figures.told().turns, figures.told().parses, figures.under_way) == ({"late": 1}, 1, 0)
    with figures.action():
        pass
    assert of_this_turn() == EngineSeconds()
