"""Files that were uploaded for an import, kept until they are imported or for a day.

Where machines share the store they lie in it, and here only while somebody reads them. On SQLite they lie in
HOME/imports: the store's own file would grow by them, and copies of it would hold them.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from crm.database import shared_files
from crm.database.shared_files import FileRefused
from crm.database.store import Store
from library.imports import uploads
from protocol.home import Home

__all__ = ["PREFIX", "drop", "forget_old", "keep", "lent"]

# How the names of uploaded files begin, here.
PREFIX = "upload-"
UPLOAD = "upload"
# A file comes into the store a moment before the row that tells of it.
ORPHAN = timedelta(hours=1)


async def keep(store: Store, path: Path) -> None:
    """Keep a file that was written to a place of its own in HOME/imports; errors of store and file are raised."""
    if not store.is_sqlite:
        await shared_files.keep(store, UPLOAD, path.name.removeprefix(PREFIX), path)
        await asyncio.to_thread(path.unlink)


@asynccontextmanager
async def lent(store: Store, home: Path, token: str) -> AsyncIterator[Path]:
    """Give an uploaded file to be read, as long as it is wanted; raises FileRefused when it is gone."""
    folder = Home(home).imports
    if store.is_sqlite:
        path = folder / f"{PREFIX}{token}"
        if not path.is_file():
            raise FileRefused(f"the file {path.name} is gone")
        # What is worked at is no left-over of yesterday.
        os.utime(path)
        yield path
        return
    path = await asyncio.to_thread(_place, folder)
    try:
        await shared_files.take(store, UPLOAD, token, path)
        yield path
    finally:
        path.unlink(missing_ok=True)


async def drop(store: Store, home: Path, token: str) -> None:
    """Delete an uploaded file: it was imported."""
    if store.is_sqlite:
        (Home(home).imports / f"{PREFIX}{token}").unlink(missing_ok=True)
    else:
        await shared_files.remove(store, UPLOAD, [token])


async def forget_old(store: Store, home: Path) -> int:
    """Delete what nobody has touched for a day: of the store, and what a process left here; give how much it was."""
    done = 0
    for token in await uploads.forget_old(store):
        await drop(store, home, token)
        done += 1
    if not store.is_sqlite:
        before = store.clock.now() - ORPHAN
        done += await shared_files.remove_old(store, UPLOAD, before, but=await uploads.with_files(store))
    return done + await asyncio.to_thread(_drop_old, Home(home).imports)


def _place(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=PREFIX, dir=folder)
    os.close(handle)
    return Path(name)


def _drop_old(folder: Path) -> int:
    dropped = 0
    for path in folder.glob(f"{PREFIX}*"):
        try:
            if time.time() - path.stat().st_mtime > uploads.KEPT.total_seconds():
                path.unlink()
                dropped += 1
        except FileNotFoundError:
            # Imported in between.
            continue
    return dropped
