"""Questions that are added without an answer: once each, and counted as answered only when they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm import records
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.knowledge.facts import FactValues, add_fact, change_fact, facts
from crm.knowledge.open_questions import add_open_questions, is_among, questions_of
from crm.library_info.setting_up import ENOUGH_FACTS, progress
from tests.support.store_rows import SARA, rows

WIFI = FactValues("wifi", "وای‌فای دارید؟", "Is there Wi-Fi?", "", "", also="اینترنت")
PARKING = FactValues("location", "کجا پارک کنم؟", "Where can I park?", "", "")


async def test_each_question_is_added_once_however_it_is_typed(store: Store) -> None:
    await add_fact(store, replace(PARKING, question_fa="كجا پارك كنم؟", question_en="Parking?"), by=SARA)
    assert await add_open_questions(store, [WIFI, PARKING, replace(WIFI, topic="facilities")], by=SARA) == 1
    assert await add_open_questions(store, [WIFI, PARKING], by=SARA) == 0
    there = await questions_of(store)
    assert is_among(WIFI.question_fa, "another", there) and is_among("دیگر", "Parking?", there)
    assert not is_among("دیگر", "another", there)
    listed, total = await facts(store, open_only=True, topic="wifi")
    assert (total, listed[0].values) == (1, WIFI)
    trail = await rows(store, records.AuditEvent, entity="fact")
    assert [event.action for event in trail] == ["fact.added", "fact.added"]


async def test_all_are_added_or_none(store: Store) -> None:
    with pytest.raises(InvalidValue):
        await add_open_questions(store, [WIFI, replace(PARKING, topic="Car park")], by=SARA)
    assert await questions_of(store) == set()


async def test_a_question_is_no_step_of_the_set_up_before_it_is_answered(store: Store) -> None:
    many = [replace(WIFI, question_fa=f"پرسش {n}", question_en=f"Question {n}") for n in range(ENOUGH_FACTS)]
    assert await add_open_questions(store, many, by=SARA) == ENOUGH_FACTS
    so_far = await progress(store)
    assert (so_far.counts["facts"], "facts" in so_far.done) == (0, False)
    for row in (await facts(store))[0]:
        await change_fact(store, row.id, replace(row.values, text_fa="بله", text_en="Yes"), by=SARA)
    so_far = await progress(store)
    assert (so_far.counts["facts"], "facts" in so_far.done) == (ENOUGH_FACTS, True)
