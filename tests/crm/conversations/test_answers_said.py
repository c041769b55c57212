"""How often answers were said lately: read by an index, whatever lies in the table from before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from crm.conversations.answers_said import AnswerSaid, answers_said
from crm.conversations.closing import Reply
from crm.database.store import Store
from protocol.clock import FixedClock
from tests.support.store_rows import answer, say, visitor


async def test_answers_of_late_are_counted_with_what_they_were_said_to(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    await answer(store, await say(store, who), Reply("۸ تا ۲۰", answer_name="utter_hours"), intent="hours")
    assert await answers_said(store) == {"utter_hours": AnswerSaid(1, ("hours",))}
    clock.advance(timedelta(days=31))
    assert await answers_said(store) == {}


async def test_not_every_message_is_gone_through(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    look, plans = sqlite_store.look, list[str]()

    async def explained(work: Any) -> Any:
        def with_plan(connection: Connection) -> Any:
            def explain(_c: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                plans.extend(row[-1] for row in cursor.fetchall())

            event.listen(connection, "before_cursor_execute", explain)
            return work(connection)

        return await look(with_plan)

    monkeypatch.setattr(sqlite_store, "look", explained)
    await answers_said(sqlite_store)
    assert any("ix_message_answer_status" in step for step in plans), plans
    assert not any(step.startswith("SCAN message") for step in plans)
