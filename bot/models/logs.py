"""Logs of trainings and tests: each is written where it runs, and is afterwards where every machine finds it.

On SQLite there is one machine, and its folder is that place.
"""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.models.progress import log_tail, without_paths
from crm.content import model_work
from crm.database import shared_files
from crm.database.shared_files import FileRefused
from crm.database.store import Store
from crm.errors import StoreError
from protocol.home import Home

__all__ = ["ModelLogs"]

log = logging.getLogger(__name__)

LOG = "log"
KEPT = 20


class ModelLogs:
    """The logs of one store's models, as one state folder sees them."""

    def __init__(self, store: Store, home: Path) -> None:
        self._store = store
        self._folder = Home(home).logs / "models"

    def path(self, model_id: int) -> Path:
        """Give the place where a model's log is written here."""
        return self._folder / f"{_name(model_id)}.log"

    async def share(self, model_id: int) -> None:
        """Let the other machines have a log that was written here."""
        path = self.path(model_id)
        if self._store.is_sqlite or not path.is_file():
            return
        try:
            await shared_files.replace(self._store, LOG, _name(model_id), path)
        except StoreError as error:
            log.warning("the log %s is not in the store: %s", path.name, type(error).__name__)

    async def share_lines(self, model_id: int, lines: Sequence[str]) -> None:
        """Keep what is known of the log of a process that died, unless there is more."""
        if self._store.is_sqlite or not lines:
            return
        part = await asyncio.to_thread(_part)
        try:
            await asyncio.to_thread(part.write_text, "\n".join(lines) + "\n", "utf-8")
            await shared_files.keep(self._store, LOG, _name(model_id), part)
        finally:
            part.unlink(missing_ok=True)

    async def lines(self, model_id: int, most: int = 0, *, is_here: bool) -> list[str]:
        """Give the last lines of a log (all for 0), without paths; `is_here`: it is written here at this moment.

        While it is written elsewhere its end is given; none when there is no log.
        """
        if self._store.is_sqlite or is_here:
            found = await asyncio.to_thread(log_tail, self.path(model_id), most)
        else:
            works = await model_work.at_work(self._store)
            told = next((work.lines for work in works if work.model_id == model_id), None)
            found = await self._kept(model_id, most) if told is None else list(told)[-most:]
        return [without_paths(line) for line in found]

    async def _kept(self, model_id: int, most: int) -> list[str]:
        if await shared_files.is_there(self._store, LOG, _name(model_id)):
            part = await asyncio.to_thread(_part)
            try:
                await shared_files.take(self._store, LOG, _name(model_id), part)
                return await asyncio.to_thread(log_tail, part, most)
            except FileRefused as refused:
                log.warning("the log of model %d: %s", model_id, refused)
            finally:
                part.unlink(missing_ok=True)
        return await asyncio.to_thread(log_tail, self.path(model_id), most)

    async def clear_out(self) -> None:
        """Remove old logs, here and in the store."""
        if not self._store.is_sqlite:
            kept = await shared_files.listed(self._store, LOG)
            await shared_files.remove_but(self._store, LOG, [one.name for one in kept[-KEPT:]])
        await asyncio.to_thread(self._clear_out)

    def _clear_out(self) -> None:
        logs = sorted(self._folder.glob("*.log"), key=lambda place: place.stat().st_mtime, reverse=True)
        for old in logs[KEPT:]:
            old.unlink(missing_ok=True)


def _name(model_id: int) -> str:
    return f"model-{model_id}"


def _part() -> Path:
    handle, name = tempfile.mkstemp(prefix="ketabyar-log-")
    os.close(handle)
    return Path(name)
