"""Overdue cases, noted in their history."""

from __future__ import annotations

from crm.case_breaches import note_breaches
from crm.store import Store

__all__ = ["note_what_is_late"]


async def note_what_is_late(store: Store) -> int:
    """Note every time that has passed since it was last looked at, once; give how many."""
    return await note_breaches(store)
