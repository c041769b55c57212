"""A link to one's own data works for minutes, at the chat it was made for, for the patron signed in there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.conversations import signing_in
from crm.database.store import Store
from crm.errors import NotFound
from crm.forgetting.stale import forget_stale
from crm.records import DataLink
from crm.trust.links import data_link_issue, data_link_peek
from protocol.clock import FixedClock
from tests.support.store_rows import add_patron, rows, sign_in, visitor


async def test_a_link_is_for_the_patron_who_is_signed_in(store: Store, clock: FixedClock) -> None:
    mine = await add_patron(store, "20001001")
    who = await sign_in(store, await visitor(store), mine)
    token, _ = await data_link_issue(store, who.id)
    link = await data_link_peek(store, token)
    assert link is not None
    assert (link.patron_id, link.identity_id, link.language) == (mine, who.id, "fa")
    assert await data_link_peek(store, f"{token}_") is None
    # A second one takes its place.
    second, _ = await data_link_issue(store, who.id)
    assert await data_link_peek(store, token) is None
    clock.advance(timedelta(minutes=9, seconds=59))
    assert await data_link_peek(store, second) is not None
    clock.advance(timedelta(seconds=1))
    assert await data_link_peek(store, second) is None


async def test_signing_out_or_in_ends_it(store: Store) -> None:
    mine, other = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    who = await visitor(store)
    token, _ = await data_link_issue(store, who.id)
    link = await data_link_peek(store, token)
    assert link is not None
    assert link.patron_id is None
    await sign_in(store, who, mine)
    assert await data_link_peek(store, token) is None, "it was for the chat alone"
    token, _ = await data_link_issue(store, who.id)
    assert await data_link_peek(store, token) is not None
    await sign_in(store, who, other)
    assert await data_link_peek(store, token) is None
    token, _ = await data_link_issue(store, who.id)
    await signing_in.unlink(store, who.id)
    assert await data_link_peek(store, token) is None


async def test_links_that_are_over_are_deleted_a_day_later(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    await data_link_issue(store, who.id)
    await forget_stale(store, visitors_before=clock.now() - timedelta(days=30))
    assert len(await rows(store, DataLink)) == 1
    clock.advance(timedelta(days=1, minutes=11))
    await forget_stale(store, visitors_before=clock.now() - timedelta(days=30))
    assert await rows(store, DataLink) == []
    with pytest.raises(NotFound):
        await data_link_issue(store, 999)
