"""What came to nothing is forgotten; what somebody wrote or is signed in to is not."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.conversations import identities, signing_in
from crm.database.store import Store
from crm.forgetting import stale
from crm.forgetting.conversations import erase_talks
from crm.patrons import pin_tries
from crm.patrons.pin_tries import Origin
from protocol.clock import FixedClock
from tests.support.store_rows import add, add_patron, how_many, rows, say, sign_in, visitor


async def wrong() -> None:
    """Find no patron."""


async def test_links_counts_and_silent_visitors_go_and_all_else_stays(store: Store, clock: FixedClock) -> None:
    silent, wrote = await visitor(store), await visitor(store)
    signed_in = await sign_in(store, await visitor(store), await add_patron(store))
    telegram = await identities.identity_for(store, "telegram", "4711", language="fa")
    await say(store, wrote)
    await signing_in.link_issue(store, silent.id)
    await pin_tries.guarded(store, "2000001", Origin("web_chat", silent.id, "192.0.2.1"), wrong)
    before = clock.now()
    assert await stale.forget_stale(store, visitors_before=before) == 0
    clock.advance(timedelta(days=2))
    # Two links (one used), and the counts of card, chat and address.
    assert await stale.forget_stale(store, visitors_before=before) == 5
    assert await how_many(store, records.SignInThrottle) == 0
    clock.advance(timedelta(days=29))
    late = await visitor(store)
    # The silent visitor, and the failure of a month ago.
    assert await stale.forget_stale(store, visitors_before=clock.now() - timedelta(days=30)) == 2
    left = [row.id for row in await rows(store, records.ChannelIdentity)]
    assert left == [wrote.id, signed_in.id, telegram.id, late.id]


async def test_what_was_refused_of_holds_is_forgotten_after_a_week(store: Store, clock: FixedClock) -> None:
    talk = (await say(store, await visitor(store))).interaction.id
    tried = {"kind": "place", "result": "refused", "reason_code": "fines", "refusal": {"reason": "fines"}}
    for key, interaction in (("chat", talk), ("desk", None)):
        await add(
            store,
            records.HoldAttempt,
            idempotency_key=key,
            interaction_id=interaction,
            requested_at=clock.now(),
            **tried,
        )
    clock.advance(timedelta(days=6))
    assert await stale.forget_stale(store, visitors_before=clock.now() - timedelta(days=30)) == 0
    clock.advance(timedelta(days=2))
    assert await stale.forget_stale(store, visitors_before=clock.now() - timedelta(days=30)) == 2
    assert await how_many(store, records.HoldAttempt) == 0


async def test_what_was_refused_in_a_conversation_goes_with_its_words(store: Store, clock: FixedClock) -> None:
    talks = [(await say(store, await visitor(store))).interaction.id for _ in range(2)]
    tried = {"kind": "move", "result": "succeeded", "requested_at": clock.now()}
    for talk in talks:
        await add(store, records.HoldAttempt, idempotency_key=str(talk), interaction_id=talk, **tried)
    await store.transact(lambda connection: erase_talks(connection, talks[:1], clock.now()))
    assert [row.interaction_id for row in await rows(store, records.HoldAttempt)] == talks[1:]
