"""Outbox messages for the web, passed on to open event streams."""

from __future__ import annotations

from bot.channels.web.hub import Hub
from bot.conversation.message import WEB
from bot.notices.wording import word
from crm.database.store import Store
from crm.messages import outbox
from crm.messages.outbox import OutboxItem
from crm.messages.views import messages_after
from crm.notices.rules import NoticeRules
from crm.notices.trying import take
from process.traces import carried
from process.tracing import span

__all__ = ["feed_streams"]

BATCH = 50


async def feed_streams(store: Store, hub: Hub, rules: NoticeRules) -> int:
    """Tell open streams what waits in the outbox for the web, and note it as sent; give how much it was.

    What is for somebody without a stream waits until they come back: here, at another gateway, or by reading it
    (crm.messages.outbox.read). Two may do so at once: each message is taken by one of them.
    """
    done = 0
    while (to := hub.listeners()) and (items := await outbox.due(store, WEB, BATCH, to=to)):
        fed = 0
        for waiting in items:
            item = await take(store, rules, word, waiting)
            if item is None:
                continue
            if not await _is_shown(store, item):
                # Whom it was for has signed out since: they read it when they come back, and nobody else does.
                await outbox.sent(store, item.id)
                fed += 1
                continue
            with carried(item.trace), span("send", channel=item.channel) as mark:
                is_taken = await hub.tell_state(item.identity_id, [item.message])
                mark("send.result", "sent" if is_taken else "retried")
                if is_taken:
                    await outbox.sent(store, item.id)
                    hub.tell_others(item.identity_id)
                    fed += 1
                else:
                    await outbox.retry_at(store, item.id, store.clock.now(), "no stream took it")
        done += fed
        if not fed:
            break
    return done


async def _is_shown(store: Store, item: OutboxItem) -> bool:
    """Tell whether a message is for whoever is at the browser now: the patron it answers may have signed out."""
    shown = await messages_after(store, item.identity_id, item.message.id - 1, limit=1)
    return bool(shown) and shown[0].id == item.message.id
