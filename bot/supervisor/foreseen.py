"""The model that will answer after a start with this version, known while an earlier version still serves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.content.folder import content_folder
from bot.content.leftovers import PREFIX
from bot.models import building
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import EngineNotes
from bot.settings import ROOT, Settings

__all__ = ["foreseen"]


@contextmanager
def foreseen(settings: Settings) -> Iterator[Path | None]:
    """Give the folder of the content that this version would train; None where a published model answers as it is.

    It decides as `choice.choose` does, and changes nothing.
    """
    wanted = EngineNotes(settings.home).wanted()
    if wanted is None:
        yield ROOT
        return
    if wanted.code and wanted.code != building.code_hash():
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            content = Path(folder)
            try:
                kept = ModelRegistry(settings.home).content(wanted.file, content)
            except ModelFileRefused:
                kept = False
            yield content if kept else ROOT
        return
    edited = content_folder(settings.home, ROOT) != ROOT
    replaced = not edited and wanted.repository and wanted.repository != building.content_hash(ROOT)
    yield ROOT if replaced else None
