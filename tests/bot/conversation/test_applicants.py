"""What applicants for membership type: in the application, and neither in the journal nor with the engine."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm import records
from crm.conversations.journal import interaction_of
from crm.joining import drafts
from tests.support.fake_engine import FakeEngine
from tests.support.front import Front, Visitor
from tests.support.store_rows import rows

TYPED = {
    "name": ("زهرا ضرغام‌زاده", "ضرغام"),
    "birth_year": ("۱۳۷۰", "۱۳۷۰"),
    "contact": ("0912 345 6789", "345 6789"),
    "address": ("خیابان نیلوفرآبی، پلاک ۵", "نیلوفرآبی"),
}


async def begun(front: Front, visitor: Visitor) -> str:
    running = await interaction_of(front.store, await front.identity_id(visitor))
    assert running is not None
    await drafts.begin(front.store, running.engine_conversation, "fa")
    return running.engine_conversation


async def kept_elsewhere(front: Front) -> str:
    """Every text in every table but the application's."""

    def read(connection: Any) -> str:
        found = []
        for table in records.Base.metadata.sorted_tables:
            if table.name != "application":
                found += [" ".join(map(str, row)) for row in connection.execute(select(table))]
        return "\n".join(found)

    return await front.store.look(read)


async def test_what_is_asked_for_goes_into_the_application_alone(
    front: Front, engine: FakeEngine, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = await front.visitor()
    await visitor.say("سلام")
    conversation = await begun(front, visitor)
    for step, (typed, _) in TYPED.items():
        await drafts.ask_for(front.store, conversation, step)
        await visitor.say(typed)
    [row] = await rows(front.store, records.Application)
    assert (row.name, row.birth_year, row.contact) == ("زهرا ضرغام‌زاده", 1991, "09123456789")
    assert "نیلوفرآبی" in str(row.address)
    seen = f"{engine.requests} {caplog.text} {await kept_elsewhere(front)} {await visitor.texts()}"
    assert [secret for _, secret in TYPED.values() if secret in seen] == []
    assert [request["text"] for request in engine.requests][1:] == [f"[{step.replace('_', '-')}]" for step in TYPED]


async def test_another_wish_goes_through_and_so_does_everything_once_nothing_is_asked_for(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()
    await visitor.say("hello")
    conversation = await begun(front, visitor)
    await drafts.ask_for(front.store, conversation, "name")
    await visitor.say("when do you open?")
    await visitor.say("renew my books")
    await drafts.ask_for(front.store, conversation, None)
    await visitor.say("Moby Dick")
    other = await front.visitor()
    await other.say("Sara Ahmadi")
    texts = [request["text"] for request in engine.requests][1:]
    assert texts == ["when do you open?", "renew my books", "Moby Dick", "Sara Ahmadi"]
    [row] = await rows(front.store, records.Application)
    assert row.name is None
