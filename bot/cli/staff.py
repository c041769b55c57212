"""`ketabyar staff`: accounts, and the work of a librarian from the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import click

from bot.settings import Settings
from crm import handoff
from crm.records import values
from crm.staff import add_staff
from crm.store import Store

__all__ = ["staff"]

ROLES = values.STAFF_ROLES


def _with_store[T](work: Callable[[Store], Awaitable[T]]) -> T:
    settings = Settings.load()

    async def run() -> T:
        store = await Store.open(settings.database_url, clock=settings.clock(), server_key=settings.server_key)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())


@click.group()
def staff() -> None:
    """Staff accounts, and patrons who wait for a librarian."""


@staff.command("add")
@click.argument("username")
@click.option("--name", required=True, help="The name patrons and colleagues see.")
@click.option("--role", type=click.Choice(ROLES), default="librarian", show_default=True)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when not given.")
def add(username: str, name: str, role: str, password: str) -> None:
    """Make an account."""
    if len(password) < 10:
        raise click.BadParameter("the password must have at least 10 characters.")
    _with_store(lambda store: add_staff(store, username=username, display_name=name, role=role, password=password))
    click.echo(f"{username} ({role}) was added.")


@staff.command("waiting")
def waiting() -> None:
    """List the conversations that wait for a librarian or are with one."""
    rows = _with_store(handoff.waiting)
    if not rows:
        click.echo("nobody is waiting.")
    for row in rows:
        click.echo(
            f"{row.public_id}  {row.status}  {row.channel}  {row.language}  "
            f"since {row.since:%Y-%m-%d %H:%M}  {row.last_text}"
        )


@staff.command("claim")
@click.argument("conversation")
@click.option("--as", "username", required=True, help="Your account.")
def claim(conversation: str, username: str) -> None:
    """Take a waiting conversation."""
    _with_store(lambda store: handoff.claim(store, conversation, username))
    click.echo("it is yours; answer with `ketabyar staff reply`.")


@staff.command("reply")
@click.argument("conversation")
@click.argument("text")
@click.option("--as", "username", required=True, help="Your account.")
def reply(conversation: str, text: str, username: str) -> None:
    """Send an answer to the patron on the channel he writes on."""
    _with_store(lambda store: handoff.reply(store, conversation, username, text))
    click.echo("sent.")


@staff.command("release")
@click.argument("conversation")
@click.option("--as", "username", required=True, help="Your account.")
def release(conversation: str, username: str) -> None:
    """Hand a conversation back to the bot."""
    _with_store(lambda store: handoff.to_bot(store, conversation, by=username))
    click.echo("the bot answers again.")
