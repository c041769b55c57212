"""Messages that the engine cannot read (photos, voice …): what is kept of them, and the fixed answer."""

from __future__ import annotations

from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.conversations.identities import Identity
from crm.conversations.journal import Inbound, record_inbound
from crm.database.store import Store

__all__ = ["keep"]


async def keep(
    store: Store, identity: Identity, message_key: str, text: str, answer: str, *, session_minutes: int
) -> bool:
    """Keep a note such as "[photo]" as the patron's message, and put its answer into the outbox.

    False when the same note was kept and answered before. Raises crm.errors.StoreError.
    """
    recorded = await record_inbound(
        store,
        Inbound(
            channel=identity.channel,
            identity_id=identity.id,
            channel_message_id=message_key,
            text=text,
            kind="text",
            language=identity.language,
        ),
        session_minutes=session_minutes,
    )
    # Also of a duplicate: who died in between left it open, and closing it twice changes nothing.
    await close_turn(
        store,
        TurnResult(
            journal_id=recorded.journal_id,
            interaction_id=recorded.interaction.id,
            replies=[Reply(text=answer, status="refused", language=identity.language)],
            expects_contact=recorded.interaction.expects_contact,
            via_outbox=True,
        ),
    )
    return not recorded.duplicate
