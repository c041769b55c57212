"""Taking a backup, at rest or while everything is running."""

from __future__ import annotations

import asyncio
import importlib.metadata
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bot.backup.archive import FORMAT, ArchiveRefused, Manifest, write
from bot.backup.state import IN_STORE, LEFT_OUT, STORE, files_of, model_names, noted
from bot.content.project import Project, copy_content
from bot.settings import Settings
from crm.content import model_versions
from crm.database import dump, migrate, shared_files
from crm.database.store import Store
from protocol.home import Home

__all__ = ["take"]


async def take(settings: Settings, store: Store, target: Path) -> Manifest:
    """Write everything that a library is into one file; gives what it holds. Raises ArchiveRefused, DumpRefused."""
    if settings.secret_next:
        # Others may have it already as theirs, and this archive would have what they make without the key to it.
        raise ArchiveRefused(
            "KETABYAR_SECRET_NEXT is set, and a backup has no place for it: take one before the change, or as soon as "
            "KETABYAR_SECRET is the new secret and KETABYAR_SECRET_PREVIOUS the old one"
        )
    # Beside the target: where the archive has room, what is put into it has for a while.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".ketabyar-backup-") as folder:
        staging = Path(folder)
        # How far the audit trail reached, what staff edit and what is published first; then the store, which has that
        # much of the trail at least, and says which models are kept.
        head = await asyncio.to_thread(_head, settings.home, staging)
        notes = await asyncio.to_thread(noted, settings.home, staging)
        # What the store has is in its dump, and not beside it once more.
        is_shared = not store.is_sqlite and await shared_files.is_there(store, "content", "staff")
        in_store = await _archives(store)
        copies = {} if is_shared else await asyncio.to_thread(_content, settings, staging / "edited")
        (staging / STORE).mkdir()
        counts = await asyncio.to_thread(dump.dump, settings.database_url, staging / STORE)
        secret = staging / "secret"
        secret.write_text(settings.secret + "\n", encoding="ascii")
        # One that was removed before the dump reached it is not in it.
        in_store &= await _archives(store)
        names = model_names(settings.home, await model_versions.to_keep(store))
        dumped = {one.name for one in in_store}
        files = {
            "secret": secret,
            **_previous(settings, staging),
            **head,
            **notes,
            **{f"{STORE}/{path.name}": path for path in sorted((staging / STORE).iterdir())},
            **dict(files_of(settings.home, [one for one in names if one not in dumped], content=not is_shared)),
            **copies,
        }
        manifest = Manifest(
            format=FORMAT,
            version=importlib.metadata.version("ketabyar"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            kind=dump.kind_of(settings.database_url),
            revision=migrate.head(),
            counts=counts,
            left_out=(*LEFT_OUT, *([IN_STORE] if is_shared or in_store else [])),
            models_in_store=sum(name.endswith(".tar.gz") for name in dumped),
            edits_in_store=is_shared,
        )
        return await asyncio.to_thread(write, target, manifest, list(files.items()))


async def _archives(store: Store) -> set[shared_files.Shared]:
    """Tell which models' archives are in the store; one that was removed and put there again is another."""
    return set() if store.is_sqlite else set(await shared_files.listed(store, "model"))


def _previous(settings: Settings, staging: Path) -> dict[str, Path]:
    """Write the secret before, while it is changed: what is not carried over yet needs it."""
    if not settings.secret_previous:
        return {}
    path = staging / Home(settings.home).previous_secret.name
    path.write_text(settings.secret_previous + "\n", encoding="ascii")
    return {path.name: path}


def _head(home: Path, staging: Path) -> dict[str, Path]:
    """Copy how far the audit trail reached, as it was kept; nothing before it was."""
    kept = Home(home).audit_head
    try:
        (staging / kept.name).write_bytes(kept.read_bytes())
    except FileNotFoundError:
        return {}
    return {kept.name: staging / kept.name}


def _content(settings: Settings, target: Path) -> dict[str, Path]:
    """Copy staff's content while nobody edits it, so that no half an edit gets in."""
    project = Project(settings.home)
    if not project.is_edited:
        return {}
    with project.held() as folder:
        copy_content(folder, target)
    return {
        f"content/{path.relative_to(target).as_posix()}": path for path in sorted(target.rglob("*")) if path.is_file()
    }
