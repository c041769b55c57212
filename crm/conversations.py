"""The gateway's view of conversations: received messages, closed turns, turns still open."""

from crm.inbound import (
    Inbound,
    InteractionView,
    PendingTurn,
    Recorded,
    interaction_of,
    pending_turns,
    record_inbound,
    turn_attempted,
)
from crm.messages import MessageView, messages_after
from crm.outcomes import close_silent
from crm.turns import Reply, TurnResult, close_turn

__all__ = [
    "Inbound",
    "InteractionView",
    "MessageView",
    "PendingTurn",
    "Recorded",
    "Reply",
    "TurnResult",
    "close_silent",
    "close_turn",
    "interaction_of",
    "messages_after",
    "pending_turns",
    "record_inbound",
    "turn_attempted",
]
