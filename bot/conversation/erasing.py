"""Erasing a patron, or a chat that is nobody's, everywhere: in the store, and in the engine's memory."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.content.edit_threads import edited
from bot.content.errors import ContentError
from bot.content.examples import example_key
from bot.content.project import Project, take_out
from bot.engine_client import EngineClient, EngineError
from crm.actor import Actor
from crm.database.store import Store
from crm.forgetting.patrons import Receipt, erase_chat, erase_patron, note_refusal, said_by, taught_by
from crm.forgetting.traces import Taught
from crm.trust.copying import Whose
from crm.trust.receipts import ErasureReceipt, sign_receipt
from library.leaving import hindrance
from library.port import Library

__all__ = ["ErasedChat", "erase_chat_everywhere", "erase_everywhere"]

log = logging.getLogger(__name__)

AT_ONCE = 200
SECONDS = 10.0
# A word or two are said by everybody, and name nobody.
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class ErasedChat:
    """The result: the store's receipt, how many events the engine forgot, and the signed receipt to be given out.

    `engine_events` is None while the engine is unreachable; `told` and `signed` are None when
    there was nothing to erase.
    """

    receipt: Receipt
    engine_events: int | None
    told: ErasureReceipt | None = None
    signed: str | None = None


async def erase_everywhere(
    store: Store,
    engine: EngineClient,
    library: Library,
    patron_id: int,
    *,
    by: Actor,
    because: str | None = None,
    content: Project | None = None,
) -> ErasedChat:
    """Erase a patron; an engine that is away forgets as soon as it is back.

    From the training `content` the examples are taken that were theirs, by their proposals or, once these are deleted,
    by what was said: the next model is trained without. Raises NotFound, Unsettled, and LibraryError when the library
    system cannot say what is open.
    """
    open_matters = await hindrance(store, library, patron_id)
    if open_matters is not None:
        await note_refusal(store, patron_id, by=by, because=because)
        raise open_matters
    unlearned = await _unlearned(store, Whose(patron_id=patron_id), content)
    return await _forgotten(store, engine, await erase_patron(store, patron_id, by=by, because=because), unlearned)


async def erase_chat_everywhere(
    store: Store, engine: EngineClient, identity_id: int, *, by: Actor, content: Project | None = None
) -> ErasedChat:
    """Erase a chat to which nobody is signed in, as `erase_everywhere` does. Raises NotFound."""
    unlearned = await _unlearned(store, Whose(identity_id=identity_id), content)
    return await _forgotten(store, engine, await erase_chat(store, identity_id, by=by), unlearned)


async def _unlearned(store: Store, whose: Whose, content: Project | None) -> tuple[int, int]:
    """Take out of the content what was somebody's words; give how many examples that were, and how many stay.

    Before the store forgets whose they were: ends the process in between, it is done again with the next try.
    """
    taught = await taught_by(store, whose)
    if content is None:
        return 0, len(taught)
    if content.shared is not None:
        # What was accepted at another gateway a moment ago is among it.
        await content.shared.pull()
    return await edited(_take_out, content, taught, await said_by(store, whose))


def _take_out(content: Project, known: Sequence[Taught], said: Collection[str]) -> tuple[int, int]:
    # Never in the middle of an edit: what is just being moved would stand nowhere.
    with content.held():
        if not _theirs(content, known, said):
            return 0, 0
    done = left = 0
    with content.editing() as folder:
        # As it is by now: another process may have taken out some of it, or moved it.
        for one in _theirs(content, known, said):
            try:
                take_out(folder, one.language, one.intent, [one.text])
            except ContentError as error:
                log.warning("an example of an erased patron stays in the content: %s", type(error).__name__)
                left += 1
            else:
                done += 1
    return done, left


def _theirs(content: Project, known: Sequence[Taught], said: Collection[str]) -> list[Taught]:
    """Find what stands in the content; what staff took out, moved or reworded already does not."""
    there = {(one.language, one.intent, one.text) for one in content.examples()}
    taught = dict.fromkeys([*known, *_read_the_same(content, said)])
    return [one for one in taught if (one.language, one.intent, one.text) in there]


def _read_the_same(content: Project, said: Collection[str]) -> list[Taught]:
    """Find examples of staff's that read as something that was said: accepted before their proposals were deleted."""
    keys = {key for text in said if len((key := example_key(text)).split()) >= FEWEST_WORDS}
    if not keys:
        return []
    added = content.added_examples()
    return [Taught(one.language, one.intent, one.text) for one in added if example_key(one.text) in keys]


async def _forgotten(store: Store, engine: EngineClient, receipt: Receipt, unlearned: tuple[int, int]) -> ErasedChat:
    events: int | None = 0
    try:
        for start in range(0, len(receipt.conversations), AT_ONCE):
            names = receipt.conversations[start : start + AT_ONCE]
            events = (events or 0) + (await engine.forget(names, timeout=SECONDS)).events
    except EngineError:
        events = None
    if receipt.at is None:
        return ErasedChat(receipt, events)
    told = ErasureReceipt(receipt.request, receipt.at, receipt.subject_ref, receipt.stores, events, *unlearned)
    return ErasedChat(receipt, events, told, sign_receipt(store, told))
