"""Erasing a patron, or a chat that is nobody's, everywhere: in the store, and in the engine's memory."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine_client import EngineClient, EngineError
from crm.actor import Actor
from crm.database.store import Store
from crm.forgetting.patrons import Receipt, erase_chat, erase_patron, note_refusal
from crm.trust.receipts import ErasureReceipt, sign_receipt
from library.leaving import hindrance
from library.port import Library

__all__ = ["Erased", "erase_chat_everywhere", "erase_everywhere"]

AT_ONCE = 200
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Erased:
    """The result: the store's receipt, how many events the engine forgot, and the signed receipt to be given out.

    `engine_events` is None while the engine is unreachable; `told` and `signed` are None when
    there was nothing to erase.
    """

    receipt: Receipt
    engine_events: int | None
    told: ErasureReceipt | None = None
    signed: str | None = None


async def erase_everywhere(
    store: Store, engine: EngineClient, library: Library, patron_id: int, *, by: Actor, because: str | None = None
) -> Erased:
    """Erase a patron; an engine that is away forgets as soon as it is back.

    Raises NotFound, Unsettled, and LibraryError when the library system cannot say what is open.
    """
    open_matters = await hindrance(store, library, patron_id)
    if open_matters is not None:
        await note_refusal(store, patron_id, by=by, because=because)
        raise open_matters
    return await _forgotten(store, engine, await erase_patron(store, patron_id, by=by, because=because))


async def erase_chat_everywhere(store: Store, engine: EngineClient, identity_id: int, *, by: Actor) -> Erased:
    """Erase a chat to which nobody is signed in, as `erase_everywhere` does. Raises NotFound."""
    return await _forgotten(store, engine, await erase_chat(store, identity_id, by=by))


async def _forgotten(store: Store, engine: EngineClient, receipt: Receipt) -> Erased:
    events: int | None = 0
    try:
        for start in range(0, len(receipt.conversations), AT_ONCE):
            names = receipt.conversations[start : start + AT_ONCE]
            events = (events or 0) + (await engine.forget(names, timeout=SECONDS)).events
    except EngineError:
        events = None
    if receipt.at is None:
        return Erased(receipt, events)
    told = ErasureReceipt(receipt.request, receipt.at, receipt.subject_ref, receipt.stores, events)
    return Erased(receipt, events, told, sign_receipt(store, told))
