"""Odd ends of erasure: what nobody closed, what is noted later, and when files are written anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.jobs.retention import Retention
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.forgetting.conversations import erase_late_notes, erase_old_conversations
from crm.forgetting.learning import erase_questions
from crm.handoff import queue
from crm.learning import question_groups, question_work
from crm.learning.grouping import group_new, without_vector
from crm.messages import search
from protocol.clock import FixedClock
from tests.support.planted import team
from tests.support.store_rows import SARA, answer, how_many, rows, say, visitor

DAYS = timedelta(days=180)
GIB = 1024**3


async def test_a_conversation_that_nobody_closed_is_closed_and_erased(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    await answer(store, await say(store, who, "words"), "an answer")
    clock.advance(DAYS + timedelta(days=1))
    assert await erase_old_conversations(store, before=clock.now() - DAYS) == 1
    (left,) = await rows(store, records.Interaction)
    assert (left.status, left.outcome, left.ended_at) == ("closed", "bot_resolved", clock.now())
    assert await how_many(store, records.Journal) == 0
    assert {message.body for message in await rows(store, records.Message)} == {None}


async def test_what_staff_note_in_an_erased_conversation_goes_a_period_later(store: Store, clock: FixedClock) -> None:
    await team(store)
    recorded = await say(store, await visitor(store), "words")
    clock.advance(DAYS + timedelta(days=1))
    await erase_old_conversations(store, before=clock.now() - DAYS)
    await queue.add_note(store, recorded.interaction.public_id, SARA, "zargham came again")
    await search.index_new(store)
    assert await erase_old_conversations(store, before=clock.now() - DAYS) == 0
    assert await erase_late_notes(store, before=clock.now() - DAYS) == 0
    clock.advance(DAYS + timedelta(days=1))
    assert await erase_late_notes(store, before=clock.now() - DAYS) == 1
    assert await erase_late_notes(store, before=clock.now() - DAYS) == 0
    assert {message.body for message in await rows(store, records.Message)} == {None}
    found = await store.look(lambda connection: search.find(connection, "zargham", limit=5))
    assert found == []


async def test_questions_without_words_stay_counted_and_trouble_nobody(sqlite_store: Store, clock: FixedClock) -> None:
    store = sqlite_store
    by = await team(store)
    who = await visitor(store)
    for text in ("may dogs swim here", "may dogs swim here please"):
        await answer(store, await say(store, who, text), "?", status="fallback", intent="nlu_fallback")
    clock.advance(timedelta(minutes=6))
    await group_new(store)
    ((group_id, title),) = [(row.id, row.title) for row in await rows(store, records.QuestionGroup)]
    assert title == "may dogs swim here"
    clock.advance(DAYS - timedelta(days=1))
    # One of the two comes again.
    recorded = await say(store, who, "may dogs swim here please")
    await answer(store, recorded, "?", status="fallback", intent="nlu_fallback")
    clock.advance(timedelta(days=2))
    assert await erase_questions(store, before=clock.now() - DAYS) > 0
    group = await question_groups.group(store, group_id)
    assert (group.title, group.wordings, group.times) == ("may dogs swim here please", 2, 3)
    # Neither asked for its vector nor put into a group of its own.
    assert [text for _, text in await without_vector(store)] != []
    assert len(await without_vector(store)) == 1
    (kept,) = [one for one in await question_groups.wordings(store, group_id) if one.text]
    with pytest.raises(InvalidValue):
        await question_work.mark_answered(store, group_id, [], by)
    await question_work.mark_answered(store, group_id, [{"question_id": kept.id, "answered": True}], by)
    clock.advance(DAYS * 2)
    await erase_questions(store, before=clock.now() - DAYS)
    group = await question_groups.group(store, group_id)
    assert (group.title, group.wordings, group.times, group.status) == ("", 2, 3, "answered")


async def test_a_large_file_is_written_anew_at_night_a_small_one_at_once_a_day(
    sqlite_store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store, now, written = sqlite_store, [0.0], []
    tidy = store.tidy

    async def noted(*, anew: bool = False) -> bool:
        written.append(anew)
        return await tidy(anew=anew)

    async def size() -> int:
        return sizes[0]

    sizes = [1024]
    monkeypatch.setattr(store, "tidy", noted)
    monkeypatch.setattr(store, "size", size)
    retention = Retention(Settings(home=tmp_path), store, monotonic=lambda: now[0])
    await retention.run()
    await retention.run()
    now[0] += 25 * 3600
    await retention.run()
    assert written == [False, False, True]
    sizes[0] = 2 * GIB
    written.clear()
    now[0] += 25 * 3600
    await retention.run()
    # From ten in the morning to three at night, in Tehran.
    clock.advance(timedelta(hours=17))
    await retention.run()
    assert written == [False, True]
