"""Giving up what the library tells somebody of: at once, and with the last of a kind the news of it is over, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn
from crm.actor import PATRON
from crm.notices import subscriptions

__all__ = ["give_up"]


async def give_up(turn: Turn, kind: str, end: Callable[[Any], object], *, is_last: bool) -> None:
    """End some of what a kind of notices is about by `end`, in one transaction with the notices when it is the last."""
    patron_id = turn.patron_id

    def work(connection: Any) -> None:
        end(connection)
        if is_last:
            subscriptions.end_subscriptions(connection, turn.store, patron_id, kinds=[kind], source="chat", by=PATRON)

    async with doing(turn, "other"):
        await turn.store.transact(work)
