"""Erasing a patron everywhere: in the store, and in the engine's memory."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine_client import EngineClient, EngineError
from crm.actor import Actor
from crm.database.store import Store
from crm.forgetting.patrons import Receipt, erase_patron

__all__ = ["ErasedPatron", "erase_everywhere"]

AT_ONCE = 200
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class ErasedPatron:
    """The result: the store's receipt, and how many events the engine forgot, None while it is unreachable."""

    receipt: Receipt
    engine_events: int | None


async def erase_everywhere(store: Store, engine: EngineClient, patron_id: int, *, by: Actor) -> ErasedPatron:
    """Erase a patron; an engine that is away forgets as soon as it is back. Raises NotFound, Unsettled."""
    receipt = await erase_patron(store, patron_id, by=by)
    events = 0
    try:
        for start in range(0, len(receipt.conversations), AT_ONCE):
            names = receipt.conversations[start : start + AT_ONCE]
            events += (await engine.forget(names, timeout=SECONDS)).events
    except EngineError:
        return ErasedPatron(receipt, None)
    return ErasedPatron(receipt, events)
