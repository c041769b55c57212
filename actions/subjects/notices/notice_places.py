"""Where notices are to come: the channel that was asked for, or this chat."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from crm.conversations import interactions
from crm.notices.ways import has_address
from crm.records.values import CHATS

__all__ = ["channel_for", "here", "identity_on"]


async def channel_for(turn: Turn, wished: str | None) -> str:
    """Give the channel that was asked for, or this chat, with a word why the other is not possible."""
    chat = await here(turn)
    if wished is None:
        return chat
    if wished not in turn.services.notice_rules.channels:
        turn.say(f"utter_notices_not_by_{wished}", status="refused")
        return chat
    if not await has_address(turn.store, wished, turn.patron_id):
        turn.say(f"utter_notices_no_{wished}", status="refused")
        return chat
    return wished


async def here(turn: Turn) -> str:
    """Give the channel of this chat."""
    channel = await interactions.channel_of(turn.store, turn.conversation)
    return channel if channel in CHATS else "web_chat"


def identity_on(turn: Turn, channel: str) -> int | None:
    """Give the chat in which it was asked for, where the channel has chats."""
    return turn.patron.identity_id if turn.patron is not None and channel in CHATS else None
