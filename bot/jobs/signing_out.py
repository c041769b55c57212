"""Timely sign-out of patrons, and notice to the streams that are open."""

from __future__ import annotations

from bot.channels.web.hub import Hub
from crm.conversations import identities, signing_out
from crm.database.store import Store

__all__ = ["sign_out_on_time"]


async def sign_out_on_time(store: Store, hub: Hub) -> int:
    """Sign out whose time is over; give how many. Their streams hear of it, and others' end.

    Another gateway on the same store may have done it, or signed somebody in: its word does not reach the streams
    here, so what they were opened with is compared with the store.
    """
    ended = await signing_out.end_lapsed(store)
    for identity_id, standing in (await identities.standings(store, hub.identities())).items():
        if hub.is_current(identity_id, standing):
            continue
        partner = await identities.identity(store, identity_id)
        hub.settle(identity_id, standing, await hub.state(partner))
    return len(ended)
