"""The trainer: one training at a time, in the background at low priority, followed by the test."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import shutil
import tempfile
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import IO

import psutil

from bot.content.folder import CONTENT, content_folder
from bot.content.leftovers import PREFIX
from bot.content.project import Project
from bot.content.sharing import SharedContent
from bot.models import archives
from bot.models import building as files
from bot.models.file_locks import locked
from bot.models.logs import ModelLogs
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import EngineNotes
from bot.models.progress import components_of, log_tail, reason_of
from bot.models.telling import At, told
from bot.models.testing import Examiner, ModelTestFailed
from bot.settings import Settings
from bot.start_errors import StartError
from crm.actor import Actor
from crm.content import model_versions, model_work
from crm.content.model_versions import ModelView
from crm.content.model_work import Work
from crm.database.store import Store
from crm.errors import Conflict, StoreError
from protocol.home import Home

__all__ = ["NothingChanged", "Trainer"]

log = logging.getLogger(__name__)

CANCELLED = "cancelled"
BROKEN_OFF = "broken_off"


class NothingChanged(Exception):
    """A model of the same content already exists."""

    def __init__(self, model_id: int) -> None:
        super().__init__(f"model {model_id} was made from the same content")
        self.model_id = model_id


class Trainer:
    """Trains and tests models in one state folder, and tells all who share the store how far it is."""

    def __init__(self, settings: Settings, store: Store, examiner: Examiner) -> None:
        self._settings = settings
        self._store = store
        self._examiner = examiner
        self._folder = Home(settings.home).training
        self.logs = ModelLogs(store, settings.home)
        self._shelf = ModelRegistry(settings.home)
        self._notes = EngineNotes(settings.home)
        self._task: asyncio.Task[None] | None = None
        self._at: At | None = None
        self._cancelled_by: Actor | None = None
        # By the file's name, its SHA-256: what is trained and not in the store yet.
        self._unshared: dict[str, str] = {}
        # The system's lock on the folder: no other gateway on it trains at the same time.
        self._held: IO[str] | None = None

    async def of_content(self) -> ModelView | None:
        """Give the newest model that is kept of the present content; None while it is not trained."""
        content = content_folder(self._settings.home)
        return await model_versions.by_file(self._store, await asyncio.to_thread(files.inputs_hash, content=content))

    async def start(self, by: Actor, *, force: bool = False) -> int:
        """Begin to train the present content and give the model's id.

        Raises NothingChanged when a model of the same content is kept, unless `force`; Conflict while one is trained.
        """
        if self._at is not None or not self._hold():
            raise Conflict("model", "training")
        try:
            await self._end_leftovers()
            work = Path(await asyncio.to_thread(tempfile.mkdtemp, dir=self._folder, prefix="model-"))
            if not self._store.is_sqlite:
                await SharedContent(self._store, self._settings.home).pull()
            await asyncio.to_thread(Project(self._settings.home).recovered)
            # Who edits while the training runs edits for the next one.
            await asyncio.to_thread(_copy_content, content_folder(self._settings.home), work / "content")
            inputs = await asyncio.to_thread(files.inputs_hash, content=work / "content")
            same = None if force else await model_versions.by_file(self._store, inputs)
            if same is not None:
                await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)
                raise NothingChanged(same.id)
            model_id = await model_versions.begin_training(self._store, by, inputs=inputs)
            components = await asyncio.to_thread(components_of, work / "content")
            self._at, self._cancelled_by = (model_id, "training", components), None
            await model_work.begin(self._store, model_id, "training", step="starting", total=components)
        except BaseException:
            self._at = None
            self._let_go()
            raise
        self._task = asyncio.create_task(self._run(model_id, inputs, work, force=force))
        return model_id

    async def test(self, model_id: int) -> None:
        """Begin to test a kept model again; raises Conflict while the trainer is busy, ModelFileRefused, NotFound."""
        if self._at is not None or not self._hold():
            raise Conflict("model", "training")
        try:
            view = await model_versions.model(self._store, model_id)
            await archives.have(self._store, self._shelf, view.file or "", view.sha256)
            self._at = (model_id, "testing", 0)
            await model_work.begin(self._store, model_id, "testing", step="testing")
        except BaseException:
            self._at = None
            self._let_go()
            raise
        self._task = asyncio.create_task(self._run_test(model_id))

    async def cancel(self, model_id: int, by: Actor) -> bool:
        """Stop a training; False when another process is at it, which is told. Raises Conflict when it does not run."""
        if self._at is None or self._at[0] != model_id:
            if await model_work.wish_stopped(self._store, model_id, by):
                return False
            raise Conflict("model", "not in training")
        # A test that runs is not stopped.
        if self._at[1] != "training" or self._task is None:
            raise Conflict("model", "not in training")
        self._cancelled_by = by
        task = self._task
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        return True

    async def stop(self) -> None:
        """Stop whatever runs, because the gateway ends."""
        task = self._task
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def take_over(self) -> None:
        """Mark what a gateway that died was training as failed, and end the process it left."""
        if not self._hold():
            return
        try:
            await self._end_leftovers()
        finally:
            self._let_go()

    async def at_work(self) -> Work | None:
        """Tell what is trained, or else tested, and how far that is, wherever it runs.

        What a process was at that died is marked as broken off.
        """
        found = await model_work.at_work(self._store)
        if any(self._is_left(work) for work in found):
            await self.take_over()
            found = [work for work in await model_work.at_work(self._store) if not self._is_left(work)]
        return found[0] if found else None

    async def log(self, model_id: int, most: int = 0) -> list[str]:
        """Give the last lines of a model's log (all for 0), while it is written and afterwards."""
        is_here = self._at is not None and self._at[0] == model_id
        return await self.logs.lines(model_id, most, is_here=is_here)

    async def wait(self) -> None:
        """Wait until nothing runs; for the command line and for tests."""
        while self._task is not None and not self._task.done():
            await asyncio.wait({self._task})

    async def _run(self, model_id: int, inputs: str, work: Path, *, force: bool) -> None:
        try:
            async with self._told(model_id):
                await self._train(model_id, inputs, work, force=force)
        finally:
            self._at = None
            await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)
            self._let_go()

    async def _train(self, model_id: int, inputs: str, work: Path, *, force: bool) -> None:
        path = self.logs.path(model_id)
        try:
            kept = None if force else await asyncio.to_thread(files.recorded, files.cache_folder(), inputs)
            made = kept or await files.train(
                inputs, work, path, content=work / "content", gently=True, on_start=self._note_pid
            )
            file = await asyncio.to_thread(self._shelf.put, made.path, inputs, made.sha256)
            await asyncio.to_thread(self._shelf.keep_content, file, work / "content")
            await model_versions.trained(
                self._store, model_id, sha256=made.sha256, file=file.name, seconds=made.seconds
            )
            # Only now does the store name it among what is kept.
            await self._share(file.name, made.sha256)
            self._at = (model_id, "testing", 0)
            await self._test(model_id, work / "content")
            await self.share_rest()
            await self.clear_out()
        except StartError:
            await self._failed(model_id, reason_of(log_tail(path)))
        except asyncio.CancelledError:
            await self._failed(model_id, CANCELLED if self._cancelled_by else BROKEN_OFF, by=self._cancelled_by)
            raise
        except Exception as error:
            log.exception("the training of model %d failed", model_id)
            await self._failed(model_id, f"{type(error).__name__}: {error}")

    def _told(self, model_id: int) -> AbstractAsyncContextManager[None]:
        return told(self._store, self.logs, model_id, lambda: self._at, self._stop_at_wish)

    def _stop_at_wish(self, by: Actor) -> None:
        # A test that runs is not stopped, and a training once.
        if self._at is not None and self._at[1] == "training" and self._task is not None and not self._cancelled_by:
            self._cancelled_by = by
            self._task.cancel()

    async def share_rest(self) -> None:
        """Put into the store the models for which it was away when they were trained."""
        for name, sha256 in list(self._unshared.items()):
            await self._share(name, sha256)

    async def _share(self, name: str, sha256: str) -> None:
        try:
            await archives.share(self._store, self._shelf, name, sha256)
        except ModelFileRefused as refused:
            self._unshared.pop(name, None)
            log.warning("the model %s cannot be put into the store: %s", name, refused)
        except StoreError as error:
            # It is trained nevertheless, and this gateway has it.
            log.warning("the model %s is not in the store yet, which is tried again: %s", name, type(error).__name__)
            self._unshared[name] = sha256
        else:
            self._unshared.pop(name, None)

    async def _run_test(self, model_id: int) -> None:
        try:
            async with self._told(model_id):
                with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
                    content = Path(folder)
                    view = await model_versions.model(self._store, model_id)
                    if not await asyncio.to_thread(self._shelf.content, view.file or "", content):
                        content = content_folder(self._settings.home)
                    await self._test(model_id, content)
        except Exception:
            log.exception("the test of model %d failed", model_id)
        finally:
            self._at = None
            self._let_go()

    async def _test(self, model_id: int, content: Path) -> None:
        """Test a model beside the one that runs; a test that cannot be made is a note at the model, no failure."""
        view = await model_versions.model(self._store, model_id)
        try:
            candidate = await archives.have(self._store, self._shelf, view.file or "", view.sha256)
            against = await self._running(view)
            running = None if against is None else self._shelf.path(against.file or "")
            report = await self._examiner.report(candidate, running, content, log=self.logs.path(model_id))
        except (ModelTestFailed, ModelFileRefused, OSError) as error:
            log.warning("model %d could not be tested: %s", model_id, error)
            await model_versions.tested(self._store, model_id, None, note=str(error)[:500])
            return
        report["against"] = None if against is None else {"id": against.id, "sha256": against.sha256}
        await model_versions.tested(self._store, model_id, report)

    async def _running(self, candidate: ModelView) -> ModelView | None:
        against = await model_versions.running(self._store)
        if against is None or against.sha256 == candidate.sha256:
            return None
        try:
            await archives.have(self._store, self._shelf, against.file or "", against.sha256)
        except ModelFileRefused:
            return None
        return against

    async def clear_out(self) -> None:
        """Remove models that nobody will want back, and old logs."""
        keep = await model_versions.to_keep(self._store)
        keep |= {note.file for note in (self._notes.current(), self._notes.wanted()) if note is not None}
        removed = await asyncio.to_thread(self._shelf.remove_but, keep)
        of_store = await archives.remove_but(self._store, self._shelf, keep)
        # Another machine's may have lain in the store alone.
        if removed or of_store:
            await model_versions.files_removed(self._store, keep)
            log.info("%d old models were removed here, and %d from the store", len(removed), of_store)
        await self.logs.clear_out()

    async def _failed(self, model_id: int, reason: str, *, by: Actor | None = None) -> None:
        # A model that is trained already and whose test was broken off is not failed: it can be tested again.
        with contextlib.suppress(StoreError):
            await model_versions.failed(self._store, model_id, reason, by=by)

    async def _end_leftovers(self) -> None:
        """End the training of a gateway that died; nobody but us holds the folder now."""
        note = self._folder / "pid"
        with contextlib.suppress(OSError, ValueError, psutil.Error):
            process = psutil.Process(int(note.read_text(encoding="ascii")))
            if "engine.train" in process.cmdline():
                process.terminate()
        note.unlink(missing_ok=True)
        for left in self._folder.glob("model-*"):
            await asyncio.to_thread(shutil.rmtree, left, ignore_errors=True)
        for model_id in await model_versions.broken_off(self._store, BROKEN_OFF):
            log.warning("the training of model %d was broken off", model_id)
        for left_work in await model_work.forget_left(self._store):
            await self.logs.share_lines(left_work.model_id, left_work.lines)

    def _is_left(self, work: Work) -> bool:
        """Tell whether nobody is at something any more that the store tells of."""
        if self._at is not None and self._at[0] == work.model_id:
            return False
        if not self._store.is_sqlite:
            return work.is_left or work.holder == self._store.holder
        # Whoever is at it, the gateway or a command, has the folder's lock.
        free = locked(self._folder / "lock")
        if free is not None:
            free.close()
        return free is not None

    def _note_pid(self, pid: int) -> None:
        (self._folder / "pid").write_text(f"{pid}\n", encoding="ascii")

    def _hold(self) -> bool:
        handle = locked(self._folder / "lock")
        if handle is None:
            return False
        self._held = handle
        return True

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


def _copy_content(source: Path, target: Path) -> None:
    """Copy the content between two edits of staff, never in the middle of one (bot.content.project)."""
    target.mkdir(parents=True)
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            fcntl.flock(held.enter_context((source / ".lock").open()), fcntl.LOCK_SH)
        _copy_files(source, target)


def _copy_files(source: Path, target: Path) -> None:
    for name in CONTENT:
        place = source / name
        if place.is_dir():
            shutil.copytree(place, target / name)
        elif place.is_file():
            shutil.copyfile(place, target / name)
