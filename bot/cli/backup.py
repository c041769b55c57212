"""`ketabyar backup` and `ketabyar restore`: a whole library in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.backup.archive import ArchiveRefused, Manifest
from bot.backup.restoring import restore
from bot.backup.taking import take
from bot.cli.opening import with_store
from bot.settings import Settings
from bot.start_errors import StartError

__all__ = ["backup_command", "restore_command"]

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE, required=False)
def backup_command(file: Path | None) -> None:
    """Write the store, the secret, staff's edits and the models to FILE, also while running."""
    target = (file or Path(f"ketabyar-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar.gz")).absolute()
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
    click.echo("Start it with `ketabyar up`, and check it with `ketabyar doctor`.")


def _summary(manifest: Manifest) -> str:
    rows = sum(manifest.counts.values())
    models = sum(each.name.startswith("models/") and each.name.endswith(".tar.gz") for each in manifest.files)
    edited = any(each.name.startswith("content/") for each in manifest.files)
    return (
        f"{manifest.kind} at revision {manifest.revision}, {rows} rows in {len(manifest.counts)} tables, "
        f"{models} model{'' if models == 1 else 's'}, {'staff’s edits' if edited else 'no edits'}"
    )
