"""Telling open event streams what was put into the outbox for the web."""

from __future__ import annotations

from bot.conversation import ledger
from bot.conversation.service import WEB
from bot.web import wire
from bot.web.hub import Hub
from crm import identities, outbox
from crm.store import Store

__all__ = ["feed_streams"]

BATCH = 50


async def feed_streams(store: Store, hub: Hub) -> int:
    """Tell open streams what waits in the outbox for the web, and note it as sent; give how much it was.

    What is for somebody without a stream waits until they come back: here, at another gateway, or by reading it
    (crm.outbox.read). Two may do so at once: each message is taken by one of them.
    """
    done = 0
    while (to := hub.listeners()) and (items := await outbox.due(store, WEB, BATCH, to=to)):
        fed = 0
        for item in items:
            if not await outbox.claim(store, item.id):
                continue
            partner = await identities.identity(store, item.identity_id)
            status = await ledger.current_status(store, item.identity_id)
            if hub.tell(item.identity_id, [item.message], wire.state_of(partner, status)):
                await outbox.sent(store, item.id)
                fed += 1
            else:
                await outbox.retry_at(store, item.id, store.clock.now(), "no stream took it")
        done += fed
        if not fed:
            break
    return done
