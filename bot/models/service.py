"""The gateway's work on models: the trainer, and the store kept in step with the supervisor."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from bot.models import archives
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import Current, EngineNotes, PublishingProgress, Wanted
from bot.models.progress import without_paths
from bot.models.publishing import publish
from bot.models.rollout import SUPERVISOR_SLEEPS, Rollout
from bot.models.testing import Examiner, ModelReading
from bot.models.training import Trainer
from bot.settings import Settings
from crm.actor import Actor
from crm.content import model_versions
from crm.content.model_versions import ModelView, Serving
from crm.database.store import Store
from crm.errors import StoreError

__all__ = ["ModelService", "settle"]

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
# Where machines share the store, and nothing is under way.
IDLE_SECONDS = 2.0
OVER = frozenset({"failed", "steady", "returned"})
# More than the models that are kept.
MOST_SHARED = 100


class ModelService:
    """Trains, tests and publishes; inside `async with` the store follows the supervisor's notes.

    Where machines share the store it is the supervisors that note there what they do.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self.notes = EngineNotes(settings.home)
        self.examiner = Examiner(store)
        self.trainer = Trainer(settings, store, self.examiner)
        self._following: asyncio.Task[None] | None = None
        self._settled: Current | None = None
        self._rollout: Rollout | None = None

    async def __aenter__(self) -> Self:
        following = self._follow() if self._store.is_sqlite else self._follow_store()
        self._following = asyncio.create_task(following, name="models")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._following is not None:
            self._following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._following
        await self.trainer.stop()

    async def publish(self, model_id: int, by: Actor, *, reason: str | None = None) -> Wanted:
        """Ask for a model to be published (bot.models.publishing.publish)."""
        wanted = await publish(self._store, self._settings.home, model_id, by, reason=reason)
        if not self._store.is_sqlite:
            # Who asked is shown at once that it goes on.
            self._rollout = await Rollout.of(self._store)
        return wanted

    async def read(self, view: ModelView, texts: Sequence[str]) -> list[ModelReading]:
        """Read texts with a kept model that need not answer; raises ModelFileRefused, ModelTestFailed."""
        file = await archives.have(self._store, ModelRegistry(self._settings.home), view.file or "", view.sha256)
        return await self.examiner.read(file, texts)

    def going_on(self) -> tuple[Wanted, PublishingProgress] | None:
        """Give the publication that is under way and how it goes; None when what is wanted runs."""
        if not self._store.is_sqlite:
            return None if self._rollout is None else self._rollout.going_on(self._store.clock.now())
        wanted, progress = self.notes.wanted(), self.notes.progress()
        current = self.notes.current()
        if wanted is None:
            return None
        if current is not None and current.serial >= wanted.serial:
            # Over only when the store says so too: a page that was loaded in between would tell of the time before.
            is_noted = self._following is None or current == self._settled
            return None if is_noted else (wanted, PublishingProgress("draining", wanted.serial))
        if progress is not None and progress.serial >= wanted.serial:
            return None if progress.phase in OVER else (wanted, progress)
        asked = datetime.fromisoformat(wanted.at) if wanted.at else datetime.min.replace(tzinfo=UTC)
        waits = datetime.now(UTC) - asked > SUPERVISOR_SLEEPS
        return wanted, PublishingProgress("waiting" if waits else "starting", wanted.serial)

    def progress(self) -> PublishingProgress | None:
        """Give how the last publication went, on whichever machine, as far as it is known."""
        if self._store.is_sqlite:
            return self.notes.progress()
        return None if self._rollout is None else self._rollout.progress()

    async def _follow_store(self) -> None:
        """Know how publications go at the engines of all machines; their supervisors note which model answers."""
        begun, published = False, None
        told: PublishingProgress | None = None
        while True:
            try:
                if not begun:
                    await self.trainer.take_over()
                    await self._share_kept()
                    begun = True
                await self.trainer.share_rest()
                self._rollout = rollout = await Rollout.of(self._store)
                if rollout.published != published:
                    published = rollout.published
                    await self.trainer.clear_out()
                progress = rollout.progress()
                if progress is not None and progress != told:
                    log.error("a model was not put in use everywhere: %s", progress.reason)
                told = progress
            except (StoreError, OSError) as error:
                log.warning("how publications go is not known for the moment: %s", error)
            await asyncio.sleep(LOOK_SECONDS if self.going_on() is not None else IDLE_SECONDS)

    async def _share_kept(self) -> None:
        """Put into the store what is kept here alone: models of before the store had any."""
        registry = ModelRegistry(self._settings.home)
        for view in await model_versions.list_models(self._store, limit=MOST_SHARED):
            if view.is_there and registry.path(view.file or "").is_file():
                try:
                    await archives.share(self._store, registry, view.file or "", view.sha256)
                except ModelFileRefused as refused:
                    log.warning("the model %d stays on this machine: %s", view.id, refused)

    async def _follow(self) -> None:
        taken_over, failed_serial = False, _failed_serial(self.notes)
        told: PublishingProgress | None = None
        while True:
            try:
                if not taken_over:
                    await self.trainer.take_over()
                    taken_over = True
                current = self.notes.current()
                if current is not None and current != self._settled:
                    await settle(self._store, self.notes)
                    self._settled = current
                    await self.trainer.clear_out()
                progress = self.notes.progress()
                if progress is not None and progress.phase == "failed" and progress.serial > failed_serial:
                    failed_serial = progress.serial
                    log.error("a model was not put in use: %s", progress.reason)
                if progress is not None and progress.phase == "returned" and progress != told:
                    told = progress
                    if await model_versions.gave_way(self._store, progress.sha256, _shown(progress.reason) or ""):
                        log.error("a published model did not work, the one before is back: %s", progress.reason)
            except (StoreError, OSError) as error:
                log.warning("the models' rows could not be brought up to date: %s", error)
            await asyncio.sleep(LOOK_SECONDS)


async def settle(store: Store, notes: EngineNotes) -> int | None:
    """Note in the store which model answers patrons, and who wanted it; gives its id."""
    current, wanted = notes.current(), notes.wanted()
    if current is None:
        return None
    asked = wanted if wanted is not None and wanted.sha256 == current.sha256 else None
    return await model_versions.serving(
        store,
        Serving(
            inputs=current.inputs,
            sha256=current.sha256,
            file=current.file,
            seconds=current.seconds,
            origin=current.origin,
            by=Actor("staff", asked.by, asked.by_id) if asked is not None and asked.by else model_versions.ITSELF,
            reason=(asked.reason if asked is not None else None) or _shown(current.reason),
        ),
    )


def _shown(reason: str | None) -> str | None:
    return None if reason is None else without_paths(reason)


def _failed_serial(notes: EngineNotes) -> int:
    progress = notes.progress()
    return progress.serial if progress is not None and progress.phase == "failed" else 0
