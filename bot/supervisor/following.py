"""Publications of the store followed by the supervisor of one engine: brought here, wanted here, and told of.

Each engine is exchanged by its own supervisor (engines.py), and of those that share a machine one after the other: for
a moment an engine has two processes in memory.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from bot.models import archives, building
from bot.models.file_locks import locked
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import Current, EngineNotes, PublishingProgress
from bot.models.progress import without_paths
from bot.models.rollout import UNDER_WAY, Rollout
from bot.models.service import settle
from bot.settings import Settings
from bot.supervisor.shared_store import StaffContent, want_published
from crm.content import model_versions, publications
from crm.content.publications import Publication
from crm.database.store import Store

__all__ = ["Follower", "FollowerStanding"]

log = logging.getLogger(__name__)

# Before what was refused is brought once more: it is as large as a model, and only somebody can have mended it.
REFUSED_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class FollowerStanding:
    """How far this engine is: the newest publication that was looked at, its phase, and why it is no further."""

    publication_id: int
    phase: str
    reason: str | None = None


class Follower:
    """Follows the publications of a store for one state folder; `look` is to be called every few seconds."""

    def __init__(self, settings: Settings, store: Store, say: Callable[[str], None]) -> None:
        self._store = store
        self._say = say
        self._notes = EngineNotes(settings.home)
        self._registry = ModelRegistry(settings.home)
        self._content = StaffContent(settings, store)
        self._trouble: FollowerStanding | None = None
        self._refused_at = 0.0
        self._settled: Current | None = None
        self._shared: Current | None = None
        self._returned: PublishingProgress | None = None
        # The system's lock on the machine's cache of models: no other engine of this user is exchanged meanwhile.
        self._held: IO[str] | None = None
        self._code = ""

    @property
    def standing(self) -> FollowerStanding:
        """Tell how far this engine is."""
        return self._trouble or self._here()

    def _here(self) -> FollowerStanding:
        """Tell how far the exchange of the engine is, whatever became of a newer publication."""
        wanted, progress, taken = self._notes.wanted(), self._notes.progress(), self._notes.taken()
        if progress is None:
            return FollowerStanding(taken, "")
        if wanted is not None and progress.serial < wanted.serial:
            return FollowerStanding(taken, "starting")
        reason = None if progress.reason is None else without_paths(progress.reason)
        return FollowerStanding(taken, progress.phase, reason)

    async def look(self, name: str | None) -> None:
        """Take up a newer publication, and note in the store which model answers here.

        name: that of this engine's presence. Errors of the store are raised.
        """
        self._content.look()
        newest = await publications.newest(self._store)
        # Whether or not another was published meanwhile, which may never be put in use here.
        if self._held is not None and self._here().phase not in UNDER_WAY:
            self.let_go()
        # Another, not a later one alone: a store that was restored counts from an earlier one.
        if newest is not None and newest.id != self._notes.taken():
            await self._take_up(newest)
        else:
            self._trouble = None
        await self._note(newest, name)

    async def close(self) -> None:
        """End what goes on beside the looks, and let others go on."""
        self.let_go()
        await self._content.close()

    def let_go(self) -> None:
        """Let another engine of this machine be exchanged."""
        if self._held is not None:
            self._held.close()
            self._held = None

    async def _take_up(self, newest: Publication) -> None:
        self._code = self._code or await asyncio.to_thread(building.code_hash)
        if newest.code != self._code:
            # At its next start, with the same code, the engine gets what was published.
            self._tell(newest, "this engine runs another version of ketabyar")
            return
        is_refused = self._trouble is not None and self._trouble.publication_id == newest.id and self._refused_at > 0
        if is_refused and time.monotonic() - self._refused_at < REFUSED_SECONDS:
            return
        self._refused_at = 0.0
        try:
            await archives.have(self._store, self._registry, newest.file, newest.sha256)
        except ModelFileRefused as refused:
            # A seal of another secret, an archive that was just removed: it can be mended, and is not done with.
            self._tell(newest, f"{refused}; it is tried again")
            self._refused_at = time.monotonic()
            return
        except OSError as error:
            self._tell(newest, f"the model cannot be brought here, which is tried again: {error}")
            return
        if not self._hold():
            return
        self._trouble = None
        self._say(f"the model {newest.inputs} was published: it is put in use here")
        want_published(self._notes, newest)

    def _tell(self, newest: Publication, why: str) -> None:
        told = FollowerStanding(newest.id, "failed", without_paths(why))
        if told != self._trouble:
            self._say(f"the model {newest.inputs} is not put in use: {why}")
        self._trouble = told

    async def _note(self, newest: Publication | None, name: str | None) -> None:
        current, progress = self._notes.current(), self._notes.progress()
        if current is None or current.url is None or name is None:
            return
        await self._count(newest, current, name)
        if current != self._shared:
            await self._share(current)
            await self._clear_out()
            self._shared = current
        if progress is not None and progress.phase == "returned" and progress != self._returned:
            await model_versions.gave_way(self._store, progress.sha256, without_paths(progress.reason or ""))
            self._returned = progress

    async def _count(self, newest: Publication | None, current: Current, name: str) -> None:
        """Let the store call published what answers here, unless others answer with what was published."""
        is_settled = current == self._settled
        if is_settled and newest is None:
            return
        running = await model_versions.running(self._store)
        told = None if running is None else running.inputs
        is_told = told == current.inputs
        if is_settled and is_told:
            return
        if newest is not None and newest.inputs != current.inputs:
            # Between models of which none is the one that was published, who told first is left alone.
            if is_settled and told != newest.inputs:
                return
            # One engine that lacks the model, or gave it up, does not change what the others answer with; when they
            # are gone, it does.
            others = [one for one in await publications.standing(self._store) if one.name != name]
            if any(one.model == newest.inputs for one in others):
                return
            # One that is still being exchanged says what it has only after the store calls that published.
            if is_settled and Rollout(newest, others, None).pending:
                return
        # The repository's own content, trained on each of two machines, is one model.
        if current.origin != "files" or not is_told:
            await settle(self._store, self._notes)
        self._settled = current

    async def _share(self, current: Current) -> None:
        try:
            await archives.share(self._store, self._registry, current.file, current.sha256)
        except (ModelFileRefused, OSError) as error:
            log.warning("the model that answers could not be put into the store: %s", error)

    async def _clear_out(self) -> None:
        keep = await model_versions.to_keep(self._store)
        noted = (self._notes.current(), self._notes.wanted(), self._notes.before())
        keep |= {note.file for note in noted if note is not None}
        await asyncio.to_thread(self._registry.remove_but, keep)

    def _hold(self) -> bool:
        if self._held is None:
            self._held = locked(building.cache_folder() / "exchange.lock")
        return self._held is not None
