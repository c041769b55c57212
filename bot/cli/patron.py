"""`ketabyar patron`: erasure of patrons who ask for it."""

from __future__ import annotations

import asyncio

import click

from bot.cli.opening import opened
from bot.conversation.erasing import Erased, erase_everywhere
from bot.engine_client import EngineClient
from bot.models.notes import EngineNotes
from bot.settings import Settings
from crm.actor import Actor
from crm.forgetting.open_matters import unsettled
from crm.patrons.cards import patron_by_card

__all__ = ["patron"]


@click.group()
def patron() -> None:
    """Erase patrons who ask for it."""


@patron.command("erase")
@click.argument("card")
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
def erase(card: str, yes: bool) -> None:
    """Erase the patron with card number CARD everywhere; this cannot be undone."""
    asyncio.run(_erase(Settings.load(make=False), card, yes))


async def _erase(settings: Settings, card: str, yes: bool) -> None:
    async with opened(settings) as store:
        found = await patron_by_card(store, card)
        if found is None:
            raise click.ClickException("no patron has this card; an erased patron no longer has one.")
        hindrance = await unsettled(store, found.id)
        if hindrance is not None:
            raise click.ClickException(f"this patron cannot be erased yet: {hindrance}.")
        if not yes:
            question = f"Erase {found.display_name} (card ending in {found.card_last4}) for good?"
            click.confirm(question, abort=True)
        async with EngineClient(
            settings.engine_url, settings.engine_secret, follow=EngineNotes(settings.home).current_path
        ) as engine:
            done = await erase_everywhere(store, engine, found.id, by=Actor("system", "patron.erase"))
    click.echo("\n".join(_told(done)))


def _told(done: Erased) -> list[str]:
    lines = [f"  {name.replace('_', ' ')}: {count}" for name, count in done.receipt.erased.items()]
    engine = (
        "forgets once it is running again" if done.engine_events is None else f"{done.engine_events} events forgotten"
    )
    return [
        "erased:",
        *lines,
        f"  engine: {engine}",
        "Check training examples and backups yourself: they are not erased.",
    ]
