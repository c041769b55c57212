"""What came to nothing is forgotten; what somebody wrote or is signed in to is not."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.conversations import identities
from crm.database.store import Store
from crm.forgetting import stale
from crm.patrons import pin_tries
from crm.patrons.pin_tries import Origin
from protocol.clock import FixedClock
from tests.support.store_rows import add_patron, how_many, rows, say, sign_in, visitor


async def wrong() -> None:
    """Find no patron."""


async def test_links_counts_and_silent_visitors_go_and_all_else_stays(store: Store, clock: FixedClock) -> None:
    silent, wrote = await visitor(store), await visitor(store)
    signed_in = await sign_in(store, await visitor(store), await add_patron(store))
    telegram = await identities.identity_for(store, "telegram", "4711", language="fa")
    await say(store, wrote)
    await identities.link_issue(store, silent.id)
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
