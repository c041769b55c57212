"""The store that several machines share, as a supervisor sees it: for publications and the archives of models."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.content.sharing import SharedContent
from bot.models import archives, building
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import EngineNotes
from bot.models.rollout import wanted_of
from bot.settings import Settings
from crm.content import model_versions, publications
from crm.content.publications import Publication
from crm.database.driver_errors import DriverError
from crm.database.store import Store
from crm.database.urls import store_file
from crm.errors import StoreError

__all__ = ["StaffContent", "brought", "is_shared", "made_elsewhere", "shared_store", "take_up", "want_published"]


def is_shared(settings: Settings) -> bool:
    """Tell whether other machines may be on the store: it is no file of this one."""
    return bool(settings.database_url) and store_file(settings.database_url) is None


class StaffContent:
    """Staff's copy of the content in a state folder without a gateway: kept as the store has it.

    What is edited or erased elsewhere is so here, too. To be made inside the event loop.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._shared = None if store.is_sqlite else SharedContent(store, settings.home)
        self._looking: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Look for a newer copy, every few seconds; nobody waits for it, since an edit may have to end first."""
        if self._shared is not None and (self._looking is None or self._looking.done()):
            self._looking = asyncio.create_task(self._shared.look())

    async def close(self) -> None:
        """End a look that is under way, before its store is closed."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)


@asynccontextmanager
async def shared_store(settings: Settings) -> AsyncIterator[Store | None]:
    """Open the store for as long as the block lasts; None where it is not shared, or away, or has no tables yet."""
    if not is_shared(settings):
        yield None
        return
    try:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    except (StoreError, DriverError):
        yield None
        return
    try:
        yield store
    finally:
        await store.close()


async def take_up(settings: Settings) -> str | None:
    """Before an engine starts, want what was published last on whichever machine; gives why that cannot be had.

    What this machine alone has published, before the store knew of publications, is handed over to the others.
    """
    async with shared_store(settings) as store:
        if store is None:
            return None
        try:
            # Whether staff edit the content themselves decides which model answers (choice.py).
            await SharedContent(store, settings.home).pull()
            notes = EngineNotes(settings.home)
            newest = await publications.newest(store)
            if newest is None:
                await _hand_over(settings, store, notes)
            elif newest.id != notes.taken():
                await archives.have(store, ModelRegistry(settings.home), newest.file, newest.sha256)
                want_published(notes, newest)
        except (StoreError, ModelFileRefused, OSError) as error:
            # The engine starts with what is here; what is published is looked for again while it runs.
            return str(error)
    return None


def want_published(notes: EngineNotes, newest: Publication) -> None:
    """Note that this machine's engine is to answer with the model of a publication."""
    notes.want(wanted_of(newest))
    notes.take(newest.id)


async def brought(settings: Settings, name: str, sha256: str) -> bool:
    """Bring a model file that is damaged or gone from the store; tell whether it is there now."""
    async with shared_store(settings) as store:
        if store is None:
            return False
        try:
            await archives.have(store, ModelRegistry(settings.home), name, sha256)
        except (StoreError, ModelFileRefused, OSError):
            return False
    return True


async def made_elsewhere(settings: Settings, inputs: str) -> building.Model | None:
    """Bring the model of these inputs that another machine has trained; None where none has, or it cannot be had.

    All engines answer with the same file then, and the repository's content is trained once.
    """
    async with shared_store(settings) as store:
        if store is None:
            return None
        try:
            found = await archives.of_inputs(store, inputs)
            if found is None:
                return None
            file = await archives.have(store, ModelRegistry(settings.home), found.name, found.sha256)
            return building.Model(file, inputs, found.sha256, await model_versions.seconds_of(store, found.sha256))
        except (StoreError, ModelFileRefused, OSError):
            return None


async def _hand_over(settings: Settings, store: Store, notes: EngineNotes) -> None:
    wanted, running = notes.wanted(), await model_versions.running(store)
    if wanted is None or running is None or running.sha256 != wanted.sha256 or not wanted.code:
        return
    await archives.share(store, ModelRegistry(settings.home), wanted.file, wanted.sha256)
    asked = await publications.ask(
        store, running.id, None, code=wanted.code, repository=wanted.repository, reason=wanted.reason
    )
    notes.take(asked)
