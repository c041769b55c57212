"""Files of the state folder that belong to a backup, and their names in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import Current, EngineNotes
from protocol.home import Home

__all__ = ["FOLDERS", "IN_STORE", "LEFT_OUT", "NOTES", "STORE", "files_of", "model_names", "noted"]

STORE = "store"
_HERE = Home(Path())
FOLDERS = (_HERE.content,)
NOTES = ("wanted.json", "current.json", "before.json")
LEFT_OUT = (
    "tracker: the engine's memory of conversations under way. It begins anew, the store has what was said; "
    "and it holds words that the store has erased by then",
    "logs",
    "files that were uploaded for an import and not imported yet: they may be of patrons, and are gone after a day",
    "settings.env: passwords and tokens, which belong to the machine like its environment",
)
IN_STORE = "models and staff's content, as far as the store has them: they are in its tables"
# What is there only while somebody edits.
PASSING = (".lock", ".before", ".part", ".shared")


def noted(home: Path, staging: Path) -> dict[str, Path]:
    """Copy the notes of which model is published, as of an engine that does not run."""
    notes, made = EngineNotes(home), {}
    told: dict[str, msgspec.Struct | None] = {
        "wanted.json": notes.wanted(), "current.json": notes.current(), "before.json": notes.before(),
    }  # fmt: skip
    for name in NOTES:
        note = told[name]
        if note is None:
            continue
        if isinstance(note, Current):
            note = msgspec.structs.replace(note, url=None)
        path = staging / name
        path.write_bytes(msgspec.json.encode(note))
        made[f"engines/{name}"] = path
    return made


def model_names(home: Path, kept: Collection[str]) -> list[str]:
    """Name the model files that answer or may be brought back: by the notes, and those that the store keeps."""
    notes = EngineNotes(home)
    return sorted({*kept, *(note.file for note in (notes.wanted(), notes.current(), notes.before()) if note)})


def files_of(home: Path, names: Collection[str], *, content: bool = True) -> Iterator[tuple[str, Path]]:
    """Give content, unless it is not wanted, and models with their places; a model that is gone is left away."""
    for folder in FOLDERS if content else ():
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and not any(part.endswith(PASSING) for part in path.parts):
                yield path.relative_to(home).as_posix(), path
    registry = ModelRegistry(home)
    for name in names:
        try:
            path = registry.path(name)
        except ModelFileRefused:
            continue
        for file in (path, *registry.companions(name)):
            if file.is_file():
                yield f"models/{file.name}", file
