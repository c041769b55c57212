"""The vectors of facts: made in parts, and kept as far as the engine came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from bot.engine_client import EngineClient, EngineRefused
from bot.jobs.learning import MOST_AT_ONCE, Learning
from crm.database.store import Store
from crm.knowledge import vectors
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA


class Stopping:
    """An engine that answers so many times, and then no more."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.asked: list[int] = []

    async def vectors(self, texts: Sequence[str], *, timeout: float, adapted: bool = False) -> list[list[float]]:
        assert adapted, "facts are looked up by other vectors than questions are grouped by"
        self.asked.append(len(texts))
        if len(self.asked) > self.times:
            raise EngineRefused("away")
        return [[1.0, 0.0]] * len(texts)


async def test_vectors_are_asked_for_in_parts_and_none_that_was_made_is_lost(store: Store) -> None:
    ways = "\n".join(f"way number {place}" for place in range(MOST_AT_ONCE))
    await add_fact(store, FactValues("wifi", "وای‌فای؟", "Wi-Fi?", "بله.", "Yes.", also=f"\n{ways}"), by=SARA)
    wanted = len(await vectors.without_vector(store))
    assert wanted > MOST_AT_ONCE
    engine = Stopping(1)
    learning = Learning(store, cast(EngineClient, engine))
    assert await learning.keep_fact_vectors() == MOST_AT_ONCE
    engine.times = 9
    assert await learning.keep_fact_vectors() == wanted - MOST_AT_ONCE
    assert engine.asked == [MOST_AT_ONCE, wanted - MOST_AT_ONCE, wanted - MOST_AT_ONCE]
    assert await vectors.without_vector(store) == []


async def test_each_time_twice_as_many_are_kept_since_whoever_searches_reads_all_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "MOST_AT_ONCE", 4)
    ways = "\n".join(f"way number {place}" for place in range(20))
    await add_fact(store, FactValues("wifi", "وای‌فای؟", "Wi-Fi?", "بله.", "Yes.", also=f"\n{ways}"), by=SARA)
    wanted = len(await vectors.without_vector(store))
    engine = Stopping(9)
    assert await Learning(store, cast(EngineClient, engine)).keep_fact_vectors() == wanted
    assert engine.asked[:2] == [4, 8]
    assert len(engine.asked) == 3
