"""The comparison of staff's edits with the repository's files, cached until a file changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.console.frame.visit import Visit
from bot.content import merging
from bot.content.folder import CONTENT
from bot.content.project import BASE, Project

__all__ = ["content_state"]

_KEPT: dict[int, tuple[object, merging.Status]] = {}


async def content_state(visit: Visit) -> merging.Status:
    """Compare staff's copy with the repository; for the banner of every page that depends on it."""
    return await asyncio.to_thread(_state, visit.content)


def _state(project: Project) -> merging.Status:
    if not project.is_edited:
        return merging.Status(())
    stamp = tuple(_stamps(project.root)) + tuple(_stamps(project.overlay)) + tuple(_stamps(project.overlay / BASE))
    kept = _KEPT.get(id(project))
    if kept is None or kept[0] != stamp:
        kept = (stamp, merging.status(project))
        _KEPT[id(project)] = kept
    return kept[1]


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    for name in CONTENT:
        path = folder / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                about = file.stat()
                found.append((str(file), about.st_mtime_ns, about.st_size))
    return found
