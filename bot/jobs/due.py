"""Note in the history of cases that a time which was promised has passed."""

from __future__ import annotations

from crm.cases.overdue import note_breaches
from crm.database.store import Store

__all__ = ["note_what_is_late"]


async def note_what_is_late(store: Store) -> int:
    """Note every time that has passed since it was last looked at, once; give how many."""
    return await note_breaches(store)
