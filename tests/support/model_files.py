"""Model files for tests: another model in a moment, and its row, without a training."""

from __future__ import annotations

import asyncio
import io
import json
import os
import tarfile
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.models.model_files import SPARED_SECONDS, ModelRegistry, file_sha256
from crm.content import model_versions
from crm.content.model_versions import ITSELF
from crm.database.store import Store
from protocol.clock import FixedClock
from protocol.keys import store_key
from tests.support.system import NOW, System


@dataclass(frozen=True)
class MadeModel:
    """A model that can be published: its row, its file, and what the engine calls its version."""

    id: int
    file: str
    sha256: str
    version: str


def repacked(model: Path, target: Path) -> str:
    """Write the same model under another version of its own, and give the version."""
    version = uuid.uuid4().hex
    with tarfile.open(model, "r:gz") as old, tarfile.open(target, "w:gz", compresslevel=0) as new:
        for member in old.getmembers():
            data = old.extractfile(member)
            if member.name.rsplit("/", 1)[-1] == "metadata.json" and data is not None:
                told = json.loads(data.read())
                told["model_id"] = version
                content = json.dumps(told).encode()
                member.size = len(content)
                data = io.BytesIO(content)
            new.addfile(member, data)
    return version


def age(model: Path) -> None:
    """Let a model's file be one that was put there long ago."""
    long_ago = time.time() - 2 * SPARED_SECONDS
    os.utime(model, (long_ago, long_ago))


async def open_store(system: System) -> Store:
    """Open the store of a system from outside, as its command line does."""
    key = store_key(system.secret)
    clock = FixedClock(datetime.fromisoformat(NOW))
    return await Store.open(f"sqlite:///{system.store_path}", clock=clock, server_key=key)


async def add_row(store: Store, inputs: str, sha256: str, file: str) -> int:
    """Note a model as trained."""
    model_id = await model_versions.begin_training(store, ITSELF, inputs=inputs)
    await model_versions.trained(store, model_id, sha256=sha256, file=file, seconds=1.0)
    return model_id


def make_model(system: System, source: Path | None = None) -> MadeModel:
    """Put another model on the shelf of a system, with its row: the one in use repacked, or the bytes of a file."""
    shelf = ModelRegistry(system.home)
    inputs = uuid.uuid4().hex[:16]
    made = system.home / f"made-{inputs}.tar.gz"
    if source is None:
        in_use = json.loads((system.home / "engines" / "current.json").read_text(encoding="utf-8"))["file"]
        version = repacked(shelf.path(in_use), made)
    else:
        version = ""
        made.write_bytes(source.read_bytes())
    sha256 = file_sha256(made)
    file = shelf.put(made, inputs, sha256)
    made.unlink()

    async def note() -> int:
        store = await open_store(system)
        try:
            return await add_row(store, inputs, sha256, file.name)
        finally:
            await store.close()

    return MadeModel(asyncio.run(note()), file.name, sha256, version)
