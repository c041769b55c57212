"""`ketabyar push-key`: a key with which calls to the staff’s browsers are signed."""

from __future__ import annotations

import click

from bot.channels.letters.push import new_push_key

__all__ = ["push_key"]


@click.command("push-key")
def push_key() -> None:
    """Make a key for calls to the staff’s browsers (Web Push).

    Another key later means that each browser has to be chosen anew.
    """
    click.echo(f"KETABYAR_PUSH_KEY={new_push_key()}")
