"""The gateway's work on models: the trainer, and the store kept in step with the supervisor."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from bot.models.model_files import ModelRegistry
from bot.models.notes import Current, EngineNotes, PublishingProgress, Wanted
from bot.models.progress import without_paths
from bot.models.publishing import publish
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
# A supervisor that runs sees a wish within a moment.
SUPERVISOR_SLEEPS = timedelta(seconds=15)
OVER = frozenset({"failed", "steady", "returned"})


class ModelService:
    """Trains, tests and publishes; inside `async with` the store follows the supervisor's notes."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self.notes = EngineNotes(settings.home)
        self.examiner = Examiner(store)
        self.trainer = Trainer(settings, store, self.examiner)
        self._following: asyncio.Task[None] | None = None
        self._settled: Current | None = None

    async def __aenter__(self) -> Self:
        self._following = asyncio.create_task(self._follow(), name="models")
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
        return await publish(self._store, self._settings.home, model_id, by, reason=reason)

    async def read(self, view: ModelView, texts: Sequence[str]) -> list[ModelReading]:
        """Read texts with a kept model that need not answer; raises ModelFileRefused, ModelTestFailed."""
        file = await asyncio.to_thread(ModelRegistry(self._settings.home).proved, view.file or "", view.sha256)
        return await self.examiner.read(file, texts)

    def going_on(self) -> tuple[Wanted, PublishingProgress] | None:
        """Give the publication that is under way and how it goes; None when what is wanted runs."""
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
