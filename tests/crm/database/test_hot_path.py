"""What every message costs: counted in statements, which no busy machine changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from crm.conversations import identities
from crm.database.store import Store
from tests.support.store_rows import add_patron, answer, say, sign_in, visitor


@contextmanager
def statements() -> Iterator[list[str]]:
    """Gather what is sent to the database, whichever engine sends it."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement.split()[0])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_a_turn_of_a_running_conversation_takes_a_handful_of_statements(sqlite_store: Store) -> None:
    who = await sign_in(sqlite_store, await visitor(sqlite_store), await add_patron(sqlite_store))
    await answer(sqlite_store, await say(sqlite_store, who), "بله")
    with statements() as sent:
        recorded = await say(sqlite_store, who)
    assert sent == ["BEGIN", "SELECT", "UPDATE", "INSERT", "INSERT"]
    with statements() as sent:
        await identities.signed_in_patron(sqlite_store, recorded.interaction.engine_conversation)
    assert sent == ["BEGIN", "SELECT"]
    with statements() as sent:
        await answer(sqlite_store, recorded, "یک")
    assert sent == ["BEGIN", "UPDATE", "UPDATE", "UPDATE", "INSERT"]


async def test_more_replies_take_no_more_statements_each(sqlite_store: Store) -> None:
    who = await visitor(sqlite_store)
    counted = []
    for replies in (2, 12):
        recorded = await say(sqlite_store, who)
        with statements() as sent:
            await answer(sqlite_store, recorded, *(f"پاسخ {number}" for number in range(replies)), via_outbox=True)
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 7


async def test_a_redelivery_takes_two_look_ups(sqlite_store: Store) -> None:
    who = await visitor(sqlite_store)
    await say(sqlite_store, who, message_id="m1")
    with statements() as sent:
        assert (await say(sqlite_store, who, message_id="m1")).duplicate
    assert sent == ["BEGIN", "SELECT", "SELECT"]
