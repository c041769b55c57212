"""Archives of models in the store, for engines and gateways of other machines; HOME/models is a cache of them.

On SQLite there is one machine, and the archives lie in HOME/models alone.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from bot.models.model_files import ModelFileRefused, ModelRegistry
from crm.database import shared_files
from crm.database.shared_files import FileRefused, Shared
from crm.database.store import Store

__all__ = ["have", "of_inputs", "remove_but", "share"]

MODEL, MADE_FROM = "model", "made_from"


async def share(store: Store, registry: ModelRegistry, name: str, sha256: str | None) -> bool:
    """Put a model, and what it was made from, into the store unless it is there; tell whether that was needed.

    Raises ModelFileRefused when the file here is not the one that was recorded.
    """
    if store.is_sqlite or await shared_files.is_there(store, MODEL, name):
        return False
    path = await asyncio.to_thread(registry.proved, name, sha256)
    made_from = registry.made_from(name)
    # First what is looked for after the model itself.
    if made_from.is_file():
        await shared_files.keep(store, MADE_FROM, made_from.name, made_from)
    return await shared_files.keep(store, MODEL, name, path)


async def have(store: Store, registry: ModelRegistry, name: str, sha256: str | None) -> Path:
    """Give the place of a model's file, brought here from the store when it is not; raises ModelFileRefused."""
    try:
        return await asyncio.to_thread(registry.proved, name, sha256)
    except ModelFileRefused:
        if store.is_sqlite or not sha256 or not await shared_files.is_there(store, MODEL, registry.path(name).name):
            raise
    try:
        await _bring(store, registry, name, sha256)
    except FileRefused as refused:
        raise ModelFileRefused(str(refused)) from refused
    return await asyncio.to_thread(registry.proved, name, sha256)


async def of_inputs(store: Store, inputs: str) -> Shared | None:
    """Give the model of these inputs that the store has, the one that came first; None without any."""
    found = [] if store.is_sqlite else await shared_files.listed(store, MODEL, f"{inputs}-")
    return found[0] if found else None


async def remove_but(store: Store, registry: ModelRegistry, names: set[str]) -> int:
    """Remove every archive of the store except these, and what it was made from; give how many archives."""
    if store.is_sqlite:
        return 0
    removed = await shared_files.remove_but(store, MODEL, names)
    await shared_files.remove_but(store, MADE_FROM, {registry.made_from(name).name for name in names})
    return removed


async def _bring(store: Store, registry: ModelRegistry, name: str, sha256: str) -> None:
    model, made_from = registry.path(name), registry.made_from(name)
    part = _part(registry)
    try:
        if await shared_files.is_there(store, MADE_FROM, made_from.name):
            await shared_files.take(store, MADE_FROM, made_from.name, part)
            part.replace(made_from)
        found = await shared_files.take(store, MODEL, name, part)
        if found.sha256 != sha256:
            raise FileRefused(f"the file {name} in the store is not the one whose SHA-256 was recorded")
        registry.receive(part, model, sha256)
    finally:
        part.unlink(missing_ok=True)


def _part(registry: ModelRegistry) -> Path:
    """Make a file of our own: gateway and supervisor may bring the same model at once."""
    registry.folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=registry.folder, prefix=".brought-", suffix=".part")
    os.close(handle)
    return Path(name)
