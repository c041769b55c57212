"""Model check: the model of the repository's files, and the one in use."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bot.cli.doctor.finding import Finding, ok, problem
from bot.models import building
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import Current, EngineNotes
from bot.settings import Settings

__all__ = ["check"]


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Prove both files by their SHA-256."""
    inputs = await asyncio.to_thread(building.inputs_hash)
    model = await asyncio.to_thread(building.recorded, building.cache_folder(), inputs)
    if model is None:
        yield problem("model", f"none has been trained for the current inputs ({inputs})", "run `ketabyar train`")
    else:
        yield ok("model", f"{inputs}, trained in {model.seconds:.0f} s, SHA-256 {model.sha256[:12]}… as recorded")
    current = EngineNotes(settings.home).current()
    if current is not None:
        yield await asyncio.to_thread(_in_use, settings, current)


def _in_use(settings: Settings, current: Current) -> Finding:
    source = "published in the console" if current.origin == "console" else "of the repository's files"
    try:
        path = ModelRegistry(settings.home).proved(current.file, current.sha256)
    except ModelFileRefused as refused:
        return problem(
            "model in use",
            str(refused),
            "`ketabyar up` puts it back, or trains it again, at its next start; nothing needs to be deleted",
        )
    return ok("model in use", f"{path.name}, {source}")
