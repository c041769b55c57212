"""Erasure in small transactions, so that nobody who writes has to wait."""

from collections.abc import Callable

from sqlalchemy import Connection

from crm.database.store import Store

__all__ = ["BATCH", "in_batches"]

BATCH = 200


async def in_batches(store: Store, erase: Callable[[Connection], int]) -> int:
    """Let `erase` do BATCH rows at most in a transaction of its own, until there are no more; give how many."""
    erased = 0
    while done := await store.transact(erase):
        erased += done
        if done < BATCH:
            break
    return erased
