"""Chat partners whom nobody needs any more are deleted; who is still needed is not."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.cases import opening
from crm.conversations import identities
from crm.conversations.outcomes import close_silent
from crm.database.store import Store
from crm.forgetting.visitors import forget_visitors
from protocol.clock import FixedClock
from tests.support.store_rows import add_patron, how_many, rows, say, sign_in, visitor

DAYS = timedelta(days=180)


async def closed(store: Store) -> None:
    await close_silent(store, before=store.clock.now() + timedelta(days=1))


async def test_who_was_not_seen_for_long_is_deleted_unless_they_are_needed(store: Store, clock: FixedClock) -> None:
    gone = await identities.identity_for(store, "telegram", "4711", display_name="Zargham", language="fa")
    await say(store, gone)
    waits = await identities.identity_for(store, "telegram", "4712", display_name="Rahim", language="fa")
    recorded = await say(store, waits)
    await opening.open_case(
        store, "question", conversation=recorded.interaction.public_id, subject="s", description="d", language="fa",
        idempotency_key="k",
    )  # fmt: skip
    known = await sign_in(store, await visitor(store), await add_patron(store, "20001001"))
    await closed(store)
    clock.advance(timedelta(days=179))
    assert await forget_visitors(store, before=clock.now() - DAYS) == 0
    clock.advance(timedelta(days=2))
    # One is deleted, one loses the name.
    assert await forget_visitors(store, before=clock.now() - DAYS) == 2
    assert await forget_visitors(store, before=clock.now() - DAYS) == 0
    left = {row.id: row for row in await rows(store, records.ChannelIdentity)}
    assert set(left) == {waits.id, known.id}
    assert left[waits.id].display_name is None
    assert await how_many(store, records.Interaction) == 2, "what is counted stays"
