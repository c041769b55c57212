"""Messages are found by their words, in both scripts, on both databases; erased ones are not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.conversations import erase_old_conversations
from crm.messages import search

MESSAGE, INTERACTION = table_of(records.Message), table_of(records.Interaction)


async def say(store: Store, *bodies: str | None, interaction: int = 1) -> None:
    """Write a closed conversation with these messages."""
    now = store.clock.now()

    def write(connection: Connection) -> None:
        row = {
            "id": interaction, "public_id": f"p{interaction}", "engine_conversation": f"p{interaction}",
            "channel": "web_chat", "started_at": now, "status": "closed", "outcome": "bot_resolved", "ended_at": now,
        }  # fmt: skip
        connection.execute(insert(INTERACTION), row)
        for seq, body in enumerate(bodies, 1):
            message = {"interaction_id": interaction, "seq": seq, "sender": "patron", "body": body, "created_at": now}
            connection.execute(insert(MESSAGE), message)

    await store.transact(write)


async def found(store: Store, wanted: str, **options: int) -> list[int]:
    hits = await store.look(lambda connection: search.find(connection, wanted, limit=50, **options))
    return [hit.message_id for hit in hits]


async def test_words_are_found_however_they_are_typed(store: Store) -> None:
    await say(
        store, "كتاب‌هاي هدايت را مي‌خواهم", "Do you have Harry Potter?", None, "کد ۱۲۳۴ را بگویید", "it's café-like"
    )
    assert await search.index_new(store) == 5
    assert await found(store, "هدایت") == [1]
    assert await found(store, "کتابهای هدایت") == [1]
    assert await found(store, "می خواهم هدا") == [1]
    assert await found(store, "POTTER harry") == [2]
    assert await found(store, "potter هدایت") == []
    assert await found(store, "1234") == [4]
    assert await found(store, "café") == [5]
    assert await found(store, "") == [] == await found(store, " ؟! ")


@pytest.mark.parametrize("typed", ["'", '"', "a' OR 1=1 --", 'x" OR "y', "NEAR(a b)", "a*", "(", "a:b", "\\"])
async def test_signs_of_the_query_languages_are_only_signs(store: Store, typed: str) -> None:
    await say(store, f"before {typed} after")
    await search.index_new(store)
    assert await found(store, f"before {typed} after") == [1]


async def test_the_newest_come_first_and_go_on_from_an_id(store: Store) -> None:
    await say(store, *[f"renew {n}" for n in range(10)])
    await search.index_new(store)
    assert await found(store, "renew") == list(range(10, 0, -1))
    assert await found(store, "renew", before=4) == [3, 2, 1]


async def test_indexing_goes_on_where_it_stopped(store: Store) -> None:
    await say(store, *[f"word {n}" for n in range(5)])
    assert [await search.index_new(store, 2) for _ in range(4)] == [2, 2, 1, 0]
    await say(store, "word again", interaction=2)
    assert await search.index_new(store) == 1
    assert len(await found(store, "word")) == 6


async def test_erased_texts_are_not_found_any_more(store: Store) -> None:
    await say(store, "secret matter")
    await say(store, "secret too", interaction=2)
    await search.index_new(store)
    old = store.clock.now() - timedelta(days=200)
    await store.transact(
        lambda c: c.execute(update(INTERACTION).where(INTERACTION.c.id == 1).values(started_at=old, ended_at=old))
    )
    assert await erase_old_conversations(store, before=store.clock.now() - timedelta(days=180)) == 1
    assert await found(store, "secret") == [2]


async def test_a_rare_word_is_found_by_the_index_of_words_among_many(store: Store) -> None:
    """Also where it was said long before the newest messages, which are gone back through for what is common."""
    await say(store, *("zafaran" if one in (3, 1500, 3998) else "salam" for one in range(1, 4001)))
    while await search.index_new(store):
        pass
    assert await found(store, "zafaran") == [3998, 1500, 3]
    assert await found(store, "zafaran", before=3998) == [1500, 3]
    assert await found(store, "zafaran", before=3) == []
    assert await found(store, "salam") == [4000, 3999, *range(3997, 3949, -1)]
    assert await found(store, "salam", before=1502) == [1501, *range(1499, 1450, -1)]
    if store.is_sqlite:
        return
    plans: list[str] = []

    def explain(_c: object, cursor: Any, statement: str, parameters: object, *_: object) -> None:
        if "max(" not in statement:
            cursor.execute(f"EXPLAIN {statement}", parameters)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))

    def look(connection: Connection) -> None:
        connection.execute(text("ANALYZE message_search"))
        # So few are gone through faster than by any index; millions are not.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        event.listen(connection, "before_cursor_execute", explain)
        search.find(connection, "zafaran", limit=50)

    await store.transact(look)
    newest, older = plans
    # The root of 50 times 4000 is 447.
    assert "Index Cond: ((message_id > '3553'" in newest, newest
    assert "ix_message_search_words" in older and "message_search_pkey" not in older, older
