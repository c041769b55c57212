"""Rasa's own lock store over our queues: first come, first served, without polling."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, LockError

from process.queues import QueueBusy, Queues

# Longer than an action at its deadline, shorter than the gateway's turn.
PATIENCE_SECONDS = 20.0


class KetabyarLockStore(InMemoryLockStore):
    """The locks of Rasa's own handlers (reminders, `rasa shell`), which would poll once a second."""

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()
        self.queues: Queues[None] = Queues()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = 0, wait_time_in_seconds: float = 0
    ) -> AsyncIterator[TicketLock]:
        """Hold a conversation; raises LockError after the patience is over."""
        try:
            async with self.queues.hold(conversation_id, patience=PATIENCE_SECONDS):
                yield self.create_lock(conversation_id)
        except QueueBusy as error:
            raise LockError(f"the conversation was busy for {PATIENCE_SECONDS:g} s") from error
