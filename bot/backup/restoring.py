"""Restoring a backup, into an empty place or in place of what is there, which is moved aside."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.backup.archive import ArchiveRefused, Manifest, read_manifest, unpack
from bot.backup.state import NOTES, STORE
from bot.models import building
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import EngineNotes
from bot.settings import Settings
from bot.supervisor.alone import alone_in
from crm.database import dump, migrate
from crm.database.urls import store_file
from crm.errors import StoreNotReady
from protocol.home import Home

__all__ = ["restore", "taken_places"]

# What a state folder of a library has; the lock that we hold lies in engines/.
_HERE = Home(Path())
PLACES = (
    _HERE.secret, _HERE.previous_secret, _HERE.audit_head, _HERE.tracker, _HERE.content, _HERE.models,
    *(_HERE.engines / note for note in (*NOTES, "progress.json", "taken.json")),
)  # fmt: skip
BESIDE = ("", "-wal", "-shm")

Say = Callable[[str], None]


def taken_places(settings: Settings) -> list[str]:
    """Name what is there already and would be replaced."""
    there = [str(path) for path in _files(settings)]
    if dump.kind_of(settings.database_url) == "postgresql" and not dump.is_empty(settings.database_url):
        there.append("the tables in the database")
    return there


def restore(settings: Settings, source: Path, say: Say, *, force: bool = False) -> Manifest:
    """Prove an archive and put it back: all of it, or, when it is refused, nothing.

    Raises ArchiveRefused with the reason, StoreError when the database does not take it.
    """
    manifest = read_manifest(source)
    _fits(settings, source, manifest)
    there = taken_places(settings)
    if there and not force:
        raise ArchiveRefused(
            f"there is a library already: {', '.join(there)}. Restore into an empty KETABYAR_HOME and database, "
            "or say --force to put the backup in its place"
        )
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone_in(settings.home) as alone:
        if not alone:
            raise ArchiveRefused(f"ketabyar runs in {settings.home}; stop it first")
        with tempfile.TemporaryDirectory(dir=settings.home, prefix=".restoring-") as folder:
            unpacked = Path(folder)
            unpack(source, unpacked)
            _unlike_environment(unpacked)
            with _aside(settings, say):
                dump.load(settings.database_url, unpacked / STORE, manifest.revision, manifest.counts)
                _put(unpacked, settings.home)
            _keep_model(settings)
    return manifest


def _fits(settings: Settings, source: Path, manifest: Manifest) -> None:
    kind = dump.kind_of(settings.database_url)
    if manifest.kind != kind:
        raise ArchiveRefused(
            f"{source} is of a store in {manifest.kind}, and KETABYAR_DATABASE_URL names one in {kind}"
        )
    if not migrate.is_known(manifest.revision):
        raise StoreNotReady(
            f"{source} was made by a newer ketabyar ({manifest.version}, revision {manifest.revision}); "
            "install that version to restore it"
        )


def _unlike_environment(unpacked: Path) -> None:
    given = os.environ.get("KETABYAR_SECRET", "")
    if given and given != (unpacked / "secret").read_text(encoding="ascii").strip():
        raise ArchiveRefused(
            "KETABYAR_SECRET is not the secret of the backup, and would lock every patron out; "
            "unset it (the backup brings its own), or set it to the old one"
        )


@contextlib.contextmanager
def _aside(settings: Settings, say: Say) -> Iterator[None]:
    """Move what is there aside, and back when the restore does not succeed."""
    folder = settings.home / f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    moved = _moved_aside(settings, folder)
    rows = None
    try:
        # Two stores cannot stand in one database: the old one is kept as files.
        rows = _emptied(settings, folder)
        yield
    except BaseException:
        for path in _files(settings):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        _move_back(moved)
        if rows is not None and dump.is_empty(settings.database_url):
            dump.load(settings.database_url, folder / STORE, *rows)
        raise
    if moved or rows:
        say(f"what was there is kept in {folder}; delete it when all is well")


def _moved_aside(settings: Settings, folder: Path) -> list[tuple[Path, Path]]:
    moved: list[tuple[Path, Path]] = []
    try:
        for path in _files(settings):
            folder.mkdir(mode=0o700, exist_ok=True)
            target = folder / path.name
            shutil.move(path, target)
            moved.append((path, target))
    except BaseException:
        _move_back(moved)
        raise
    return moved


def _move_back(moved: list[tuple[Path, Path]]) -> None:
    for path, target in moved:
        shutil.move(target, path)


def _emptied(settings: Settings, folder: Path) -> tuple[str, dict[str, int]] | None:
    """Take the tables of another store out of the database; gives their revision and row counts, None without any."""
    url = settings.database_url
    if dump.kind_of(url) != "postgresql" or dump.is_empty(url):
        return None
    have = migrate.current(url)
    if have is None or not migrate.is_known(have):
        raise ArchiveRefused(
            "the tables in the database are of another version; give KETABYAR_DATABASE_URL an empty one"
        )
    kept = folder / STORE
    kept.mkdir(mode=0o700, parents=True)
    counts = dump.dump(url, kept)
    migrate.downgrade(url, "base")
    return have, counts


def _put(unpacked: Path, home: Path) -> None:
    for path in sorted(unpacked.iterdir()):
        if path.name == STORE:
            continue
        if path.name == "engines":
            for note in path.iterdir():
                note.replace(Home(home).engines / note.name)
        else:
            path.replace(home / path.name)


def _keep_model(settings: Settings) -> None:
    """Let the model of the repository's files, where it answered, be found again instead of being trained anew."""
    current = EngineNotes(settings.home).current()
    if current is None or current.origin != "files":
        return
    folder = building.cache_folder()
    with contextlib.suppress(ModelFileRefused, OSError):
        file = ModelRegistry(settings.home).proved(current.file, current.sha256)
        folder.mkdir(parents=True, exist_ok=True)
        if building.recorded(folder, current.inputs) is None:
            shutil.copyfile(file, folder / f"{current.inputs}.tar.gz")
            note = {"sha256": current.sha256, "seconds": current.seconds, "inputs": current.inputs}
            (folder / f"{current.inputs}.json").write_text(json.dumps(note), encoding="utf-8")


def _files(settings: Settings) -> list[Path]:
    """Give what stands where the backup's files will: of the state folder, and the store's own when it is a file."""
    places = [settings.home / name for name in PLACES]
    own = store_file(settings.database_url)
    stores = [Home(settings.home).tracker, *([own] if own is not None else [])]
    places += [store.with_name(store.name + end) for store in stores for end in BESIDE]
    return [path for path in dict.fromkeys(places) if path.exists()]
