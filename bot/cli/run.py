"""`ketabyar up`, `train` and `seed`: setting up and running a library."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from bot.channels.telegram.messengers import messenger
from bot.cli.doctor.variables import without_meaning
from bot.cli.held import held_in
from bot.models import building
from bot.settings import Settings
from bot.start_errors import StartError
from bot.supervisor.up import run_until_stopped
from bot.watching.calling import set_here, unsaid, with_variables
from crm.audit import seal
from crm.database import migrate
from crm.database.store import Store
from crm.library_info.in_service import refuse_demo_mode
from crm.records.values import MESSENGERS
from library import seed
from library.settings_sources import secret_file_variables
from protocol.home import Home
from protocol.settings_file import hand_on

__all__ = ["seed_command", "train", "up"]


def _say(text: str) -> None:
    click.echo(f"  {text}")


async def _welcome(variables: Mapping[str, str], settings: Settings) -> None:
    held = await held_in(settings)
    click.echo()
    click.secho("ketabyar is ready.", bold=True)
    click.echo(f"  the library's page, Persian    {settings.public_url}/?lang=fa")
    click.echo(f"  the library's page, English    {settings.public_url}/?lang=en")
    click.echo(f"  the staff console              {settings.public_url}/console")
    if settings.environment == "demo":
        click.echo(f"  the HTTP API                   {settings.public_url}/schema")
    click.echo(f"  chat in another terminal       {with_variables('chat --lang en', variables)}")
    click.echo(f"  look whether all is well       {with_variables('doctor', variables)}")
    if secret := unsaid(variables):
        click.echo(f"                                 (with {', '.join(secret)}, as here)")
    for bot in (messenger(settings, channel) for channel in MESSENGERS):
        state = f"on ({bot.mode})" if bot.token else f"off (set {bot.variable('token')} to switch it on)"
        click.echo(f"  {bot.name:<29}  {state}")
    click.echo("\n  in this store:")
    for line in held.lines():
        click.echo(f"    {line}")
    if held.is_demo:
        click.echo("\n  demo cards to sign in with (card number, PIN):")
        for card in seed.cards_shown_at_start():
            click.echo(f"    {card.number}  {card.pin}   {card.name} – {card.description_en}")
        click.echo(
            "  demo accounts of the console: librarian, editor, supervisor, manager, admin, auditor "
            "(password demo-console)"
        )
    elif settings.environment == "demo":
        click.echo("\n  demo mode with a library of your own; for real patrons, set KETABYAR_ENVIRONMENT=production")
    if not held.has_accounts:
        adding = with_variables("staff add USERNAME --name 'Their Name'", variables)
        click.echo(f"  create the first console account with: {adding}")
    click.echo("\n  Ctrl-C stops everything.")


@click.command()
def up() -> None:
    """Start everything: train if needed, migrate, load the demo once, run the three processes."""
    settings = Settings.load()
    # Before the file's are among them: those every command reads by itself.
    variables = set_here(os.environ)
    hand_on(settings.home, secret_file_variables(Settings))
    for variable, advice in without_meaning().items():
        _say(f"warning: {variable} is not a setting and has no effect; {advice}")
    asyncio.run(run_until_stopped(settings, _say, partial(_welcome, variables)))


@click.command()
@click.option("--force", is_flag=True, help="Train even if a model of the current inputs exists.")
def train(force: bool) -> None:
    """Train the dialogue model if its inputs have changed."""
    settings = Settings.load(make=False)
    model, trained = asyncio.run(building.ensure(Home(settings.home).training_log, force=force))
    word = f"trained in {model.seconds:.0f} s" if trained else "up to date"
    click.echo(f"model {model.inputs} is {word}: {model.path} (SHA-256 {model.sha256[:12]}…)")


@click.command("seed")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Empty the store's library first. Never do this with real patrons.")
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
def seed_command(file: Path, replace: bool, yes: bool) -> None:
    """Load a library described in FILE (docs/seed-format.md)."""
    try:
        # A file that cannot be read makes no store.
        document = seed.read(file)
        settings = Settings.load()
        if replace and not yes and settings.environment == "production":
            click.confirm(
                "All patrons, titles, loans, holds and fines in this store will be lost, and everybody is signed out. "
                "Continue?",
                abort=True,
            )
        click.echo(str(asyncio.run(_loaded(settings, document, replace=replace))))
    except seed.SeedError as error:
        raise StartError(f"{file.name}: {error}") from error


async def _loaded(settings: Settings, document: seed.Document, *, replace: bool) -> seed.SeedReport:
    settings.home.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate.upgrade, settings.database_url)
    store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    try:
        if settings.environment == "demo":
            await refuse_demo_mode(store, str(Home(settings.home).settings))
        if not replace:
            await seal.prove(store)
        report = await seed.load(store, document, replace=replace, demo=settings.environment == "demo")
        # The cards in the store are those just loaded, under the secret of now.
        await seal.seal(store, anew=True)
        return report
    finally:
        await store.close()
