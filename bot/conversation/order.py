"""The order of a chat's turns across all gateways on one store: one at a time, first come, first served.

Within one gateway its queues keep it. Between gateways the journal does: a message's row says which gateway is at it,
and a turn begins when no earlier message of its chat is open. What a gateway left that is gone, another takes over.
"""

from __future__ import annotations

import asyncio

from bot.sharing.membership import Membership
from crm.conversations.open_turns import OpenTurn, claim_turn
from crm.database.store import Store

__all__ = ["TurnElsewhere", "TurnOrder"]

# Longer than a turn, and than it takes until a gateway counts as gone.
PATIENCE_SECONDS = 60.0
FIRST_PAUSE = 0.03
LONGEST_PAUSE = 0.3


class TurnElsewhere(Exception):
    """Another gateway is at it for longer than anybody waits; the message is in the journal and will be answered."""


class TurnOrder:
    """The order of turns as one gateway keeps it with the others; where the store is not shared, its queues do."""

    def __init__(self, store: Store, membership: Membership, *, patience: float = PATIENCE_SECONDS) -> None:
        self._store = store
        self._membership = membership
        self._patience = patience

    @property
    def is_shared(self) -> bool:
        """Tell whether there may be other gateways."""
        return self._membership.is_shared

    def is_left(self, turn: OpenTurn) -> bool:
        """Tell of an open turn whether the gateway that was at it is gone."""
        return self.is_shared and turn.is_left

    def must_ask(self, turn: OpenTurn) -> bool:
        """Tell whether another gateway may be at a message that came here, or at one before it."""
        return self.is_shared and (turn.is_behind or turn.duplicate or not self._membership.is_sure)

    async def wait(self, turn: OpenTurn) -> bool:
        """Wait until it is a message's turn, and take it; False when it was answered elsewhere meanwhile.

        Raises TurnElsewhere when that takes too long, and errors of the store.
        """
        loop = asyncio.get_running_loop()
        end, pause = loop.time() + self._patience, FIRST_PAUSE
        while True:
            stands = await claim_turn(self._store, turn.journal_id)
            if stands != "waits":
                return stands == "mine"
            if loop.time() > end:
                raise TurnElsewhere
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)
