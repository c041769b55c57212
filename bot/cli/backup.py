"""`ketabyar backup` and `ketabyar restore`: a whole library in one file."""

from __future__ import annotations

import asyncio
import os
import pwd
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.backup.archive import ArchiveRefused, Manifest
from bot.backup.restoring import restore
from bot.backup.taking import take
from bot.cli.opening import with_store
from bot.settings import Settings
from bot.start_errors import StartError
from crm.database.store import Store
from crm.library_info.in_service import in_service_since
from protocol.home import Home

__all__ = ["backup_command", "restore_command"]

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE, required=False)
def backup_command(file: Path | None) -> None:
    """Write the store, the secret, staff's edits and the models to FILE, also while running."""
    target = (file or Path(f"ketabyar-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar.gz")).absolute()
    _refuse_folder(target.parent, is_named=file is not None)
    try:
        manifest = with_store(lambda settings, store: take(settings, store, target))
    except ArchiveRefused as error:
        raise StartError(str(error)) from error
    size = target.stat().st_size / 2**20
    click.echo(f"{target}: {_summary(manifest)}, {size:.1f} MB.")
    click.echo("It contains the secret and what patrons wrote: keep it where nobody else can read it.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace an existing library, which is set aside.")
def restore_command(file: Path, force: bool) -> None:
    """Restore the backup FILE into an empty state folder and database."""
    settings = Settings().completed(secret="")
    try:
        manifest = restore(settings, file, lambda text: click.echo(f"  {text}"), force=force)
    except ArchiveRefused as error:
        raise StartError(str(error)) from error
    click.echo(f"restored into {settings.home}: {_summary(manifest)}, made {manifest.made_at} by {manifest.version}.")
    for line in _what_is_next(settings):
        click.echo(line)


def _refuse_folder(folder: Path, *, is_named: bool) -> None:
    """Say before the work begins where no file can be made, and for whom."""
    where = f"{folder}" if is_named else f"{folder} (where you are: no FILE is named)"
    if not folder.exists():
        raise StartError(f"the folder {where} is not there; make it, or name a FILE in another one")
    if not folder.is_dir():
        raise StartError(f"{where} is no folder; name a FILE in one")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StartError(f"the user {_user()} may not write in the folder {where}; name a FILE in another one")


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        # In a container a user may have a number only.
        return str(os.geteuid())


def _what_is_next(settings: Settings) -> Iterator[str]:
    """Say what the backup does not bring, and how it goes on: without its settings a library is not itself."""
    where = Home(settings.home).settings
    if settings.environment == "production":
        yield f"Settings are not in a backup: see that those of before are in {where}, or in the environment."
    elif asyncio.run(_is_in_service(settings)):
        yield (
            "Its settings are missing: they are not in a backup, and this is a real library, which does not start as "
            f"a demonstration. Bring {where} back, or the variables that it was started with; or write the main ones "
            "anew: `ketabyar init --only address`. Then `ketabyar doctor` says whether all is well."
        )
        return
    else:
        yield f"Settings are not in a backup: a real library needs its own first, in {where} or in the environment."
    yield "Start it with `ketabyar up`, and check it with `ketabyar doctor`."


async def _is_in_service(settings: Settings) -> bool:
    own = settings.completed()
    store = await Store.open(own.database_url, clock=own.clock(), **own.store_keys)
    try:
        return await in_service_since(store) is not None
    finally:
        await store.close()


def _summary(manifest: Manifest) -> str:
    rows = sum(manifest.counts.values())
    models = manifest.models_in_store + sum(
        each.name.startswith("models/") and each.name.endswith(".tar.gz") for each in manifest.files
    )
    edited = manifest.edits_in_store or any(each.name.startswith("content/") for each in manifest.files)
    return (
        f"{manifest.kind} at revision {manifest.revision}, {rows} rows in {len(manifest.counts)} tables, "
        f"{models} model{'' if models == 1 else 's'}, {'staff’s edits' if edited else 'no edits'}"
    )
