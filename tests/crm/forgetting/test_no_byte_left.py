"""After all periods nothing of what patrons said is left: in no row, and in no byte of any file."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.jobs.retention import Retention, erase_what_is_old
from bot.settings import Settings
from crm import records
from crm.audit import trail
from crm.conversations.outcomes import close_silent
from crm.database.store import Store
from crm.forgetting.ended import standing
from crm.forgetting.kept import ERASED, PATRON
from engine.event_log import EventLog
from protocol.clock import FixedClock
from tests.support.planted import EMAIL, PHONE, Planted, plant, team
from tests.support.store_rows import rows


async def every_row(store: Store) -> dict[str, list[Any]]:
    """Give every row of every table, those of the index among them."""

    def look(connection: Any) -> dict[str, list[Any]]:
        names = connection.dialect.get_table_names(connection)
        return {name: connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in names}

    return await store.look(look)


def dumped(tables: dict[str, list[Any]]) -> str:
    return "\n".join(f"{name}: {row!r}" for name, found in tables.items() for row in found)


def in_files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def remembered(home: Path, planted: Planted) -> EventLog:
    """Give the engine's memory, in which everything was said too."""
    log = EventLog(f"sqlite:///{home / 'tracker.sqlite3'}")
    for conversation in planted.conversations:
        events = [{"event": "user", "timestamp": time.time(), "text": f"{word} {PHONE}"} for word in planted.words]
        log.append(conversation, 0, events)
    return log


async def test_nothing_is_left_when_its_time_is_over(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    planted = await plant(store, await team(store))
    log = remembered(tmp_path, planted)
    wanted = [*planted.words, PHONE, EMAIL]
    before = dumped(await every_row(store))
    assert len(planted.words) >= 24
    # One is the contact that a turn needs until it ends.
    assert len([word for word in wanted if word not in before]) == 1
    assert await is_everywhere(store, planted)
    clock.advance(timedelta(days=1))
    await close_silent(store, before=clock.now())
    ended = await standing(store, planted.conversations)
    assert log.delete(sorted(ended.over)) == 2 * len(planted.words)
    assert log.tidy()
    clock.advance(timedelta(days=400))
    retention = Retention(Settings(home=tmp_path), store)
    assert await retention.run() > 0
    assert await retention.run() == 0
    after = dumped(await every_row(store))
    for word in wanted:
        assert word not in after, [line for line in after.splitlines() if word in line]
    # The files as they are while everything runs, write-ahead logs among them.
    found = in_files(tmp_path)
    assert [word for word in wanted if word.encode() in found] == []
    log.close()


async def test_what_is_counted_stays(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    planted = await plant(store, await team(store))
    clock.advance(timedelta(days=401))
    await erase_what_is_old(Settings(home=tmp_path), store)
    messages = await rows(store, records.Message)
    assert {message.intent for message in messages} >= {"hours", "nlu_fallback"}
    (question,) = await rows(store, records.UnansweredQuestion)
    assert (question.occurrences, question.sample_redacted, question.vector) == (1, "", None)
    (saved,) = await rows(store, records.SavedTest)
    assert not saved.is_active
    assert saved.name == f"#{saved.id}"
    assert "intent: hours" in saved.story
    assert "action: action_hours" in saved.story
    (model,) = await rows(store, records.ModelVersion)
    assert model.report["stories"]["failed"] == [{"story": saved.name, "problem": None, "steps": []}]
    (case,) = await rows(store, records.ServiceCase)
    assert (case.number, case.kind) == (planted.case, "complaint")
    (change,) = await rows(store, records.ContentChange, kind="example_removed")
    assert (change.intent, change.text) == ("hours", None)
    (answered,) = await rows(store, records.SurveyAnswer)
    assert (answered.score, answered.comment) == (2, None)
    assert (await trail.verify(store)).is_sound


async def test_nothing_is_erased_before_its_time(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    planted = await plant(store, await team(store))
    before = dumped(await every_row(store))
    clock.advance(timedelta(days=179))
    await erase_what_is_old(Settings(home=tmp_path), store)
    after = dumped(await every_row(store))
    assert [word for word in planted.words if word in before and word not in after] == []


async def is_everywhere(store: Store, planted: Planted) -> bool:
    """Tell whether there were words in every place that has a period, so that this test forgets none."""
    tables = await every_row(store)
    for rule in ERASED:
        if rule.period == PATRON or rule.table in ("message_search", "renewal_attempt", "hold"):
            continue
        for name in rule.columns:
            values = [getattr(row, name) for row in tables[rule.table]]
            told = [value if isinstance(value, str) else json.dumps(value) for value in values if value]
            # Hash and vector hold no words, contact only until the turn ends; nobody writes some of the others yet.
            if name not in ("cluster_key", "vector", "replay", "answer_ref", "reason", "contact"):
                assert any(word in one for word in [*planted.words, PHONE] for one in told), f"{rule.table}.{name}"
    return True
