"""`ketabyar gateway` and `ketabyar actions`: one service by itself, where systemd or containers start each."""

from __future__ import annotations

import asyncio

import click

from bot.settings import Settings
from bot.supervisor.single import actions_alone, gateway_alone
from bot.supervisor.up import Running, run_until_stopped
from library.settings_sources import secret_file_variables
from protocol.settings_file import hand_on

__all__ = ["actions", "gateway"]


@click.command("gateway")
def gateway() -> None:
    """Run only the gateway, on tables of the latest version; `up` includes this."""
    _run(gateway_alone, "gateway")


@click.command("actions")
def actions() -> None:
    """Run only the action server; `up` includes this."""
    _run(actions_alone, "action server")


def _run(what: Running, name: str) -> None:
    settings = Settings.load()
    hand_on(settings.home, secret_file_variables(Settings))

    async def ready(_: Settings) -> None:
        click.echo(f"the {name} is ready.")

    asyncio.run(run_until_stopped(settings, lambda text: click.echo(f"  {text}"), ready, what))
