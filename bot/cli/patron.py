"""`ketabyar patron`: erasure of patrons who ask for it, and the check of its receipts."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.cli.opening import opened
from bot.content.sharing import shared_project
from bot.conversation.erasing import ErasedChat, erase_everywhere
from bot.engine_client import EngineClient
from bot.models.notes import EngineNotes
from bot.settings import Settings
from bot.sharing.engine_directory import EngineDirectory
from crm.actor import Actor
from crm.errors import InvalidValue
from crm.patrons.cards import patron_by_card
from crm.trust.carried import AFTER_ERASURE
from crm.trust.receipts import read_receipt
from crm.trust.requests import is_known_erasure
from library import open_library
from library.errors import LibraryError
from library.leaving import hindrance

__all__ = ["patron"]

LONGEST_NAME = 255


@click.group()
def patron() -> None:
    """Erase patrons who ask for it, and check receipts of that."""


@patron.command("erase")
@click.argument("card")
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
@click.option("--reason", help="Why, without a name: it is kept in the audit trail.")
def erase(card: str, yes: bool, reason: str | None) -> None:
    """Erase the patron with card number CARD everywhere; this cannot be undone."""
    asyncio.run(_erase(Settings.load(make=False), card, yes, reason))


@patron.command("receipt")
@click.argument("receipt")
def receipt(receipt: str) -> None:
    """Check a RECEIPT of an erasure: its signed line, or a file whose last line that is."""
    file = Path(receipt)
    # A line is longer than a file's name may be.
    is_file = len(receipt) < LONGEST_NAME and file.is_file()
    lines = file.read_text(encoding="utf-8").split() if is_file else [receipt]
    asyncio.run(_check(Settings.load(make=False), lines[-1] if lines else ""))


async def _check(settings: Settings, signed: str) -> None:
    async with opened(settings) as store:
        try:
            told = read_receipt(store, signed)
        except InvalidValue as error:
            raise click.ClickException(error.reason + ".") from error
        known = await is_known_erasure(store, told.request, told.subject_ref)
    click.echo(f"genuine: request {told.request}, erased at {told.at.isoformat(timespec='seconds')}")
    for name, count in told.stores.items():
        click.echo(
            f"  {name.replace('_', ' ')}: {count}"
            + (f" {AFTER_ERASURE[name]}" if count and name in AFTER_ERASURE else "")
        )
    if told.examples or told.examples_left:
        click.echo(f"  training examples: {told.examples} taken out, {told.examples_left} kept")
    click.echo(f"  engine: {'to be forgotten later' if told.engine is None else f'{told.engine} events forgotten'}")
    if not known:
        raise click.ClickException("the store does not have this request: it is older than the erasure (a backup?).")


async def _erase(settings: Settings, card: str, yes: bool, reason: str | None) -> None:
    async with opened(settings) as store:
        found = await patron_by_card(store, card)
        if found is None:
            raise click.ClickException("no patron has this card; an erased patron no longer has one.")
        library = open_library(store, store.clock, settings)
        try:
            open_matters = await hindrance(store, library, found.id)
        except LibraryError as error:
            raise click.ClickException(f"the library system cannot say what is open: {error}") from error
        if open_matters is not None:
            raise click.ClickException(f"this patron cannot be erased yet: {open_matters}.")
        if not yes:
            question = f"Erase {found.display_name} (card ending in {found.card_last4}) for good?"
            click.confirm(question, abort=True)
        directory = EngineDirectory(store)
        follow = EngineNotes(settings.home).current_path
        async with (
            directory.followed(),
            EngineClient(settings.engine_url, settings.engine_secret, follow=follow, directory=directory) as engine,
        ):
            done = await erase_everywhere(
                store,
                engine,
                library,
                found.id,
                by=Actor("system", "patron.erase"),
                because=reason,
                content=shared_project(settings.home, store),
            )
    click.echo("\n".join(_told(done)))


def _told(done: ErasedChat) -> list[str]:
    lines = [f"  {name.replace('_', ' ')}: {count}" for name, count in done.receipt.erased.items()]
    engine = (
        "forgets once it is running again" if done.engine_events is None else f"{done.engine_events} events forgotten"
    )
    return [
        "erased:",
        *lines,
        f"  engine: {engine}",
        *_examples(done),
        *([f"receipt: {done.signed}"] if done.signed else []),
        "Backups are not erased, and models trained before keep what they learnt: train anew, and delete old ones.",
    ]


def _examples(done: ErasedChat) -> list[str]:
    if done.told is None or not (done.told.examples or done.told.examples_left):
        return []
    return [f"  training examples: {done.told.examples} taken out, {done.told.examples_left} kept"]
