"""Conversation locks: first come, first served, without polling, for the channel and for Rasa itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, LockError

# Longer than an action at its deadline, shorter than the gateway's turn.
PATIENCE_SECONDS = 20.0


class ConversationLocks:
    """Locks that exist only while somebody holds or awaits them."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    def __len__(self) -> int:
        return len(self._locks)

    def is_held(self, conversation: str) -> bool:
        """Tell whether somebody holds a conversation or waits for it."""
        return conversation in self._locks

    @asynccontextmanager
    async def hold(self, conversation: str) -> AsyncIterator[None]:
        """Hold a conversation; raises LockError after the patience is over."""
        lock, waiting = self._locks.get(conversation, (None, 0))
        lock = lock or asyncio.Lock()
        self._locks[conversation] = (lock, waiting + 1)
        try:
            if lock.locked() or waiting:
                try:
                    await asyncio.wait_for(lock.acquire(), self._patience)
                except asyncio.TimeoutError as error:
                    raise LockError(f"the conversation was busy for {self._patience:g} s") from error
            else:
                await lock.acquire()
            try:
                yield
            finally:
                lock.release()
        finally:
            lock, waiting = self._locks[conversation]
            if waiting <= 1:
                del self._locks[conversation]
            else:
                self._locks[conversation] = (lock, waiting - 1)


class KetabyarLockStore(InMemoryLockStore):
    """The same locks under Rasa's own handlers (reminders, `rasa shell`), which would poll once a second."""

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()
        self.locks = ConversationLocks()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = 0, wait_time_in_seconds: float = 0
    ) -> AsyncIterator[TicketLock]:
        """Hold a conversation."""
        async with self.locks.hold(conversation_id):
            yield self.create_lock(conversation_id)
