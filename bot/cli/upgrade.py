"""`ketabyar upgrade` and `ketabyar migrate`: what is done before another version serves, and the way back."""

from __future__ import annotations

import asyncio
import importlib.metadata
import shutil
from collections.abc import Iterator

import click

from bot.content.folder import content_folder
from bot.models import building
from bot.settings import ROOT, Settings
from bot.start_errors import StartError
from bot.supervisor import checks
from bot.supervisor.alone import is_held
from bot.supervisor.foreseen import foreseen
from crm.database import migrate
from protocol.home import Home

__all__ = ["migrate_command", "upgrade"]

# What two trained models and their work take on the disk, beside what always has to be free.
TRAINING_MB = 500


@click.command("upgrade")
@click.option("--check", is_flag=True, help="Only look, and train nothing.")
def upgrade(check: bool) -> None:
    """Make ready for this version, while an earlier one still serves: look what changes, and train the model."""
    settings = Settings.load(make=False)
    left = 0
    for is_right, line in _looked(settings):
        click.echo(f"{'✓' if is_right else '✗'} {line}")
        left += not is_right
    with foreseen(settings) as content:
        if content is None:
            click.echo("✓ model: the published one answers as it is")
        elif building.recorded(building.cache_folder(), building.inputs_hash(content=content)) is not None:
            click.echo("✓ model: trained already")
        elif check:
            click.echo("✗ model: has to be trained (some minutes); run `ketabyar upgrade` without --check")
            left += 1
        elif not left:
            click.echo("  model: training it …")
            model, _ = asyncio.run(building.ensure(Home(settings.home).training_log, content=content))
            click.echo(f"✓ model: trained in {model.seconds:.0f} s")
    if left:
        raise click.exceptions.Exit(1)
    click.echo("Ready. Take a backup with the version that serves, stop it, and start this one (docs/upgrading.md).")


def _looked(settings: Settings) -> Iterator[tuple[bool, str]]:
    """Tell what this version finds: what is right, and what is not, each in a line."""
    yield True, f"version: ketabyar {importlib.metadata.version('ketabyar')}"
    try:
        checks.check_interpreters()
    except StartError as error:
        yield False, str(error)
    have = migrate.current(settings.database_url)
    if have is not None and not migrate.is_known(have):
        yield False, f"store: revision {have} is of a newer version; this one knows {migrate.head()}"
    elif have == migrate.head():
        yield True, f"store: revision {have}, as this version needs it"
    else:
        steps = migrate.steps(have, migrate.head())
        word = "step" if len(steps) == 1 else "steps"
        yield True, f"store: revision {have or 'none yet'}; the start takes {len(steps)} {word} to {migrate.head()}:"
        for revision, said in steps if have else []:
            yield True, f"    {revision} {said}"
    home = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free, need = shutil.disk_usage(home).free // 2**20, settings.min_free_mb + TRAINING_MB
    yield free >= need, f"disk: {free} MB are free for {settings.home}, {need} are needed"
    if content_folder(settings.home, ROOT) != ROOT:
        yield (
            True,
            "content: staff’s own copy goes before this version’s; `ketabyar content merge` brings in what is new",
        )
    if is_held(settings.home):
        yield True, "running: a ketabyar serves this folder; it goes on until you stop it"


@click.command("migrate")
@click.option("--to", metavar="REVISION", help="Take the store to this revision, also back to an earlier one.")
@click.option("--yes", is_flag=True, help="Take it back without asking.")
def migrate_command(to: str | None, yes: bool) -> None:
    """Upgrade the store's tables to the latest version, or take them to another."""
    settings = Settings.load(make=to is None)
    if to is None:
        settings.home.mkdir(parents=True, exist_ok=True)
        migrate.upgrade(settings.database_url)
    else:
        _take_to(settings, to, yes=yes)
    click.echo(f"the store is at migration {migrate.current(settings.database_url)}.")


def _take_to(settings: Settings, to: str, *, yes: bool) -> None:
    have = migrate.current(settings.database_url)
    if have is None:
        raise StartError("there is no store yet")
    for revision in (have, to):
        if not migrate.is_known(revision):
            raise StartError(f"this version knows no revision {revision}; its latest is {migrate.head()}")
    if is_held(settings.home):
        raise StartError(f"a ketabyar runs in {settings.home}; stop it first")
    if to >= have:
        migrate.upgrade(settings.database_url, to)
        return
    click.echo(f"Back from revision {have} to {to}. What these steps have added is lost:")
    for revision, said in reversed(migrate.steps(to, have)):
        click.echo(f"  {revision} {said}")
    if not yes:
        click.confirm("Is there a backup, and shall the store be taken back?", abort=True)
    migrate.downgrade(settings.database_url, to)
