"""Files that were uploaded for an import and never imported: they lie for a day."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

__all__ = ["KEPT_SECONDS", "PREFIX", "drop_old"]

KEPT_SECONDS = 24 * 3600
# How the names of uploaded files begin.
PREFIX = "upload-"


async def drop_old(folder: Path) -> int:
    """Delete what was uploaded into a folder a day ago or longer; give how many files it was."""
    return await asyncio.to_thread(_drop_old, folder)


def _drop_old(folder: Path) -> int:
    dropped = 0
    for path in folder.glob(f"{PREFIX}*"):
        try:
            if time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink()
                dropped += 1
        except FileNotFoundError:
            # Imported, or deleted by another gateway, in between.
            continue
    return dropped
