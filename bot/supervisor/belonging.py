"""Whether state folder and store belong together: the same secret, the same published model.

A store that was restored, or moved, without the rest of its state folder is told here, before anything is written.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.content.leftovers import PREFIX
from bot.models import building
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import EngineNotes, Wanted
from bot.settings import Settings
from bot.start_errors import StartError
from crm.audit import head, seal, trail
from crm.content import model_versions as known_models
from crm.content import publications
from crm.content.model_versions import ModelView
from crm.database.store import Store
from crm.errors import StoreError
from crm.library_info.in_service import note_in_service
from protocol.home import Home

__all__ = ["match"]

Say = Callable[[str], None]

# What stands where the engine's code of a publication is not known: it is trained again with the present one.
OTHER_CODE = "unknown"


async def match(settings: Settings, say: Say) -> None:
    """Compare the secret and the published model of folder and store, and mend what can be mended.

    A store that serves in production is noted as a real library's.

    Raises StartError in production when the store was written with another secret, or has lost what it had.
    """
    try:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            await _match_secret(settings, store, say)
            await _match_trail(settings, store, say)
            await _match_model(settings, store, say)
            if settings.environment == "production":
                # Only now: what was written with another secret shows that by its own events.
                await note_in_service(store)
        finally:
            await store.close()
    except StoreError as error:
        raise StartError(str(error)) from error


async def _match_secret(settings: Settings, store: Store, say: Say) -> None:
    try:
        await seal.prove(store)
    except seal.OtherSecret as error:
        if settings.environment == "production":
            raise
        say(f"warning: {error}")
        return
    await seal.seal(store)


async def _match_trail(settings: Settings, store: Store, say: Say) -> None:
    """Notice a store that is empty, or older than the one that this folder served: what it had is gone."""
    place = Home(settings.home).audit_head
    try:
        kept = await asyncio.to_thread(head.kept_head, store, place)
    except head.HeadForged:
        return
    if kept is None or not kept.events or await trail.head(store, kept) is not None:
        return
    told = (
        f"the store is not the one that {settings.home} has served: it lacks what was last written to its audit trail, "
        f"as an empty or an older one does. Restore a backup; where it is meant, delete {place.name} there"
    )
    if settings.environment == "production":
        raise StartError(told)
    say(f"warning: {told}")


async def _match_model(settings: Settings, store: Store, say: Say) -> None:
    notes = EngineNotes(settings.home)
    if notes.wanted() is not None or notes.current() is not None:
        return
    if not store.is_sqlite and await publications.newest(store) is not None:
        # It is taken up where an engine starts (shared_store.take_up).
        return
    view = await known_models.running(store)
    if view is None or view.origin != "console":
        return
    day = f"{view.published_at:%Y-%m-%d}" if view.published_at else "an earlier day"
    try:
        wanted = await asyncio.to_thread(_wanted, settings, view)
    except ModelFileRefused as refused:
        say(f"warning: the model {view.id}, published on {day}, cannot be brought back: {refused}")
        say("  the repository's own model answers instead; `ketabyar restore` brings a whole backup back")
        return
    notes.want(wanted)
    say(f"the store says that model {view.id} was published on {day}: it is taken up again")


def _wanted(settings: Settings, view: ModelView) -> Wanted:
    registry = ModelRegistry(settings.home)
    file = registry.proved(view.file or "", view.sha256)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        content = Path(folder)
        same = registry.content(file.name, content) and building.inputs_hash(content=content) == view.inputs
    return Wanted(
        serial=0,
        inputs=view.inputs,
        sha256=view.sha256 or "",
        file=file.name,
        seconds=view.seconds or 0.0,
        code=building.code_hash() if same else OTHER_CODE,
        reason=view.override_reason,
        at=view.published_at.isoformat() if view.published_at else "",
    )
